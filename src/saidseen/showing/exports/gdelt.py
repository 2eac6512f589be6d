"""Events in the form of the event table of GDELT 2.0, for programs that read that one.

Columns and their meaning: GDELT Event Codebook V2.0 (2015-02-19), section "Event table". A file has no header, tabs between
cells, and no quoting. What we do not know is empty; ``docs/exports.md`` says of every column what stands in it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from urllib.parse import urlsplit

from saidseen.knowing.cameo import Code, code_of
from saidseen.showing.exports.files import as_text
from saidseen.showing.exports.gdeltcells import actor_cells, actor_key, clean, day_cells, place_cells, place_key
from saidseen.showing.exports.rows import Coded, Heard, all_coded, number_of

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
         "Type2Code", "Type3Code")  # fmt: skip
PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in PLACE),
    *(f"Actor2Geo_{name}" for name in PLACE),
    *(f"ActionGeo_{name}" for name in PLACE),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns, by the names that GDELT's own header files give them."""

HAPPENED = frozenset({"actual", "ongoing"})
TOLD_AS_FACT = frozenset({"assert", "judge"})
"""Acts by which a speaker says or takes for granted that something is so; the others promise, demand, foretell, doubt or deny."""

DENIED, NOT_YET, NOT_SAID, LATER, UNDATED = (
    "denied",
    "planned, possible or conditional",
    "only promised, demanded, foretold or doubted",
    "dated after it was published",
    "without any date",
)
"""Why an event is no row."""

FIRST_ID = 2**51
"""Ids begin here: above all that GDELT itself has given, and below 2**53, so that no program rounds them."""

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Group:
    """All mentions of what GDELT would count as one event; ``first`` is the first published of them."""

    first: Coded
    code: Code
    day: datetime
    mentions: int = 0
    outlets: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)


def day_of(coded: Coded) -> datetime | None:
    """The day of the event: the first of its time, else the last, else that of publication."""
    when = coded.when
    return when.start or (when.end and when.end - timedelta(microseconds=1)) or coded.document.published


def reason_against(coded: Coded) -> str | None:
    """Why an event must not stand there as if it had happened; None where it may."""
    event, published = coded.event, coded.document.published
    if event.polarity == "negative":
        return DENIED
    if event.modality not in HAPPENED:
        return NOT_YET
    if coded.statement is not None and coded.statement.act not in TOLD_AS_FACT:
        return NOT_SAID
    day = day_of(coded)
    if day is None:
        return UNDATED
    return LATER if published is not None and day.date() > published.date() else None


def key_of(coded: Coded, code: Code, day: datetime) -> tuple[str, ...]:
    """What two mentions of one event share: day, deed, both parties and the place. Where neither a party's country nor the place
    is known, nothing shows that two are one."""
    both, place = (coded.event.parties.actor, coded.event.parties.recipient), place_key(coded.event.place)
    own = "" if place or any(p is not None and p.country for p in both) else coded.id
    return (f"{day:%Y%m%d}", code.code, actor_key(both[0]), actor_key(both[1]), place, own)


def number(key: tuple[str, ...]) -> int:
    """The event's number: made of what tells it from others, so that it does not depend on what else is read."""
    digest = hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).digest()
    return FIRST_ID + int.from_bytes(digest[:8], "big") % FIRST_ID


def order(coded: Coded) -> tuple[datetime, str, int]:
    """First published first."""
    return coded.document.published or LAST, coded.document.url, coded.event.trigger.start


def grouped(heard: Heard) -> tuple[dict[tuple[str, ...], Group], Counter[str]]:
    """The events by what makes them one, and how many were left out by the reason."""
    groups: dict[tuple[str, ...], Group] = {}
    out: Counter[str] = Counter()
    for coded in all_coded(heard):
        day, code = day_of(coded), code_of(coded.event.root, coded.event.mode)
        reason = reason_against(coded)
        if reason is not None or day is None or code is None:
            out[reason or "of a type that CAMEO does not have"] += 1
            continue
        key = key_of(coded, code, day)
        group = groups.setdefault(key, Group(first=coded, code=code, day=day))
        group.first = min(group.first, coded, key=order)
        group.mentions += 1
        group.outlets.add(coded.document.outlet or urlsplit(coded.document.url).netloc or coded.document.url)
        group.urls.add(coded.document.url)
    return groups, out


def cells(event_id: int, group: Group) -> tuple[object, ...]:
    """The 61 cells of a row."""
    first, code = group.first, group.code
    added = first.document.published
    return (
        event_id,
        *day_cells(group.day),
        *actor_cells(first.event.parties.actor),
        *actor_cells(first.event.parties.recipient),
        int(first.lead),
        code.code,
        code.base,
        code.root,
        code.quad,
        code.goldstein,
        group.mentions,
        len(group.outlets),
        len(group.urls),
        None,
        *place_cells(None),
        *place_cells(None),
        *place_cells(first.event.place),
        f"{added:%Y%m%d%H%M%S}" if added else None,
        first.document.url,
    )


def write(stream: BinaryIO, heard: Heard) -> str:
    """One row for all mentions of one event, by day; the answer says how many, and what was left out for which reason."""
    groups, out = grouped(heard)
    rows = sorted(((group.day, number(key), group) for key, group in groups.items()), key=lambda r: (f"{r[0]:%Y%m%d}", r[1]))
    with as_text(stream) as text:
        for _, event_id, group in rows:
            text.write("\t".join(clean(cell) for cell in cells(event_id, group)) + "\n")
    told = number_of(len(rows))
    if not out:
        return told
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(out.items()))
    return f"{told}; left out: {reasons} (GDELT's table could not mark them; CSV and Parquet have them)"
