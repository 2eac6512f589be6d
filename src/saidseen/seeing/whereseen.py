"""Where it was seen: what the event, its sentence, its paragraph or the observer's name say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saidseen.knowing import countries, testtable
from saidseen.knowing.waters import water_meant
from saidseen.things import Event, Hearing, Place, Sighting

INHERITED = 0.5
"""Factor on the confidence of a place that the sentence does not name and an earlier one of its paragraph does."""


def place_of(hearing: Hearing, sighting: Sighting, events: Sequence[Event], *, own: bool = False) -> Place | None:
    """Where it was seen: the event's place, else what the words, their sentence or an earlier one of its paragraph names.

    ``own``: the document is the observer's, so that its first paragraph says what was looked at.
    """
    placed = [e.place for e in events if e.place is not None]
    mapped = [p for p in placed if p.lat is not None]
    unknown = next((p for p in placed if p.lat is None and _is_inside(p, sighting)), None)
    named = next((p for p in mapped if unknown is None or _is_inside(p, sighting)), None)
    if named is not None:
        return named
    there = [p for p in hearing.places if p.span is not None and p.lat is not None and p.literal]
    unmapped = unknown or next(iter(placed), None)
    for number, (start, end) in enumerate(stretches(hearing, sighting)):
        inside = [p for p in there if p.span is not None and start <= p.span.start and p.span.end <= end]
        if inside and number < OWN:
            return _finest(inside)
        if inside:
            elsewhere = unmapped is not None or _names_unknown(hearing, sighting)
            return unmapped if elsewhere else _inherited(_finest(inside))
    nearby = _water(there, sighting) or _town(there, sighting) or (_lead(hearing, there, sighting) if own else None)
    return unmapped or nearby or _mission(sighting) or _last_named(hearing, there, sighting)


def _finest(places: Sequence[Place]) -> Place:
    return min(places, key=lambda p: FINENESS.index(p.precision))


def _inherited(place: Place, *, guessed: bool = False) -> Place:
    """A place that the words themselves do not name."""
    confidence = place.confidence * INHERITED
    return replace(place, confidence=min(GUESSED, confidence) if guessed else confidence)


def _before(places: Sequence[Place], sighting: Sighting) -> list[Place]:
    """Those that are named before the words."""
    return [p for p in places if p.span is not None and p.span.end <= sighting.content[0].start]


def _towns_before(places: Sequence[Place], sighting: Sighting) -> list[Place]:
    return [p for p in _before(places, sighting) if p.precision in FINENESS[:2]]


def _is_inside(place: Place, sighting: Sighting) -> bool:
    """Is it named in the very words that were seen?"""
    return place.span is not None and any(c.start <= place.span.start < c.end for c in sighting.content)


def _water(places: Sequence[Place], sighting: Sighting) -> Place | None:
    """Of "the south bank": that of the lake last named before."""
    found = water_meant(" ".join(c.quote for c in sighting.content), _before(places, sighting))
    return _inherited(found) if found is not None else None


def _lead(hearing: Hearing, places: Sequence[Place], sighting: Sighting) -> Place | None:
    """The finest place of the first paragraph of an observer's own report."""
    first = next((s.paragraph for s in hearing.sentences if s.kind == "body"), None)
    lead = [s for s in hearing.sentences if s.paragraph == first and s.end <= sighting.content[0].start]
    inside = [p for p in places if p.span is not None and any(s.start <= p.span.start < s.end for s in lead)]
    if not inside:
        return None
    finest = _finest(inside)
    return _inherited(finest, guessed=any(p.name != finest.name and p.precision != "country" for p in inside))


