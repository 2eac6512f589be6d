"""Mentions of places in a document, and which places they are."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from saidseen.hearing.places.toponyms import Mention, find_mentions
from saidseen.hearing.who.metonyms import is_metonym, place_words
from saidseen.knowing.gazetteer_build import key
from saidseen.things import Document, Place, Precision, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from saidseen.knowing.gazetteer import Candidate, Gazetteer

BASE = {"country": 9.0, "admin": 5.9, "town": 0.0, "capital": 1.0}
"""Prominence on the scale of log10(population); a unit counts as a town of 800,000, other kinds (seas, regions) as OTHER."""

OTHER = 7.0
OWN_NAME = 0.5
"""For being called so, and not only also called so."""

IN_COUNTRY, SHARE, IN_UNIT, ADJACENT, NEAR = 1.0, 2.5, 1.5, 8.0, 1.5
"""What context adds: the country is mentioned; its share of all mentions; the unit is mentioned; "X, Y" with X in Y; another
place of the document lies within NEAR_KM. Chosen on TR-News and LGL (odd halves) with bench/places.py."""

NEAR_KM = 200.0
SMALL = 15_000
"""Towns smaller than this need some context: the gazetteer is full of hamlets with famous names."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole document says about where it is."""

    countries: Counter[str]
    names: frozenset[str]
    total: float


def find_places(doc: Doc, document: Document, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that a document mentions, in the order of the text.

    A name that fits no place known to us, or none well enough, is kept without coordinates.
    """
    mentions = find_mentions(doc, document, gazetteer)
    context = look_around(mentions)
    pairs = adjacent(doc, mentions)
    first = {m: choose(m, context, pairs.get(m), ()) for m in mentions}
    anchors = [(c.lat, c.lon, key(m.name)) for m, (c, _) in first.items() if c and c.precision in {"city", "admin"}]
    by_name: dict[str, tuple[Candidate | None, float]] = {}
    out = []
    for m in mentions:
        name = f"{key(m.name)} {m.unit}"
        pair = pairs.get(m)
        if pair is None and name in by_name:
            answer = by_name[name]
        else:
            near = tuple(
                (lat, lon) for lat, lon, other in anchors if other != key(m.name) and lat is not None and lon is not None
            )
            answer = by_name[name] = choose(m, context, pair, near)
        out.append(place(doc, document, gazetteer, m, answer))
    return tuple(out)


def look_around(mentions: tuple[Mention, ...]) -> Context:
    """Count the countries that the document names or that its unmistakable places lie in."""
    countries: Counter[str] = Counter()
    for m in mentions:
        found = {c.country for c in m.candidates if c.country}
        if len(found) == 1:
            countries[found.pop()] += 1
        elif m.candidates:
            best = max(m.candidates, key=prominence)
            if best.country and best.kind in {"country", "capital"}:
                countries[best.country] += 1
    return Context(countries, frozenset(key(m.name) for m in mentions), float(sum(countries.values()) or 1))


def adjacent(doc: Doc, mentions: tuple[Mention, ...]) -> dict[Mention, Mention]:
    """For "X, Y": Y for X."""
    return {left: right for left, right in pairwise(mentions) if right.start - left.end == 1 and doc[left.end].text in {",", "("}}


def prominence(c: Candidate) -> float:
    """How prominent a place is by itself."""
    population = math.log10(c.population + 10) if c.kind in {"town", "capital"} else 0.0
    return BASE.get(c.kind, OTHER) + population


def choose(
    m: Mention, context: Context, pair: Mention | None, near: tuple[tuple[float, float], ...]
) -> tuple[Candidate | None, float]:
    """The best candidate and how sure we are, 0 to 1."""
    if not m.candidates:
        return None, 0.5
    ranked = sorted(((score(c, m, context, pair, near), -n) for n, c in enumerate(m.candidates)), reverse=True)
    best = m.candidates[-ranked[0][1]]
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    hamlet = best.kind == "town" and best.population < SMALL
    known = best.country in context.countries and (len(m.candidates) == 1 or context.countries[best.country or ""] > 1)
    if hamlet and not known and not (pair and within(best, pair)):
        return None, 0.5
    return best, round(0.5 + 0.45 * min(1.0, margin / 3.0), 3)


def score(c: Candidate, m: Mention, context: Context, pair: Mention | None, near: tuple[tuple[float, float], ...]) -> float:
    """Prominence and context of one candidate."""
    total = prominence(c)
    if m.unit and c.precision == "admin":
        total += ADJACENT
    if key(c.name) == key(m.name):
        total += OWN_NAME
    same = any(o.kind == "country" and o.country == c.country for o in m.candidates)  # Singapore is a country first
    if not same and c.country and (votes := context.countries[c.country]):
        total += IN_COUNTRY + SHARE * votes / context.total
    if c.admin and key(c.admin[0]) in context.names:
        total += IN_UNIT
    if pair and within(c, pair):
        total += ADJACENT
    if c.kind == "town" and c.lat is not None and c.lon is not None and any(kilometres(c.lat, c.lon, *p) < NEAR_KM for p in near):
        total += NEAR
    return total


def within(c: Candidate, outer: Mention) -> bool:
    """Does the candidate lie in what the outer name may mean?"""
    for o in outer.candidates:
        if o.kind == "country" and c.kind != "country" and c.country == o.country:
            return True
        if o.kind == "admin" and c.kind in {"town", "capital"} and c.country == o.country and c.admin and c.admin[0] == o.name:
            return True
    return False


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance; the haversine formula on a sphere of 6,371 km."""
    a, b = math.radians(lat), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def place(doc: Doc, document: Document, gazetteer: Gazetteer, m: Mention, answer: tuple[Candidate | None, float]) -> Place:
    """The place as a thing of ours."""
    tokens = doc[m.start : m.end]
    span = Span.of(document.text, tokens.start_char, tokens.end_char)
    c, confidence = answer
    if c is None:
        return Place(span=span, name=span.quote, precision="point", confidence=confidence)
    if m.direction:
        return part_of(span, gazetteer, m, c, confidence)
    beside = m.site or (m.unit and c.precision == "city")  # "X airport", "X district": at X, but not X
    precision: Precision = "point" if m.site else "admin" if beside else c.precision
    return Place(
        span=span,
        name=" ".join(span.quote.split()) if beside else c.name,
        geonameid=None if beside else c.geonameid,
        lat=c.lat,
        lon=c.lon,
        country=c.country,
        admin=c.admin,
        precision=precision,
        confidence=confidence,
        metonym=not beside and is_metonym(tokens, c.kind),
    )


def part_of(span: Span, gazetteer: Gazetteer, m: Mention, c: Candidate, confidence: float) -> Place:
    """As in "western X": in the west of a country; for smaller places the place itself is near enough."""
    north, east = place_words().directions[m.direction]
    point = gazetteer.part(c.country, north, east) if c.kind == "country" and c.country else None
    lat, lon = point or (c.lat, c.lon)
    precision: Precision = "city" if c.precision == "city" else "region"
    return Place(
        span=span,
        name=" ".join(span.quote.split()),
        lat=lat,
        lon=lon,
        country=c.country,
        admin=c.admin,
        precision=precision,
        confidence=confidence,
    )
