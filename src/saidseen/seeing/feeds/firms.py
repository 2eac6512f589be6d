"""NASA FIRMS: thermal hotspots as CSV, in both header forms of VIIRS and in that of MODIS.

Columns as in the FIRMS API's area service and its 24-hour and archive files (https://firms.modaps.eosdis.nasa.gov/api/area/).
Method: hotspots are counted by cell and day and compared with the same cell in the same season of other years, the idea of The
Economist's war-fire model. A fire makes many hotspots at once, so they are not counted as if each came alone: what is rare is a
day with fire, and then a fire of such a size. A hotspot is a fire, not who lit it: it confirms and never refutes, and no hotspot
shows nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import floor
from typing import BinaryIO

from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, bad_rows, rows, shown
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Interval, Observation, Place, Problem

SOURCE = Source(name="NASA FIRMS", kind="instrument", reader="firms@1", url="https://firms.modaps.eosdis.nasa.gov/")

WANTED = ("latitude", "longitude", "acq_date", "acq_time", "confidence")

CELL = 0.05
"""Degrees: some 5 km, a town with its outskirts; a VIIRS pixel has 0.4 to 0.8 km, a MODIS pixel 1 km and more."""

LEAST = 3
"""Hotspots of a cell and day from which it is looked at. Chosen: one or two are a farmer's fire or an error."""

SEASON = 15
"""Days before and after the same day of other years."""

SEASONS = 2 * (2 * SEASON + 1)
"""Days of other years that a baseline needs: two seasons."""

RARE = 1e-4
"""Probability of so large a fire in such a season, below which it is out of the usual: once in ten thousand days of a cell.
Thirty cells around a town then give a false alarm in one of three hundred days."""

TWICE = 2
"""Times the largest fire of the season in other years that a fire must be: the same field burns a little more in some years."""

DIM = 30
"""MODIS confidence in per cent below which a hotspot counts for nothing; VIIRS says low (l). Sun glint is mostly there."""

LATE = timedelta(hours=3)
"""From the overpass to the file, as FIRMS states for its near-real-time data."""

LOW = frozenset({"l", "low"})
SURE = frozenset({"n", "nominal", "h", "high"})

LEAVES_OPEN = "what lit it: fires have many causes"


@dataclass(slots=True)
class Counts:
    """What one or more files hold. ``cells``: by cell and day (ordinal) the number of hotspots with the first and last minute,
    packed; ``days``: all days from the first row of a file to its last."""

    cells: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)
    days: set[int] = field(default_factory=set)
    rows: int = 0
    bad: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        for cell, by_day in other.cells.items():
            mine = self.cells.setdefault(cell, {})
            for day, value in by_day.items():
                mine[day] = max(mine.get(day, 0), value)  # files that overlap hold the same hotspots
        self.days |= other.days


def minutes(text: str) -> int:
    """Minutes of the day: HHMM without its leading zeros (``112`` is 01:12), or HH:MM. ValueError for anything else."""
    hours, rest = divmod(int(text.replace(":", "")), 100)
    if not (0 <= hours < 24 and 0 <= rest < 60):  # noqa: PLR2004  # a clock
        raise ValueError(f"{text} is no time of the day")
    return hours * 60 + rest


def pack(count: int, first: int, last: int) -> int:
    return count << 22 | (2047 - first) << 11 | last


def unpack(value: int) -> tuple[int, int, int]:
    """Hotspots, first and last minute of the day."""
    return value >> 22, 2047 - (value >> 11 & 2047), value & 2047


def hotspots(file: BinaryIO) -> Iterator[tuple[float, float, int, int] | str | None]:
    """Latitude, longitude, day and minute of each hotspot; None for one that does not count (dim, a volcano, a flare), and words
    for a row that is none."""
    source = rows(file)
    first = next(source, [])
    header = [name.strip().lower() for name in first]
    missing = sorted(set(WANTED) - set(header))
    if missing:
        raise RefusedError(
            f"it begins with {shown(','.join(first))}, and a FIRMS table has the columns {', '.join(missing)}",
            "check the key and the download: FIRMS answers a bad key with a line of text",
        )
    lat_at, lon_at, date_at, time_at, sure_at = (header.index(name) for name in WANTED)
    type_at = header.index("type") if "type" in header else None
    days: dict[str, int] = {}
    for number, row in enumerate(source, 2):
        try:
            lat, lon = float(row[lat_at]), float(row[lon_at])
            sure = row[sure_at].lower()
            if sure in LOW or (sure not in SURE and float(sure) < DIM) or (type_at is not None and row[type_at] not in {"0", ""}):
                yield None
                continue
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  # degrees
                yield f"line {number} lies nowhere ({row[lat_at]}, {row[lon_at]})"
                continue
            date = row[date_at]
            day = days.get(date) or days.setdefault(date, datetime.fromisoformat(date).toordinal())
            minute = minutes(row[time_at])
        except ValueError as error:
            yield f"line {number}: {error}"
            continue
        yield lat, lon, day, minute


