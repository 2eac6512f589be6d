"""Organisations and the institutions that every state has."""

from __future__ import annotations

import re

import pytest

from saidseen.knowing import actors, countries, organisations


@pytest.mark.parametrize(
    ("name", "canonical", "standing"),
    [
        ("the Pentagon", "Department of Defense of the United States", "party"),
        ("foreign office", "Foreign Office of the United Kingdom", "party"),
        ("IAEA", "International Atomic Energy Agency", "observer"),
        ("Maxar", "Maxar Technologies", "observer"),
        ("AFP", "Agence France-Presse", "press"),
        ("SANA", "Syrian Arab News Agency", "party"),
        ("ICJ", "International Court of Justice", "other"),
        ("the TNI", "Indonesian National Armed Forces", "party"),
        ("Ethiopian Foreign Ministry", "Ministry of Foreign Affairs of Ethiopia", "party"),
        ("USGS", "United States Geological Survey", "observer"),
        ("MINURSO", "MINURSO", "observer"),
        ("Roscosmos", "Roscosmos", "party"),
        ("UK Ministry of Defence", "Ministry of Defence of the United Kingdom", "party"),
        ("Office of the High Representative", "Office of the High Representative in Bosnia and Herzegovina", "other"),
        ("Human Rights Watch", "Human Rights Watch", "other"),
    ],
)
def test_find(name, canonical, standing):
    found = organisations.find(name)
    assert found is not None
    assert (found.name, found.standing) == (canonical, standing)


def test_single_words_must_be_written_as_in_the_table():
    assert organisations.find("WHO") is not None
    assert organisations.find("who") is None
    assert organisations.find("planet") is None


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("defence ministry", "PER", "Ministry of Defence of Peru"),
        ("the defense ministry", "USA", "Department of Defense of the United States"),
        ("border guard", "FIN", "Border Guard of Finland"),
        ("government", "DEU", "Federal Government of Germany"),
        ("presidential administration", "USA", "White House"),
        ("opposition", "CIV", "Ivorian opposition"),
        ("interior ministry", None, "Ministry of Internal Affairs"),
        ("general staff", "ISR", "Israel Defense Forces"),
        ("defence ministry", "TUR", "Ministry of National Defence of Turkey"),
        ("military", "IDN", "Indonesian National Armed Forces"),
        ("foreign ministry", "ZAF", "Ministry of Foreign Affairs of South Africa"),
    ],
)
def test_generic(words, country, name):
    found = organisations.generic(words, country)
    assert found is not None
    assert (found.name, found.country) == (name, country)


def test_generic_knows_no_invented_institution():
    assert organisations.generic("ministry of silly walks", "GBR") is None


def test_the_table_is_whole():
    rows = countries.rows("organisations.tsv")
    assert len(rows) >= 250
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["standing"] for row in rows} <= {"party", "observer", "press", "other"}
    assert {row["country"] for row in rows if row["country"]} <= set(countries.every())
    assert all(row["source"] for row in rows)


@pytest.mark.parametrize(
    ("phrase", "role", "country", "host", "group"),
    [
        ("Peru's ambassador in Quito", "ambassador", "PER", "ECU", None),
        ("a spokesman of the Danish navy", "spokesman", "DNK", None, None),
        ("President Dos Santos's spokesman", "spokesman", None, None, None),
        ("a teacher at the ministry of health", None, None, None, "human"),
        ("a rebel commander", "commander", None, None, "armed"),
        ("the officer who had been to Spain", "officer", None, None, None),
    ],
)
def test_describe(phrase, role, country, host, group):
    said = actors.describe(phrase)
    assert (said.role, said.country, said.host) == (role, country, host)
    assert group in {said.group, "armed" if said.band else None}


def test_a_national_council_is_not_the_united_nations():
    placed = actors.placed(actors.describe("the secretary of Ghana's security council"), None)
    assert placed is not None
    assert placed.name == "National Security Council of Ghana"


def test_the_table_is_wide():
    rows = countries.rows("organisations.tsv")
    assert len(rows) >= 950
    assert len({row["country"] for row in rows if row["country"]}) >= 110
    assert sum(1 for row in rows if row["qid"]) >= 90
    kinds = {
        kind: {row["country"] for row in rows if row["kind"] == kind} for kind in ("ministry", "armed-forces", "state-media")
    }
    assert all(len(found) >= least for found, least in zip(kinds.values(), (45, 60, 30), strict=True))


def test_ids_are_well_formed_and_used_once():
    ids = [row["qid"] for row in countries.rows("organisations.tsv") if row["qid"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in ids)
    assert len(set(ids)) == len(ids)


def test_no_name_or_alias_means_two_organisations():
    meant: dict[str, set[str]] = {}
    for row in countries.rows("organisations.tsv"):
        for name in (row["name"], *countries.listed(row["aliases"])):
            meant.setdefault(countries.plain(name), set()).add(row["name"])
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


STANDINGS = {
    "presidency": {"party"},
    "ministry": {"party"},
    "armed-forces": {"party"},
    "intelligence": {"party"},
    "parliament": {"party"},
    "political-party": {"party"},
    "non-state": {"party"},
    "state-media": {"party"},
    "instrument-operator": {"observer"},
    "news-agency": {"press"},
    "press": {"press"},
    "court": {"other"},
    "ngo": {"other"},
    "un": {"observer", "other"},
    "alliance": {"party", "other"},
    "company": {"party", "other"},
    "government": {"party", "other"},
    "monitor": {"observer", "other"},
}
"""What a kind of organisation may be: a side's own body never counts as an observer, nor a measuring one as a side."""


def test_standing_follows_from_the_kind():
    for row in countries.rows("organisations.tsv"):
        assert row["standing"] in STANDINGS[row["kind"]], row["name"]
