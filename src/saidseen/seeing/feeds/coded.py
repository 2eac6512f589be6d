"""Event tables coded from news: ACLED, UCDP GED and GDELT 2.0. What they hold was heard, not seen: ``reported``, never a sight.

Columns as in the ACLED codebook (31 columns; https://acleddata.com/knowledge-base/codebook/), the UCDP GED codebook
(https://ucdp.uu.se/downloads/) and the GDELT 2.0 event codebook (61 columns, no header;
http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import BinaryIO

from saidseen.knowing import countries, fips
from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, good_rows, rows, table
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Interval, Observation, Participant, Place, Problem

ACLED = Source(name="ACLED", kind="reported", reader="acled@1", url="https://acleddata.com/")
UCDP = Source(name="UCDP GED", kind="reported", reader="ucdp@1", url="https://ucdp.uu.se/")
GDELT = Source(name="GDELT 2.0", kind="reported", reader="gdelt@1", url="https://www.gdeltproject.org/")

ACLED_KINDS: dict[str, tuple[str, str | None]] = {
    "Armed clash": ("ASSAULT", "clash"),
    "Government regains territory": ("ASSAULT", "clash"),
    "Non-state actor overtakes territory": ("ASSAULT", "clash"),
    "Shelling/artillery/missile attack": ("ASSAULT", "shelling"),
    "Air/drone strike": ("ASSAULT", "airstrike"),
    "Remote explosive/landmine/IED": ("ASSAULT", "bombing"),
    "Suicide bomb": ("ASSAULT", "bombing"),
    "Attack": ("ASSAULT", "attack"),
    "Peaceful protest": ("PROTEST", "protest"),
    "Protest with intervention": ("PROTEST", "protest"),
    "Violent demonstration": ("PROTEST", "riot"),
    "Mob violence": ("PROTEST", "riot"),
}
"""Sub-event types that are one kind of ours; others are left out, and counted."""

ACLED_WANTED = (
    "event_id_cnty",
    "event_date",
    "sub_event_type",
    "actor1",
    "inter1",
    "country",
    "location",
    "latitude",
    "longitude",
)
UCDP_WANTED = ("id", "type_of_violence", "side_a", "side_b", "country", "latitude", "longitude", "date_start", "date_end")

GDELT_COLUMNS = 61
DAY_AT, ACTOR_AT, ACTOR_COUNTRY_AT, ROOT_AT, URL_AT = 1, 6, 7, 28, 60
PLACE_TYPE_AT, PLACE_AT, COUNTRY_AT, LAT_AT, LON_AT = 51, 52, 53, 56, 57
"""Columns from 0 of the GDELT table: SQLDATE, Actor1Name, Actor1CountryCode, EventRootCode, SOURCEURL, ActionGeo_*."""

GDELT_ROOTS: dict[str, tuple[str, str | None]] = {
    "14": ("PROTEST", "protest"), "15": ("MOBILIZE", "buildup"), "18": ("ASSAULT", "attack"), "19": ("ASSAULT", "attack"),
}  # fmt: skip
"""CAMEO roots that are one kind of ours: protest, show of force, assault, fight. The others are speech, and left out."""

CITY = {"3", "4"}
"""Kinds of places of GDELT that are towns; the others are countries and states, with coordinates of their middles."""

ISSUED = timedelta(days=7)
"""ACLED comes out weekly; GDELT within the hour; UCDP's candidate events within the month."""


def observations(feeds: Sequence[Feed], asked: Asked, *, source: Source) -> Iterator[Observation | Problem]:
    """Each row of a kind that we know, near the place and in the time that were asked for."""
    read = {"ACLED": acled, "UCDP GED": ucdp, "GDELT 2.0": gdelt}[source.name]
    for feed in feeds:
        for row in (yield from good_rows(feed, read)):
            if row is not None and asked.in_time(row.when) and _near(row.place, asked):
                yield shape.observation(source, feed, row, asked)


def _near(place: Place | None, asked: Asked) -> bool:
    return place is None or place.lat is None or place.lon is None or asked.near(place.lat, place.lon)


acled_observations: Callable[[Sequence[Feed], Asked], Iterator[Observation | Problem]] = partial(observations, source=ACLED)
ucdp_observations: Callable[[Sequence[Feed], Asked], Iterator[Observation | Problem]] = partial(observations, source=UCDP)
gdelt_observations: Callable[[Sequence[Feed], Asked], Iterator[Observation | Problem]] = partial(observations, source=GDELT)


