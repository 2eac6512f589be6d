"""Observations that a document reports: somebody who is no party saw it, or has it on an instrument or in a register.

What parties say that they saw is testimony and gives no observation; so does what a bystander is quoted with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from saidseen.knowing import actors, testtable
from saidseen.knowing.cues import cues
from saidseen.knowing.eventwords import lexicon
from saidseen.seeing.whereseen import INHERITED, place_of, stretches
from saidseen.things import (
    Actor,
    Document,
    Event,
    Hearing,
    Interval,
    Observation,
    Participant,
    Sighting,
    Span,
    TimeExpression,
    content_id,
)

BASES = frozenset({"imagery", "instrument", "witness", "record"})
"""How one can have perceived it: what was told, inferred or had from intelligence was not seen."""

OBSERVERS = frozenset({"press", "observer"})
"""Who is no party and speaks of what he perceived. Everybody else is a source, not an eye."""

MOSTLY = 0.4
"""Share of a sighting's words from which it is somebody's statement; the rest then cites him."""

HAPPENED = frozenset({"actual", "ongoing"})


def observations(document: Document, hearing: Hearing) -> tuple[Observation, ...]:
    """What the document's sightings amount to, each at most ``seen-reported``, in the order of the text."""
    seen = [s for s in hearing.sightings if _admitted(s, document) and not _told(s, hearing)]
    found: list[Observation] = []
    for number, sighting in enumerate(seen):
        made = _observation(document, hearing, sighting)
        goes_on = number > 0 and _same_paragraph(hearing, seen[number - 1], sighting)
        found.append(_continued(made, found[-1]) if goes_on else made)
    return tuple(sorted(found, key=lambda o: (o.start or 0, o.end or 0, o.id)))


def _same_paragraph(hearing: Hearing, one: Sighting, other: Sighting) -> bool:
    known = [hearing.sentences[s.sentence].paragraph for s in (one, other) if 0 <= s.sentence < len(hearing.sentences)]
    return len(known) == BOTH and known[0] == known[1] and one.observer.organisation == other.observer.organisation


BOTH = 2


def _continued(seen: Observation, before: Observation) -> Observation:
    """What the same eyes saw before in the paragraph says where they are, and which fighters "the fighters" are."""
    place = seen.place
    if place is None and before.place is not None:
        place = replace(before.place, confidence=before.place.confidence * INHERITED)
    named = next((e.actor for e in before.events if e.actor is not None and e.actor.country and e.root in FORCES), None)
    events = tuple(
        replace(e, actor=replace(named, span=e.actor.span)) if named and e.actor and _is_bare(e.actor) else e for e in seen.events
    )
    return replace(seen, place=place, events=events)


FORCES = frozenset({"MOBILIZE", "COERCE", "ASSAULT", "RETREAT"})


def _is_bare(who: Participant) -> bool:
    """Said of "a dozen fighters", "the posts": armed people and what they build, without a name or a country."""
    said = actors.describe(who.name)
    armed = said.group == "armed" or lexicon().speaks_of(who.name, "works")
    return who.country is None and said.organisation is None and armed


def _admitted(sighting: Sighting, document: Document) -> bool:
    """The press by its own eyes or by images and registers; an observer also in its own voice, which needs no stated basis."""
    if not sighting.content or sighting.observer.standing not in OBSERVERS:
        return False
    own_voice = sighting.observer.standing == "observer" and sighting.basis == "none" and _is_outlet(sighting, document)
    return sighting.basis in BASES or own_voice


def _told(sighting: Sighting, hearing: Hearing) -> bool:
    """Most of the words stand in the statement of somebody who is no observer: what a party tells of images is testimony."""
    words = sum(s.end - s.start for s in sighting.content)
    for statement in hearing.statements:
        if statement.topic or _from_observer(statement.speaker, sighting):
            continue
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in sighting.content for b in statement.content)
        if shared > words * MOSTLY:
            return True
    return False


def _is_outlet(sighting: Sighting, document: Document) -> bool:
    who = sighting.observer
    outlet = document.outlet.casefold()
    return bool(outlet) and outlet in {(n or "").casefold() for n in (who.surface, who.name, who.organisation)}


def _observation(document: Document, hearing: Hearing, sighting: Sighting) -> Observation:
    start, end = sighting.content[0].start, max(s.end for s in sighting.content)
    events = tuple(
        replace(e, when=None) if e.when is not None and _compared(e.when, document, hearing) else e
        for e in hearing.events
        if e.by == "rules"
        and _within(e.trigger, sighting.content)
        and _was_seen(e, sighting)
        and _is_shown(e, sighting)
        and not _was_told(e, hearing, sighting)
    )
    quote = document.text[start:end]
    own = sighting.observer.standing == "observer" and _is_outlet(sighting, document)
    place = place_of(hearing, sighting, events, own=own)
    return Observation(
        id=content_id("o", document.id, sighting.id),
        cls="seen-reported",
        document=document.id,
        url=document.url,
        published=document.published,
        quote=quote,
        start=start,
        end=end,
        observer=sighting.observer,
        events=events,
        place=place,
        when=_when(document, hearing, sighting, events),
        looked_and_not_seen=_nothing_seen(quote, events),
    )


