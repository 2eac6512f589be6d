"""What a case was at a moment: only what was published by then. Judging is pure, so every earlier verdict can be had again.

A document without a date counts from the moment of asking only: nothing tells that it was there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from saidseen.things import Case, Kind, TrackRecord, Verdict
from saidseen.weighing.moment import case_at
from saidseen.weighing.verdict import judge

Judged = tuple[Case, Verdict]


def outcome(judged: Judged) -> TrackRecord:
    """What one claim adds to its side's record."""
    case, verdict = judged
    return TrackRecord(side=case.claim.side, held=verdict.status == "confirmed", failed=verdict.status == "contradicted")


def with_records(judged: Sequence[Judged]) -> list[Case]:
    """The cases, each with how its side's other claims of its kind had turned out."""
    held: Counter[tuple[str, Kind]] = Counter()
    failed: Counter[tuple[str, Kind]] = Counter()
    for one in judged:
        key = (one[0].claim.side, one[0].claim.kind)
        held[key] += outcome(one).held
        failed[key] += outcome(one).failed
    cases = []
    for one in judged:
        case, own = one[0], outcome(one)
        key = (case.claim.side, case.claim.kind)
        record = TrackRecord(side=own.side, held=held[key] - own.held, failed=failed[key] - own.failed)
        cases.append(replace(case, record=record))
    return cases


def judged_at(cases: Iterable[Case], moment: datetime, now: datetime) -> list[Judged]:
    """Every claim that had been made, with its verdict as of the moment and the track records as they stood then."""
    then = [cut for case in cases if (cut := case_at(case, moment, now))]
    first = [(case, judge(case, moment)) for case in then]
    return [(case, judge(case, moment)) for case in with_records(first)]


def turning_points(case: Case, moment: datetime) -> list[datetime]:
    """The moments until then at which the verdict may have changed: something was published, or the window closed."""
    window = case.claim.window.end
    moments = {u.published for u in case.claim.utterances} | {e.published for e in case.evidence}
    moments |= {u.until for u in case.claim.utterances} | {e.until for e in case.evidence}
    moments |= {case.claim.withdrawn.published if case.claim.withdrawn else None, window and window + timedelta(seconds=1)}
    return sorted(m for m in moments if m is not None and m <= moment)


def history(case: Case, moment: datetime, now: datetime) -> list[Verdict]:
    """The verdicts of one claim in their order, one for each change of status or of the words for its probability."""
    verdicts: list[Verdict] = []
    for point in turning_points(case, moment):
        cut = case_at(case, point, now)
        if cut is None:
            continue
        verdict = judge(replace(cut, record=case.record), point)
        if not verdicts or (verdicts[-1].status, verdicts[-1].words) != (verdict.status, verdict.words):
            verdicts.append(verdict)
    return verdicts
