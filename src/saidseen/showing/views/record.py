"""How the claims of each side, or of a speaker, had turned out by a moment: one frozen answer, which every face only renders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from saidseen.knowing import countries
from saidseen.showing.asof import resolved_at
from saidseen.showing.views import speaks, who
from saidseen.things import Case, Kind, Review
from saidseen.weighing.moment import case_at
from saidseen.weighing.records import Path, Records, drawn, learn, tallied
from saidseen.weighing.reliability import proposed
from saidseen.weighing.reviews import graded_sides

if TYPE_CHECKING:
    from saidseen.ledger import Ledger

MASS = 0.90
"""Of the interval that is shown: the share of claims that come true lies in it nine times in ten, as far as the record tells."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """The record of a side or one of its speakers, for claims of a kind or (None) of all kinds.

    ``mean``, ``low`` and ``high`` are what it lets expect of a further claim: the posterior's mean and central interval, between
    0 and 1. ``held`` and ``failed`` are the ids of the claims behind it.
    """

    side: str
    speaker: str | None
    kind: Kind | None
    held: tuple[str, ...]
    failed: tuple[str, ...]
    mean: float
    low: float
    high: float
    proposed: str

    @property
    def resolved(self) -> int:
        return len(self.held) + len(self.failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsView:
    """Track records as of a moment. ``total`` and ``resolved`` count all claims; ``grades`` are persons', by side."""

    as_of: datetime
    rows: tuple[RecordRow, ...]
    total: int
    resolved: int
    grades: Mapping[str, Review]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whose claims are taken together: a side, or one of its speakers. ``path`` is that of its record over all kinds."""

    side: str
    speaker: str | None

    @property
    def path(self) -> Path:
        return (self.side,) if self.speaker is None else (self.side, self.speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A resolved claim and whose it is."""

    claim: str
    source: Source
    kind: Kind
    held: bool


def side_meant(wanted: str, sides: Iterable[str]) -> str | None:
    """The side of that name, whatever its capitals; a country's also by its code or by another name of it."""
    by_name = {side.casefold(): side for side in sides}
    country = countries.every().get(wanted.upper()) or countries.every().get(countries.by_name(wanted) or "")
    return by_name.get(wanted.casefold()) or (by_name.get(country.name.casefold()) if country else None)


def records(ledger: Ledger, wanted: str | None = None, *, as_of: datetime | None = None) -> RecordsView | None:
    """The records of all sides of which a claim was resolved by the moment; of ``wanted``, a side or else the speakers in whose
    name, role, organisation or country these words stand. None where nobody of that name had claimed anything.
    """
    now = datetime.now(UTC)
    moment = as_of or now
    cases = list(ledger.things(Case))
    made = [cut for case in cases if (cut := case_at(case, moment, now))]
    grades = graded_sides(ledger.things(Review))
    side = side_meant(wanted, {case.claim.side for case in made}) if wanted else None
    by_speaker = wanted is not None and side is None
    sources = {case.claim.id: source_of(case, by_speaker=by_speaker) for case in made}
    settled = [
        Settled(claim=one.claim, source=sources[one.claim], kind=one.kind, held=one.held)
        for one in resolved_at(cases, moment, now)
    ]
    if wanted is None:
        asked = {one.source for one in settled} | {s for s in sources.values() if s.side in grades}
    else:
        asked = {sources[case.claim.id] for case in made if (case.claim.side == side if side else speaks(case, wanted))}
    if wanted is not None and not asked:
        return None
    tallies = tallied(((*one.source.path, one.kind), one.held) for one in settled)
    learnt = {side: learn(tallies, drawn(tallies, side)) for side in {source.side for source in asked}}
    rows = tuple(row for s in sorted(asked, key=lambda s: s.path) for row in rows_of(s, settled, learnt[s.side]))
    shown = {side: review for side, review in grades.items() if side in {row.side for row in rows}}
    return RecordsView(as_of=moment, rows=rows, total=len(made), resolved=len(settled), grades=shown)


def source_of(case: Case, *, by_speaker: bool) -> Source:
    return Source(side=case.claim.side, speaker=who(case.claim.speaker) if by_speaker else None)


def rows_of(source: Source, settled: Sequence[Settled], learnt: Records) -> list[RecordRow]:
    """A source's record over all kinds, then for each kind of which a claim of its was resolved."""
    own = [one for one in settled if one.source == source]
    by_kind = {kind: [one for one in own if one.kind == kind] for kind in KINDS}
    return [
        row_of(source, None, own, learnt),
        *(row_of(source, kind, mine, learnt) for kind, mine in by_kind.items() if mine),
    ]


def row_of(source: Source, kind: Kind | None, settled: Sequence[Settled], learnt: Records) -> RecordRow:
    expected = learnt.posterior((*source.path, kind) if kind else source.path)
    low, high = expected.interval(MASS)
    return RecordRow(
        side=source.side,
        speaker=source.speaker,
        kind=kind,
        held=tuple(sorted(one.claim for one in settled if one.held)),
        failed=tuple(sorted(one.claim for one in settled if not one.held)),
        mean=expected.mean,
        low=low,
        high=high,
        proposed=proposed(len(settled), expected),
    )
