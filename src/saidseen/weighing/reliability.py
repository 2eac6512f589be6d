"""How far a source was right before, and how well its claim stands now: the Admiralty code (STANAG 2511, AJP-2.1).

Letter A to F: reliability of the source. Digit 1 to 6: credibility of the information. F and 6 mean "cannot be judged".
"""

from __future__ import annotations

from math import log
from typing import TypeGuard

from saidseen.things import SETTLING, Case, TrackRecord
from saidseen.weighing.beta import Beta

ENOUGH = 5
"""Resolved claims below which a source cannot be judged: the law."""

FLOORS = ((0.90, "A"), (0.75, "B"), (0.55, "C"), (0.35, "D"))
"""Mean share of kept claims for a letter; our cut of the code's verbal scale, the doubtful middle around one half. Below: E."""

PRIOR_BOUNDS = (0.35, 0.65)
"""What a record alone may say of a new claim. So narrow that no record can outweigh one full observation."""


def posterior(record: TrackRecord) -> Beta:
    """What is expected of the side's next claim of the kind: what its group lends and how its own claims turned out."""
    return Beta(a=record.lent_held + max(0, record.held), b=record.lent_failed + max(0, record.failed))


def judgeable(record: TrackRecord | None) -> TypeGuard[TrackRecord]:
    """Whether enough of the side's own claims were resolved; what a group lends makes up for none."""
    return record is not None and record.held + record.failed >= ENOUGH


def prior_log_odds(record: TrackRecord | None) -> float:
    """Where the weighing starts. Fewer than five resolved claims say nothing: even odds."""
    if not judgeable(record):
        return 0.0
    low, high = PRIOR_BOUNDS
    p = min(high, max(low, posterior(record).mean))
    return log(p / (1 - p))


def letter(record: TrackRecord | None) -> str:
    """The source's grade, A to F."""
    return proposed(record.held + record.failed, posterior(record)) if judgeable(record) else "F"


def proposed(count: int, expected: Beta) -> str:
    """The letter for so many resolved claims and what they let expect."""
    if count < ENOUGH:
        return "F"
    return next((grade for floor, grade in FLOORS if expected.mean >= floor), "E")


def credibility(case: Case) -> int:
    """1: seen by two groups or more, 2: by one, 3: seen both ways or only told, 4: told against, 5: seen against, 6: none."""
    seen = {(e.relation, e.group) for e in case.evidence if e.cls in SETTLING and e.weight}
    supporting = sum(relation == "supports" for relation, _ in seen)
    refuting = sum(relation == "refutes" for relation, _ in seen)
    if supporting and refuting:
        return 3
    if supporting:
        return 1 if supporting > 1 else 2
    if refuting:
        return 5
    told = {e.relation for e in case.evidence if e.cls == "told-independent" and e.weight}
    return {frozenset({"supports"}): 3, frozenset({"refutes"}): 4}.get(frozenset(told), 6)


def grade(case: Case) -> str:
    """Letter and digit, like "F6". All evidence of the case counts: give a case as of the moment that you ask for."""
    return f"{letter(case.record)}{credibility(case)}"
