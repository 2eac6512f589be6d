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
        if inside and number >= OWN and (unmapped is not None or _names_unknown(hearing, sighting)):
            return unmapped
        if inside:
            finest = min(inside, key=lambda p: FINENESS.index(p.precision))
            own_sentence = number < OWN
            return finest if own_sentence else replace(finest, confidence=finest.confidence * INHERITED)
    nearby = _water(there, sighting) or _town(there, sighting) or (_lead(hearing, there, sighting) if own else None)
    return unmapped or nearby or _mission(sighting) or _last_named(hearing, there, sighting)


def _is_inside(place: Place, sighting: Sighting) -> bool:
    """Is it named in the very words that were seen?"""
    return place.span is not None and any(c.start <= place.span.start < c.end for c in sighting.content)


def _water(places: Sequence[Place], sighting: Sighting) -> Place | None:
    """Of "the south bank": that of the lake last named before."""
    before = [p for p in places if p.span is not None and p.span.end <= sighting.content[0].start]
    found = water_meant(" ".join(c.quote for c in sighting.content), before)
    return replace(found, confidence=found.confidence * INHERITED) if found is not None else None


def _lead(hearing: Hearing, places: Sequence[Place], sighting: Sighting) -> Place | None:
    """The finest place of the first paragraph of an observer's own report."""
    first = next((s.paragraph for s in hearing.sentences if s.kind == "body"), None)
    lead = [s for s in hearing.sentences if s.paragraph == first and s.end <= sighting.content[0].start]
    inside = [p for p in places if p.span is not None and any(s.start <= p.span.start < s.end for s in lead)]
    if not inside:
        return None
    finest = min(inside, key=lambda p: FINENESS.index(p.precision))
    alone = all(p.name == finest.name or p.precision == "country" for p in inside)
    return replace(finest, confidence=finest.confidence * INHERITED if alone else min(GUESSED, finest.confidence * INHERITED))


def _last_named(hearing: Hearing, places: Sequence[Place], sighting: Sighting) -> Place | None:
    """Nothing else says where a reporter was: the town last named before, two paragraphs back at most, else the first of the
    dateline. So unsure that it fits loosely at best, unless no other town has been named so far."""
    on_the_spot = sighting.observer.standing == "press" or sighting.basis == "imagery"
    if not on_the_spot or not 0 <= sighting.sentence < len(hearing.sentences) or _names_unknown(hearing, sighting):
        return None
    here = hearing.sentences[sighting.sentence].paragraph
    low = min((s.start for s in hearing.sentences if s.paragraph >= here - PARAGRAPHS), default=0)
    before = [p for p in places if p.span is not None and p.span.end <= sighting.content[0].start and p.precision in FINENESS[:2]]
    near = [p for p in before if p.span is not None and p.span.start >= low and not p.span.quote.isupper()]
    found = near[-1] if near else before[0] if before else None
    if found is None:
        return None
    alone = all(p.name == found.name for p in before)
    return replace(found, confidence=found.confidence * INHERITED if alone else min(GUESSED, found.confidence * INHERITED))


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
    before = [p for p in places if p.span is not None and p.span.end <= sighting.content[0].start and p.precision in FINENESS[:2]]
    return replace(before[-1], confidence=before[-1].confidence * INHERITED) if before else None


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
