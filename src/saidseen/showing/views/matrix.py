"""Rival claims against the evidence on all of them: analysis of competing hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from saidseen.showing.views import ClaimRow, ClaimsView, claims
from saidseen.weighing.rivals import Row, Stance, rivals, stance, table

if TYPE_CHECKING:
    from saidseen.ledger import Ledger

MOST_RIVALS = 5
"""Rivals that are found for one claim at most: with it, as many columns as a page has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One claim of the matrix. ``stance``: towards the first claim; None for that, and where they speak of different things.
    ``against``: the sum of what speaks against it, in log odds, zero or less; the least refuted claim stands best."""

    row: ClaimRow
    stance: Stance | None
    against: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """The evidence as rows, the claims as columns. ``found``: the rivals were found, not named; ``more``: so many had no room."""

    as_of: datetime
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    found: bool
    more: int = 0


def picked(view: ClaimsView, key: str) -> ClaimRow:
    """The claim of that id or the only one whose id begins so. Raises KeyError with the key."""
    begun = [row for row in view.rows if row.case.claim.id.startswith(key)]
    exact = [row for row in begun if row.case.claim.id == key]
    if len(exact or begun) != 1:
        raise KeyError(key)
    return (exact or begun)[0]


def matrix(ledger: Ledger, keys: Sequence[str], *, as_of: datetime | None = None) -> MatrixView:
    """The claims of these ids against all evidence on any of them; rivals are found where one is named. Raises KeyError."""
    view = claims(ledger, as_of=as_of)
    chosen = list({row.case.claim.id: row for row in (picked(view, key) for key in keys)}.values())
    first, more = chosen[0].case.claim, 0
    found = len(chosen) == 1
    if found:
        by_id = {row.case.claim.id: row for row in view.rows}
        every = rivals(first, (row.case.claim for row in view.rows))
        chosen += [by_id[claim.id] for claim, _ in every[:MOST_RIVALS]]
        more = len(every[MOST_RIVALS:])
    rows = table([row.case for row in chosen], view.as_of)
    columns = tuple(
        Column(row=row, stance=stance(first, row.case.claim), against=round(sum((min(0.0, r.weights[n]) for r in rows), 0.0), 4))
        for n, row in enumerate(chosen)
    )
    return MatrixView(as_of=view.as_of, columns=columns, rows=rows, found=found, more=more)
