"""The gazetteer is built once for this module, in a folder of its own; the builds are what takes the time."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.knowing.gazetteer import Gazetteer, folders
from saidseen.knowing.gazetteer_build import build, table
from saidseen.knowing.placenames import key

PRECISIONS = {"point", "city", "admin", "country", "region", "sea"}


@pytest.fixture(scope="module")
def cache() -> dict[str, str]:
    return dict(os.environ)


@pytest.fixture(scope="module")
def gazetteer(cache):
    opened = Gazetteer.open(environment=cache)
    yield opened
    opened.close()


def test_the_supplement_is_complete_and_well_formed():
    rows = list(table("supplement.tsv"))
    assert len(rows) >= 150
    assert len({r["id"] for r in rows}) == len(rows)
    for r in rows:
        assert r["precision"] in PRECISIONS, r
        if r["lat"]:
            assert -90 <= float(r["lat"]) <= 90, r
            assert -180 <= float(r["lon"]) <= 180, r
        if r["km"]:
            assert r["precision"] == "region", r
            assert 1 <= float(r["km"]) <= 8000, r


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Crimea", "UKR", "admin"),
        ("the Donbas", "UKR", "region"),
        ("Abkhazia", "GEO", "region"),
        ("Ladakh", "IND", "admin"),
        ("Black Sea", None, "sea"),
        ("Taiwan Strait", None, "sea"),
        ("Kremlin", "RUS", "point"),
        ("U.S.", "USA", "country"),
        ("UK", "GBR", "country"),
        ("Kharkiv Oblast", "UKR", "admin"),
        ("Ky.", "USA", "admin"),
    ],
)
def test_one_name_one_place(gazetteer, name, country, precision):
    assert (country, precision) in {(c.country, c.precision) for c in gazetteer.lookup(name)}


def test_towns_come_with_their_id_and_unit_and_the_largest_first(gazetteer):
    found = gazetteer.lookup("Goma")
    assert (found[0].geonameid, found[0].country, found[0].precision) == (216281, "COD", "city")
    populations = [c.population for c in gazetteer.lookup("Victoria")]
    assert populations == sorted(populations, reverse=True)


def test_other_spellings_find_the_same_town(gazetteer):
    ids = {gazetteer.lookup(n)[0].geonameid for n in ("Kyiv", "Kiev", "KYIV", "Київ")}
    assert len(ids) == 1


def test_an_unknown_name_finds_nothing(gazetteer):
    assert gazetteer.lookup("Qwertyville-on-Nowhere") == ()
    assert gazetteer.lookup("") == ()


def test_the_parts_of_a_country_lie_where_they_should(gazetteer):
    north, south = gazetteer.part("NGA", 1, 0), gazetteer.part("NGA", -1, 0)
    assert north[0] > south[0] + 3
    assert gazetteer.part("XXX", 1, 0) is None


def test_a_failed_build_leaves_no_file(tmp_path, monkeypatch):
    def broken(_db: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("saidseen.knowing.gazetteer_build.write", broken)
    with pytest.raises(OSError, match="no space"):
        build(tmp_path / "g.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    spare = tmp_path / "spare"
    monkeypatch.setattr("saidseen.knowing.gazetteer.folders", lambda _: (blocked / "x", spare))
    monkeypatch.setattr("saidseen.knowing.gazetteer.build", lambda path: path.write_bytes(b""))
    lines: list[str] = []
    opened = Gazetteer.open(lines.append)
    assert opened.path.parent == spare
    assert len(lines) == 1
    opened.close()


def test_the_environment_names_the_folder():
    assert folders({"SAIDSEEN_CACHE": "/a"})[0] == Path("/a")
    assert folders({"XDG_CACHE_HOME": "/b"})[0] == Path("/b/saidseen")
    assert folders({"HOME": "/c"})[0] == Path("/c/.cache/saidseen")


@given(st.text())
def test_keys_are_stable(name):
    assert key(key(name)) == key(name) or "the" in key(name)
