"""Readings of expressions that are counted from the moment of publication: "two days ago", "the coming weeks"."""

from __future__ import annotations

from datetime import timedelta

from saidseen.hearing.times.basis import (
    BACK,
    CLOCK,
    UNKNOWN,
    Groups,
    Now,
    Reading,
    dated,
    extent,
    length,
    number_of,
    part_of,
    turned,
    unit_of,
)
from saidseen.hearing.times.calendar import section, shift, stretch, unit_value, week_value
from saidseen.hearing.times.grammar import time_words
from saidseen.things import Interval, TimeType

DECADE = 10
"""Years; smaller counts of a unit are days, weeks, months or years."""

SATURDAY = 6
"""ISO day of the week."""


def moved(now: Now, number: float, unit: str) -> Reading:
    """So many units before or after publication: the day for days, the week for weeks, ..., the hour for hours."""
    if now.moment is None or now.day is None:
        return Reading("TIME", "XXXX-XX-XXTXX") if unit in CLOCK else dated(UNKNOWN[unit.removeprefix("2")])
    if unit in CLOCK:
        moment = now.moment + CLOCK[unit] * number
        value = f"{moment:%Y-%m-%dT%H:%M}Z" if unit != "TH" else f"{moment:%Y-%m-%dT%H}Z"
        return Reading("TIME", value, stretch(value))
    digits = int("".join(c for c in unit if c.isdigit()) or 1)
    letter = unit[-1]
    steps = round(number * digits)
    return dated(unit_value(shift(now.day, steps, letter), unit if digits >= DECADE else letter))


def read_ago(g: Groups, now: Now) -> Reading:
    """As in "Two days ago", "three hours later". What is earlier or later than something else is left open."""
    word, way = g["unit"], g["way"]
    number = number_of(g["n"]) if "n" in g else None
    back = way in {"ago", "earlier", "before", "previously"}
    unit = unit_of(word)
    if way in {"ago", "from now", "hence"} and number is not None:
        return moved(now, -number if back else number, unit)
    if number is not None and way in {"earlier", "previously"} and "than" not in g and now.tense != "ahead":
        return moved(now, -number, unit)
    reference = UNKNOWN.get(unit, "PAST_REF") if way != "ago" else "PAST_REF"  # "three years later": than what?
    if way != "ago" and unit in CLOCK and now.day:
        value = now.named or now.day.isoformat()
        return Reading("TIME", value[:10], assumed(stretch(value[:10])))
    kind: TimeType = "TIME" if unit in CLOCK else "DATE"
    if way == "ago" and now.moment:
        return Reading(kind, reference, Interval(end=now.moment, assumed=True))
    return Reading(kind, reference)


def assumed(interval: Interval | None) -> Interval | None:
    """The same interval, marked as not said by the words."""
    return Interval(start=interval.start, end=interval.end, assumed=True) if interval else None


def ahead_of(now: Now, size: timedelta, *, sure: bool) -> Interval | None:
    """From publication on."""
    return Interval(start=now.moment, end=now.moment + size, assumed=not sure) if now.moment else None


def before(now: Now, size: timedelta, *, sure: bool) -> Interval | None:
    """Up to publication."""
    return Interval(start=now.moment - size, end=now.moment, assumed=not sure) if now.moment else None


def read_over(g: Groups, now: Now) -> Reading:
    """As in "before the week is out": the unit that is running."""
    unit = unit_of(g["unit"])
    return dated(unit_value(now.day, unit) if now.day else UNKNOWN[unit])


def read_within(g: Groups, now: Now) -> Reading:
    number = number_of(g["n"]) if "n" in g else None
    size = extent(number, g["unit"])
    interval = None if now.tense == "past" else ahead_of(now, size, sure=number is not None)
    return Reading("DURATION", length(number, unit_of(g["unit"])), interval)


def read_span(g: Groups, now: Now) -> Reading:
    """As in "The past two months", "the coming days"."""
    back = g["turn"] in BACK
    plural = g["unit"] not in time_words().units
    number = number_of(g["n"]) if "n" in g else None if plural else 1.0
    size = extent(number, g["unit"])
    sure = number is not None
    interval = before(now, size, sure=sure) if back else ahead_of(now, size, sure=sure)
    if "n" not in g and plural:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", interval)
    return Reading("DURATION", length(number, unit_of(g["unit"])), interval)


def read_recent(g: Groups, now: Now) -> Reading:
    return Reading("DATE", "PAST_REF", before(now, extent(None, g["unit"].split()[-1]), sure=False))


def read_this(g: Groups, now: Now) -> Reading | None:
    """As in "Last week", "later this year"."""
    steps = turned(g["turn"])
    if g["unit"] == "weekend":
        return weekend(now, steps)
    unit = unit_of(g["unit"])
    if unit in CLOCK:
        return None
    if unit == "D":
        return Reading("DATE", UNKNOWN["D"]) if g["turn"].startswith("the ") and steps else None  # "the next day": after what?
    if now.day is None:
        return dated(UNKNOWN[unit.removeprefix("2")])
    letter, digits = unit[-1], int("".join(c for c in unit if c.isdigit()) or 1)
    anchor = now.day.replace(day=1) if letter in "MY" else now.day
    value = unit_value(shift(anchor, steps * digits, letter), unit if digits >= DECADE else letter)
    return Reading("DATE", value, side(value, g.get("section", ""), now))


def side(value: str, word: str, now: Now) -> Interval | None:
    """As in "Earlier this month" ends, "later this month" begins with publication; early, mid and late are thirds."""
    whole = stretch(value)
    if whole is None or now.moment is None or word not in {"earlier", "later"}:
        return section(value, word)
    return Interval(start=whole.start, end=now.moment) if word == "earlier" else Interval(start=now.moment, end=whole.end)


def read_edge(g: Groups, now: Now) -> Reading:
    """As in "The end of the month", "year-end"."""
    unit = unit_of(g.get("unit") or g["section"])
    part = part_of(g) if "unit" in g else "end"
    if now.day is None:
        return dated(UNKNOWN[unit])
    letter, digits = unit[-1], int("".join(c for c in unit if c.isdigit()) or 1)
    steps = turned(g.get("turn", "")) * digits
    return dated(unit_value(shift(now.day.replace(day=1) if letter in "MY" else now.day, steps, letter), unit), part)


def read_weekend(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    return weekend(now, 0)


def weekend(now: Now, steps: int) -> Reading:
    """The weekend of this week, or the one before for what has happened by Friday."""
    if now.day is None:
        return dated(UNKNOWN["WE"])
    back = steps or (-1 if now.tense == "past" and now.day.isoweekday() < SATURDAY else 0)
    return dated(week_value(now.day + timedelta(weeks=back)) + "-WE")
