"""What is due: windows that are about to close, and claims that want a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from saidseen.showing.views import EARLIEST, ORDER, ClaimRow, claims
from saidseen.things import Observation
from saidseen.weighing.looking import WANTS, Look, closing, known_by, looks

if TYPE_CHECKING:
    from saidseen.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A claim that wants a look, with every reason for it; never none."""

    row: ClaimRow
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """``closing``: open claims whose window closes within so many days, soonest first. ``wanted``: claims that want a look, those
    first on which a look may change most. ``total``: claims there are; ``undated``: what could not be placed in time."""

    as_of: datetime
    days: int
    closing: tuple[ClaimRow, ...]
    wanted: tuple[Wanted, ...]
    total: int
    undated: int = 0


def due(ledger: Ledger, *, as_of: datetime | None = None, within: int = 3) -> DueView:
    """What is due as of a moment (now, where none is given). ``within``: days."""
    view = claims(ledger, as_of=as_of)
    seen = known_by(ledger.things(Observation), view.as_of)
    soon = [row for row in view.rows if closing(row.case, row.verdict, timedelta(days=within))]
    found = [Wanted(row=row, looks=why) for row in view.rows if (why := looks(row.case, row.verdict, seen))]
    return DueView(
        as_of=view.as_of,
        days=within,
        closing=tuple(sorted(soon, key=lambda r: (r.case.claim.window.end or EARLIEST, r.case.claim.id))),
        wanted=tuple(sorted(found, key=place_in_table)),
        total=view.total,
        undated=view.undated,
    )


def place_in_table(wanted: Wanted) -> tuple[int, int, int, str]:
    """The most urgent reason first, then the number of reasons."""
    first, row = wanted.looks[0], wanted.row
    return (WANTS.index(first.want), -len(wanted.looks), ORDER.index(row.verdict.status), row.case.claim.id)
