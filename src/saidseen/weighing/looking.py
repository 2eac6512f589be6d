"""Which claims want a look, and why: verdicts that rest on little, and claims that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from saidseen.things import SETTLED, SETTLING, Case, Claim, Evidence, Interval, Observation, Place, Verdict
from saidseen.weighing import alike, fitting, intime
from saidseen.weighing.matching import LOOSE
from saidseen.weighing.verdict import signed, strength, votes

Want = Literal["both-sides", "loose-fits", "one-group", "nobody-looked", "assumed-window"]

WANTS: tuple[Want, ...] = ("both-sides", "loose-fits", "one-group", "nobody-looked", "assumed-window")
"""In the order of how soon a look may change the verdict."""

STRONG = 0.7
"""Log odds from which what is told is strong: the cap of one source that is no party, or of two parties that agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One reason to look at a claim, with the evidence that it is about."""

    want: Want
    evidence: tuple[Evidence, ...] = ()


def closing(case: Case, verdict: Verdict, within: timedelta) -> bool:
    """Is the claim open, and does its window close within that time?"""
    end = case.claim.window.end
    return verdict.status == "too-early" and end is not None and verdict.as_of < end <= verdict.as_of + within


def looks(case: Case, verdict: Verdict, seen: Iterable[Observation]) -> tuple[Look, ...]:
    """Why a claim wants a look as of its verdict's moment. ``seen``: the observations that were known by then."""
    return tuple(sorted(_looks(case, verdict, seen), key=lambda look: WANTS.index(look.want)))


def _looks(case: Case, verdict: Verdict, seen: Iterable[Observation]) -> Iterator[Look]:
    cast = sorted(votes(verdict.evidence), key=lambda e: (-strength(e), e.group, e.relation))
    settling = [e for e in cast if e.cls in SETTLING]
    no_party = [e for e in cast if e.cls != "told-party"]
    if any(signed(e) > 0 for e in no_party) and any(signed(e) < 0 for e in no_party):
        yield Look(want="both-sides", evidence=tuple(no_party))
    if verdict.status in SETTLED:
        if settling and all(strength(e) <= LOOSE for e in settling):
            yield Look(want="loose-fits", evidence=tuple(settling))
        if len({e.group for e in settling}) == 1:
            yield Look(want="one-group", evidence=tuple(settling))
    told = [e for e in cast if e.cls not in SETTLING]
    unseen = verdict.status in {"unverified", "too-early", "expired"} and not settling
    if unseen and abs(sum(map(signed, told))) >= STRONG and not any(looked(case.claim, o) for o in seen):
        yield Look(want="nobody-looked", evidence=tuple(told))
    guessed = case.claim.kind != "fact" and case.claim.window.assumed and case.claim.window.end is not None
    if guessed and verdict.status in {"too-early", "expired"}:
        yield Look(want="assumed-window")


def looked(claim: Claim, seen: Observation) -> bool:
    """Did somebody look there and then, whatever they saw? Of a claim without a place, whoever saw such an event in its time."""
    window = intime.window(claim, seen.published)
    if not seen.events:
        return _in_time(window, seen, seen.when) and _there(claim, seen.place)
    return any(
        _in_time(window, seen, event.when or seen.when)
        and (
            _there(claim, event.place or seen.place)
            or (claim.event.place is None and alike.sense(claim.event, event) is not None)
        )
        for event in seen.events
    )


def _in_time(window: Interval, seen: Observation, when: Interval | None) -> bool:
    return fitting.timing(window, fitting.seen_time(when, seen.published)).where == "within"


def _there(claim: Claim, place: Place | None) -> bool:
    return fitting.place(claim.event.place, place).degree in {"fits", "loose"}


def known_by(seen: Iterable[Observation], moment: datetime) -> list[Observation]:
    """The observations that had been published by a moment."""
    return [o for o in seen if o.published is not None and o.published <= moment]
