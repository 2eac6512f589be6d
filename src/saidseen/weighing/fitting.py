"""Do two things stand in the same place, time and hands? Each answer is a ``Fit``: how well, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from saidseen.knowing import actors, extents
from saidseen.knowing.eventwords import lexicon
from saidseen.things import Interval, Participant, Place, Quantity

Degree = Literal["fits", "loose", "unknown", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well one feature fits, and the reason in words. ``near``: apart, but close enough to be worth showing."""

    degree: Degree
    why: str
    near: bool = False


EARTH_KM = 6371.0

WIDE_KM = 500.0
"""A region that reaches farther from its middle is no place where a claim could be checked: what lies in it fits loosely."""

REACH_KM = {"point": 10.0, "city": 20.0, "admin": 120.0, "country": 500.0, "region": 200.0, "sea": 600.0}
"""How far from its coordinates a place of that precision may reach: usual radii of a base, a city, a province and so on.
Countries and provinces are compared by their codes; the radius serves where codes are missing."""

NEARBY_KM = 100.0
"""Apart, but worth a look by a person: about an hour's drive."""

SURE_PLACE = 0.3
"""Places resolved with less confidence than this fit loosely at best: they are guesses among namesakes."""


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine); None where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q, half_lon = radians(a.lat), radians(b.lat), radians(b.lon - a.lon) / 2
    root = sqrt(sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(half_lon) ** 2)
    return 2 * EARTH_KM * asin(min(1.0, root))


def place(claimed: Place | None, seen: Place | None) -> Fit:
    """Is the place seen inside the claimed one, or the reverse?

    The reverse fits loosely: what is seen in a province was perhaps not seen in its town, and in a country hardly at all.
    """
    if claimed is None:
        return Fit(degree="unknown", why="the claim names no place")
    if seen is None:
        return Fit(degree="unknown", why="it is not known where it was seen")
    if _inside(seen, claimed):
        loose = min(claimed.confidence, seen.confidence) < SURE_PLACE or _far_in(seen, claimed)
        return Fit(degree="loose" if loose else "fits", why=f"seen at {seen.name}, {_relation(seen, claimed)}")
    if _inside(claimed, seen):
        wide = seen.precision in {"country", "region", "sea"}
        return Fit(degree="unknown" if wide else "loose", why=f"seen somewhere in {seen.name}, which holds {claimed.name}")
    away = distance_km(claimed, seen)
    if away is None:
        return Fit(degree="unknown", why=f"{seen.name} and {claimed.name} cannot be compared")
    near = away <= NEARBY_KM + reach(claimed)
    return Fit(degree="apart", why=f"seen at {seen.name}, {away:.0f} km from {claimed.name}", near=near)


CORE = 0.6
"""Share of a region's reach within which a town surely lies inside. Chosen: few regions are twice as long as wide."""


def _relation(seen: Place, claimed: Place) -> str:
    return "the place named" if _same(seen, claimed) else f"in or beside {claimed.name}"


def _same(a: Place, b: Place) -> bool:
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid == b.geonameid
    return a.name.casefold() == b.name.casefold() and a.country == b.country


def _inside(inner: Place, outer: Place) -> bool:
    """By identity, then by country or province code, then by distance."""
    if _same(inner, outer):
        return True
    if outer.precision == "country" and outer.country and inner.country:
        return inner.country == outer.country
    if inner.precision in {"country", "region", "sea"} and outer.precision not in {"region", "sea"}:
        return False
    if outer.precision == "admin" and outer.admin and inner.admin and outer.country and inner.country:
        return inner.country == outer.country and inner.admin[: len(outer.admin)] == outer.admin
    if inner.precision == "admin" and outer.precision in {"point", "city"}:
        return False
    away = distance_km(inner, outer)
    return away is not None and away <= reach(outer)


def reach(place: Place) -> float:
    """How far the place reaches from its coordinates, in kilometres: by the supplement, else by its precision."""
    known = extents.reach_km(place.name) if place.precision == "region" else None
    return REACH_KM[place.precision] if known is None else known


def _far_in(inner: Place, outer: Place) -> bool:
    """So far from the middle of a region that it may well lie outside, for regions have no codes that would tell; or on the shore
    of a sea."""
    away = distance_km(inner, outer)
    if outer.precision == "sea" and inner.precision in {"city", "admin"}:
        return True
    if outer.precision != "region" or away is None or _same(inner, outer):
        return False
    far = reach(outer)
    return far > WIDE_KM or away > far * CORE


def actor(claimed: Participant | None, seen: Participant | None) -> Fit:
    """The same hands? Countries decide where both are known; else shared words of the names."""
    if claimed is None:
        return Fit(degree="fits", why="the claim names no actor")
    if seen is None:
        return Fit(degree="unknown", why=f"it was not seen whether it was {claimed.name}")
    same = _same_side(claimed, seen)
    if same is not None:
        sides = "on" if same else "not on"
        return Fit(degree="fits" if same else "apart", why=f"by {seen.name}, {sides} the side of {claimed.name}")
    return Fit(degree="unknown", why=f"by {seen.name}; whether that is {claimed.name} is not known")


