"""Lists of those under sanctions: what was added and removed between two states of a list, and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from saidseen.knowing import countries
from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Interval, Observation, Participant, Problem

CUT_OFF = 0.2
"""Share of a list that is gone at once, from which it was cut off: the largest delistings took some per cent (own judgement)."""

FEW = 50
"""A list shorter than this may lose so much of itself."""

_DAY = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")

TAGS = {"DPRK": "PRK", "IFSR": "IRN", "IRGC": "IRN", "CAR": "CAF", "DRCONGO": "COD", "HK": "HKG", "BURMA": "MMR", "DARFUR": "SDN"}
"""Programmes whose tag is no country's name. UKRAINE-EO13661 and 13662 are about Russia's government and economy
(https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/program-tag-definitions-for-ofac-sanctions-lists)."""

BY_ORDER = {"UKRAINE-EO13661": "RUS", "UKRAINE-EO13662": "RUS", "UKRAINE-EO13660": None, "UKRAINE-EO13685": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One on the list, under some measures (tags, countries). ``since``: the day that the list itself gives."""

    name: str
    measures: tuple[str, ...]
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A list as it was on a day: entries by their number."""

    feed: Feed
    day: datetime
    entries: dict[str, Entry] = field(default_factory=dict)


def day_in(name: str) -> datetime | None:
    """The day that a file's name gives, ``sdn-2022-02-22.csv`` or ``sdn_20220222.csv``."""
    for match in _DAY.finditer(name):
        try:
            return datetime(*map(int, match.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
        except ValueError:
            continue
    return None


def country_of(measure: str) -> str | None:
    """The country (alpha-3) that a programme's tag or a list's name is about; None for terror, drugs and the like."""
    if measure in BY_ORDER:
        return BY_ORDER[measure]
    word = re.split(r"[-\d]", measure.strip(), maxsplit=1)[0].strip()
    return TAGS.get(word.upper()) or countries.by_name(word.title()) or countries.by_name(word)


def changes(source: Source, states: Sequence[State], asked: Asked) -> Iterator[Observation | Problem]:
    """What changed from each state to the next, by the measures under which it did."""
    ordered = sorted(states, key=lambda state: state.day)
    for old, new in pairwise(ordered):
        gone = old.entries.keys() - new.entries.keys()
        if len(old.entries) >= FEW and len(gone) > CUT_OFF * len(old.entries):
            yield new.feed.problem(
                f"{len(gone)} of the {len(old.entries)} entries of {old.feed.name} are not in it: it seems to be cut off",
                "fetch it again",
            )
            continue
        if new.day == old.day:
            yield new.feed.problem(f"it is of the same day as {old.feed.name}", "give states of two days")
            continue
        added = [new.entries[key] for key in sorted(new.entries.keys() - old.entries.keys())]
        removed = [old.entries[key] for key in sorted(gone)]
        for entries, verb in ((added, "added"), (removed, "removed")):
            for found in _by_measure(source, entries, verb, (old, new)):
                if asked.in_time(found.when):
                    yield shape.observation(source, new.feed, found, asked)


def _by_measure(source: Source, entries: Sequence[Entry], verb: str, states: tuple[State, State]) -> Iterator[Found]:
    old, new = states
    between = Interval(start=old.day, end=new.day + shape.DAY)
    shelves: dict[tuple[str, datetime | None], list[Entry]] = defaultdict(list)
    for entry in entries:
        dated = entry.since if verb == "added" and entry.since and old.day <= entry.since <= new.day else None
        for measure in entry.measures or ("",):
            shelves[measure, dated].append(entry)
    for (measure, since), some in sorted(shelves.items(), key=str):
        yield listing(source, measure, [e.name for e in some], verb, shape.whole_day(since) if since else between)


def listing(source: Source, measure: str, names: list[str], verb: str, when: Interval) -> Found:
    """Names added to the list, or removed from it, under one measure. It is out by the end of the day of the later state."""
    code = country_of(measure)
    until = (when.end or when.start or datetime.max.replace(tzinfo=UTC)) - shape.DAY
    state = "" if when.start == until else f"between {shape.day_words(when.start)} and " if when.start else ""
    under = f" under {measure}" if measure else ""
    return Found(
        root="SANCTION" if verb == "added" else "CONCEDE", mode="sanction" if verb == "added" else "sanction_lift",
        words=f"{len(names)} {verb}{under}, {source.name}, {state}{shape.day_words(until)}: {shape.listed(names)}",
        when=when, known=shape.last_instant(until), subjects=tuple(names), coverage="the whole list",
        actor=Participant(span=None, name=source.name, country=source.country),
        recipient=shape.country_party(code) if code else None,
    )  # fmt: skip


def dated(source: Source, state: State, asked: Asked) -> Iterator[Observation]:
    """Who was added when, as the list itself says of those who are on it."""
    shelves: dict[tuple[datetime, str], list[str]] = defaultdict(list)
    for entry in state.entries.values():
        for measure in entry.measures or ("",):
            if entry.since:
                shelves[entry.since, measure].append(entry.name)
    for (since, measure), names in sorted(shelves.items()):
        found = listing(source, measure, names, "added", shape.whole_day(since))
        if asked.in_time(found.when):
            yield shape.observation(source, state.feed, found, asked)
