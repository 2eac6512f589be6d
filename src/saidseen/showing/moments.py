"""Moments and stretches of time: as users write them and as they are shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from saidseen.things import Interval

DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment(words: str) -> datetime:
    """An ISO 8601 date or time as an instant in UTC (assumed where no zone is named); a date alone is its first instant."""
    try:
        when = datetime.fromisoformat(words.strip())
    except ValueError:
        raise ValueError(f"{words!r} is no ISO 8601 date or time, such as 2022-02-15 or 2022-02-15T17:30:00Z") from None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def end_of(words: str) -> datetime:
    """As ``moment``, but a date alone is its last instant: "as of the 15th" takes in all of the 15th."""
    when = moment(words)
    return datetime.combine(when, time.max, UTC) if DAY_ONLY.fullmatch(words.strip()) else when


def interval(words: str) -> Interval:
    """``A/B`` as the half-open stretch from A to B (a date alone takes in its whole day); ``A`` as that day or instant."""
    first, _, last = words.partition("/")
    start, end = moment(first), moment(last or first)
    if DAY_ONLY.fullmatch((last or first).strip()):
        end += timedelta(days=1)
    if end < start:
        raise ValueError(f"{words!r} ends before it begins")
    return Interval(start=start, end=end)


def iso(when: datetime | None) -> str | None:
    """For programs: ISO 8601 in UTC with ``Z``."""
    return None if when is None else when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day(when: datetime) -> str:
    """For people: ``15 Feb 2022``."""
    return f"{when.day} {when:%b %Y}"


def minute(when: datetime) -> str:
    """For people: ``15 Feb 2022, 17:30 UTC``."""
    return f"{day(when)}, {when:%H:%M} UTC"


def stretch(window: Interval) -> str:
    """For people: from when to when; a half-open end at midnight is shown as the last day within."""
    mark = " (assumed)" if window.assumed else ""
    start = window.start and day(window.start)
    instant = window.start == window.end
    end = window.end and day(window.end if instant else window.end - timedelta(microseconds=1))
    if start and end:
        return (start if start == end else f"{start} to {end}") + mark
    if start or end:
        return (f"from {start}" if start else f"until {end}") + mark
    return "no dates given"


def ending(end: datetime) -> str:
    """For people, when a half-open stretch ends: ``the end of 15 Feb 2022``, or ``15 Feb 2022, 17:30 UTC``."""
    return f"the end of {day(end - timedelta(microseconds=1))}" if end.time() == time(0) else minute(end)
