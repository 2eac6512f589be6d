"""Shares: "thirty percent by 1 March", "all by the summer", against what was counted and when.

What is taken in is not given back, so that a share counted after its time shows that no more was there before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Interval, Quantity
from saidseen.weighing.fitting import Fit

PERCENT = "percent"

LAST_DAY = timedelta(days=1)
"""A count of the last day of its time is taken to be the last."""


def is_share(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.unit == PERCENT


def reached(claim: Claim, event: Event, when: Interval | None) -> tuple[bool | None, Fit] | None:
    """Was the share reached in its time? None where no share is promised for a time."""
    promised, counted, end = claim.event.quantity, event.quantity, claim.window.end
    if claim.kind == "fact" or end is None or promised is None or not is_share(promised):
        return None
    if counted is None or not is_share(counted):
        return None, Fit(degree="unknown", why="a share is claimed, and none was counted")
    start, until = (when.start, when.end) if when is not None and not when.assumed else (None, None)
    if start is None or until is None or _dated_elsewhere(claim):
        return None, Fit(degree="unknown", why="a share was counted, but its time or the one promised is not known")
    return _compared(promised.low or 0.0, counted, (start, until), end)


def _dated_elsewhere(claim: Claim) -> bool:
    """The words point at a day named before, and the window is a guess."""
    return claim.window.assumed and testtable.has("that_day", claim.text)


def _compared(wanted: float, counted: Quantity, when: tuple[datetime, datetime], end: datetime) -> tuple[bool | None, Fit]:
    low, high = counted.low or 0.0, counted.high if counted.high is not None else 100.0
    said = f"{low:.0f} percent were counted of {wanted:.0f}" if low == high else f"a share was counted of {wanted:.0f} percent"
    if low >= wanted and when[0] < end:
        return True, Fit(degree="fits", why=f"{said}, in its time")
    if high < wanted and when[1] > end - LAST_DAY:
        return False, Fit(degree="fits", why=f"{said} when its time was up")
    return None, Fit(degree="unknown", why=f"{said}, {'before' if when[0] < end else 'after'} its time was up")
