"""How far a source was right before, and how well its claim stands now: the Admiralty code (STANAG 2511, AJP-2.1).

Letter A to F: reliability of the source. Digit 1 to 6: credibility of the information. F and 6 mean "cannot be judged".
"""

from __future__ import annotations

from math import log

from saidseen.things import SETTLING, Case, TrackRecord

ENOUGH = 5
"""Resolved claims below which a source cannot be judged: the law."""

FLOORS = ((0.90, "A"), (0.75, "B"), (0.55, "C"), (0.35, "D"))
"""Mean share of kept claims for a letter; our cut of the code's verbal scale, the doubtful middle around one half. Below: E."""

SHRINKAGE = 4.0
"""Pseudo-claims, half of them kept, that a record is drawn towards: a source of five kept claims is not yet an A."""

PRIOR_BOUNDS = (0.35, 0.65)
"""What a record alone may say of a new claim. So narrow that no record can outweigh one full observation."""


def expected(record: TrackRecord | None) -> float:
    """Mean of the Beta posterior of a claim's coming true: Beta(2 + held, 2 + failed). Without a record: 0.5."""
    if record is None:
        return 0.5
    half = SHRINKAGE / 2
    return (half + max(0, record.held)) / (SHRINKAGE + max(0, record.held) + max(0, record.failed))


def prior_log_odds(record: TrackRecord | None) -> float:
    """Where the weighing starts. Fewer than five resolved claims say nothing: even odds."""
    if record is None or record.held + record.failed < ENOUGH:
        return 0.0
    low, high = PRIOR_BOUNDS
    p = min(high, max(low, expected(record)))
    return log(p / (1 - p))


def letter(record: TrackRecord | None) -> str:
    """The source's grade, A to F."""
    if record is None or record.held + record.failed < ENOUGH:
        return "F"
    mean = expected(record)
    return next((grade for floor, grade in FLOORS if mean >= floor), "E")


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
