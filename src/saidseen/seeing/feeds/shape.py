"""What every feed makes: observations of one shape, of what the user asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from saidseen.knowing import countries
from saidseen.seeing.feeds.files import Feed
from saidseen.things import Actor, Event, EvidenceClass, Interval, Observation, Participant, Place, SourceKind, Span, content_id

DAY = timedelta(days=1)

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user said of the files. ``sites``: names, each with the text by which a row is known to be about it."""

    now: datetime
    sites: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    km: float = 0.0
    """How far from the place; 0: as the feed does it."""
    during: Interval | None = None
    published: datetime | None = None
    mapping: Feed | None = None

    def site_of(self, text: str) -> str | None:
        """The name of the site that a row's text is about."""
        return next((name for name, sign in self.sites if sign.casefold() in text.casefold()), None)

    def near(self, lat: float, lon: float) -> bool:
        """Is it near the place that was asked for, if any was?"""
        where = self.place
        if where is None or where.lat is None or where.lon is None or not self.km:
            return True
        return distance_km(where.lat, where.lon, lat, lon) <= self.km

    def in_time(self, when: Interval) -> bool:
        """Does it lie in the time that was asked for, if any was?"""
        span = self.during
        if span is None or span.start is None or span.end is None or when.start is None or when.end is None:
            return True
        return when.start < span.end and when.end > span.start

    def known(self, when: datetime) -> datetime:
        """When something could be known: as the user says, else then, and never later than now."""
        return self.published or min(when, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who or what makes a feed, as it is shown; ``reader`` is the name and version of what reads it."""

    name: str
    kind: SourceKind
    reader: str
    url: str = ""
    country: str | None = None

    @property
    def cls(self) -> EvidenceClass:
        """What was coded from news is hearsay; the rest the ledger itself holds."""
        return "told-independent" if self.kind == "reported" else "seen-direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a feed shows, before it is an observation. ``known``: when it could be known."""

    root: str
    mode: str | None
    words: str
    when: Interval
    known: datetime
    place: Place | None = None
    actor: Participant | None = None
    recipient: Participant | None = None
    subjects: tuple[str, ...] = ()
    coverage: str | None = None
    unseen: bool = False
    leaves_open: str = ""
    detection: float | None = None
    origin: str = ""
    """What has one origin within the feed (a vantage point); empty: the whole feed."""


def observation(source: Source, feed: Feed, found: Found, asked: Asked) -> Observation:
    """The observation. The same finding of another copy of the file has the same id."""
    event = Event(
        root=found.root, mode=found.mode, trigger=Span.of(found.words, 0, len(found.words.split()[0])), actor=found.actor,
        recipient=found.recipient, place=found.place, when=found.when, confidence=1.0,
    )  # fmt: skip
    key = (source.reader, found.root, found.mode, found.words, found.when.start, found.when.end, *found.subjects)
    return Observation(
        id=content_id("o", *key),
        cls=source.cls,
        document=None,
        url=source.url,
        published=asked.known(found.known),
        quote=found.words,
        observer=Actor(surface=source.name, name=source.name, country=source.country, standing="observer"),
        events=(event,),
        place=found.place,
        when=found.when,
        coverage=found.coverage,
        looked_and_not_seen=found.unseen,
        kind=source.kind,
        subjects=found.subjects,
        leaves_open=found.leaves_open,
        detection=found.detection,
        group=content_id("g", source.name, found.origin),
        sha256=feed.sha256,
        reader=source.reader,
    )


def instant(text: str) -> datetime:
    """An ISO 8601 time in UTC where it names no zone; ValueError for anything else."""
    when = datetime.fromisoformat(text.strip())
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def epoch(seconds: float) -> datetime:
    """Unix time; ValueError where it is none."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (TypeError, OverflowError, OSError) as error:
        raise ValueError(f"{seconds!r} is no Unix time") from error


def whole_day(day: datetime) -> Interval:
    return Interval(start=day, end=day + DAY)


def last_instant(day: datetime) -> datetime:
    """The end of a day of which only the date is known: by then it was out."""
    return day + DAY - timedelta(microseconds=1)


def listed(names: list[str], most: int = 6) -> str:
    """Names as a reader takes them: the first few, and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def country_place(code: str) -> Place:
    """A country as a place, by its alpha-3 code."""
    known = countries.every().get(code)
    return Place(span=None, name=known.name if known else code, country=code, precision="country", confidence=1.0)


def country_party(code: str) -> Participant:
    known = countries.every().get(code)
    return Participant(span=None, name=known.name if known else code, country=code)


def stretch(when: Interval) -> str:
    """For a reader: ``15 Feb 2022, 13:05 to 15:20 UTC``."""
    start, end = when.start, when.end
    if start is None or end is None:
        return "at a time not known"
    if start.date() == end.date():
        return f"{start.day} {start:%b %Y}, {start:%H:%M} to {end:%H:%M} UTC"
    return f"{start.day} {start:%b %Y}, {start:%H:%M} to {end.day} {end:%b %Y}, {end:%H:%M} UTC"


def day_words(when: datetime) -> str:
    return f"{when.day} {when:%b %Y}"


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine); degrees."""
    p, q, half_lon = radians(lat), radians(other_lat), radians(other_lon - lon) / 2
    root = sqrt(sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(half_lon) ** 2)
    return 2 * EARTH_KM * asin(min(1.0, root))


def overlapping(spans: list[tuple[datetime, datetime, str]]) -> Iterator[list[tuple[datetime, datetime, str]]]:
    """Stretches with a name each, in sets of those that overlap, by their beginnings."""
    some: list[tuple[datetime, datetime, str]] = []
    end = datetime.min.replace(tzinfo=UTC)
    for span in sorted(spans):
        if some and span[0] >= end:
            yield some
            some = []
        end = max(end, span[1]) if some else span[1]
        some.append(span)
    if some:
        yield some
