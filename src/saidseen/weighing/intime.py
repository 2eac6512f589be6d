"""Was it seen in the time of the claim? What counts depends on whether it shows the alleged event or that it failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from saidseen.knowing import testtable
from saidseen.things import Claim, Interval
from saidseen.weighing import fitting
from saidseen.weighing.fitting import Fit, Timing

AFTERMATH = timedelta(days=3)
"""How soon after its time a thing found in place must have been there all along (weapons in a camp declared empty)."""

LATE = timedelta(days=2)
"""That something has not happened says little before its last two days."""


def window(claim: Claim, published: datetime | None) -> Interval:
    """The claim's window with its open sides bounded.

    A fact reaches back 30 days, a state until it was last repeated, a denial of plans 30 days further. Only repetitions that were
    out when the observation was published count.
    """
    said = [u.published for u in claim.utterances if u.published and (published is None or u.published <= published)]
    first = min((u.published for u in claim.utterances if u.published), default=None)
    start, end = claim.window.start, claim.window.end
    if claim.kind != "fact":
        return Interval(start=start or first, end=end, assumed=claim.window.assumed)
    anchor = end or first
    if start is None and anchor is not None:
        start = anchor - fitting.RECENT
    if end is None and (said or first):
        plans = claim.event.modality in {"planned", "possible", "conditional"}
        last = max(said) if said else first
        end = last + (fitting.RECENT if plans else AFTERMATH) if last else None
    return Interval(start=start, end=end, assumed=claim.window.assumed)


def fit(claim: Claim, happened: bool | None, when: Interval | None, published: datetime | None, *, still: bool = False) -> Fit:
    """``still``: the words say that what is seen has been so all along."""
    span = window(claim, published)
    time = fitting.timing(span, when)
    if time.where == "unknown":
        return Fit(degree="unknown", why="it is not known when it was seen")
    if time.where == "before":
        return _before(claim, span, time)
    if happened is False and claim.kind != "fact":
        return _not_yet(claim, span, time, still=still)
    if time.where == "after":
        return _afterwards(claim, happened, span, time)
    return _within(claim, happened, span, time)


def _within(claim: Claim, happened: bool | None, span: Interval, time: Timing) -> Fit:
    if happened is False and _long_before(claim, span, time):
        return Fit(degree="unknown", why="seen so long before it was said that it may have changed")
    if time.vague or (claim.kind != "fact" and claim.window.end is None):
        return Fit(degree="loose", why="probably in time, but the words do not date it")
    return Fit(degree="fits", why="seen in the time of the claim")


def _long_before(claim: Claim, span: Interval, time: Timing) -> bool:
    """A fact without a date reaches back a month; that it was otherwise in the first weeks of it does not make it untrue."""
    return claim.window.start is None and span.end is not None and time.end is not None and time.end <= span.end - AFTERMATH


def _before(claim: Claim, span: Interval, time: Timing) -> Fit:
    if not (_lasts(claim) and span.start and time.end and time.end > span.start - AFTERMATH):
        return Fit(degree="apart", why="seen before the time of the claim")
    ongoing = claim.event.modality == "ongoing" and not time.vague
    return Fit(degree="fits" if ongoing else "loose", why="seen shortly before it was said")


def _lasts(claim: Claim) -> bool:
    """What is said to be going on, or to be so, was mostly so in the days before it was said."""
    state = testtable.row(claim.event.root, claim.event.mode).state or claim.event.modality == "ongoing"
    return claim.kind == "fact" and claim.window.assumed and state


def _not_yet(claim: Claim, span: Interval, time: Timing, *, still: bool) -> Fit:
    """That it has not happened decides near or soon after the end of the window; a breach of what was to be kept at any time."""
    row = testtable.row(claim.event.root, claim.event.mode)
    if span.end is None or time.start is None or time.end is None:
        return Fit(degree="unknown", why="its time is open")
    soon_after = time.start < span.end + AFTERMATH
    short = span.start is not None and span.end - span.start <= LATE
    late = time.end > span.end - LATE
    if time.where == "after" and still and not row.momentary:
        return Fit(degree="fits", why="still so after its time")
    if time.where == "after" and (row.momentary or row.kept or not soon_after):
        return Fit(degree="apart", why="seen after the time of the claim")
    if not (row.kept or short or late):
        return Fit(degree="unknown", why="seen before its time was up")
    return Fit(degree="loose" if time.vague else "fits", why="seen at the end of its time" if late else "seen in its time")


def _afterwards(claim: Claim, happened: bool | None, span: Interval, time: Timing) -> Fit:
    """What is seen after the window counts when it shows what must have been so within it: damage, or what was declared gone."""
    row = testtable.row(claim.event.root, claim.event.mode)
    late = Fit(degree="apart", why="seen after the time of the claim")
    if claim.kind != "fact" or span.end is None or time.start is None or time.vague:
        return late
    if happened is False:
        lasting = not row.momentary and time.start < span.end + AFTERMATH
        return Fit(degree="fits", why="seen so soon after that it must have been so") if lasting else late
    if time.start >= span.end + timedelta(days=row.trace_days):
        return late
    if row.momentary:
        return Fit(degree="fits", why="seen afterwards by what it left")
    return Fit(degree="loose", why="seen afterwards") if claim.polarity == "positive" else late
