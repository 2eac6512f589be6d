"""What readings of time expressions are made of: the moment they are read from, lengths, and parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from saidseen.hearing.times.calendar import section, stretch
from saidseen.hearing.times.grammar import time_words

if TYPE_CHECKING:
    from saidseen.things import Interval, TimeType

Tense = Literal["past", "ahead", "open"]

Groups = dict[str, str]

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "10Y": "XXX", "100Y": "XX", "WE": "XXXX-WXX-WE"}
"""Values of a day, week, ... of which nothing is known."""

BACK = frozenset({"last", "past", "this past", "previous", "the previous", "the last"})

FORTH = frozenset({"next", "coming", "this coming", "following", "the following", "the next"})

COUNTED = {"M": 30, "Y": 365, "10Y": 3652, "100Y": 36524, "W": 7, "2W": 14, "D": 1}
"""Days in a unit, where a length is laid against the day of publication."""

CLOCK = {"TH": timedelta(hours=1), "TM": timedelta(minutes=1), "TS": timedelta(seconds=1)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means."""

    type: TimeType
    value: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """From where an expression is read: the moment of publication (None: not known) and the tense of its clause.

    ``named`` is the day that the sentence names, for clock times.
    """

    moment: datetime | None
    tense: Tense
    named: str | None = None

    @property
    def day(self) -> date | None:
        return self.moment.date() if self.moment else None


def dated(value: str, part: str = "") -> Reading:
    """A DATE with the interval that its value stands for; ``part`` early, mid, late narrows it."""
    return Reading("DATE", value, section(value, part))


def with_part(value: str, part: str | None) -> Reading:
    """A day, or a part of it."""
    if not part:
        return dated(value)
    value += "T" + time_words().parts[part]
    return Reading("TIME", value, stretch(value))


def part_of(g: Groups) -> str:
    """As in "early", "mid", "the end of" as one word."""
    words = g.get("section", "").replace("-", " ").split()
    named = [w for w in words if w not in {"the", "of"}]
    return {"earlier": "early", "later": "late"}.get(named[0], named[0]) if named else ""


def turned(turn: str) -> int:
    """-1 for the last, 1 for the next, 0 for this."""
    return -1 if turn in BACK else 1 if turn in FORTH else 0


def unit_of(word: str) -> str:
    """The code of a unit in singular or plural."""
    units = time_words().units
    return units.get(word) or units[word.removesuffix("s")]


def number_of(words: str) -> float | None:
    """What a number says; None for "several"."""
    w = time_words()
    text = words.replace(",", "")
    half = 0.5 if text.endswith(" and a half") else 0.0
    text = text.removesuffix(" and a half")
    if text.replace(".", "", 1).isdigit():
        return float(text) + half
    if any(word in w.vague for word in text.split()):
        return 2 if text == "couple of" else None
    total = sum(w.numbers[word] for word in text.removeprefix("a ").replace("-", " ").split())
    return total + half


def length(number: float | None, unit: str) -> str:
    """A TIMEX3 duration."""
    digits = "".join(c for c in unit if c.isdigit())
    letter = unit.lstrip("T0123456789")
    amount = "X" if number is None else f"{number * int(digits or 1):g}"
    return f"P{'T' if unit.startswith('T') else ''}{amount}{letter}"


def extent(number: float | None, word: str) -> timedelta:
    """A length of time against the calendar; "several" and bare plurals reach as far as the word list says."""
    unit = unit_of(word)
    count = number if number is not None else time_words().reach.get(word.removesuffix("s"), 3)
    return CLOCK[unit] * count if unit in CLOCK else timedelta(days=COUNTED[unit] * count)
