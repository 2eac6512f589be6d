"""What a claim enters with: its window, and its test written before anything is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from saidseen.knowing import countries, testtable
from saidseen.things import Actor, Claim, Event, Interval, Kind, Participant, Test, Utterance, content_id

DEFAULT = timedelta(days=30)
"""Pledge, threat, demand and forecast without a date: the law (VERDICTS, default windows)."""

IMMINENT = timedelta(days=14)
"""A forecast of "any day", "imminent": the law."""

DAY = timedelta(days=1)

OPEN = Interval(assumed=True)
"""No window: a condition not yet dated, or a statement whose own date is unknown."""


def window(kind: Kind, event: Event, said: Interval, text: str) -> Interval:
    """When the alleged event must take place: by the words where they say so, else assumed from the kind."""
    if kind == "fact":
        return _past(event, said)
    if event.condition is not None or event.modality == "conditional" or testtable.begins("condition", text):
        return OPEN
    return _future(kind, event, said, text)


def _past(event: Event, said: Interval) -> Interval:
    """A fact has the time of its words. Without any: plans and states run on from the words, what happened lies before them."""
    if event.when is not None and (event.when.start or event.when.end):
        return event.when
    if said.start is None:
        return OPEN
    if event.modality != "actual" or testtable.row(event.root, event.mode).state:
        return Interval(start=said.start, end=None, assumed=True)
    return Interval(start=None, end=said.end or said.start + DAY, assumed=True)


def _future(kind: Kind, event: Event, said: Interval, text: str) -> Interval:
    """From the words, unless they point before the statement (then they are about something else)."""
    now = said.start
    when = _bounds(event.when, now, text) if event.when is not None else None
    if when is None or (when.start is None and when.end is None) or _over(when.end, now):
        length = IMMINENT if kind == "forecast" and testtable.has("imminent", text) else DEFAULT
        return Interval(start=now, end=now + length, assumed=True) if now else OPEN
    start = when.start or now
    if when.end is None:
        return Interval(start=start, end=start + DEFAULT if start else None, assumed=True)
    return Interval(start=start, end=_with_next_day(kind, when, said, text), assumed=when.assumed)


def _bounds(when: Interval, now: datetime | None, text: str) -> Interval:
    """A deadline, and a vague time that is counted from publication ("within hours"), runs from the statement; what is to come
    after a day begins when that day is over."""
    if when.start is None or now is None or when.start <= now:
        return when
    if when.assumed and when.start - now < DAY:
        return replace(when, start=now)
    if testtable.dated("deadline", text):
        return replace(when, start=now)
    if testtable.dated("onset", text):
        return Interval(start=when.end or when.start)
    return when


def _over(end: datetime | None, now: datetime | None) -> bool:
    return end is not None and now is not None and end <= now


def _with_next_day(kind: Kind, when: Interval, said: Interval, text: str) -> datetime | None:
    """A pledge for today, or to begin on a day, has that day and the next: a beginning is seen only when it is under way."""
    if kind != "pledge" or when.start is None or when.end is None or when.end - when.start > DAY:
        return when.end
    today = said.start is not None and when.start < said.start + DAY and when.end > said.start
    return when.end + DAY if today or testtable.has("begin", text) else when.end


def test(kind: Kind, event: Event, window: Interval) -> Test:
    """Which observations would speak for the claim and which against it; turned round for a denial."""
    row = testtable.row(event.root, event.mode)
    where = event.place.name if event.place else None
    names = {"who": doer(event.actor), "where": where or "the place meant"}
    happened = tuple(s.format_map(names) for s in row.supports)
    failed = tuple(s.format_map(names) for s in row.refutes)
    if event.polarity == "negative":
        happened, failed = failed, happened
    until = window.end if kind != "fact" else None
    return Test(supports=happened, refutes=failed, where=where, until=until, sensors=row.sensors)


def doer(actor: Participant | None) -> str:
    """Who is meant, readable within another sentence: "its forces" becomes "forces of" the country, "No soldiers" "soldiers"."""
    if actor is None:
        return "whoever is meant"
    first, _, rest = actor.name.partition(" ")
    country = countries.every().get(actor.country or "")
    if country is not None and actor.name in country.demonyms:
        return country.of
    if first.lower() == "no" and rest:
        return rest
    if first.lower() not in POINTING:
        return f"{first.lower()} {rest}" if first.lower() in OPENING and rest else actor.name
    if country is None:
        return actor.name if rest else "whoever is meant"
    named = rest in {"", "country"} or country.name in rest
    return country.of if named else f"{rest} of {country.of}"


OPENING = frozenset({"the", "a", "an", "some", "more", "about", "all", "units", "any", "other", "these", "those"})
"""Words that begin a name with a capital only because they began a sentence."""

POINTING = frozenset({"its", "his", "her", "their", "our", "my", "it", "he", "she", "they", "we", "i"})


def enter(group: Sequence[Utterance]) -> Claim:
    """The claim that one side's utterances make. The first to be published gives its words, its window and its id.

    One statement may allege two events, so the id tells them apart. Raises ValueError for an empty group.
    """
    ordered = sorted(group, key=_publication)
    if not ordered:
        raise ValueError("a claim needs an utterance")
    first = ordered[0]
    said = first.statement.said or Interval(start=first.published)
    span = window(first.kind, first.event, said, first.text)
    return Claim(
        id=content_id("c", first.side, first.statement.id, first.event.trigger.start),
        kind=first.kind,
        polarity=first.event.polarity,
        text=first.text,
        speaker=first.statement.speaker or Actor(surface=first.side),
        side=first.side,
        event=first.event,
        window=span,
        condition=first.event.condition,
        test=test(first.kind, first.event, span),
        utterances=tuple(ordered),
    )


def _publication(utterance: Utterance) -> tuple[datetime, str, int]:
    """Dated before undated; ties broken by what stays the same from run to run."""
    return (utterance.published or datetime.max.replace(tzinfo=UTC), utterance.statement.id, utterance.start)
