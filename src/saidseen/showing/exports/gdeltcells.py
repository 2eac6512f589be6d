"""Days, actors and places as GDELT's event table writes them (GDELT Event Codebook V2.0, CAMEO 1.1b3)."""

from __future__ import annotations

from datetime import UTC, datetime

from saidseen.knowing import countries
from saidseen.knowing.cameo import role_of
from saidseen.knowing.fips import fips
from saidseen.showing.terminal import one_line
from saidseen.things import Participant, Place

UNION = "EUR"
UNION_GROUP, UNION_CODE = "EEC", "IGOEUREEC"
"""The European Union is an organisation there, under the letters of its older name."""

NO_ISO = frozenset({"XKX"})
"""Codes that users agreed on and no standard has; CAMEO's country codes are ISO's."""

NOWHERE = 0
"""Type of a place that is not known, as the files have it. The codebook does not name it."""

PLACE_CELLS = 8


def clean(cell: object) -> str:
    """A cell of a format without quoting: no tab, line end or control character, and no quotation mark that a reader of CSV would
    take for the beginning of a quoted cell."""
    return "" if cell is None else one_line(str(cell)).replace('"', "'")


def day_cells(day: datetime) -> tuple[object, ...]:
    """SQLDATE, MonthYear, Year, FractionDate. A month has 30 days in the fraction, the first begins at 0: so it is in the files,
    while the codebook adds a month more."""
    day = day.astimezone(UTC)
    fraction = day.year + ((day.month - 1) * 30 + day.day) / 365
    return f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{fraction:.4f}"


def actor_cells(actor: Participant | None) -> tuple[object, ...]:
    """Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code."""
    if actor is None:
        return (None,) * 10
    role = role_of(actor.sector)
    if actor.country == UNION:
        roles = ("IGO", role, None)
        return (f"{UNION_CODE}{role or ''}", actor.name.upper(), UNION, UNION_GROUP, None, None, None, *roles)
    country = None if actor.country in NO_ISO else actor.country
    return (f"{country or ''}{role or ''}", actor.name.upper(), country, None, None, None, None, role, None, None)


def actor_key(actor: Participant | None) -> str:
    """What makes two actors one: country and sector, else the name."""
    if actor is None:
        return ""
    return f"{actor.country} {actor.sector or ''}" if actor.country else " ".join(actor.name.casefold().split())


def place_key(place: Place | None) -> str:
    """What makes two places one; empty for a place that was not found on the map."""
    if place is None or (place.geonameid is None and place.lat is None):
        return ""
    return str(place.geonameid or f"{place.name} {place.lat} {place.lon}")


def place_type(place: Place) -> int | None:
    """1 country, 2 state of the USA, 3 town there, 4 town elsewhere, 5 first-level unit elsewhere; GDELT has no type for a region
    or a sea, nor for a town of which the country is not known."""
    if place.precision == "country":
        return 1
    if place.country is None:
        return None
    inside = place.country == "USA"
    if place.precision == "admin":
        return 2 if inside else 5
    return {"city": 3 if inside else 4, "point": 3 if inside else 4}.get(place.precision)


def place_cells(place: Place | None) -> tuple[object, ...]:
    """Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID. GDELT's codes of units and its numbers of features
    are from tables that we do not have; at the level of a country the feature is the country's code."""
    if place is None or not place_key(place):
        return (NOWHERE, *(None,) * (PLACE_CELLS - 1))
    kind, letters = place_type(place), fips(place.country)
    country = countries.every().get(place.country or "")
    units = place.admin if place.precision in {"city", "point"} else ()
    parts = (place.name, *units, country.name if country and kind != 1 else "")
    return (
        kind,
        ", ".join(part for part in parts if part),
        letters,
        None,
        None,
        place.lat,
        place.lon,
        letters if kind == 1 else None,
    )
