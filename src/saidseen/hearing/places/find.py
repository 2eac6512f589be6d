"""Mentions of places in a document, and which places they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from saidseen.hearing.places.inside import with_parts
from saidseen.hearing.places.ranking import MOST, Around, features, look_around, weighed, within
from saidseen.hearing.places.ranking import Place as Point
from saidseen.hearing.places.toponyms import Mention, find_mentions
from saidseen.hearing.who.metonyms import is_metonym, place_words
from saidseen.knowing.placenames import key
from saidseen.things import Document, Place, Precision, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from saidseen.knowing.gazetteer import Candidate, Gazetteer

SMALL = 15_000
"""Towns smaller than this need some context: the gazetteer is full of hamlets with famous names."""

Answer = tuple["Candidate | None", float]
"""The best candidate and how sure we are, 0 to 1."""


def find_places(doc: Doc, document: Document, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that a document mentions, in the order of the text.

    A name that fits no place known to us, or none well enough, is kept without coordinates.
    """
    mentions = with_parts(doc, find_mentions(doc, document, gazetteer), gazetteer)
    around = look_around(mentions, gazetteer.home(document.outlet) or gazetteer.home(document.url))
    pairs = adjacent(doc, mentions)
    first = {m: choose(m, around, pairs.get(m), ()) for m in mentions}
    anchors: dict[Point, None] = {}  # in order, each once
    for m, (c, _) in first.items():
        if c and c.lat is not None and c.lon is not None and c.precision in {"city", "admin"}:
            anchors[c.lat, c.lon, key(m.name)] = None
    by_name: dict[str, Answer] = {}
    out = []
    for m in mentions:
        name = f"{key(m.name)} {m.unit}"
        pair = pairs.get(m)
        if pair is None and name in by_name:
            answer = by_name[name]
        else:
            answer = by_name[name] = choose(m, around, pair, tuple(anchors))
        out.append(place(doc, document, gazetteer, m, answer))
    return tuple(out)


def adjacent(doc: Doc, mentions: tuple[Mention, ...]) -> dict[Mention, Mention]:
    """For "X, Y": Y for X."""
    return {left: right for left, right in pairwise(mentions) if right.start - left.end == 1 and doc[left.end].text in {",", "("}}


def choose(m: Mention, around: Around, pair: Mention | None, near: Sequence[Point]) -> Answer:
    """The likeliest candidate."""
    if not m.candidates:
        return None, 0.5
    candidates = m.candidates[:MOST]
    scores = [weighed(features(c, m, around, pair, near)) for c in candidates]
    top = max(scores)
    best = seat(candidates[scores.index(top)], m)
    share = 1 / sum(math.exp(s - top) for s in scores)
    hamlet = best.kind == "town" and best.population < SMALL
    known = (len(candidates) == 1 or around.countries.get(best.country or "", 0.0) > HEARD) and best.country in around.countries
    if hamlet and not known and not (pair and within(best, pair)):
        return None, 0.5
    return best, round(min(0.95, share), 3)


def seat(best: Candidate, m: Mention) -> Candidate:
    """The large town of that name in the same unit, where no word says that the province is meant."""
    if best.kind not in {"admin", "district"} or m.unit:
        return best
    towns = (c for c in m.candidates if c.kind == "town" and c.name == best.name and c.country == best.country)
    return next((c for c in towns if c.population >= SEAT), best)


SEAT = 150_000
"""Inhabitants from which a town rather than its province is meant by the bare name. TR-News: with 50,000 more are wrong."""

HEARD = 0.1
"""Share of a country in a document from which its hamlets are taken for meant. Chosen on the same corpora."""


def place(doc: Doc, document: Document, gazetteer: Gazetteer, m: Mention, answer: Answer) -> Place:
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
        metonym=m.form == "name" and not beside and is_metonym(tokens, c.kind),
        form=m.form,
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
