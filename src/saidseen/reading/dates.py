"""When a document says that it was published."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from saidseen.things import Problem

BARE = time(12, tzinfo=UTC)
"""The hour given to a bare date: at noon UTC it is the same date nearly everywhere on earth, which midnight is not."""


def moment(raw: str | date | None, where: str, now: datetime) -> tuple[datetime | None, tuple[Problem, ...]]:
    """The instant in UTC that ``raw`` names, and what is to be said about it.

    Takes ISO 8601 (UTC where it names no offset), a bare date (noon UTC of that day) and the mail date of RFC 2822. What
    cannot be read as one of these gives None and a Problem: nothing is guessed. What is later
    than ``now`` is kept, with a Problem.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, ()
    when = instant(raw)
    if when is None:
        return None, (
            Problem(
                where=where,
                what=f"'{str(raw)[:60]}' cannot be read as the date of publication",
                kept="the text, without a date",
                todo="write the date like 2024-05-31T17:30:00Z",
                stage="reading",
            ),
        )
    if when <= now:
        return when, ()
    return when, (
        Problem(
            where=where,
            what=f"the date of publication {when:%Y-%m-%d %H:%M} UTC lies in the future",
            kept="the text with that date; it counts only in views as of then or later",
            todo="check the date",
            stage="reading",
        ),
    )


def instant(raw: str | date) -> datetime | None:
    """The instant in UTC, or None where the words name none."""
    if isinstance(raw, datetime):
        return in_utc(raw)
    if isinstance(raw, date):
        return datetime.combine(raw, BARE)
    text = raw.strip()
    for read in (bare, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return in_utc(read(text))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def bare(text: str) -> datetime:
    """A date without a time of day. Raises ValueError where it is none."""
    return datetime.combine(date.fromisoformat(text), BARE)


def in_utc(when: datetime) -> datetime:
    """The same instant in UTC; UTC where the words named no offset. Raises OverflowError at the ends of the calendar."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
