"""What changed between two moments, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from saidseen.showing.asof import Judged, judged_at
from saidseen.showing.views import EARLIEST, ORDER, ClaimRow, quotes
from saidseen.things import Case, Review, TrackRecord, Verdict
from saidseen.weighing.causes import Between, Cause, causes
from saidseen.weighing.leaving import moved
from saidseen.weighing.reviews import meant

if TYPE_CHECKING:
    from saidseen.ledger import Ledger

Kind = Literal["new", "gone", "status", "probability", "grade"]

KINDS: tuple[Kind, ...] = ("status", "new", "probability", "grade", "gone")
"""The order of a table: flips first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that is not what it was. ``row`` is the later state (of a claim that is gone, the earlier); ``before`` is None
    for a new claim. ``records``: the track records of its side, earlier and later. ``reviews``: those about it that were
    entered between the moments."""

    kind: Kind
    row: ClaimRow
    before: Verdict | None
    causes: tuple[Cause, ...] = ()
    records: tuple[TrackRecord | None, TrackRecord | None] = (None, None)
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffView:
    """What changed after ``since`` and until ``until``, flips first. ``total``: claims at the later moment."""

    since: datetime
    until: datetime
    changes: tuple[Change, ...]
    total: int
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All claims as of a moment, by id, and the reviews that had been entered by then."""

    moment: datetime
    judged: dict[str, Judged]
    reviews: tuple[Review, ...]


def dated_reviews(ledger: Ledger) -> list[tuple[datetime, Review]]:
    """The reviews that stand, each with the time of its entry, in their order. The log is read only where there are any."""
    standing = list(ledger.things(Review))
    if not standing:
        return []
    times = [entry.recorded_at for entry in ledger.log() if entry.kind == "review"]
    found = zip(times, ledger.things(Review, history=True), strict=True)
    return [(when, review) for when, review in found if review in standing]


def state(ledger: Ledger, cases: Sequence[Case], moment: datetime, now: datetime) -> State:
    """How things stood. A review counts from when it was entered: claims are grouped again where some came later."""
    every = dated_reviews(ledger)
    entered = tuple(review for when, review in every if when <= moment)
    if len(entered) < len(every):
        from saidseen.stages import make_cases  # noqa: PLC0415  # most questions need no grouping

        cases = list(make_cases(ledger, entered))
    grades = {about.id: r.grade for r in entered if r.grade and (about := meant([c.claim for c in cases], r.claim, r.statements))}
    judged = {
        case.claim.id: (case, replace(verdict, grade=grades.get(verdict.claim) or verdict.grade))
        for case, verdict in judged_at(cases, moment, now)
    }
    return State(moment=moment, judged=judged, reviews=entered)


def diff(ledger: Ledger, since: datetime, until: datetime) -> DiffView:
    """What changed between two moments. Raises ValueError where the first is later than the second."""
    if until < since:
        raise ValueError("the first moment is later than the second")
    now = datetime.now(UTC)
    cases = list(ledger.things(Case))
    earlier, later = (state(ledger, cases, moment, now) for moment in (since, until))
    keys = sorted(earlier.judged.keys() | later.judged.keys())
    found = [change for key in keys if (change := changed(ledger, key, earlier, later)) is not None]
    undated = sum(all(u.published is None for u in c.claim.utterances) for c in cases) if until < now else 0
    found.sort(key=place_in_table)
    return DiffView(since=since, until=until, changes=tuple(found), total=len(later.judged), undated=undated)


def place_in_table(change: Change) -> tuple[int, int, str]:
    return (KINDS.index(change.kind), ORDER.index(change.row.verdict.status), change.row.case.claim.id)


def changed(ledger: Ledger, key: str, earlier: State, later: State) -> Change | None:
    """What became of one claim; None where it is as it was."""
    old, new = earlier.judged.get(key), later.judged.get(key)
    reviews = about(key, earlier, later)
    if new is None:
        return old and Change(kind="gone", row=row(ledger, old), before=old[1], reviews=reviews)
    if old is None:
        bare = replace(new[0], claim=replace(new[0].claim, withdrawn=None), evidence=())
        why = causes(Between.of(bare, new[0], EARLIEST, later.moment))
        return Change(kind="new", row=row(ledger, new), before=None, causes=why, reviews=reviews)
    if moved(old[1], new[1]):
        why = causes(Between.of(old[0], new[0], earlier.moment, later.moment))
        kind: Kind = "status" if old[1].status != new[1].status else "probability"
        records = (old[0].record, new[0].record)
        return Change(kind=kind, row=row(ledger, new), before=old[1], causes=why, records=records, reviews=reviews)
    if old[1].grade != new[1].grade and any(r.grade for r in reviews):
        return Change(kind="grade", row=row(ledger, new), before=old[1], reviews=reviews)
    return None


def row(ledger: Ledger, judged: Judged) -> ClaimRow:
    return ClaimRow(case=judged[0], verdict=judged[1], quotes=quotes(ledger, judged[0]))


def about(key: str, earlier: State, later: State) -> tuple[Review, ...]:
    """The reviews entered between that touch a claim: it is meant, or merged into, or it holds what was split off."""
    found = []
    claims = [case.claim for case, _ in earlier.judged.values()]
    now = later.judged.get(key)
    held = {u.statement.id for u in now[0].claim.utterances} if now else set()
    for review in later.reviews[len(earlier.reviews) :]:
        target = meant(claims, review.claim, review.statements)
        split_off = review.action == "split" and bool(held & set(review.statements))
        if key in {target.id if target else review.claim, review.into} or split_off:
            found.append(review)
    return tuple(found)
