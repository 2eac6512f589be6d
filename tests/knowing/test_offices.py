"""Offices by date. Public facts only."""

from __future__ import annotations

from datetime import date

import pytest

from saidseen.knowing import countries, offices


@pytest.mark.parametrize(
    ("role", "country", "on", "person"),
    [
        ("foreign minister", "RUS", date(2022, 2, 15), "Sergei Lavrov"),
        ("president", "USA", date(2013, 8, 21), "Barack Obama"),
        ("secretary of state", "USA", date(2014, 3, 1), "John Kerry"),
        ("foreign minister", "USA", date(2014, 3, 1), "John Kerry"),
        ("chancellor", "DEU", date(2022, 2, 15), "Olaf Scholz"),
        ("president", "AFG", date(2021, 8, 1), "Ashraf Ghani"),
        ("president", "FRA", date(2008, 8, 12), "Nicolas Sarkozy"),
    ],
)
def test_holder(role, country, on, person):
    held = offices.holder(role, country, on)
    assert held is not None
    assert held.person == person


def test_holder_guesses_nothing():
    assert offices.holder("foreign minister", "RUS", None) is None
    assert offices.holder("foreign minister", None, date(2022, 2, 15)) is None
    assert offices.holder("lamplighter", "RUS", date(2022, 2, 15)) is None


def test_a_person_by_surname_needs_a_day():
    found = offices.person("Zelensky", date(2022, 2, 15))
    assert found is not None
    assert (found.person, found.country) == ("Volodymyr Zelenskyy", "UKR")
    assert offices.person("Zelensky", None) is None
    assert offices.person("Zelensky", date(2010, 1, 1)) is None


def test_the_same_person_in_another_office_on_another_day():
    first, second = offices.person("Boris Johnson", date(2017, 1, 1)), offices.person("Boris Johnson", date(2021, 1, 1))
    assert first is not None
    assert second is not None
    assert (first.role, second.role) == ("foreign secretary", "prime minister")


def test_two_holders_of_one_surname_are_not_told_apart():
    on = date(2009, 6, 1)
    assert offices.person("Ivanov", date(2003, 1, 1)) is None
    assert offices.person("Singh", on) is not None


def test_arabic_and_chinese_surnames():
    assert offices.surname("Bashar al-Assad") == offices.surname("Assad")
    found = offices.person("Xi", date(2020, 1, 1))
    assert found is not None
    assert found.person == "Xi Jinping"


def test_lately_out_of_office():
    found = offices.lately("Ghani", date(2021, 9, 1))
    assert found is not None
    assert found.person == "Ashraf Ghani"
    assert offices.lately("Ghani", date(2023, 9, 1)) is None


def test_the_table_is_whole():
    every = offices.every()
    assert len(every) >= 220
    assert {o.country for o in every if o.country} <= set(countries.every())
    assert all(o.since is None or o.until is None or o.since <= o.until for o in every)
    assert all(o.person and o.role and o.organisation for o in every)
