"""Which claims may be about one event: an index of claims for what sides say of one another's.

Exact: where two claims are of one kind or its kin, in places that may fit and at times that touch (``concessions``), they meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from saidseen.knowing import ontology
from saidseen.things import Claim, Interval
from saidseen.weighing import cells, fitting
from saidseen.weighing.cells import ANY, NOWHERE, UNMAPPED

UNPLACED = "u"
"""Filed by every claimed place: for claims whose own place is not known."""


class Pairs:
    """Claims by kind, place and time, in memory."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._by_term: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            when = [*cells.buckets(_stretch(claim)), ""]
            for piece in _filed(claim):
                for time in when:
                    self._by_term[name(claim), piece, time].append(number)

    def beside(self, other: Claim) -> list[Claim]:
        """The claims that may be about the same event at the same time, in their order; not the claim itself."""
        span = bounded(other)
        if span.start is None and span.end is None:
            return []
        when = cells.buckets(_stretch(other))
        kind = ontology.kin(name(other)) or {name(other)}
        return self._found(other, kind, [""] if when == [ANY] else [*when, ANY])

    def whenever(self, other: Claim) -> list[Claim]:
        """The claims of the same kind, its kin and its opposites that may be about the same place, whatever their time."""
        mode = other.event.mode
        return self._found(other, ontology.kin(mode) | ontology.opposites(mode) | {name(other)}, [""])

    def _found(self, other: Claim, kinds: Iterable[str], when: Sequence[str]) -> list[Claim]:
        pieces = list(_asked(other))
        rows = (self._by_term.get((kind, piece, time), ()) for kind in kinds for piece in pieces for time in when)
        numbers = sorted({number for row in rows for number in row})
        return [claim for number in numbers if (claim := self.claims[number]).id != other.id]


def name(claim: Claim) -> str:
    """The kind of event, else its root."""
    mode = claim.event.mode
    return mode if mode and ontology.kind_of(mode) is not None else claim.event.root


def _filed(claim: Claim) -> list[str]:
    place = claim.event.place
    return [NOWHERE] if place is None else [*cells.filed(place), UNPLACED]


def _asked(claim: Claim) -> Iterator[str]:
    place = claim.event.place
    yield from (NOWHERE, UNMAPPED)
    if place is not None:
        yield from cells.asked(place)
    if place is None or not cells.mapped(place):
        yield UNPLACED


def _stretch(claim: Claim) -> cells.Stretch:
    return cells.stretch(bounded(claim))


def bounded(claim: Claim) -> Interval:
    """The window, its open sides bounded by the law's 30 days."""
    start, end, said = claim.window.start, claim.window.end, first(claim)
    if start is None and (end or said):
        anchor = end or said
        start = anchor - fitting.RECENT if anchor else None
    return Interval(start=start, end=end or (start + fitting.RECENT if start else None))


def first(claim: Claim) -> datetime | None:
    """When it was first made, as far as that is known."""
    return min((u.published for u in claim.utterances if u.published), default=None)