def _was_seen(event: Event, sighting: Sighting) -> bool:
    """It happened, and it is not the observer's own doing ("our reporter entered the city and saw")."""
    own = event.actor is not None and event.actor.name.casefold() in sighting.observer.surface.casefold()
    return event.modality in HAPPENED and not own


def _is_shown(event: Event, sighting: Sighting) -> bool:
    """It stands in the same part of the sentence as the word of seeing: a semicolon sets apart what has another source."""
    if sighting.cue is None:
        return True
    first, last = sorted((event.trigger.start, sighting.cue.start))
    return not any(";" in c.quote[max(0, first - c.start) : max(0, last - c.start)] for c in sighting.content)


def _was_told(event: Event, hearing: Hearing, sighting: Sighting) -> bool:
    """It stands in the words of somebody who is no observer, though the sentence also tells what was seen.

    Words without a known speaker are the observer's own where an observer speaks.
    """
    if event.statement is None:
        return False
    speaker = hearing.statements[event.statement].speaker
    return not _from_observer(speaker, sighting)


def _from_observer(speaker: Actor | None, sighting: Sighting) -> bool:
    """An observer's words; so are, where an observer speaks, those of nobody known and those of a paper of its own."""
    if speaker is not None and speaker.standing in OBSERVERS:
        return True
    paper = speaker is None or bool(set(speaker.surface.casefold().split()) & cues().texts)
    return paper and sighting.observer.standing == "observer"


def _within(span: Span | None, content: Sequence[Span]) -> bool:
    return span is not None and any(c.start <= span.start and span.end <= c.end for c in content)


def _nothing_seen(quote: str, events: Sequence[Event]) -> bool:
    """The words say that nothing was seen. Events already coded as not having happened carry it themselves."""
    if any(e.polarity == "negative" for e in events):
        return False
    return testtable.begins("absent", quote) or testtable.has("absence", quote)


def _when(document: Document, hearing: Hearing, sighting: Sighting, events: Sequence[Event]) -> Interval | None:
    """When it was seen: as the sighting alone says, else the event's time, a time of its sentence or of an earlier one of its
    paragraph, or the day last named.

    Of several times the latest counts: the others are what it is compared with ("none of which stood there a week before").
    """
    if sighting.taken is not None and all(t.interval != sighting.taken for t in hearing.times):
        return sighting.taken
    named = next((e.when for e in events if e.when is not None and not _compared(e.when, document, hearing)), None)
    if named is not None:
        return named
    for start, end in stretches(hearing, sighting):
        inside = [t for t in hearing.times if t.type in {"DATE", "TIME"} and start <= t.span.start and t.span.end <= end]
        dated = [
            (i.start, i)
            for t in inside
            if (i := t.interval) is not None and i.start is not None and not _is_compared(t, document)
        ]
        if dated:
            return max(dated, key=lambda pair: pair[0])[1]
    return _same_day(document, hearing, sighting)


def _is_compared(time: TimeExpression, document: Document) -> bool:
    """The time of an earlier look ("more than on 5 February", "counted on 30 January", "that he had passed on Sunday")."""
    before = document.text[: time.span.start]
    return testtable.ends("earlier", before) or PASSED.search(before[-LONGEST_ASIDE:]) is not None


PASSED = re.compile(r"\b(?:that|which|whom?|where) (?:\w+ ){1,3}had (?:\w+ ){1,3}(?:on |in |at |the )*$")
"""The beginning of a clause of what had been before."""

LONGEST_ASIDE = 80
"""Characters before a time in which such a clause begins. Chosen: it has nine words at most."""


def _compared(when: Interval, document: Document, hearing: Hearing) -> bool:
    mine = [t for t in hearing.times if t.interval == when]
    return bool(mine) and all(_is_compared(t, document) for t in mine)


LATELY = timedelta(days=3)
"""What "that hour" or "the same evening" points back to: the last day named before, if it lies within the days of the news."""


def _same_day(document: Document, hearing: Hearing, sighting: Sighting) -> Interval | None:
    """The day last named before, where the words point back to it; where they do not, the same, assumed."""
    start, published = sighting.content[0].start, document.published
    days = [
        t.interval for t in hearing.times if t.type in {"DATE", "TIME"} and t.span.end <= start and not _is_compared(t, document)
    ]
    recent = [
        d
        for d in days
        if d
        and not d.assumed
        and d.start
        and d.end
        and published
        and d.end - d.start <= ONE_DAY
        and published - LATELY <= d.start <= published
    ]
    if not recent:
        return None
    points_back = testtable.has("same_day", document.text[start : sighting.content[-1].end])
    return recent[-1] if points_back else replace(recent[-1], assumed=True)


ONE_DAY = timedelta(days=1)
