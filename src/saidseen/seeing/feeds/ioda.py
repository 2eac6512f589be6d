"""IODA: outages of whole countries' networks, events or alerts as JSON.

Fields as in the API's second version (https://api.ioda.inetintel.cc.gatech.edu/v2/): events have ``location`` (``country/UA``),
``start``, ``duration`` and ``datasource``; alerts have ``entity``, ``level``, ``datasource`` and ``time``, and a row of level
``normal`` ends an outage. A country's signal is silent about single sites: the weighing says so. Regions and single networks are
left out, as no claim could be compared with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from saidseen.knowing import fips
from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, bad_rows, json_value
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Interval, Observation, Problem

SOURCE = Source(name="IODA", kind="instrument", reader="ioda@1", url="https://ioda.inetintel.cc.gatech.edu/")

SURE = 2
"""Signals (routing, active probing, darkspace traffic) that have to agree: one alone is oftener the measurement's own trouble."""

SEEN = 0.9
"""Probability with which a country-wide outage shows in IODA. Chosen; own judgement, no measurement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One signal's outage of a country (alpha-3)."""

    country: str
    start: datetime
    end: datetime
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a file holds. ``asked_for``: the country and time that it says it covers, if it does."""

    outages: tuple[Outage, ...]
    rows: int
    elsewhere: int
    bad: tuple[str, ...]
    country: str | None
    span: Interval | None


def answer(file: BinaryIO) -> Answer:
    """The outages. RefusedError where it is no answer of IODA's, or an error."""
    value = json_value(file)
    if isinstance(value, dict) and value.get("error"):
        raise RefusedError(f"IODA answered with an error: {str(value['error'])[:200]}", "ask again for another time or place")
    data = value.get("data") if isinstance(value, dict) else value
    if not isinstance(data, list):
        raise RefusedError("it holds no list of events or alerts", "give the answer of /outages/events or /outages/alerts")
    parameters = value.get("requestParameters") if isinstance(value, dict) else None
    country, span = _asked_for(parameters if isinstance(parameters, dict) else {})
    bad: list[str] = []
    found, elsewhere = _events(data, bad) if not _are_alerts(data) else _alerts(data, bad)
    return Answer(outages=tuple(found), rows=len(data), elsewhere=elsewhere, bad=tuple(bad), country=country, span=span)


def _are_alerts(data: list[Any]) -> bool:
    return any(isinstance(row, dict) and "level" in row for row in data)


def _asked_for(parameters: dict[str, Any]) -> tuple[str | None, Interval | None]:
    try:
        span = Interval(start=shape.epoch(parameters["from"]), end=shape.epoch(parameters["until"]))
    except (KeyError, ValueError):
        span = None
    country = parameters.get("entityType") == "country" and fips.from_alpha2(str(parameters.get("entityCode") or ""))
    return country or None, span


def _events(data: list[Any], bad: list[str]) -> tuple[list[Outage], int]:
    found: list[Outage] = []
    elsewhere = 0
    for number, row in enumerate(data, 1):
        try:
            kind, _, code = str(row["location"]).partition("/")
            start, end = shape.epoch(row["start"]), shape.epoch(float(row["start"]) + float(row["duration"]))
            signal = str(row["datasource"])
        except (KeyError, TypeError, ValueError) as error:
            bad.append(f"row {number} ({type(error).__name__}: {error})")
            continue
        country = fips.from_alpha2(code) if kind == "country" else None
        elsewhere += country is None
        found += [Outage(country=country, start=start, end=end, signal=signal)] if country else []
    return found, elsewhere


def _alerts(data: list[Any], bad: list[str]) -> tuple[list[Outage], int]:
    """From the first critical alert of a signal to its recovery; one that has not recovered yet has no known end and is left."""
    by_signal: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    elsewhere = 0
    for number, row in enumerate(data, 1):
        try:
            entity, when = row["entity"], shape.epoch(row["time"])
            country = fips.from_alpha2(str(entity["code"])) if entity["type"] == "country" else None
            signal, level = str(row["datasource"]), str(row["level"])
        except (KeyError, TypeError, ValueError) as error:
            bad.append(f"row {number} ({type(error).__name__}: {error})")
            continue
        elsewhere += country is None
        if country:
            by_signal[country, signal].append((when, level))
    found = [
        Outage(country=country, start=start, end=end, signal=signal)
        for (country, signal), levels in by_signal.items()
        for start, end in _down(sorted(levels))
    ]
    return found, elsewhere


def _down(levels: Iterable[tuple[datetime, str]]) -> Iterator[tuple[datetime, datetime]]:
    since: datetime | None = None
    for when, level in levels:
        if level == "critical":
            since = since or when
        elif level == "normal" and since is not None:
            yield since, when
            since = None


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """Outages of countries; and, where a file covers a country and a time and tells of none, that there was none to be seen."""
    for feed in feeds:
        found = feed.taken(answer)
        if isinstance(found, Problem):
            yield found
            continue
        yield from bad_rows(feed, list(found.bad), found.rows)
        if found.elsewhere:
            yield feed.problem(
                f"{found.elsewhere} of {found.rows} rows are about regions or single networks", "ask for countries", "the others"
            )
        country = found.country or (asked.place.country if asked.place else None)
        quiet = _quiet(country, found.span or asked.during, found)
        for one in [*down(found.outages), *([quiet] if quiet else [])]:
            if asked.in_time(one.when):
                yield shape.observation(SOURCE, feed, one, asked)


def down(outages: Iterable[Outage]) -> Iterator[Found]:
    """Each country's outages, those of several signals that overlap as one."""
    by_country: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for one in outages:
        by_country[one.country].append((one.start, one.end, one.signal))
    for country, spans in sorted(by_country.items()):
        for some in shape.overlapping(spans):
            when = Interval(start=min(s for s, _, _ in some), end=max(e for _, e, _ in some))
            signals = sorted({signal for _, _, signal in some})
            place = shape.country_place(country)
            yield Found(
                root="COERCE", mode="utility_cut", place=place, when=when, known=when.end or some[0][1],
                words=f"Outage of the network of {place.name} by {shape.listed(signals)}, {shape.stretch(when)}",
                coverage="the country's network as a whole; single sites and towns do not show",
                leaves_open="" if len(signals) >= SURE else "whether it is the measurement: one signal alone shows it",
            )  # fmt: skip


def _quiet(country: str | None, span: Interval | None, found: Answer) -> Found | None:
    if not country or span is None or span.start is None or span.end is None or found.bad:
        return None
    if any(one.country == country and one.start < span.end and one.end > span.start for one in found.outages):
        return None
    place = shape.country_place(country)
    return Found(
        root="COERCE", mode="utility_cut", place=place, when=span, known=span.end, unseen=True, detection=SEEN,
        words=f"No outage of the network of {place.name}, {shape.stretch(span)}",
        coverage="the country's network as a whole; single sites and towns do not show",
    )  # fmt: skip
