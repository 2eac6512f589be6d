"""Which place of a name is meant: features of each candidate, weighed and added.

A conditional logit: the candidates of one name stand against each other. ``training/ranking.py`` learns such weights from public
corpora, ``bench/places.py`` measures them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saidseen.hearing.places.toponyms import Mention
from saidseen.knowing.gazetteer import Candidate
from saidseen.knowing.placenames import key

WEIGHTS = {
    "population": 1.0, "country": 9.0, "capital": 1.0, "admin": 5.9, "district": 4.0, "other": 7.0, "own_name": 2.0,
    "country_share": 3.0, "country_named": 0.5, "unit_share": 1.5, "unit_named": 1.5, "pair": 8.0, "unit_word": 8.0,
    "near": 2.0, "nearer": 1.5, "home": 3.0, "company": 1.0,
}  # fmt: skip
"""What each feature adds. Set by hand on the development halves of TR-News and LGL: what ``training/ranking.py`` learns from the
same chose no better on documents left out, and knew no seas. Run it again when a feature or the gazetteer changes."""

NEAR_KM, NEARER_KM = 200.0, 50.0
"""How near other places of the document lie. Chosen: a region, and a town with its surroundings."""

MOST = 40
"""Candidates of one name that are looked at, the most populous first. Chosen: more are hamlets without a chance."""

Place = tuple[float, float, str]
"""Latitude, longitude, key of the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the whole document says about where it is: shares of countries and units, names, and where the outlet is at home."""

    countries: Mapping[str, float]
    units: Mapping[tuple[str, str], float]
    named: frozenset[str]
    home: str | None
    cells: Mapping[tuple[int, int], Mapping[str, float]]
    """Names by the cells of half a degree that their candidates lie in, with the likeliest one's weight."""


def prominence(c: Candidate) -> float:
    """How prominent a place is by itself."""
    return sum(WEIGHTS[name] * value for name, value in own(c).items())


def own(c: Candidate) -> dict[str, float]:
    """Features that ask for nothing beside the place."""
    town = c.kind in {"town", "capital"}
    kind = c.kind if c.kind in {"country", "capital", "admin", "district"} else "" if town else "other"
    found = {"population": math.log10(c.population + 10)} if town else {}
    return found | ({kind: 1.0} if kind else {})


def shares(candidates: Sequence[Candidate]) -> list[float]:
    """How likely each candidate is by prominence alone."""
    values = [prominence(c) for c in candidates]
    top = max(values)
    powers = [math.exp(v - top) for v in values]
    total = sum(powers)
    return [p / total for p in powers]


def look_around(mentions: Sequence[Mention], home: str | None) -> Around:
    """Every name votes once, for the countries and units that its candidates lie in."""
    countries: dict[str, float] = defaultdict(float)
    units: dict[tuple[str, str], float] = defaultdict(float)
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    names = {key(m.name): m for m in mentions if m.candidates}
    for name, m in names.items():
        candidates = m.candidates[:MOST]
        for c, share in zip(candidates, shares(candidates), strict=True):
            if c.kind not in {"country", "admin"} and c.lat is not None and c.lon is not None:
                at = cells[cell(c.lat, c.lon)]
                at[name] = max(at.get(name, 0.0), share, 1 / len(candidates))
            if c.country:
                countries[c.country] += share
                if unit := unit_of(c):
                    units[c.country, unit] += max(share, 1 / len(candidates)) if c.kind == "town" else share
    total, all_units = sum(countries.values()) or 1.0, sum(units.values()) or 1.0
    return Around(
        countries={k: v / total for k, v in countries.items()},
        units={k: v / all_units for k, v in units.items()},
        named=frozenset(names),
        home=home,
        cells=cells,
    )


def cell(lat: float, lon: float) -> tuple[int, int]:
    """Half a degree each way."""
    return math.floor(2 * lat), math.floor(2 * lon)


def company(c: Candidate, name: str, around: Around) -> float:
    """How many other names may lie in the same or the next cells, each by its weight there; at most 2."""
    if c.lat is None or c.lon is None or c.kind in {"country", "admin"}:
        return 0.0
    north, east = cell(c.lat, c.lon)
    found: dict[str, float] = {}
    for cells in ((north + i, east + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        for other, weight in around.cells.get(cells, {}).items():
            if other != name:
                found[other] = max(found.get(other, 0.0), weight)
    return min(2.0, sum(found.values()))


def unit_of(c: Candidate) -> str | None:
    """The first-level unit that a candidate lies in or is."""
    return c.name if c.kind == "admin" else c.admin[0] if c.admin else None


def features(c: Candidate, m: Mention, around: Around, pair: Mention | None, near: Sequence[Place]) -> dict[str, float]:
    """All features of one candidate that are not 0."""
    name = key(m.name)
    found = own(c) | {"company": company(c, name, around)}
    if key(c.name) == name:
        found["own_name"] = 1.0
    same = any(o.kind == "country" and o.country == c.country for o in m.candidates)  # Singapore is a country first
    if c.country and not same:
        found["country_share"] = around.countries.get(c.country, 0.0)
        found["country_named"] = float(around.countries.get(c.country, 0.0) > 0)
        found["home"] = float(c.country == around.home)
    unit = unit_of(c)
    if c.country and unit:
        found["unit_share"] = around.units.get((c.country, unit), 0.0)
        found["unit_named"] = float(c.kind != "admin" and key(unit) in around.named and key(unit) != name)
    if pair is not None and within(c, pair):
        found["pair"] = 1.0
    if m.unit and c.precision == "admin":
        found["unit_word"] = 1.0
    if c.lat is not None and c.lon is not None and c.kind != "country":
        away = min((kilometres(c.lat, c.lon, lat, lon) for lat, lon, other in near if other != name), default=math.inf)
        found["near"], found["nearer"] = float(away < NEAR_KM), float(away < NEARER_KM)
    return found


def weighed(found: Mapping[str, float]) -> float:
    """The features in one number."""
    return sum(WEIGHTS[name] * value for name, value in found.items())


def within(c: Candidate, outer: Mention) -> bool:
    """Does the candidate lie in what the outer name may mean?"""
    for o in outer.candidates:
        if o.kind == "country" and c.kind != "country" and c.country == o.country:
            return True
        if o.kind == "admin" and c.kind not in {"country", "admin"} and c.country == o.country and unit_of(c) == o.name:
            return True
    return False


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance; the haversine formula on a sphere of 6,371 km."""
    a, b = math.radians(lat), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))
