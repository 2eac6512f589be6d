"""From the wording of a time expression to its TIMEX3 value and interval, counted from the moment of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from saidseen.hearing.calendar import DAY, midnight, section, shift, stretch, unit_value, week_value
from saidseen.hearing.time_grammar import time_words
from saidseen.things import Interval, TimeType

Tense = Literal["past", "ahead", "open"]
Groups = dict[str, str]

UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "10Y": "XXX", "100Y": "XX", "WE": "XXXX-WXX-WE"}
"""Values of a day, week, ... of which nothing is known."""

BACK = frozenset({"last", "past", "this past", "previous", "the previous", "the last"})
FORTH = frozenset({"next", "coming", "this coming", "following", "the following", "the next"})

SLACK = timedelta(days=45)
"""A day without its year is the nearest one; only this far on the wrong side of the tense is the year changed, for "was planned for
June" speaks of the future."""

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
    """From where an expression is read: the moment of publication (None: not known), the tense of its clause, and the day that the
    sentence has named before."""

    moment: datetime | None
    tense: Tense
    named: str | None = None

    @property
    def day(self) -> date | None:
        return self.moment.date() if self.moment else None


def read(kind: str, groups: Groups, now: Now) -> Reading | None:
    """The meaning of a match of ``time_grammar``; None where there is no such day."""
    try:
        return READERS[kind](groups, now)
    except (ValueError, OverflowError):  # 31 June, the year 0, ten thousand years ago
        return None


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
    """ "early", "mid", "the end of" as one word."""
    words = g.get("section", "").replace("-", " ").split()
    named = [w for w in words if w not in {"the", "of"}]
    return {"earlier": "early", "later": "late"}.get(named[0], named[0]) if named else ""


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
    """ "14-16 February": an ISO 8601 interval of days."""
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


def turned(turn: str) -> int:
    """-1 for the last, 1 for the next, 0 for this."""
    return -1 if turn in BACK else 1 if turn in FORTH else 0


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
    offset = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "last night": -1}.get(name, 0)
    value = (now.day + timedelta(days=offset)).isoformat() if now.day else UNKNOWN["D"]
    part = g.get("part") or ("night" if name in {"tonight", "overnight", "last night"} else None)
    reading = with_part(value, part)
    if name == "overnight" and now.day:
        evening = midnight(now.day) - timedelta(hours=4)
        return Reading("TIME", value + "TNI", Interval(start=evening, end=evening + timedelta(hours=12), assumed=True))
    return reading


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
    return dated(unit_value(shift(now.day, steps, letter), unit if digits > 2 else letter))


def read_ago(g: Groups, now: Now) -> Reading:
    """ "Two days ago", "three hours later". What is earlier or later than something else is left open."""
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


def read_within(g: Groups, now: Now) -> Reading:
    number = number_of(g["n"])
    size = extent(number, g["unit"])
    interval = None if now.tense == "past" else ahead_of(now, size, sure=number is not None)
    return Reading("DURATION", length(number, unit_of(g["unit"])), interval)


def read_span(g: Groups, now: Now) -> Reading:
    """ "The past two months", "the coming days"."""
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
    """ "Last week", "later this year"."""
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
    value = unit_value(shift(anchor, steps * digits, letter), unit if digits > 2 else letter)
    return Reading("DATE", value, side(value, g.get("section", ""), now))


def side(value: str, word: str, now: Now) -> Interval | None:
    """ "Earlier this month" ends, "later this month" begins with publication; early, mid and late are thirds."""
    whole = stretch(value)
    if whole is None or now.moment is None or word not in {"earlier", "later"}:
        return section(value, word)
    return Interval(start=whole.start, end=now.moment) if word == "earlier" else Interval(start=now.moment, end=whole.end)


def read_edge(g: Groups, now: Now) -> Reading:
    """ "The end of the month", "year-end"."""
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
    back = steps or (-1 if now.tense == "past" and now.day.isoweekday() < 6 else 0)  # 6: Saturday
    return dated(week_value(now.day + timedelta(weeks=back)) + "-WE")


def read_clock(g: Groups, now: Now) -> Reading:
    """A time of the day, on the day that the sentence has named or else that of publication. Without a zone it has that day only."""
    hour, minute = int(g.get("h", "12")), int(g.get("min", "0"))
    hour = {"midnight": 0, "noon": 12, "midday": 12}.get(g.get("name", ""), hour)
    if half := g.get("half", ""):
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(g)
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
