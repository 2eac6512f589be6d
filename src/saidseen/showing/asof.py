"""What a case was at a moment: only what was published by then. Judging is pure, so every earlier verdict can be had again.

A document without a date counts from the moment of asking only: nothing tells that it was there before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from saidseen.things import SETTLING, Case, Verdict
from saidseen.weighing.moment import case_at
from saidseen.weighing.records import Resolved, with_records
from saidseen.weighing.verdict import judge

Judged = tuple[Case, Verdict]


def may_resolve(case: Case) -> bool:
    """Whether anything in the case could ever settle it; most cases hold nothing of the kind and need no judging for records."""
    return any(e.cls in SETTLING and e.relation != "neutral" for e in case.evidence) or case.claim.withdrawn is not None


def outcome(case: Case, moment: datetime, now: datetime) -> bool | None:
    """Whether the claim had held or failed by the moment; None where it was not resolved. Told by its own evidence alone, so that
    no record feeds on records.
    """
    then = case_at(case, moment, now) if may_resolve(case) else None
    status = judge(then, moment).status if then else None
    return {"confirmed": True, "contradicted": False}.get(status or "")


def resolved_at(cases: Iterable[Case], moment: datetime, now: datetime) -> list[Resolved]:
    """What had been resolved by the moment, and how."""
    return resolved((case, outcome(case, moment, now)) for case in cases)


def resolved(outcomes: Iterable[tuple[Case, bool | None]]) -> list[Resolved]:
    """Those of the cases that have an outcome."""
    return [
        Resolved(claim=case.claim.id, side=case.claim.side, kind=case.claim.kind, held=held)
        for case, held in outcomes
        if held is not None
    ]


def judged_at(cases: Iterable[Case], moment: datetime, now: datetime) -> list[Judged]:
    """Every claim that had been made, with its verdict as of the moment and the track records as they stood then."""
    every = list(cases)
    then = [cut for case in every if (cut := case_at(case, moment, now))]
    return [(case, judge(case, moment)) for case in with_records(then, resolved_at(every, moment, now))]


def turning_points(case: Case, moment: datetime) -> list[datetime]:
    """The moments until then at which the verdict may have changed: something was published, or the window closed."""
    window = case.claim.window.end
    moments = {u.published for u in case.claim.utterances} | {e.published for e in case.evidence}
    moments |= {u.until for u in case.claim.utterances} | {e.until for e in case.evidence}
    moments |= {case.claim.withdrawn.published if case.claim.withdrawn else None, window and window + timedelta(seconds=1)}
    return sorted(m for m in moments if m is not None and m <= moment)


def history(case: Case, others: Iterable[Case], moment: datetime, now: datetime) -> list[Verdict]:
    """The verdicts of one claim in their order, one for each change of status or of the words for its probability.

    ``others`` are all cases: how those of its side and kind turned out is its record, as it stood at each point.
    """
    lines = [(other, timeline(other, moment, now)) for other in others if may_resolve(other)]
    verdicts: list[Verdict] = []
    for point in sorted({*turning_points(case, moment), *record_points(case, lines), moment}):
        cut = case_at(case, point, now)
        if cut is None:
            continue
        [recorded] = with_records([cut], resolved((other, line_at(line, point)) for other, line in lines))
        verdict = judge(recorded, point)
        if not verdicts or (verdicts[-1].status, verdicts[-1].words) != (verdict.status, verdict.words):
            verdicts.append(verdict)
    return verdicts


Timeline = list[tuple[datetime, bool | None]]
"""From when on a claim had held, had failed or was open; in order."""


def timeline(case: Case, moment: datetime, now: datetime) -> Timeline:
    """The changes of a claim's outcome until the moment."""
    line: Timeline = []
    for point in sorted({*turning_points(case, moment), moment}):
        held = outcome(case, point, now)
        if held != (line[-1][1] if line else None):
            line.append((point, held))
    return line


def line_at(line: Timeline, point: datetime) -> bool | None:
    """The outcome as of a point."""
    return next((held for since, held in reversed(line) if since <= point), None)


def record_points(case: Case, lines: Iterable[tuple[Case, Timeline]]) -> set[datetime]:
    """The moments at which another claim of the side and kind was resolved, or was open again."""
    own = (case.claim.side, case.claim.kind)
    return {point for other, line in lines if (other.claim.side, other.claim.kind) == own for point, _ in line}