def _same_side(a: Participant, b: Participant) -> bool | None:
    """Whether two are of one side; None where that is not known. In one country, an armed group and the state's forces differ."""
    if a.country and b.country and a.country != b.country:
        return False
    x, y = actors.describe(a.name), actors.describe(b.name)
    bands = [d.organisation.name if d.organisation and d.organisation.kind == NON_STATE else None for d in (x, y)]
    if all(bands):
        return bands[0] == bands[1]
    armed = [d.group == "armed" or band is not None for d, band in zip((x, y), bands, strict=True)]
    state = [
        d.institution is not None or (d.organisation is not None and band is None) for d, band in zip((x, y), bands, strict=True)
    ]
    if a.country and b.country:
        if (armed[0] and state[1]) or (state[0] and armed[1]):
            return False
        return True if armed[0] == armed[1] else None
    return True if _share_words(a.name, b.name) else None


def is_anybody(seen: Participant) -> bool:
    """Forces without a name or a flag ("some 40 lorries"): they may be whose they are said to be."""
    capital = any(w[0].isupper() for w in seen.name.split()[1:])
    return seen.country is None and not capital and actors.describe(seen.name).group is None


def is_unflagged(claimed: Participant) -> bool:
    """Arms, forces or works named without saying whose: "tanks", "a shell"."""
    return is_anybody(claimed) and lexicon().speaks_of(claimed.name, "force", "weapon", "works")


NON_STATE = "non-state"
"""The kind of organisation that armed groups are in the table."""


SHORTEST_NAME_WORD = 4
"""Letters; shorter words of names are mostly articles and prepositions, in any language."""


def _share_words(a: str, b: str) -> bool:
    """Every long word of the shorter name stands in the longer; words for any force or number tell nothing."""
    x, y = (_name_words(name) for name in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def _name_words(name: str) -> frozenset[str]:
    known = lexicon()
    words = (w.removesuffix("s") for w in name.casefold().split() if len(w) >= SHORTEST_NAME_WORD)
    return frozenset(w for w in words if w not in known.classes["force"].words and w not in known.aspect["measures"])


SLACK = 0.2
"""Two counts of the same thing by different eyes agree within a fifth."""


def quantity(claimed: Quantity | None, seen: Quantity | None) -> Fit:
    """Numbers of the same unit whose ranges meet. More seen than claimed fits; fewer seen leaves the rest open."""
    if claimed is not None and claimed.unit == WHOLE and (seen is None or seen.unit != WHOLE):
        words = claimed.low in WORDS_OF_SHARE
        return Fit(degree="fits", why="") if words else Fit(degree="unknown", why="the share that is claimed was not counted")
    if claimed is None:
        return Fit(degree="fits", why="")
    if seen is not None and not _same_unit(claimed.unit, seen.unit):
        return Fit(degree="unknown", why="other things were counted than are claimed")
    if seen is None:
        return Fit(degree="loose", why="the number claimed was not counted")
    low, high = claimed.low or 0.0, seen.high if seen.high is not None else float("inf")
    if high >= low * (1 - SLACK):
        return Fit(degree="fits", why="the number seen agrees")
    return Fit(degree="unknown", why="fewer were counted than claimed, and the rest may be elsewhere")


WORDS_OF_SHARE = frozenset({None, 50.0, 100.0})
"""Shares that words give ("half", "all"); another one is a count of its own, which only a count can bear out."""

WHOLE = "percent"
"""A share says what "all" and "half" mean, and can be compared with shares alone."""


def _same_unit(a: str, b: str) -> bool:
    """The same word, or both words for people ("20 servicemen", "21 men")."""
    people = lexicon().classes["person"].words
    return a == b or (a in people and b in people)


RECENT = timedelta(days=30)
"""How far back a fact without a beginning reaches: the law's default window, turned to the past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Where a stretch of seeing lies against a window. ``vague``: the time was assumed, or is too wide to place it."""

    where: Literal["before", "within", "after", "unknown"]
    vague: bool
    start: datetime | None = None
    end: datetime | None = None


SEEN_WITHIN = timedelta(days=1)
"""A report that gives no time is taken to be of the day before it was published, as news is; such a time fits loosely at best."""

SETTLED_IN = timedelta(days=3)
"""A report without a time may look back some days: it is surely in a window that has been open for longer."""

WIDE = timedelta(days=8)
"""A stretch longer than a week and a day that reaches out of the window may as well have been outside it ("this year")."""


def seen_time(when: Interval | None, published: datetime | None) -> Interval | None:
    """The stretch in which it was seen; assumed from the publication where nothing says it."""
    if when is not None and (when.start or when.end):
        return when
    if published is None:
        return None
    return Interval(start=published - SEEN_WITHIN, end=published, assumed=True)


def timing(window: Interval, seen: Interval | None) -> Timing:
    """Before, within or after the window. Intervals are half open: what ends where the window starts is before it."""
    start, end = (seen.start or seen.end, seen.end or seen.start) if seen else (None, None)
    if seen is None or start is None or end is None:
        return Timing(where="unknown", vague=True)
    opens, closes = window.start or start, window.end or end
    if end < opens or (end == opens and start < opens):
        return Timing(where="before", vague=seen.assumed, start=start, end=end)
    if window.end is not None and start >= window.end:
        return Timing(where="after", vague=seen.assumed, start=start, end=end)
    reaches_out = start < opens or end > closes
    guessed = seen.assumed and (start - opens < SETTLED_IN or end > closes)
    return Timing(where="within", vague=guessed or (reaches_out and end - start > WIDE), start=start, end=end)
