"""From the wording of a time expression to its TIMEX3 value and interval."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from saidseen.hearing.times.basis import (
    BACK,
    FORTH,
    UNKNOWN,
    Groups,
    Now,
    Reading,
    dated,
    length,
    number_of,
    part_of,
    turned,
    unit_of,
    with_part,
)
from saidseen.hearing.times.calendar import DAY, midnight, shift, stretch
from saidseen.hearing.times.grammar import time_words
from saidseen.hearing.times.relative import (
    read_ago,
    read_edge,
    read_over,
    read_recent,
    read_span,
    read_this,
    read_weekend,
    read_within,
)
from saidseen.things import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

SLACK = timedelta(days=45)
"""A day without its year is the nearest one; only this far on the wrong side of the tense is the year changed, for
"was planned for June" speaks of the future."""


def read(kind: str, groups: Groups, now: Now) -> Reading | None:
    """The meaning of a match of ``time_grammar``; None where there is no such day."""
    try:
        return READERS[kind](groups, now)
    except (ValueError, OverflowError):  # 31 June, the year 0, ten thousand years ago
        return None


def year_for(g: Groups, month: int, number: int, now: Now) -> int | None:
    """The year of a month or day: the one that is said, else the nearest that fits the tense."""
    if "year" in g:
        return int(g["year"])
    if now.day is None:
        return None
    today = now.day
    nearest = min((date(today.year + y, month, min(number, 28)) for y in (-1, 0, 1)), key=lambda d: abs(d - today))
    turn = g.get("turn", "")
    if nearest - today > (SLACK if not turn else DAY) and (now.tense == "past" or turn in BACK):
        return nearest.year - 1
    if today - nearest > (SLACK if not turn else DAY) and (now.tense == "ahead" or turn in FORTH):
        return nearest.year + 1
    return nearest.year


def read_iso(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    return dated(date(int(g["year"]), int(g["m"]), int(g["d"])).isoformat())


def month_of(g: Groups) -> int:
    """The number of the month."""
    return time_words().months[g["month"].rstrip(".")]


def read_range(g: Groups, now: Now) -> Reading:
    """As in "14-16 February": an ISO 8601 interval of days."""
    month, first, last = month_of(g), int(g["d"]), int(g["d2"])
    if last <= first:
        raise ValueError(g)
    year = year_for(g, month, first, now)
    if year is None:
        return dated(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}")
    return dated(f"{date(year, month, first)}/{date(year, month, last)}")


def read_day(g: Groups, now: Now) -> Reading:
    month, number = month_of(g), int(g["d"])
    year = year_for(g, month, number, now)
    date(year or 2000, month, number)  # 2000 had every day
    return with_part(f"{year or 'XXXX'}-{month:02}-{number:02}", g.get("part"))


def read_monthday(g: Groups, now: Now) -> Reading:
    """As in "by the 15th": of the month that is nearest on the side where the tense looks."""
    number = int(g["d"])
    if now.day is None:
        return dated(f"XXXX-XX-{number:02}")
    first = now.day.replace(day=1)
    months = [shift(first, step, "M") for step in range(-2, 3)]  # two: not every month has a 31st
    days = [m.replace(day=number) for m in months if number <= monthrange(m.year, m.month)[1]]
    today, tense = now.day, now.tense
    sided = [d for d in days if tense == "open" or (d >= today if tense == "ahead" else d <= today)]
    return dated(min(sided or days, key=lambda d: abs(d - today)).isoformat())


def read_same(g: Groups, now: Now) -> Reading | None:
    """As in "that morning": of the day last named; without one the words point to no day."""
    return with_part(now.named, g.get("part")) if now.named else None


def read_month(g: Groups, now: Now) -> Reading:
    month = month_of(g)
    year = year_for(g, month, 15, now)
    return dated(f"{year or 'XXXX'}-{month:02}", part_of(g))


def read_year(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    return dated(g["year"], part_of(g))


def read_decade(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    return dated(g["year"][:3], part_of(g))


def read_quarter(g: Groups, now: Now) -> Reading:
    number = int(g["q"]) if "q" in g else time_words().ordinals[g["nth"]]
    year = int(g["year"]) if "year" in g else now.day and now.day.year + turned(g.get("turn", ""))
    return dated(f"{year or 'XXXX'}-Q{number}")


def read_season(g: Groups, now: Now) -> Reading:
    code = time_words().seasons[g["season"]]
    year: int | None = int(g["year"]) if "year" in g else None
    if year is None and now.day:
        start = stretch(f"{now.day.year}-{code}")
        begun = bool(start and start.start and start.start <= midnight(now.day))
        year = now.day.year + (0 if turned(g.get("turn", "")) < 0 and begun else turned(g.get("turn", "")) if not begun else 0)
    return dated(f"{year or 'XXXX'}-{code}", part_of(g))


def read_weekday(g: Groups, now: Now) -> Reading:
    """The last such day for what has happened, the next for what will; the day of publication itself is neither past nor next."""
    number = time_words().weekdays[g["weekday"]]
    if now.day is None:
        return with_part(f"XXXX-WXX-{number}", g.get("part"))
    back = (now.day.isoweekday() - number) % 7
    turn = g.get("turn", "")
    if turn in BACK:
        day = now.day - timedelta(days=back or 7)
    elif turn in FORTH or (turn.startswith("this") and back) or (now.tense == "ahead" and back):
        day = now.day + timedelta(days=7 - back)
    else:
        day = now.day - timedelta(days=back)
    return with_part(day.isoformat(), g.get("part"))


def read_named(g: Groups, now: Now) -> Reading:
    """Yesterday, today, tomorrow; tonight, last night, this morning."""
    name = g["named"]
    offset = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "last night": -1}.get(
        name, 0
    )
    value = (now.day + timedelta(days=offset)).isoformat() if now.day else UNKNOWN["D"]
    part = g.get("part") or ("night" if name in {"tonight", "overnight", "last night"} else None)
    reading = with_part(value, part)
    if name == "overnight" and now.day:
        evening = midnight(now.day) - timedelta(hours=4)
        return Reading("TIME", value + "TNI", Interval(start=evening, end=evening + timedelta(hours=12), assumed=True))
    return reading


def read_clock(g: Groups, now: Now) -> Reading:
    """A time of the day, on the day that the sentence names, else that of publication. Without a zone it has that day only."""
    hour, minute = int(g.get("h", "12")), int(g.get("min", "0"))
    hour = {"midnight": 0, "noon": 12, "midday": 12}.get(g.get("name", ""), hour)
    if half := g.get("half", ""):
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    time(hour, minute)  # refuses 25:70
    day = now.named or (now.day.isoformat() if now.day else UNKNOWN["D"])
    offset = time_words().zones.get(g.get("zone", ""))
    zone = "" if offset is None else "Z" if not offset else f"{offset:+03}:00"
    value = f"{day}T{hour:02}:{minute:02}{zone}"
    return Reading("TIME", value, stretch(value))


def read_set(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    if word := g.get("word"):
        return Reading("SET", time_words().sets[word])
    if weekday := g.get("weekday"):
        return Reading("SET", f"XXXX-WXX-{time_words().weekdays[weekday]}")
    unit = g.get("unit") or g["unit2"]
    if unit == "weekday":
        return Reading("SET", "P1D")
    return Reading("SET", length(number_of(g["n"]) if "n" in g else 1, unit_of(unit)))


def read_length(g: Groups, now: Now) -> Reading:  # noqa: ARG001  # one shape for all readers
    """A length by itself has no place on the calendar."""
    if half := g.get("halfunit"):
        unit = unit_of(half)
        return Reading("DURATION", "PT30M" if unit == "TH" else length(0.5, unit))
    unit = unit_of(g.get("unit") or g.get("bare") or g.get("bare2") or g["bare3"])
    return Reading("DURATION", length(number_of(g["n"]) if "n" in g else None, unit))


def read_reference(g: Groups, now: Now) -> Reading:
    """Now, recently, soon: a side of the moment of publication."""
    value = time_words().references[g["reference"]]
    if now.moment is None or value == "PRESENT_REF":
        return Reading("DATE", value, Interval(start=now.moment, end=now.moment + DAY, assumed=True) if now.moment else None)
    if value == "PAST_REF":
        return Reading("DATE", value, Interval(end=now.moment, assumed=True))
    return Reading("DATE", value, Interval(start=now.moment, assumed=True))


READERS: dict[str, Callable[[Groups, Now], Reading | None]] = {
    "iso": read_iso,
    "range": read_range,
    "day": read_day,
    "monthday": read_monthday,
    "same": read_same,
    "over": read_over,
    "month": read_month,
    "year": read_year,
    "decade": read_decade,
    "quarter": read_quarter,
    "season": read_season,
    "weekday": read_weekday,
    "named": read_named,
    "ago": read_ago,
    "within": read_within,
    "span": read_span,
    "recent": read_recent,
    "this": read_this,
    "edge": read_edge,
    "weekend": read_weekend,
    "clock": read_clock,
    "set": read_set,
    "length": read_length,
    "reference": read_reference,
}
"""One reader for each kind of ``time_grammar``."""
