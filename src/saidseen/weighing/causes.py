"""Why a verdict changed between two moments: worked out by judging the case with and without each thing that came between.

What came between is evidence of a group, a corrected document, a window that closed, a withdrawal, another track record or a
person's review. A set of these *undoes* the change if the case without them has the old verdict, and *prevents* it if the case
without them has not the new one: by their status where that changed, else by their probability. The causes are the members of all
sets that undo or prevent it and of which no part does, so nothing is named that makes no difference. (But-for causes, alone or
within a set of which every member is wanted: Halpern and Pearl, "Causes and Explanations", 2005.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

from saidseen.things import Case, Evidence, Interval, Relation, Verdict
from saidseen.weighing.leaving import moved
from saidseen.weighing.verdict import judge, strength

Why = Literal["evidence", "correction", "window", "withdrawal", "record", "review"]

FEW = 8
"""Candidates up to which every set of them is tried: 256 verdicts, which took 32 milliseconds. Above, see ``_smallest``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that came between the moments: the evidence that it brought and that it took away."""

    why: Why
    key: str
    brought: tuple[Evidence, ...] = ()
    taken: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A candidate that makes a difference. ``alone``: it alone brings the new verdict about; ``needed``: without it the new
    one would not be; ``instead``: it has no part in the new one, but would have ended the old one had the others not come."""

    why: Why
    alone: bool
    needed: bool
    instead: bool = False
    evidence: tuple[Evidence, ...] = ()
    """What it brought; for a correction that brought nothing, what it took away. Weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """One claim at two moments: the cases as they were known then, with the track records of then."""

    before: Case
    after: Case
    since: datetime
    until: datetime
    candidates: tuple[Candidate, ...] = ()
    known: dict[frozenset[Candidate], Verdict] = field(default_factory=dict, compare=False, repr=False)
    """Verdicts that were given already: judging is pure, and the same company is asked for often."""

    @classmethod
    def of(cls, before: Case, after: Case, since: datetime, until: datetime) -> Between:
        """All that came between. Raises ValueError where the moments are not in their order."""
        if until < since:
            raise ValueError("the first moment is later than the second")
        bare = cls(before=before, after=after, since=since, until=until)
        return replace(bare, candidates=tuple(sorted(_candidates(bare), key=lambda c: (c.why, c.key))), known={})

    def judged(self, present: Collection[Candidate]) -> Verdict:
        """The verdict at the later moment, if of all that came between only these had come."""
        company = frozenset(present)
        if company not in self.known:
            self.known[company] = self._judged(company)
        return self.known[company]

    def _judged(self, present: frozenset[Candidate]) -> Verdict:
        whys = {c.why for c in present}
        case = self.after if "review" in whys else self.before
        claim = case.claim
        claim = replace(claim, withdrawn=(self.after if "withdrawal" in whys else self.before).claim.withdrawn)
        if "window" not in whys and _closed_between(claim.window.end, self.since, self.until):
            claim = replace(claim, window=replace(claim.window, end=self.until + timedelta(seconds=1)))
        record = (self.after if "record" in whys else self.before).record
        taken = {id(e) for c in present for e in c.taken}
        kept = [e for e in self.before.evidence if id(e) not in taken]
        brought = [e for c in present for e in c.brought]
        return judge(Case(claim=claim, evidence=(*kept, *brought), record=record), self.until)

    def undone(self, absent: Collection[Candidate]) -> bool:
        """Does the old verdict stand if these had not come?"""
        return self._alike(self.judged(()), self.judged([c for c in self.candidates if c not in absent]))

    def done(self, present: Collection[Candidate]) -> bool:
        """Does the new verdict stand if only these had come?"""
        return self._alike(self.judged(self.candidates), self.judged(present))

    def prevented(self, absent: Collection[Candidate]) -> bool:
        """Would the new verdict not have come about if these had not come?"""
        return not self.done([c for c in self.candidates if c not in absent])

    def _alike(self, one: Verdict, other: Verdict) -> bool:
        """The same status where that is what changed, else no other probability either."""
        flipped = self.judged(()).status != self.judged(self.candidates).status
        return one.status == other.status if flipped else not moved(one, other)


def causes(between: Between) -> tuple[Cause, ...]:
    """What made the verdict another one; nothing where it is none."""
    if between.undone(()):
        return ()
    named = _named(between)
    return tuple(
        Cause(
            why=c.why,
            alone=between.done([c]),
            needed=between.prevented([c]),
            instead=len(named) <= FEW and not _helps(between, c, named - {c}),
            evidence=tuple(sorted(c.brought or c.taken, key=lambda e: (-strength(e), e.url, e.start or 0, e.quote))),
        )
        for c in between.candidates
        if c in named
    )


def _helps(between: Between, one: Candidate, others: set[Candidate]) -> bool:
    """Is there a company of the others in which this one brings the new verdict about?"""
    some = [company for size in range(len(others) + 1) for company in combinations(others, size)]
    return any(between.done([*company, one]) and not between.done(company) for company in some)


def _named(between: Between) -> set[Candidate]:
    """All members of the smallest sets that undo or that prevent; one set that undoes where all together would not."""
    undo = list(_smallest(between, between.undone))
    every = {c for some in (*undo, *_smallest(between, between.prevented)) for c in some}
    return every if between.undone(every) else set(undo[0])


Makes = Callable[[Collection[Candidate]], bool]


def _smallest(between: Between, makes: Makes) -> Iterator[tuple[Candidate, ...]]:
    """Sets whose absence makes it so, and of which no part's does. Of many candidates: the single ones, else one set found by
    taking out all and letting back in, the weakest first, whatever can be spared."""
    every = between.candidates
    if len(every) <= FEW:
        found: list[tuple[Candidate, ...]] = []
        for size in range(1, len(every) + 1):
            for some in combinations(every, size):
                if not any(set(part) <= set(some) for part in found) and makes(some):
                    found.append(some)
        yield from found
        return
    single = [(c,) for c in every if makes((c,))]
    yield from single
    if not single:
        yield _pared(between, makes)


def _pared(between: Between, makes: Makes) -> tuple[Candidate, ...]:
    """One set whose absence makes it so and of which no member can be spared."""
    wanted = list(between.candidates)
    for one in sorted(between.candidates, key=lambda c: (sum(map(strength, c.brought + c.taken)), c.why, c.key)):
        fewer = [c for c in wanted if c is not one]
        if makes(fewer):
            wanted = fewer
    return tuple(wanted)


def _closed_between(end: datetime | None, since: datetime, until: datetime) -> bool:
    return end is not None and since < end <= until


def _candidates(b: Between) -> Iterator[Candidate]:
    """Everything that differs. Evidence comes by group and direction, as it votes; a corrected document takes its old words away
    and brings its new ones; what a review brings or takes was published long before."""
    if any(_closed_between(c.claim.window.end, b.since, b.until) for c in (b.before, b.after)):
        yield Candidate(why="window", key="")
    if b.before.claim.withdrawn != b.after.claim.withdrawn:
        yield Candidate(why="withdrawal", key="")
    if b.before.record != b.after.record:
        yield Candidate(why="record", key="")
    gone = [e for e in b.before.evidence if e not in b.after.evidence]
    new = [e for e in b.after.evidence if e not in b.before.evidence and e.published is not None]
    corrected = {e.url: e.until for e in gone if e.until is not None and e.until <= b.until}
    for url, when in sorted(corrected.items()):
        brought = tuple(e for e in new if e.url == url and e.published == when)
        taken = tuple(e for e in gone if e.url == url and e.until is not None and e.until <= b.until)
        yield Candidate(why="correction", key=url, brought=brought, taken=taken)
        new, gone = [e for e in new if e not in brought], [e for e in gone if e not in taken]
    groups: dict[tuple[str, Relation], list[Evidence]] = defaultdict(list)
    for e in new:
        if e.published is not None and e.published > b.since:
            groups[e.group, e.relation].append(e)
    for (group, relation), found in groups.items():
        if relation != "neutral":
            yield Candidate(why="evidence", key=f"{group} {relation}", brought=tuple(found))
    old = tuple(e for e in new if e.published is not None and e.published <= b.since)
    if old or gone or _identity(b.before) != _identity(b.after):
        yield Candidate(why="review", key="", brought=old, taken=tuple(gone))


def _identity(case: Case) -> tuple[object, ...]:
    """What of a claim only a review changes."""
    claim = case.claim
    return (claim.kind, claim.polarity, claim.event, _sides(claim.window), claim.condition)


def _sides(window: Interval) -> tuple[datetime | None, datetime | None]:
    return (window.start, window.end)
