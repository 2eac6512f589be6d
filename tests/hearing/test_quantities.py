"""Numbers in words and figures, with their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.hearing.events.quantities import only_share, read_quantity, share_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than 150,000 troops", 150_000, None),
        ("at least 12 civilians", 12, None),
        ("as many as 7,000 soldiers", None, 7_000),
        ("no more than 30 vehicles", None, 30),
        ("fewer than two hundred", None, 200),
        ("some 40 armoured vehicles", 36, 44),
        ("nearly 1,000 people", 900, 1_000),
        ("twenty", 20, 20),
        ("forty-two prisoners", 42, 42),
        ("two battalions", 2, 2),
        ("a hundred and twenty rifles", 120, 120),
        ("2.5 million people", 2_500_000, 2_500_000),
        ("three thousand five hundred", 3_500, 3_500),
        ("dozens of drones", 24, None),
        ("tens of thousands of people", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("a dozen boats", 12, 12),
        ("between 10 and 20 tanks", 10, 20),
        ("30 to 40 shells", 30, 40),
        ("50 or more buses", 50, None),
    ],
)
def test_bounds(text, low, high):
    found = read_quantity(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("text", ["", "the soldiers", "no tanks", "one of them", "several ships"])
def test_no_number_no_quantity(text):
    assert read_quantity(text) is None


@given(st.integers(min_value=0, max_value=10**9))
def test_figures_are_read_as_they_are_printed(n):
    found = read_quantity(f"{n:,} soldiers")
    assert found is not None
    assert found.low == found.high == n


@given(st.text(max_size=60))
def test_any_text_is_survived_and_bounds_are_in_order(text):
    found = read_quantity(text)
    if found is not None and found.low is not None and found.high is not None:
        assert found.low <= found.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("all of their rifles", 100, 100),
        ("every prisoner", 100, 100),
        ("not even half of the mortars", 50, 50),
        ("three quarters of the mines", 75, 75),
        ("most of the shells", 50, None),
        ("30 percent of the weapons", 30, 30),
        ("less than 5 per cent of those listed", None, 5),
        ("90 of the 120 pits", 75, 75),
        ("four of the five depots", 80, 80),
    ],
)
def test_shares(text, low, high):
    found = share_of(text)
    assert found is not None
    assert (found.low, found.high, found.unit) == (low, high, "percent")


@pytest.mark.parametrize("text", ["40 members of the band", "the most modern rifles", "some of the ten", "one of the women"])
def test_no_shares(text):
    assert share_of(text) is None


def test_of_several_shares_none_is_meant():
    assert only_share("It had 20 percent in May and 60 percent in June.") is None