def counted(file: BinaryIO) -> Counts:
    """Hotspots by cell and day."""
    made = Counts()
    cells, low, high = made.cells, 10**9, 0
    for hotspot in hotspots(file):
        made.rows += 1
        if hotspot is None:
            continue
        if isinstance(hotspot, str):
            made.bad.append(hotspot)
            continue
        lat, lon, day, minute = hotspot
        low, high = min(low, day), max(high, day)
        by_day = cells.setdefault((floor(lat / CELL), floor(lon / CELL)), {})
        if value := by_day.get(day):
            count, first, last = unpack(value)
            by_day[day] = pack(count + 1, min(first, minute), max(last, minute))
        else:
            by_day[day] = pack(1, minute, minute)
    made.days = set(range(low, high + 1))
    return made


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """Cells and days with hotspots out of the usual for the season, over all files together: history and news."""
    everything, of_day = Counts(), {}
    for feed in feeds:
        counts = feed.taken(counted)
        if isinstance(counts, Problem):
            yield counts
            continue
        yield from bad_rows(feed, counts.bad, counts.rows)
        everything.add(counts)
        of_day.update(dict.fromkeys(counts.days, feed))
    bare = 0
    for excess in found(everything, asked):
        if excess is None:
            bare += 1
        else:
            day = excess.when.start.toordinal() if excess.when.start else 0
            yield shape.observation(SOURCE, of_day[day], excess, asked)
    if bare:
        yield feeds[-1].problem(
            f"{bare} times a cell had {LEAST} or more hotspots on a day without two seasons of other years to compare with",
            "give FIRMS archive files of earlier years along with it",
            "all that can be compared",
        )


def found(counts: Counts, asked: Asked) -> Iterator[Found | None]:
    """What is out of the usual; None where there is nothing to compare with."""
    seasons: dict[int, list[int]] = {}
    sizes = Sizes(counts)
    for cell, by_day in counts.cells.items():
        near = asked.near(*middle(cell))
        for day, value in by_day.items() if near else ():
            number, first, last = unpack(value)
            if number < LEAST:
                continue
            start = datetime.fromordinal(day).replace(tzinfo=UTC)
            when = Interval(start=start + timedelta(minutes=first), end=start + timedelta(minutes=last + 1))
            if not asked.in_time(when):
                continue
            if day not in seasons:
                seasons[day] = _season(day, counts.days)
            before = seasons[day]
            if len(before) < SEASONS:
                yield None
                continue
            usual = [by_day[d] >> 22 for d in before if d in by_day]
            most = max(usual, default=0)
            if number >= TWICE * most and rarity(len(usual), len(before), *sizes.as_large(number, start.year)) < RARE:
                yield _excess(asked, cell, (number, when), (most, len(before)))


class Sizes:
    """How large fires are: hotspots of a cell and day, over all cells, by year."""

    def __init__(self, counts: Counts) -> None:
        by_year: dict[int, list[int]] = {}
        years = {day: datetime.fromordinal(day).year for day in counts.days}
        for by_day in counts.cells.values():
            for day, value in by_day.items():
                by_year.setdefault(years[day], []).append(value >> 22)
        self._by_year = {year: sorted(sizes) for year, sizes in by_year.items()}

    def as_large(self, number: int, year: int) -> tuple[int, int]:
        """Of the fires of other years, how many were as large, and how many there were."""
        others = [sizes for other, sizes in self._by_year.items() if other != year]
        return sum(len(sizes) - bisect_left(sizes, number) for sizes in others), sum(map(len, others))


def rarity(with_fire: int, days: int, as_large: int, fires: int) -> float:
    """Probability of a day with so large a fire: that of a day with fire, of ``days`` days ``with_fire`` had one (Jeffreys'
    prior), times that of so large a fire (its rank among all, as in a permutation test; Davison & Hinkley 1997, 4.2)."""
    return (with_fire + 0.5) / (days + 1) * (as_large + 1) / (fires + 1)


def _season(day: int, days: set[int]) -> list[int]:
    """The days of other years around the same day of the year that the files hold."""
    date = datetime.fromordinal(day)
    found: list[int] = []
    first, last = (datetime.fromordinal(d).year for d in (min(days), max(days)))
    for year in range(first - 1, last + 2):  # a season may begin in the year before
        if year == date.year:
            continue
        middle = date.replace(year=year, day=min(date.day, 28) if date.month == 2 else date.day).toordinal()  # noqa: PLR2004
        found += [d for d in range(middle - SEASON, middle + SEASON + 1) if d in days]
    return found


def middle(cell: tuple[int, int]) -> tuple[float, float]:
    """Latitude and longitude of a cell's middle, in degrees."""
    return (cell[0] + 0.5) * CELL, (cell[1] + 0.5) * CELL


def _excess(asked: Asked, cell: tuple[int, int], seen: tuple[int, Interval], usual: tuple[int, int]) -> Found:
    lat, lon = middle(cell)
    (number, when), (most, days) = seen, usual
    site = asked.sites[0][0] if asked.sites else None
    name = site or f"{abs(lat):.3f} {'N' if lat >= 0 else 'S'} {abs(lon):.3f} {'E' if lon >= 0 else 'W'}"
    return Found(
        root="ASSAULT", mode="destroy", when=when, known=(when.end or asked.now) + LATE,
        words=f"{number} thermal hotspots within 5 km at {name}, {shape.stretch(when)}",
        place=Place(span=None, name=name, lat=lat, lon=lon, country=asked.place.country if asked.place else None, confidence=1.0),
        subjects=(site,) if site else (), leaves_open=LEAVES_OPEN,
        coverage=f"at most {most} a day on {days} days of the same season in other years; clouds hide fires",
    )  # fmt: skip
