"""Countries by names, demonyms and seats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.knowing import countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukrainian", "UKR"),
        ("the Czech Republic", "CZE"),
        ("Serbs", "SRB"),
        ("DR Congo", "COD"),
        ("U.S.", "USA"),
        ("Sudan's", "SDN"),
        ("UKRAINE", "UKR"),
        ("USSR", "SUN"),
        ("Yugoslav", "YUG"),
        ("the Netherlands", "NLD"),
        ("EU", "EUR"),
        ("us", None),
        ("Korean", None),
        ("turkey", None),
        ("Atlantis", None),
    ],
)
def test_by_name(name, code):
    assert countries.by_name(name) == code


@pytest.mark.parametrize(
    ("seat", "code"),
    [
        ("Kyiv", "UKR"),
        ("Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Zhongnanhai", "CHN"),
        ("the Élysée", "FRA"),
        ("The Hague", "NLD"),
        ("Paris Hilton", None),
    ],
)
def test_by_seat(seat, code):
    assert countries.by_seat(seat) == code


def test_government_and_the_name_after_of():
    assert countries.government("USA") == "Government of the United States"
    assert countries.of("USA") == "the United States"
    assert countries.of("DEU") == "Germany"
    assert countries.government("XXX") is None


def test_the_table_is_whole():
    every = countries.every()
    assert len(every) >= 200
    assert all(len(code) == 3 and code.isupper() and c.name and c.government for code, c in every.items())


@given(st.sampled_from(sorted(countries.every())))
def test_every_country_is_found_by_its_own_name(code):
    assert countries.by_name(countries.every()[code].name) == code
    assert countries.by_name(countries.of(code) or "") == code
