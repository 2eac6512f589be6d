"""What a stage made of one item, as entries: its things, its problems, what it no longer makes, and its mark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.ledger.batch import Batch, Origin, draft
from saidseen.ledger.codec import Done, Filing, Gone
from saidseen.ledger.errors import LedgerError
from saidseen.things import Outcome, Problem

if TYPE_CHECKING:
    from saidseen.follow import Stage

WHOLE = "ledger"
"""What a stage takes that looks at everything at once, and the item of its mark."""


def keep(batch: Batch, stage: Stage, outcome: Outcome, read: int | None) -> None:
    """Add an outcome. ``read``: the row up to which the stage had read its item; None where the ledger did not hand it out."""
    whole = stage.takes == WHOLE
    item = WHOLE if whole else outcome.item
    taken = None if whole else batch.current(stage.takes, item)
    origin = Origin(
        stage=stage.mark,
        parents=(item,) if item else (),
        url=taken.url if taken else "",
        published=taken.published if taken else None,
    )
    kept, problems = _put(batch, outcome, origin)
    for thing in outcome.things:
        if isinstance(thing, Gone):
            batch.take_back(thing, origin)
    if not item:
        return  # the problem of an item that is not named; without a mark it is tried again
    only = "problem" if whole or (problems and not outcome.things) else None
    _take_back_stale(batch, stage, origin, only, kept=kept)
    if not any(problem.transient for problem in problems):
        upto = read if read is not None else taken.seq if taken else 0
        _mark(batch, origin, Done(item=item, upto=upto, notes=dict(outcome.notes)))
        for thing in outcome.things:
            if isinstance(thing, Filing):
                batch.refile(thing, index_state(stage.mark, upto))


def index_state(mark: str, upto: int) -> str:
    """How the index says of which state of the ledger it is."""
    return f"{mark} {upto}"


def _put(batch: Batch, outcome: Outcome, origin: Origin) -> tuple[set[tuple[str, str]], list[Problem]]:
    """Add all things and problems, one after the other; a thing that no ledger can hold becomes a problem. Gives what stands now
    (kind and key), and the problems."""
    kept: set[tuple[str, str]] = set()
    problems = list(outcome.problems)
    for thing in outcome.things:
        if isinstance(thing, Gone | Filing):
            continue
        try:
            row = draft(thing, origin)
        except (TypeError, LedgerError) as error:
            problem = Problem(
                where=origin.url or outcome.item,
                what=f"a result of {origin.stage} was left out: {error}",
                kept="the item and its other results",
                todo="report it with the item",
                stage=origin.stage,
            )
            problems.append(problem)
        else:
            batch.put(row)
            kept.add((row.kind, row.key))
    for row in [draft(problem, origin) for problem in problems]:
        batch.put(row)
        kept.add((row.kind, row.key))
    return kept, problems


def _take_back_stale(batch: Batch, stage: Stage, origin: Origin, only: str | None, *, kept: set[tuple[str, str]]) -> None:
    """A stage's results of an item replace those that it, at whatever version, had made of it before."""
    for row in batch.made(stage.name, origin.parents, only):
        if (row.kind, row.key) not in kept:
            batch.take_back(Gone(kind=row.kind, key=row.key), replace(origin, why=f"not made any more by {stage.mark}"))


def _mark(batch: Batch, origin: Origin, done: Done) -> None:
    if batch.seen_upto(origin.stage, done.item) != done.upto:  # the same outcome, recorded twice, is marked once
        batch.put(draft(done, origin))
