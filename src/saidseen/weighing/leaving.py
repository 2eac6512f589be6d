"""What a verdict hangs on: the case judged again with a part of its evidence left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from saidseen.things import Case, Verdict
from saidseen.weighing.verdict import judge

MOVED = 0.10
"""By so much a probability must differ to be called another: the width of "roughly even chance", the narrowest of the middle
words of ICD 203."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The verdict on a claim as it would be without one group. ``hangs``: its status would be another."""

    group: str
    verdict: Verdict
    hangs: bool


def without(case: Case, groups: Collection[str]) -> Case:
    """The case as it would be if nothing had come from these groups."""
    return replace(case, evidence=tuple(e for e in case.evidence if e.group not in groups))


def moved(one: Verdict, other: Verdict) -> bool:
    """Is it another verdict: another status, or a probability that differs by ``MOVED``?"""
    return one.status != other.status or round(abs(one.probability - other.probability), 4) >= MOVED


def left_out(case: Case, group: str, as_of: datetime) -> Left:
    """The verdict as of a moment without one group."""
    whole, lacking = judge(case, as_of), judge(without(case, {group}), as_of)
    return Left(group=group, verdict=lacking, hangs=lacking.status != whole.status)
