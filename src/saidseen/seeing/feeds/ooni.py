"""OONI: how often a site was found blocked from within a country, aggregated by day, as JSON.

Fields as in the answer of ``/api/v1/aggregation`` (https://api.ooni.io/apidocs/) with ``axis_x=measurement_start_day``: a list
under ``result`` of counts with their day; the site and the country are in the rows, or the user names them (``--site``,
``--place``). OONI calls its anomalies prone to noise: only measurements that it confirmed as blocking leave nothing open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from saidseen.knowing import fips
from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, good_rows, json_value
from saidseen.seeing.feeds.probe import site_name
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Observation, Problem

SOURCE = Source(name="OONI", kind="instrument", reader="ooni@1", url="https://explorer.ooni.org/")

ENOUGH = 20
"""Measurements of a day from which its shares are looked at. Chosen: of fewer, single faulty probes decide."""

MOSTLY = 0.5
"""Share of a day's measurements that are anomalous or confirmed, from which the site was blocked or down that day."""

COUNTS = ("anomaly_count", "confirmed_count", "measurement_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of one site in one country (alpha-3)."""

    day: datetime
    site: str
    country: str
    anomalous: int
    confirmed: int
    measured: int


def days(file: BinaryIO, asked: Asked) -> Iterator[Day | str]:
    """The days, and words for a row that is none. RefusedError where it is no answer of OONI's, or an error."""
    value = json_value(file)
    if not isinstance(value, dict) or not isinstance(value.get("result"), list):
        said = value.get("error") or value.get("detail") if isinstance(value, dict) else None
        raise RefusedError(
            f"OONI answered with an error: {str(said)[:200]}" if said else "it holds no list under result",
            "ask again for a shorter time; give the answer of /api/v1/aggregation with axis_x=measurement_start_day",
        )
    for number, row in enumerate(value["result"], 1):
        yield _day(row, number, asked)


def _day(row: Any, number: int, asked: Asked) -> Day | str:  # noqa: ANN401  # whatever stands there
    try:
        anomalous, confirmed, measured = (int(row[name]) for name in COUNTS)
        day = shape.instant(str(row["measurement_start_day"])[:10])
        domain = str(row.get("domain") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return f"row {number} ({type(error).__name__}: {error})"
    site = (asked.site_of(domain) if domain else None) or (
        site_name(domain) if domain else asked.sites[0][0] if asked.sites else ""
    )
    country = fips.from_alpha2(str(row.get("probe_cc") or "")) or (asked.place.country if asked.place else None)
    if not site or not country:
        return f"row {number} does not say of which site and country it is: name them with --site and --place"
    if min(anomalous, confirmed) < 0 or measured < max(anomalous, confirmed):
        return f"row {number} has more blocked measurements than measurements"
    return Day(day=day, site=site, country=country, anomalous=anomalous, confirmed=confirmed, measured=measured)


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """Days on which a site was mostly blocked. That it was not is not said: OONI's volunteers may sit on other networks."""
    for feed in feeds:
        for row in (yield from good_rows(feed, partial(days, asked=asked))):
            if row.measured >= ENOUGH and max(row.anomalous, row.confirmed) > MOSTLY * row.measured:
                found = _found(row)
                if asked.in_time(found.when):
                    yield shape.observation(SOURCE, feed, found, asked)


def _found(row: Day) -> Found:
    name, country = row.site.partition("|")[0], shape.country_place(row.country)
    sure = row.confirmed > MOSTLY * row.measured
    return Found(
        root="COERCE", mode="censor", when=shape.whole_day(row.day), known=row.day + shape.DAY, subjects=(row.site,),
        words=f"{name} blocked in {row.confirmed} and anomalous in {row.anomalous} of {row.measured} measurements, "
        f"{country.name}, {shape.day_words(row.day)}", place=country,
        coverage=f"{row.measured} measurements by volunteers in {country.name}",
        leaves_open="" if sure else "whether it was blocked or failed: OONI's anomalies are prone to noise",
    )  # fmt: skip
