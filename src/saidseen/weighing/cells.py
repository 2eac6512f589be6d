"""Where and when, cut into pieces: what may fit in place or in time has a piece in common.

A claim is filed under the pieces of its place (``filed``); what is set against it asks for its own (``asked``). Wherever
``fitting.place`` gives anything but apart and far away, the two meet. Likewise for ``stretch``, ``buckets`` and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import asin, cos, degrees, floor, isfinite, radians, sin

from saidseen.things import Interval, Place
from saidseen.weighing.fitting import EARTH_KM, NEARBY_KM, REACH_KM, reach

NOWHERE = "*"
"""Filed by what names no place."""

VAST = "w"
"""Filed by a region that reaches farther than cells are asked for ("Siberia"); every place on the map asks for it."""

UNMAPPED = "v"
"""Filed by a place without coordinates."""

SMALL, LARGE = ("s", 2.0), ("l", 8.0)
"""Name and edge in degrees of the cells for towns and provinces, and for countries, regions and seas. Chosen so that a question
asks for about a dozen cells of each: 220 km, twice what is near a town, and 890 km, over what is near a sea."""

WIDE = frozenset({"country", "region", "sea"})
MARGIN_KM = 5.0
"""Against rounding at the edges."""

MAPPED_TO, WHOLE = 90.0, 360.0
QUARTER = radians(90.0)

STEP = timedelta(days=32)
"""A bucket of time: about the law's default window. Shorter ones would be more entries a claim, longer ones more false pairs."""

MOST = 4
"""Buckets from which a stretch is filed as one that is open (``ANY``)."""

ANY = "any"
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Stretch = tuple[datetime | None, datetime | None]


def filed(place: Place) -> list[str]:
    """The pieces of a claimed place: its names, the areas that it is or lies in, and its cell."""
    codes = place.country
    out = [_name(place)] + ([f"i{place.geonameid}"] if place.geonameid is not None else [])
    if codes:
        out += [f"d{codes}"] + ([f"c{codes}"] if place.precision == "country" else [])
        out += [f"b{codes}/{'/'.join(place.admin[: n + 1])}" for n in range(len(place.admin))]
        out += [f"a{codes}/{'/'.join(place.admin)}"] if place.precision == "admin" and place.admin else []
    if not mapped(place):
        return [*out, UNMAPPED]
    size = kind, edge = LARGE if place.precision in WIDE else SMALL
    out += [VAST] if reach(place) > _widest(size) else []
    return [*out, f"{kind}{_row(place.lat or 0.0, edge)},{_row(_east(place.lon or 0.0), edge)}"]


def asked(place: Place) -> list[str]:
    """The pieces under which a claimed place is filed that this one may fit."""
    codes = place.country
    out = [_name(place)] + ([f"i{place.geonameid}"] if place.geonameid is not None else [])
    if codes:
        out += [f"c{codes}"] + ([f"d{codes}"] if place.precision == "country" else [])
        out += [f"a{codes}/{'/'.join(place.admin[: n + 1])}" for n in range(len(place.admin))]
        out += [f"b{codes}/{'/'.join(place.admin)}"] if place.precision == "admin" and place.admin else []
    if mapped(place):
        out += [VAST, *(cell for size in (SMALL, LARGE) for cell in _around(place, size))]
    return out


def mapped(place: Place) -> bool:
    """Has it coordinates that a map has?"""
    lat, lon = place.lat, place.lon
    return lat is not None and lon is not None and isfinite(lon) and abs(lat) <= MAPPED_TO


def _name(place: Place) -> str:
    return f"j{place.name.casefold()}/{place.country}"


def _around(place: Place, size: tuple[str, float]) -> Iterator[str]:
    """The cells within reach of the widest place that is filed in cells of that size, or of the place itself."""
    kind, edge = size
    far = max(NEARBY_KM + _widest(size), reach(place)) + MARGIN_KM
    lat, lon, high = place.lat or 0.0, place.lon or 0.0, degrees(far / EARTH_KM)
    for row in range(_row(lat - high, edge), _row(lat + high, edge) + 1):
        for column in _columns(lat, lon, far, edge):
            yield f"{kind}{row},{column}"


def _widest(size: tuple[str, float]) -> float:
    return max(km for name, km in REACH_KM.items() if (name in WIDE) == (size == LARGE))


def _columns(lat: float, lon: float, far: float, edge: float) -> list[int]:
    """By the longitudes that a circle on the globe touches: all of them where it holds a pole."""
    high, narrow = radians(abs(lat)) + far / EARTH_KM, sin(min(far / EARTH_KM, QUARTER))
    if high >= radians(MAPPED_TO) or narrow >= cos(radians(lat)):
        return list(range(int(WHOLE / edge)))
    half = degrees(asin(narrow / cos(radians(lat))))
    first, last = floor((lon - half) / edge), floor((lon + half) / edge)
    return sorted({_row(_east(column * edge), edge) for column in range(first, last + 1)})


def _row(angle: float, edge: float) -> int:
    return floor(angle / edge)


def _east(lon: float) -> float:
    """From 0 to 360 degrees. What rounding makes 360 is 0."""
    east = lon % WHOLE
    return 0.0 if east >= WHOLE else east


def stretch(span: Interval | None, before: timedelta = DAY, after: timedelta = DAY) -> Stretch:
    """An interval with so much on each side; open sides stay open, and one written the wrong way round is turned."""
    if span is None:
        return None, None
    start, end = span.start, span.end
    if start is not None and end is not None and end < start:
        start, end = end, start
    return _moved(start, -before), _moved(end, after)


def _moved(when: datetime | None, by: timedelta) -> datetime | None:
    try:
        return None if when is None else when + by
    except OverflowError:  # so near the end of the calendar that it is as good as open
        return None


def buckets(times: Stretch) -> list[str]:
    """The buckets that a stretch touches; ``ANY`` alone where a side is open or it touches too many."""
    start, end = times
    if start is None or end is None or end - start > MOST * STEP:
        return [ANY]
    return [str(n) for n in range((start - EPOCH) // STEP, (end - EPOCH) // STEP + 1)]
