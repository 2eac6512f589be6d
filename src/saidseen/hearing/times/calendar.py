"""TIMEX3 values and the stretches of time that they stand for. TIMEX3: ISO-TimeML (ISO 24617-1), values after ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from saidseen.things import Interval

PART_HOURS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (20, 28)}
"""Hours from midnight; night reaches into the next day. A habit of readers; intervals made from it are marked as assumed."""

FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
"""Meteorological seasons of the northern hemisphere (winter ends in the next year), and quarters; three months each."""

DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """Where a day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def days(first: date, last: date, *, assumed: bool = False) -> Interval:
    """From the first day to the last, both included."""
    return Interval(start=midnight(first), end=midnight(last) + DAY, assumed=assumed)


def shift(day: date, number: int, unit: str) -> date:
    """A day moved by days, weeks, months or years (D, W, M, Y); the 31st becomes the last of a shorter month."""
    if unit in {"D", "W"}:
        return day + timedelta(days=number * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - DAY


def week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def unit_value(day: date, unit: str) -> str:
    """The day, week, month, year, decade or century around a day, as a value."""
    if unit == "W":
        return week_value(day)
    return {"D": day.isoformat(), "M": f"{day:%Y-%m}", "Y": f"{day:%Y}", "10Y": f"{day:%Y}"[:3], "100Y": f"{day:%Y}"[:2]}[unit]


def stretch(value: str) -> Interval | None:
    """The interval that a DATE or TIME value stands for; None for what has unknown parts or no place on the calendar."""
    if "X" in value or value.endswith("REF"):
        return None
    try:
        return known_stretch(value)
    except (ValueError, OverflowError):  # no such day; the calendar ends with the year 9999
        return None


def known_stretch(value: str) -> Interval | None:  # noqa: PLR0911  # one form of value each
    """As ``stretch``, for values without unknown parts."""
    if "/" in value:
        return days(*(date.fromisoformat(end) for end in value.split("/")))
    if "T" in value:
        return time_stretch(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        return days(day, day)
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return days(monday + (5 if m[3] else 0) * DAY, monday + 6 * DAY)
    if m := re.fullmatch(r"(\d{4})-(\d\d|[A-Z][A-Z0-9])", value):
        year, month, length = int(m[1]), FIRST_MONTH.get(m[2]) or int(m[2]), 3 if m[2] in FIRST_MONTH else 1
        first = date(year, month, 1)
        return days(first, shift(first, length, "M") - DAY, assumed=m[2] in {"SP", "SU", "FA", "WI"})
    if re.fullmatch(r"\d{2,4}", value):
        length = 10 ** (4 - len(value))
        first = date(int(value) * length, 1, 1)
        return days(first, date(first.year + length - 1, 12, 31))
    return None


def time_stretch(value: str) -> Interval | None:
    """A part of a day, an hour, a minute or a second. A clock time without a zone could be anywhere within a day."""
    day_text, time_text = value.split("T")
    start = midnight(date.fromisoformat(day_text))
    if hours := PART_HOURS.get(time_text):
        return Interval(start=start + timedelta(hours=hours[0]), end=start + timedelta(hours=hours[1]), assumed=True)
    m = re.fullmatch(r"(\d\d)(?::(\d\d))?(?::(\d\d))?(Z|[+-]\d\d:\d\d)?", time_text)
    if m is None:
        return None
    if m[4] is None:
        return Interval(start=start, end=start + DAY, assumed=True)
    zone = m[4].replace("Z", "+00:00")
    moment = datetime.fromisoformat(f"{day_text}T{m[1]}:{m[2] or '00'}:{m[3] or '00'}{zone}").astimezone(UTC)
    length = timedelta(seconds=1) if m[3] else timedelta(minutes=1) if m[2] else timedelta(hours=1)
    return Interval(start=moment, end=moment + length)


def section(value: str, part: str) -> Interval | None:
    """The early, middle or late third of a month, year or other stretch: days 1 to 10, 11 to 20 and the rest of a month."""
    whole = stretch(value)
    if whole is None or whole.start is None or whole.end is None or not part:
        return whole
    third = timedelta(days=max(1, (whole.end - whole.start).days // 3))
    start, end = whole.start, whole.end
    if part in {"early", "beginning", "start"}:
        end = start + third
    elif part in {"mid", "middle"}:
        start, end = start + third, start + 2 * third
    else:
        start = start + 2 * third
    return Interval(start=start, end=end, assumed=True)
