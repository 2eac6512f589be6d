"""Rivals: what other sides say of the same event. And the evidence on several claims at once, row by row.

Heuer's analysis of competing hypotheses ("Psychology of Intelligence Analysis", 1999, chapter 8): evidence is worth as much as it
tells the claims apart, and one looks which claim has least against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from saidseen.things import Case, Claim, Evidence, EvidenceClass
from saidseen.weighing import alike, fitting
from saidseen.weighing.concessions import meet
from saidseen.weighing.leaving import Left, left_out
from saidseen.weighing.verdict import judge, signed, strength, votes

Stance = Literal["contradicts", "agrees"]
Cell = Literal["strongly for", "for", "neutral", "against", "strongly against"]

STRONGLY = 2.0
"""Log likelihood ratio from which a cell is strong: between one loose fit (1.6) and a full observation (3.0)."""


def stance(claim: Claim, other: Claim) -> Stance | None:
    """What another side's claim is to this one; None where it speaks of something else, or is the same side's.

    The same event, its kin or its opposite, in the same place, hands and time, of which one of place and hands must be known. The
    same deed at the same place in other hands contradicts, too.
    """
    sense = alike.sense(claim.event, other.event)
    if other.side == claim.side or sense not in {"same", "kin", "opposite"} or not meet(claim, other):
        return None
    where = fitting.place(claim.event.place, other.event.place)
    hands = fitting.actor(claim.event.actor, other.event.actor)
    if where.degree == "apart" or (where.degree == hands.degree == "unknown"):
        return None
    both_happened = claim.polarity == other.polarity == "positive"
    if hands.degree == "apart":
        return "contradicts" if sense == "same" and where.degree == "fits" and both_happened else None
    return "agrees" if (sense != "opposite") == (claim.polarity == other.polarity) else "contradicts"


def rivals(claim: Claim, claims: Iterable[Claim]) -> list[tuple[Claim, Stance]]:
    """Other sides' claims on the same event with their stance: those that contradict first, then by id."""
    found = [(other, how) for other in claims if (how := stance(claim, other)) is not None]
    return sorted(found, key=lambda pair: (pair[1] != "contradicts", pair[0].id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one group's evidence of one class does to each of the claims, in their order.

    ``weights``: log likelihood ratios (natural), capped by class, one vote a group and direction; 0 where it bears on nothing.
    ``diagnosticity``: how far apart they are, largest minus smallest, so that e to that power is how many times the row shifts
    the odds between the two claims furthest apart. The caps weigh it by how reliable the class is; of one group only the row that
    tells most counts, the others have 0. Of a single claim, it is against its being untrue: the size of the weight itself.
    """

    group: str
    cls: EvidenceClass
    weights: tuple[float, ...]
    diagnosticity: float
    evidence: tuple[Evidence, ...]
    """The pieces that vote, strongest first, one for each direction and claim."""
    left: tuple[Left, ...]
    """Each claim's verdict without the whole group."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell(w) for w in self.weights)


def cell(weight: float) -> Cell:
    """A weight in words."""
    if weight == 0:
        return "neutral"
    if weight > 0:
        return "strongly for" if weight >= STRONGLY else "for"
    return "strongly against" if weight <= -STRONGLY else "against"


def table(cases: Sequence[Case], as_of: datetime) -> tuple[Row, ...]:
    """The rows of all evidence that votes on any of the claims, what tells most first. In any order of evidence the same."""
    known = [judge(case, as_of).evidence for case in cases]
    cast = [votes(evidence) for evidence in known]
    keys = sorted({(e.group, e.cls) for column in cast for e in column})
    left = {group: tuple(left_out(case, group, as_of) for case in cases) for group, _ in keys}
    rows = [_row(key, cast, left[key[0]]) for key in keys]
    best: dict[str, Row] = {}
    for row in rows:
        if row.group not in best or row.diagnosticity > best[row.group].diagnosticity:
            best[row.group] = row
    once = [row if best[row.group] is row else _silent(row) for row in rows]
    return tuple(sorted(once, key=lambda r: (-r.diagnosticity, r.group, r.cls)))


def _row(key: tuple[str, EvidenceClass], cast: Sequence[Sequence[Evidence]], left: tuple[Left, ...]) -> Row:
    pieces = [[e for e in column if (e.group, e.cls) == key] for column in cast]
    weights = tuple(round(sum(map(signed, found), 0.0), 4) for found in pieces)
    spread = max(weights) - min(weights) if len(weights) > 1 else abs(weights[0])
    shown = sorted((e for found in pieces for e in found), key=lambda e: (-strength(e), e.claim, e.url, e.start or 0, e.quote))
    return Row(group=key[0], cls=key[1], weights=weights, diagnosticity=round(spread, 4), evidence=tuple(shown), left=left)


def _silent(row: Row) -> Row:
    """A further row of a group that has had its vote."""
    return replace(row, diagnosticity=0.0)