def _last_named(hearing: Hearing, places: Sequence[Place], sighting: Sighting) -> Place | None:
    """Nothing else says where a reporter was: the town last named before, two paragraphs back at most, else the first of the
    dateline. So unsure that it fits loosely at best, unless no other town has been named so far."""
    on_the_spot = sighting.observer.standing == "press" or sighting.basis == "imagery"
    if not on_the_spot or not 0 <= sighting.sentence < len(hearing.sentences) or _names_unknown(hearing, sighting):
        return None
    here = hearing.sentences[sighting.sentence].paragraph
    low = min((s.start for s in hearing.sentences if s.paragraph >= here - PARAGRAPHS), default=0)
    before = _towns_before(places, sighting)
    near = [p for p in before if p.span is not None and p.span.start >= low and not p.span.quote.isupper()]
    found = near[-1] if near else before[0] if before else None
    return _inherited(found, guessed=any(p.name != found.name for p in before)) if found is not None else None


def _names_unknown(hearing: Hearing, sighting: Sighting) -> bool:
    """Do its own words name a place that no map has? Then it was there, and not where something else was told of."""
    own = hearing.sentences[sighting.sentence]
    if any(p.span is not None and p.lat is None and p.literal and own.start <= p.span.start < own.end for p in hearing.places):
        return True
    known = [s for s in (*(p.span for p in hearing.places), *(t.span for t in hearing.times)) if s is not None]
    named = (c.start + m.start(1) for c in sighting.content for m in SOMEWHERE.finditer(c.quote))
    return any(not any(s.start <= at < s.end for s in known) for at in named)


SOMEWHERE = re.compile(r"\b(?:[Ff]rom|[Aa]t|[Ii]n|[Nn]ear|[Oo]utside|[Aa]round) (?:the )?([A-Z][a-z]+)")
"""A name behind a preposition of place."""

PARAGRAPHS = 2

GUESSED = 0.25
"""Confidence of a place that only an earlier paragraph names: below what fits more than loosely (``fitting.SURE_PLACE``)."""


def _town(places: Sequence[Place], sighting: Sighting) -> Place | None:
    """Of "the main square", "the town hall": that of the town last named before, be it in the dateline."""
    if not testtable.has("in_town", " ".join(c.quote for c in sighting.content)):
        return None
    before = _towns_before(places, sighting)
    return _inherited(before[-1]) if before else None


def _mission(sighting: Sighting) -> Place | None:
    """The country that an observer has in its name: it speaks of what it saw there."""
    who = sighting.observer
    names = [n for n in (who.organisation, who.name, who.surface) if n] if who.standing == "observer" else []
    for name in names:
        words = name.replace(",", " ").split()
        found = next((c for n in range(1, LONGEST_COUNTRY + 1) if (c := countries.by_name(" ".join(words[-n:])))), None)
        if found is not None:
            return Place(span=None, name=" ".join(words[-1:]), country=found, precision="country", confidence=INHERITED)
    return None


LONGEST_COUNTRY = 4
"""Words of a country's name that are looked for at the end of a mission's ("Bosnia and Herzegovina" and longer)."""

FINENESS = ("point", "city", "admin", "sea", "region", "country")
"""Precisions, the finest first: "in Anytown, Anyland" was seen in the town."""

HEADING = 60
"""Characters of a first sentence that is the heading of its paragraph ("North bank.", "Oru, 25 km from the border."). Chosen."""

OWN = 2
"""The first two stretches are the words themselves and their sentence."""


def stretches(hearing: Hearing, sighting: Sighting) -> Iterator[tuple[int, int]]:
    """The content, its sentence, then the earlier sentences of the paragraph, the nearest first."""
    yield sighting.content[0].start, sighting.content[-1].end
    if not 0 <= sighting.sentence < len(hearing.sentences):
        return
    sentence = hearing.sentences[sighting.sentence]
    yield sentence.start, sentence.end
    paragraph = [s for s in hearing.sentences[: sighting.sentence] if s.paragraph == sentence.paragraph]
    if paragraph and paragraph[0].end - paragraph[0].start <= HEADING:
        paragraph.append(paragraph.pop(0))
    for earlier in reversed(paragraph):
        yield earlier.start, earlier.end
