"""Did the site change? Its radar backscatter minus that of its surroundings, against the same difference on earlier dates.

A plain difference of two dates tells nothing: rain and thaw move a fifth of untouched sites by more than a decibel. So the ring
around the site is taken off (a difference in differences, as in econometrics: it takes out weather, season and calibration), and
each of the last two passes is held against the site's own history by a t-prediction interval. The variance is moderated (Smyth,
Stat. Appl. Genet. Mol. Biol. 3, 2004): where few dates make a site look steadier than sectors of its ring, treated as sites, it
is drawn towards theirs. Never downwards: a site may vary more than what surrounds it, and then its own history speaks. VH is
looked at because volumes and corners scatter it (vehicles, tents, buildings), and wet soil moves it less than VV.

Pure NumPy. Levels are gamma0 (or sigma0) in dB, of shape (dates, pixels).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from saidseen.seeing.imagery.chances import t_quantile
from saidseen.seeing.imagery.ground import Levels, Mask, sectors, water
from saidseen.things import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

Answer = Literal["increase", "decrease", "no change", "ambiguous", "not observable"]

HISTORY = 6
"""Earlier dates at least; with fewer the spread is not known."""

PASSES = 2
"""Consecutive passes that have to agree: one may be a wet day."""

APART = timedelta(days=36)
"""Passes further apart are not consecutive. Chosen: three repeats of one satellite, 12 days each."""

ALARM = 0.05
"""Chance, both sides together, that one pass of an untouched site falls outside; both passes, on the same side, half of it at
most, and rarely even that (bench/imagery.py). The usual level; with .04, 2 dB on 300 m were seen in 91 % of cases too."""

SEEN = 0.80
"""The power that the smallest detectable change is given for."""

PRIOR = 4
"""Degrees of freedom that the sectors of the ring lend. Chosen on two stacks: of 0, 2, 4 and 8 it mattered little from 4 up."""

SECTORS = 8
ENOUGH = 10
"""Pixels of a sector at least, to be treated as a site."""

SITE, RING = 9, 50
"""Pixels that must be left of site and ring. Chosen: of smaller sites, single objects, half were missed even at 6 dB."""

COVER = 0.5
"""Share of the site that must have been seen on every date, on land."""

BLIND = 3.0
"""dB: where only larger changes would have been seen, "no change" would say nothing. Chosen: a doubling of what comes back."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stack:
    """A site and its ring on several dates, all on one grid.

    ``levels`` has the shape (dates, pixels of site and ring), in dB, NaN where nothing was measured. ``near`` (rows, columns)
    tells where these pixels lie, row by row; ``site`` and ``hidden`` (pixels) which belong to the site, and which lie in
    layover or shadow. ``times`` are in UTC, ascending.
    """

    times: tuple[datetime, ...]
    levels: Levels
    near: Mask
    site: Mask
    hidden: Mask
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Site minus ring on one date, in dB."""

    at: datetime
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """The answer for one site. ``change`` is the mean of the last passes minus the mean of the history, in dB."""

    answer: Answer
    why: str
    change: float | None
    smallest: float | None
    """dB: the smallest change, up or down, that would have been told with 80 % probability. None: none would, however large."""
    before: tuple[datetime, ...]
    after: tuple[datetime, ...]
    coverage: float
    """Share of the site that was looked at: seen on every date, no water, no layover or shadow."""
    passes: tuple[Pass, ...] = ()
    problems: tuple[Problem, ...] = ()


def site_change(stack: Stack, since: datetime | None = None) -> SiteChange:
    """Whether the site has changed since ``since``: the last two passes from then on, against all before.

    Without ``since``, the last two passes against all others. Never raises for what a stack may hold.
    """
    used = usable(stack)
    coverage = float(used[stack.site].mean()) if stack.site.any() and stack.times else 0.0
    before, after = _dates(stack.times, since)
    unseen = SiteChange(
        answer="not observable",
        why=_unseen(stack, used, coverage) or "" if after else "no usable image of the site was taken since",
        change=None,
        smallest=None,
        before=tuple(stack.times[i] for i in before),
        after=tuple(stack.times[i] for i in after),
        coverage=coverage,
        problems=stack.problems,
    )
    return unseen if unseen.why else _weighed(stack, used, unseen)


def _weighed(stack: Stack, used: Mask, bare: SiteChange) -> SiteChange:
    """The answer for a site that can be seen."""
    first, last = len(bare.before), len(stack.times) - len(bare.after)
    level, spread, lent = _differences(stack, used, first)
    history, latest = level[:first], level[last:]
    found = replace(bare, passes=tuple(Pass(at=t, level=float(d)) for t, d in zip(stack.times, level, strict=True)))
    if first:
        found = replace(found, change=float(latest.mean() - history.mean()))
    short = _short(bare.before, bare.after)
    if short:
        return replace(found, answer="ambiguous", why=short)
    variance, freedom = float(history.var(ddof=1)), first - 1
    if lent and spread > variance:
        variance, freedom = (lent * spread + freedom * variance) / (lent + freedom), lent + freedom
    error = sqrt(variance * (1 + 1 / first))
    beyond = t_quantile(1 - ALARM / 2, freedom) * error
    smallest = beyond + t_quantile(sqrt(SEEN), freedom) * error
    answer, why = _judged(latest - history.mean(), beyond, smallest)
    return replace(found, answer=answer, why=why, smallest=smallest)


def usable(stack: Stack) -> Mask:
    """Which pixels (of site and ring) are measured on every date, and are neither water nor hidden."""
    if not stack.times:
        return np.zeros(stack.site.shape, dtype=np.bool_)
    return seen(stack) & ~stack.hidden & ~water(stack.levels)


def seen(stack: Stack) -> Mask:
    """Which pixels are measured on every date."""
    known = np.ones(stack.site.shape, dtype=np.bool_)
    for row in stack.levels:
        known &= np.isfinite(row)
    return known


def _dates(times: Sequence[datetime], since: datetime | None) -> tuple[list[int], list[int]]:
    """Indices of the history and of the passes that are held against it."""
    count = len(times)
    first = max(count - PASSES, min(1, count - 1), 0) if since is None else sum(t < since for t in times)
    return list(range(first)), list(range(max(first, count - PASSES), count))


def _unseen(stack: Stack, used: Mask, coverage: float) -> str:
    """Why nothing can be seen of the site, in words; empty where something can."""
    if not stack.times:
        return "there is no usable image of the site"
    if coverage < COVER:
        known = seen(stack) & stack.site
        wet = float(water(stack.levels[:, known]).mean()) if known.any() else 0.0
        if wet > COVER:
            return f"{wet:.0%} of the site is water, whose backscatter follows the wind"
        return f"only {coverage:.0%} of the site was seen on every date, on land and outside of layover and shadow"
    if used[stack.site].sum() < SITE:
        return "the site is smaller than nine pixels"
    if used[~stack.site].sum() < RING:
        return "too little land around the site was seen to compare it with"
    return ""


def _short(before: Sequence[datetime], after: Sequence[datetime]) -> str:
    """Why the dates are too few to tell, in words; empty where they are not."""
    if len(before) + len(after) <= PASSES:
        return "a plain difference of two dates tells nothing: weather alone moves a fifth of untouched sites by more than 1 dB"
    if len(before) < HISTORY:
        return f"its history holds {len(before)} of the {HISTORY} dates that it takes to know how much the site varies"
    if len(after) < PASSES:
        return "there is only one pass since; the next one has to agree"
    if after[-1] - after[0] > APART:
        return f"the last two passes are more than {APART.days} days apart"
    return ""


def _differences(stack: Stack, used: Mask, first: int) -> tuple[NDArray[np.float64], float, int]:
    """Site minus ring on each date (dates,); the variance that sectors of the ring show over the ``first`` ones, for as many
    pixels as the site has; and the degrees of freedom that it lends (0 where no sector is large enough)."""
    inside, ring = used & stack.site, used & ~stack.site
    around = _sums(stack.levels, ring)
    level = _sums(stack.levels, inside) / inside.sum() - around / ring.sum()
    rows, columns = np.nonzero(stack.near)
    middle = (float(rows[stack.site].mean()), float(columns[stack.site].mean()))
    which = sectors(rows, columns, middle, SECTORS)
    found = []
    for number in range(SECTORS):
        own = ring & (which == number)
        pixels, others = int(own.sum()), int(ring.sum() - own.sum())
        if pixels < ENOUGH or not others or first < PASSES:
            continue
        total = _sums(stack.levels, own)
        apart = total / pixels - (around - total) / others
        found.append(float(apart[:first].var(ddof=1)) * max(1.0, pixels / int(inside.sum())))
    return level, float(np.median(found)) if found else 0.0, PRIOR if found else 0


def _sums(levels: Levels, of: Mask) -> NDArray[np.float64]:
    """Sums (dates,) over some pixels, date by date: all at once would copy the stack."""
    return np.array([row[of].sum(dtype=np.float64) for row in levels])


def _judged(moved: NDArray[np.float64], beyond: float, smallest: float) -> tuple[Answer, str]:
    """The answer for the passes' changes in dB, of which each may lie ``beyond`` by chance."""
    told = " and ".join(f"{x:+.1f}" for x in moved)
    against = f"the site against its surroundings: {told} dB on the last two passes, chance explains up to {beyond:.1f} dB"
    if (moved > beyond).all():
        return "increase", against
    if (moved < -beyond).all():
        return "decrease", against
    if (abs(moved) > beyond).any():
        return "ambiguous", f"the last two passes do not agree; {against}"
    if smallest > BLIND:
        return "ambiguous", f"nothing beyond chance, but only changes above {smallest:.1f} dB would have been seen; {against}"
    return "no change", against
