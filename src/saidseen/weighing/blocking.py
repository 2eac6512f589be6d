"""Which pairs are worth comparing: an index of claims by what must agree before a comparison can give anything.

A claim is filed under terms (``terms``), an observation asks for some (``asks``). Exact: where ``matching.compare`` gives
evidence, the two meet, so that comparing only what meets loses nothing. The terms hold the kind of event, the place and, where
the place alone leaves it open, the time (standard blocking; Christen, Data Matching, 2012, ch. 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from saidseen.knowing import ontology, testtable
from saidseen.things import Claim, Event, Interval, Observation, Place
from saidseen.weighing import cells, fitting, intime
from saidseen.weighing.cells import ANY, NOWHERE, UNMAPPED

UNPLACED = "u"
"""Filed by every claimed place, with its time: for what was seen somewhere that is not known."""

TIMED = (UNPLACED, UNMAPPED, "d")
"""Pieces of place that leave open whether the place fits: then the time must."""

NARROW = frozenset({"point", "city"})

WORDS = 2
"""Telling words in common from which an observation that was not understood is shown beside a claim (``matching.ALIKE``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What an observation asks for. One of ``terms`` makes a claim worth comparing; of ``words`` it takes two different ones
    (what stands before the first bar). ``claims``: ids that a person named."""

    claims: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def terms(claim: Claim) -> frozenset[str]:
    """The terms under which a claim is filed: some dozens of short texts. What has a time is filed without it, too."""
    when = [*cells.buckets(_time(claim)), ""]
    event, kinds = claim.event, _kinds(claim.event)
    out = {f"{kind}|{piece}" for kind in kinds for piece in _where(claim, when)}
    places = [event.place] if event.place else [u.event.place for u in claim.utterances if u.event.place]
    narrow = {piece for p in places if p.precision in NARROW for piece in cells.filed(p)}
    out |= {f"x{piece}|{t}" for piece in narrow for t in when}
    out |= {f"w{word}|{t}" for word in testtable.telling(claim.text) for t in when}
    if claim.kind == "pledge" and event.mode is None:
        out |= {f"l{u.url}" for u in claim.utterances}  # what became of it may be told beside it (``besides.some_lack``)
    return frozenset(out)


def _where(claim: Claim, when: Sequence[str]) -> Iterator[str]:
    place = claim.event.place
    if place is None or testtable.row(claim.event.root, claim.event.mode).placeless:
        yield NOWHERE
        return
    for piece in [*cells.filed(place), UNPLACED]:
        if piece.startswith(TIMED):
            yield from (f"{piece}|{t}" for t in when)
        else:
            yield piece


def _kinds(event: Event) -> list[str]:
    """The name of the kind, and that of the root where the kind does not say it."""
    kind = ontology.kind_of(event.mode)
    named = [f"k{event.mode}"] if event.mode else [f"n{event.root}"]
    return named if event.mode is None or (kind is not None and kind.root == event.root) else [*named, f"r{event.root}"]


def _related(event: Event) -> list[str]:
    """The names of all kinds of which ``alike.sense`` makes something beside this one."""
    if event.mode is not None:
        kind = ontology.kind_of(event.mode)
        shown = kind.shows if kind is not None else frozenset()
        others = {event.mode} | ontology.opposites(event.mode) | ontology.kin(event.mode) | shown
        return [f"k{name}" for name in sorted(others)] + [f"n{event.root}"]
    same = [f"k{kind.name}" for kind in ontology.ontology().kinds.values() if kind.root == event.root]
    return [*same, f"n{event.root}", f"r{event.root}"]


def _time(claim: Claim) -> cells.Stretch:
    """In what time something must have been seen to be shown beside the claim wherever it was seen; open sides are None."""
    quantity = claim.event.quantity
    if quantity is not None and quantity.unit == fitting.WHOLE:
        return None, None  # shares have their own rule (``shares``)
    said = [u.published for u in claim.utterances if u.published]
    span = intime.window(claim, None)
    later = max((timedelta(days=testtable.row(claim.event.root, claim.event.mode).trace_days), fitting.RECENT))
    before, after = cells.DAY + intime.AFTERMATH, cells.DAY + later
    start, end = span.start, span.end
    if start is not None and said:
        start = min(start, *said)
    if end is not None and said and claim.window.end is None:
        end = max(end, max(said) + fitting.RECENT)
    return cells.stretch(Interval(start=start, end=end), before, after)


def asks(seen: Observation) -> Ask:
    """What an observation asks for. Classes that are no sight bear on nothing but what a person named."""
    named = frozenset(claim for claim, _ in seen.bears_on)
    if seen.cls not in {"seen-direct", "seen-reported", "conceded"} and seen.kind != "reported":
        return Ask(claims=named)
    asked: set[str] = {f"l{seen.url}"}
    for event in seen.events:
        if event.modality in {"actual", "ongoing"}:
            asked.update(_asked_for(event, seen))
    when = _seen_in(seen.when, seen)
    if seen.place is not None and seen.place.precision in NARROW:
        asked |= {f"x{piece}|{t}" for piece in cells.asked(seen.place) for t in when}
    words = {f"w{word}|{t}" for word in testtable.telling(seen.quote) for t in when}
    return Ask(claims=named, terms=frozenset(asked), words=frozenset(words))


def _asked_for(event: Event, seen: Observation) -> Iterator[str]:
    located = event.place is not None and event.place.lat is not None
    where = event.place if located or seen.place is None else seen.place
    pieces = cells.asked(where) if where is not None else []
    pieces += [NOWHERE, UNMAPPED] + ([] if where is not None and cells.mapped(where) else [UNPLACED])
    when = [""] if testtable.has("unchanged", seen.quote) else _seen_in(event.when or seen.when, seen)
    for kind in _related(event):
        for piece in pieces:
            if piece.startswith(TIMED):
                yield from (f"{kind}|{piece}|{t}" for t in when)
            else:
                yield f"{kind}|{piece}"


def _seen_in(when: Interval | None, seen: Observation) -> list[str]:
    """The buckets of the time of seeing; where it is so long that any may do, what is filed without a time; empty where no time
    is known."""
    span = fitting.seen_time(when, seen.published)
    if span is None:
        return []
    found = cells.buckets(cells.stretch(Interval(start=span.start or span.end, end=span.end or span.start)))
    return [""] if found == [ANY] else [*found, ANY]


class Filed:
    """Claims by their terms, in memory."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._numbers = {claim.id: n for n, claim in enumerate(claims)}
        self._by_term: dict[str, list[int]] = defaultdict(list)
        self._places: dict[Place, int] = {}
        self._placed: list[int | None] = []
        for number, claim in enumerate(claims):
            where = claim.event.place
            self._placed.append(None if where is None or anywhere(claim) else self._places.setdefault(where, len(self._places)))
            for term in terms(claim):
                self._by_term[term].append(number)
        self._each = list(self._places)

    def worth_comparing(self, seen: Observation) -> list[Claim]:
        """The claims that the observation may bear on, in their order."""
        ask = asks(seen)
        found = {self._numbers[i] for i in ask.claims if i in self._numbers}
        for term in ask.terms:
            found.update(self._by_term.get(term, ()))
        shared: dict[int, str] = {}
        for term in ask.words:
            word = term[: term.find("|")]
            for number in self._by_term.get(term, ()):
                if number not in found and shared.setdefault(number, word) != word:
                    found |= {number} if near_enough(self._claims[number].event.place, seen.place) else set()
        near = self._near({self._placed[number] for number in found}, seen)
        return [self._claims[n] for n in sorted(found) if self._placed[n] in near or self._claims[n].id in ask.claims]

    def _near(self, numbers: set[int | None], seen: Observation) -> set[int | None]:
        """The places, of those with such numbers, that what was seen may be at or near. Far fewer than the claims that name
        them, so that most of what the cells let through is dropped by few looks."""
        return {n for n in numbers if n is None or any(near_enough(self._each[n], place) for place in seen_at(seen))}


def anywhere(claim: Claim) -> bool:
    """Whether what was seen may bear on the claim wherever it was: papers, and what became of a promise."""
    row = testtable.row(claim.event.root, claim.event.mode)
    return row.placeless or (claim.kind == "pledge" and claim.event.mode is None)


def seen_at(seen: Observation) -> list[Place | None]:
    """Every place at which an observation may be taken to be."""
    return [seen.place, *(e.place for e in seen.events if e.place is not None)]


def near_enough(claimed: Place | None, seen: Place | None) -> bool:
    """Whether what has only words in common with a claim was seen near enough to be shown beside it."""
    if claimed is None:
        return True
    where = fitting.place(claimed, seen)
    return where.degree != "apart" or where.near
