"""Offices by date. Public facts only."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from saidseen.knowing import countries, offices, organisations


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
        ("foreign minister", "UKR", date(2013, 12, 1), "Leonid Kozhara"),
        ("defence minister", "ISR", date(2002, 3, 29), "Binyamin Ben-Eliezer"),
        ("army chief", "ISR", date(2014, 7, 20), "Benny Gantz"),
        ("prime minister", "SYR", date(2013, 8, 21), "Wael al-Halqi"),
        ("foreign minister", "IRN", date(2015, 7, 14), "Mohammad Javad Zarif"),
        ("defence minister", "ARM", date(2020, 10, 1), "David Tonoyan"),
        ("president", "AZE", date(2001, 6, 1), "Heydar Aliyev"),
        ("foreign minister", "ETH", date(2020, 11, 20), "Demeke Mekonnen"),
        ("foreign minister", "PRK", date(2018, 6, 12), "Ri Yong Ho"),
        ("defence minister", "IND", date(2016, 9, 29), "Manohar Parrikar"),
        ("president", "PAK", date(2019, 2, 27), "Arif Alvi"),
        ("army chief", "PAK", date(2019, 2, 27), "Qamar Javed Bajwa"),
        ("president", "XKX", date(2008, 2, 18), "Fatmir Sejdiu"),
        ("prime minister", "GBR", date(2003, 3, 20), "Tony Blair"),
        ("defence secretary", "GBR", date(2003, 3, 20), "Geoff Hoon"),
        ("defense minister", "TUR", date(2020, 2, 28), "Hulusi Akar"),
        ("president", "VEN", date(2024, 7, 29), "Nicolás Maduro"),
        ("president", "COL", date(2008, 3, 2), "Álvaro Uribe"),
        ("foreign minister", "POL", date(2022, 11, 16), "Zbigniew Rau"),
        ("foreign minister", "FIN", date(2022, 5, 15), "Pekka Haavisto"),
        ("prime minister", "MLI", date(2022, 1, 10), "Choguel Kokalla Maïga"),
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


ONE_AT_A_TIME = {
    "president",
    "prime minister",
    "chancellor",
    "foreign minister",
    "secretary of state",
    "foreign secretary",
    "defence minister",
    "interior minister",
    "chief of staff",
    "commander-in-chief",
    "king",
    "supreme leader",
    "secretary-general",
    "director general",
    "high commissioner",
    "high representative",
    "chairperson",
    "prosecutor",
    "ambassador to the UN",
    "national security adviser",
    "acting president",
}
"""Offices with one holder. Not here: leaders, spokespeople, envoys and deputies, of whom there may be several."""

RIVALS = {("president", "CIV"), ("president", "GMB")}
"""Two men claimed these offices at once, after the votes of 2010 and 2016."""


def certain(cell: str, *, end: bool) -> date:
    """The last day on which a time in office may have begun, or the first on which it may have ended."""
    return offices.day(cell, end=not end) or (date.max if end else date.min)


def test_a_single_office_has_one_holder_at_a_time():
    held: dict[tuple[str, str, str], list[tuple[date, date, str]]] = {}
    for row in countries.rows("offices.tsv"):
        if row["office"] in ONE_AT_A_TIME and (row["office"], row["country"]) not in RIVALS:
            times = certain(row["from"], end=False), certain(row["to"], end=True)
            held.setdefault((row["office"], row["organisation"], row["country"]), []).append((*times, row["person"]))
    twice = [
        (office, one, other)
        for office, times in held.items()
        for i, one in enumerate(times)
        for other in times[i + 1 :]
        if min(one[1], other[1]) - max(one[0], other[0]) > timedelta(days=1)
    ]
    assert twice == []


def test_dates_are_in_order_and_written_alike():
    for row in countries.rows("offices.tsv"):
        for cell in (row["from"], row["to"]):
            assert re.fullmatch(r"(\d{4}(-\d{2}){0,2})?", cell), row
        assert row["from"], row
        if len(row["from"]) == len(row["to"]):
            assert row["from"] < row["to"], row


def test_each_person_has_one_id_and_each_id_one_person():
    ids: dict[str, set[str]] = {}
    persons: dict[str, set[str]] = {}
    for office in offices.every():
        ids.setdefault(office.person, set()).add(office.qid or "")
        if office.qid:
            assert re.fullmatch(r"Q[1-9]\d*", office.qid), office
            persons.setdefault(office.qid, set()).add(office.person)
    assert [p for p, found in ids.items() if len(found) > 1] == []
    assert [q for q, found in persons.items() if len(found) > 1] == []


def test_a_spelling_means_one_person():
    meant: dict[str, set[str]] = {}
    for office in offices.every():
        for name in (office.person, *office.others):
            meant.setdefault(offices.folded(name), set()).add(office.person)
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


def test_organisations_carry_their_names_in_the_other_table():
    for office in offices.every():
        found = organisations.find(office.organisation)
        assert found is None or found.name == office.organisation, office


def test_the_table_is_wide():
    every = offices.every()
    people = {o.person for o in every}
    assert len(people) >= 1800
    assert len({o.country for o in every if o.country}) >= 130
    assert len({o.person for o in every if o.qid}) >= 0.45 * len(people)
    assert all(row["source"] and row["gender"] in {"m", "f"} for row in countries.rows("offices.tsv"))


@pytest.mark.parametrize(
    "code", ["SDN", "SSD", "ETH", "ERI", "MLI", "NER", "BFA", "COD", "RWA", "YEM", "IRQ", "LBN", "ISR", "PSE"]
)
def test_a_crisis_has_its_people(code):
    assert len({o.person for o in offices.every() if o.country == code}) >= 3


@pytest.mark.parametrize(
    ("name", "on", "person"),
    [
        ("Putin", date(2014, 3, 1), "Vladimir Putin"),
        ("Obama", date(2013, 8, 21), "Barack Obama"),
        ("Biden", date(2022, 2, 15), "Joe Biden"),
        ("Assad", date(2013, 8, 21), "Bashar al-Assad"),
        ("Lavrov", date(2008, 8, 12), "Sergei Lavrov"),
        ("Saakashvili", date(2008, 8, 12), "Mikheil Saakashvili"),
        ("Abbas", date(2009, 1, 5), "Mahmoud Abbas"),
        ("Netanyahu", date(2023, 10, 18), "Benjamin Netanyahu"),
        ("Abiy", date(2020, 11, 10), None),
        ("Kagame", date(2025, 1, 27), "Paul Kagame"),
        ("Maduro", date(2019, 2, 23), "Nicolás Maduro"),
        ("Burhan", date(2023, 4, 20), "Abdel Fattah al-Burhan"),
    ],
)
def test_well_known_surnames_still_mean_one_person(name, on, person):
    found = offices.person(name, on)
    assert (found.person if found else None) == person


def test_every_id_says_where_it_comes_from():
    rows = countries.rows("offices.tsv")
    assert [row["person"] for row in rows if row["qid"] and "Wikidata" not in row["source"]] == []
