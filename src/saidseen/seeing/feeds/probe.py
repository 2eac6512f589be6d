"""Our own HTTP probe log: JSON Lines of ``time``, ``url``, ``status``, ``error``, ``milliseconds``, and ``vantage`` where there
are several. Our own format; see docs/concepts.md. A site fails where it gives no answer or an answer of the 500s; being turned
away (403, 429) is an answer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import BinaryIO
from urllib.parse import urlsplit

from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, good_rows, lines, shown
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Interval, Observation, Problem

SOURCE = Source(name="own probe log", kind="instrument", reader="probe@1")

FAILED = 500
"""HTTP statuses from here are failures of the server."""

IN_A_ROW = 2
"""Failures in a row that make an outage: one alone may be a lost packet."""

GAP = timedelta(minutes=30)
"""Probes farther apart leave unseen what lay between: no day with such a gap is called undisturbed, and an outage ends there."""

ONE_EYE, MORE_EYES = 0.8, 0.95
"""Probability with which probes as dense as this see an outage of half an hour and more, from one vantage point and from several:
an attack may spare some networks. Chosen; own judgement, no measurement."""

GENERIC = frozenset(
    {"www", "com", "org", "net", "gov", "edu", "mil", "co", "bank", "mail", "online", "portal", "web", "site", "app"}
)
"""Parts of a host's name that name nobody."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One probe. ``failed`` says why, and is empty where the site answered."""

    time: datetime
    site: str
    failed: str
    vantage: str


def rows(file: BinaryIO, asked: Asked) -> Iterator[Row | str]:
    """The probes in their order, and what is wrong with a line that is none. RefusedError where the last line breaks off."""
    number = 0
    for number, line in enumerate(lines(file), 1):
        if line.strip():
            yield _row(line, number, asked)
    if number and not line.endswith("\n") and not line.rstrip().endswith("}"):
        raise RefusedError(f"it breaks off in line {number}: {shown(line)}", "copy the log again")


def _row(line: str, number: int, asked: Asked) -> Row | str:
    try:
        raw = json.loads(line)
        time, url, status = shape.instant(raw["time"]), str(raw["url"]), raw.get("status")
        answered = isinstance(status, int) and 0 < status < FAILED
        failed = "" if answered else str(raw.get("error") or status or "no answer")
        if status is None and not raw.get("error"):
            return f"line {number} has neither status nor error"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return f"line {number} is no probe ({type(error).__name__}: {error})"
    return Row(time, asked.site_of(url) or site_name(url), failed, str(raw.get("vantage") or ""))


def site_name(url: str) -> str:
    """What a host is called: ``www.privatbank.ua`` or, without the parts that name nobody, ``privatbank``."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or url).removeprefix("www.")
    parts = [p for p in host.split(".")[:-1] if p not in GENERIC]
    return f"{host}|{max(parts, key=len)}" if parts else host


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """Outages, sites that failed together as one; and days on which a site answered every probe."""
    for feed in feeds:
        good = sorted((yield from good_rows(feed, partial(rows, asked=asked))))
        for found in [*outages(good), *well(good)]:
            if asked.in_time(found.when):
                yield shape.observation(SOURCE, feed, found, asked)


def outages(probes: Sequence[Row]) -> Iterator[Found]:
    """Each time at which sites failed. Without a site that answered meanwhile or a second vantage point, it may be our line."""
    by_site: dict[str, list[Row]] = defaultdict(list)
    for probe in probes:
        by_site[probe.site].append(probe)
    spans = [(start, end, site) for site, own in by_site.items() for start, end in failures(own)]
    for some in shape.overlapping(spans):
        start, end = min(s for s, _, _ in some), max(e for _, e, _ in some)
        names = list(dict.fromkeys(site for _, _, site in some))
        meanwhile = [p for p in probes if start <= p.time < end]
        others = sorted({p.site.partition("|")[0] for p in meanwhile if p.site not in names and not p.failed})
        eyes = {p.vantage for p in meanwhile if p.site in names and p.failed}
        sure = bool(others) or len(eyes) > 1
        told = "; ".join(f"{s.partition('|')[0]} failed {shape.stretch(Interval(start=a, end=b))}" for a, b, s in some)
        why = next((p.failed for p in meanwhile if p.site in names and p.failed), "no answer")
        answered = f"; answered meanwhile: {shape.listed(others)}" if others else ""
        yield Found(
            root="COERCE", mode="cyber", words=f"{told} ({why})", when=Interval(start=start, end=end), known=end,
            subjects=tuple(names), coverage=f"{sum(p.site in names for p in meanwhile)} probes{answered}",
            leaves_open="" if sure else "whether the sites failed or our own line: no other site answered meanwhile",
        )  # fmt: skip


def failures(own: Sequence[Row]) -> Iterator[tuple[datetime, datetime]]:
    """From the first of several failures in a row to the first answer after, of one site; by all vantage points together."""
    run: list[Row] = []
    for probe in own:
        if run and probe.time - run[-1].time > GAP:
            yield from _ended(run, run[-1].time)
            run = []
        if probe.failed:
            run.append(probe)
        elif run:
            yield from _ended(run, probe.time)
            run = []
    yield from _ended(run, run[-1].time if run else None)


def _ended(run: Sequence[Row], end: datetime | None) -> Iterator[tuple[datetime, datetime]]:
    if len(run) >= IN_A_ROW and end is not None and end > run[0].time:
        yield run[0].time, end


def well(probes: Sequence[Row]) -> Iterator[Found]:
    """Days, in UTC, on which a site was probed without a gap and answered each time: looked, and saw no outage."""
    by_day: dict[tuple[str, datetime], list[Row]] = defaultdict(list)
    for probe in probes:
        by_day[probe.site, probe.time.replace(hour=0, minute=0, second=0, microsecond=0)].append(probe)
    for (site, day), own in by_day.items():
        times = [day, *(p.time for p in own), day + shape.DAY]
        widest = max(b - a for a, b in pairwise(times))
        if widest > GAP or any(p.failed for p in own):
            continue
        eyes = len({p.vantage for p in own})
        name, minutes = site.partition("|")[0], round(widest.total_seconds() / 60)
        yield Found(
            root="COERCE", mode="cyber", words=f"{name} answered all {len(own)} probes on {shape.day_words(day)}",
            when=shape.whole_day(day), known=day + shape.DAY, subjects=(site,), unseen=True,
            coverage=f"the whole day from {eyes} vantage point{'s' if eyes > 1 else ''}, never more than {minutes} minutes apart",
            detection=MORE_EYES if eyes > 1 else ONE_EYE,
        )  # fmt: skip
