"""A place as the user names it: coordinates, or a name that the gazetteer knows."""

from __future__ import annotations

from saidseen.knowing.gazetteer import Candidate, Gazetteer
from saidseen.things import Place

WITHIN_KM = {"point": 10.0, "city": 20.0, "admin": 120.0, "country": 0.0, "region": 0.0, "sea": 0.0}
"""How far around it its sites lie, where the user does not say; 0: too wide for a circle."""


def place_of(words: str, gazetteer: Gazetteer | None = None) -> tuple[Place, float]:
    """The place and its radius in kilometres. ``LAT,LON`` or ``LAT,LON,KM`` in degrees, else a name, with its country where
    several bear it (``Kherson, Ukraine``); of these the most populous. ValueError where there is none."""
    numbers = _numbers(words)
    if numbers is not None:
        lat, lon = numbers[:2]
        km = numbers[2] if len(numbers) > 2 else WITHIN_KM["point"]  # noqa: PLR2004  # LAT,LON,KM
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 1000):  # noqa: PLR2004  # degrees; as far as a region reaches
            raise ValueError(f"{words!r} lies nowhere: it wants degrees north and east, and at most 1000 km")
        return Place(span=None, name=words, lat=lat, lon=lon, confidence=1.0), km
    known = gazetteer or Gazetteer.open()
    name, _, country = (part.strip() for part in words.partition(","))
    codes = {c.country for c in known.lookup(country) if c.precision == "country"} if country else set()
    found = [c for c in known.lookup(name) if c.lat is not None and (not codes or c.country in codes)]
    if not found or (country and not codes):
        raise ValueError(f"no place {words!r} is known; give its coordinates: LAT,LON or LAT,LON,KM")
    return _as_place(found[0]), WITHIN_KM[found[0].precision]


def _numbers(words: str) -> list[float] | None:
    parts = words.split(",")
    try:
        return [float(part) for part in parts] if 2 <= len(parts) <= 3 else None  # noqa: PLR2004  # LAT,LON or LAT,LON,KM
    except ValueError:
        return None


def _as_place(found: Candidate) -> Place:
    return Place(
        span=None, name=found.name, geonameid=found.geonameid, lat=found.lat, lon=found.lon, country=found.country,
        admin=found.admin, precision=found.precision, confidence=1.0,
    )  # fmt: skip