def acled(file: BinaryIO) -> Iterator[Found | str | None]:
    """Rows of ACLED; None for a kind that is none of ours, words for a row that cannot be used."""
    for number, row in enumerate(table(rows(file), ACLED_WANTED, "ACLED"), 2):
        kind = ACLED_KINDS.get(row["sub_event_type"])
        if kind is None:
            yield None
            continue
        try:
            day = shape.instant(row["event_date"])
            place = _town(row["location"], row["latitude"], row["longitude"], countries.by_name(row["country"]))
        except ValueError as error:
            yield f"line {number}: {error}"
            continue
        yield Found(
            root=kind[0], mode=kind[1], when=shape.whole_day(day), known=day + ISSUED, place=place,
            words=f"{row['sub_event_type']} at {place.name}, {shape.day_words(day)} ({row['event_id_cnty']})",
            actor=_armed(row["actor1"], row["inter1"]),
        )  # fmt: skip


STATE = {"1", "state forces"}
"""ACLED's inter code of state forces: a number in older exports, words in newer ones."""


def _armed(name: str, inter: str) -> Participant | None:
    """ACLED writes the country of forces in brackets: "Military Forces of Russia (2000-)"; of others the name alone is sure."""
    if not name:
        return None
    plain = name.partition("(")[0].strip()
    country = countries.by_name(plain.rpartition(" of ")[2]) if inter.strip().casefold() in STATE else None
    return Participant(span=None, name=plain, country=country)


def ucdp(file: BinaryIO) -> Iterator[Found | str | None]:
    """Rows of UCDP GED: each has killed somebody. Its dates may span days."""
    for number, row in enumerate(table(rows(file), UCDP_WANTED, "UCDP GED"), 2):
        try:
            start, end = shape.instant(row["date_start"][:10]), shape.instant(row["date_end"][:10]) + shape.DAY
            country = countries.by_name(row["country"].partition("(")[0].strip())
            place = _town(row.get("where_coordinates") or row["country"], row["latitude"], row["longitude"], country)
        except ValueError as error:
            yield f"line {number}: {error}"
            continue
        side = row["side_a"]
        ruled = side.removeprefix("Government of ").partition("(")[0].strip()
        yield Found(
            root="ASSAULT", mode="attack" if row["type_of_violence"] == "3" else "clash", when=Interval(start=start, end=end),
            known=end + timedelta(days=30), place=place,
            words=f"{side} and {row['side_b']} at {place.name}, {shape.day_words(start)} (GED {row['id']})",
            actor=Participant(span=None, name=side, country=countries.by_name(ruled) if ruled != side else None),
        )  # fmt: skip


def gdelt(file: BinaryIO) -> Iterator[Found | str | None]:
    """Rows of GDELT's event table: tabs, no header. Countries of places are FIPS codes, those of actors CAMEO's alpha-3."""
    for number, row in enumerate(rows(file, delimiter="\t", quoted=False), 1):
        if len(row) != GDELT_COLUMNS:
            raise RefusedError(f"it has {len(row)} columns, and GDELT's event table has {GDELT_COLUMNS}", "give *.export.CSV")
        kind = GDELT_ROOTS.get(row[ROOT_AT])
        if kind is None or row[PLACE_TYPE_AT] not in CITY:
            yield None
            continue
        try:
            day = datetime.strptime(row[DAY_AT], "%Y%m%d").replace(tzinfo=UTC)
            place = _town(row[PLACE_AT].partition(",")[0], row[LAT_AT], row[LON_AT], fips.alpha3(row[COUNTRY_AT]))
        except ValueError as error:
            yield f"line {number}: {error}"
            continue
        code = row[ACTOR_COUNTRY_AT]
        actor = Participant(span=None, name=row[ACTOR_AT].title(), country=code if code in countries.every() else None)
        yield Found(
            root=kind[0], mode=kind[1], when=shape.whole_day(day), known=day + shape.DAY, place=place,
            words=f"Event {row[0]} (CAMEO root {row[ROOT_AT]}) at {place.name}, {shape.day_words(day)}: {row[URL_AT]}",
            actor=actor if row[ACTOR_AT] else None,
        )  # fmt: skip


def _town(name: str, lat: str, lon: str, country: str | None) -> Place:
    """A place with coordinates; ValueError where they lie nowhere."""
    north, east = float(lat), float(lon)
    if not (-90 <= north <= 90 and -180 <= east <= 180):  # noqa: PLR2004  # degrees
        raise ValueError(f"{lat}, {lon} lies nowhere")
    return Place(span=None, name=name, lat=north, lon=east, country=country, precision="city", confidence=1.0)
