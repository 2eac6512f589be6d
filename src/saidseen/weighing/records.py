"""Track records: how claims turned out, by groups within groups, and what may be expected of the next one.

Only what was resolved counts: confirmed is held, contradicted is failed. A record is the Beta posterior of a claim's coming true,
shrunk to its group: what is expected of a side's claims of one kind is drawn towards its claims of the other kinds, and these
towards the claims of the other sides. Each step looks only at what the step below it does not count, so nothing counts twice.
How strongly a group draws is learnt from how far its members differ (empirical Bayes: the beta-binomial likelihood).

A claim never counts in its own record: neither in the counts, nor in what the group lends, nor in how strongly it draws, which a
side's records take from the other sides only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, log2

from saidseen.things import Case, Kind, TrackRecord
from saidseen.weighing.beta import Beta, log_beta

Path = tuple[str, ...]
"""Whose record it is, the widest group first: (side, kind), or (side, speaker, kind). The empty path is everybody."""

USUAL = 4.0
"""Pseudo-claims that a group lends its member where little tells how far members differ; so five kept claims make no A yet."""

STRENGTHS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""The pseudo-claims between which the likelihood chooses: below 1 a group tells nothing, above 32 all members are alike."""

EVERYBODY = Beta(a=1.0, b=1.0)
"""What is expected where nothing was resolved at all: any share alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Resolved claims, counted."""

    held: int = 0
    failed: int = 0

    @property
    def count(self) -> int:
        return self.held + self.failed

    def minus(self, other: Tally) -> Tally:
        return Tally(held=self.held - other.held, failed=self.failed - other.failed)


NONE = Tally()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A claim that was settled by a moment, and how."""

    claim: str
    side: str
    kind: Kind
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What was learnt from resolved claims: ``totals`` of every group, ``strengths`` by depth, in pseudo-claims. Where nothing
    told how far the members of a group differ, the usual strength is taken.
    """

    totals: Mapping[Path, Tally]
    strengths: tuple[float, ...]

    def tally(self, path: Path) -> Tally:
        return self.totals.get(path, NONE)

    def prior(self, path: Path) -> Beta:
        """What is expected of a member before its own claims are looked at; of the empty path, of anybody."""
        if not path:
            return EVERYBODY
        mean, strength = _lent(self.totals, self.strengths, path), _strength(self.strengths, len(path))
        return Beta(a=strength * mean, b=strength * (1 - mean))

    def posterior(self, path: Path) -> Beta:
        """What is expected of a member's next claim, its own claims counted."""
        before, own = self.prior(path), self.tally(path)
        return Beta(a=before.a + own.held, b=before.b + own.failed)

    def without(self, tallies: Mapping[Path, Tally]) -> Records:
        """The records without these claims, which were counted. How strongly groups draw stays."""
        totals = dict(self.totals)
        for path, tally in _summed(tallies).items():
            totals[path] = self.tally(path).minus(tally)
        return replace(self, totals=totals)


def _strength(strengths: tuple[float, ...], depth: int) -> float:
    return strengths[depth - 1] if depth <= len(strengths) else USUAL


def _lent(totals: Mapping[Path, Tally], strengths: tuple[float, ...], path: Path) -> float:
    """The mean that its groups let expect of a member, the widest first: each adds the claims of its that are not in the next."""
    mean, strength = EVERYBODY.mean, EVERYBODY.a + EVERYBODY.b
    for depth in range(len(path)):
        whole, part = totals.get(path[:depth], NONE), totals.get(path[: depth + 1], NONE)
        mean = (strength * mean + whole.held - part.held) / (strength + whole.count - part.count)
        strength = _strength(strengths, depth + 1)
    return mean


def learn(tallies: Mapping[Path, Tally], strengths: tuple[float, ...] | None = None) -> Records:
    """Records from the counts of the innermost groups, whose paths are all of one length.

    ``strengths`` takes what was learnt before (one for each step of a path); without, they are learnt from the widest group
    inwards, each the likeliest of ``STRENGTHS`` given that those outside it hold.
    """
    totals = _summed(tallies)
    if strengths is not None:
        return Records(totals=totals, strengths=strengths)
    learnt: tuple[float, ...] = ()
    for depth in range(1, max(map(len, totals), default=0) + 1):
        members = [(_lent(totals, learnt, p), t.held, t.failed) for p, t in totals.items() if len(p) == depth and t.count]
        learnt = (*learnt, max(STRENGTHS, key=lambda tried: _likelihood(tried, members)))
    return Records(totals=totals, strengths=learnt)


def _summed(tallies: Mapping[Path, Tally]) -> dict[Path, Tally]:
    """The counts of every group from those of the innermost ones."""
    held: Counter[Path] = Counter()
    failed: Counter[Path] = Counter()
    for path, tally in tallies.items():
        for depth in range(len(path) + 1):
            held[path[:depth]] += tally.held
            failed[path[:depth]] += tally.failed
    return {path: Tally(held=held[path], failed=failed[path]) for path in held}


def _likelihood(strength: float, members: Iterable[tuple[float, int, int]]) -> float:
    """Log likelihood of the members' counts (beta-binomial), and a little for the usual strength: half a unit a doubling squared.

    A member is what its group lets expect, and how many of its claims held and failed. ``fsum`` is exact, so that no order of
    claims changes a record.
    """
    gains = []
    for mean, held, failed in members:
        a, b = strength * mean, strength * (1 - mean)
        gains.append(log_beta(a + held, b + failed) - log_beta(a, b))
    return fsum(gains) - log2(strength / USUAL) ** 2 / 2


def tallied(paths: Iterable[tuple[Path, bool]]) -> dict[Path, Tally]:
    """Counts by path, from each resolved claim's path and whether it held."""
    counted = Counter(paths)
    return {path: Tally(held=counted[path, True], failed=counted[path, False]) for path in dict.fromkeys(p for p, _ in counted)}


def drawn(tallies: Mapping[Path, Tally], side: str) -> tuple[float, ...]:
    """How strongly groups draw the records of a side: learnt from the other sides."""
    return learn({path: tally for path, tally in tallies.items() if path[0] != side}).strengths


def with_records(cases: Iterable[Case], resolved: Sequence[Resolved]) -> list[Case]:
    """The cases, each with its side's record for its kind of claim, in which the claim itself is not counted."""
    outcome = {one.claim: one.held for one in resolved}
    tallies = tallied(((one.side, one.kind), one.held) for one in resolved)
    learnt: dict[str, Records] = {}
    made: dict[tuple[str, Kind, bool | None], TrackRecord] = {}
    found = []
    for case in cases:
        side, kind, own = case.claim.side, case.claim.kind, outcome.get(case.claim.id)
        if side not in learnt:
            learnt[side] = learn(tallies, drawn(tallies, side))
        if (side, kind, own) not in made:
            itself = {} if own is None else tallied([((side, kind), own)])
            made[side, kind, own] = track_record(learnt[side].without(itself), side, kind)
        found.append(replace(case, record=made[side, kind, own]))
    return found


def track_record(records: Records, side: str, kind: Kind) -> TrackRecord:
    """A side's record for a kind of claim, with what its group lends it."""
    own, lent = records.tally((side, kind)), records.prior((side, kind))
    return TrackRecord(side=side, held=own.held, failed=own.failed, lent_held=lent.a, lent_failed=lent.b)
