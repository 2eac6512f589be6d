"""What newly seen things do to the cases that stand, found by an index of these: the same as if all were weighed again.

An observation touches the claims that it bears on, and, where its words quote what another group's words are, the cases that hold
evidence of these groups: groups only grow together by it, and a group's name is the least of its members'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import msgspec

from saidseen.things import Card, Case, Evidence, Observation, Place, Utterance, content_id
from saidseen.weighing import blocking, provenance
from saidseen.weighing.matching import compare

CLAIM, PASSAGE = "claim", "passage"
"""Kinds of cards."""


class Index(Protocol):
    """Gives term, key and body of each card of a kind that is filed under one of the terms; some more do no harm."""

    def __call__(self, kind: str, terms: Iterable[str], /) -> Iterable[tuple[str, str, str]]: ...


def cards(cases: Iterable[Case], now: datetime) -> Iterator[Card]:
    """All that the index holds of some cases, judged as of ``now``: a card for each claim and for each passage in evidence."""
    passages: set[tuple[str, str]] = set()
    for case in cases:
        yield claim_card(case, now)
        passages |= {(e.group, e.quote) for e in case.evidence}
    yield from (passage_card(group, quote) for group, quote in sorted(passages))


def claim_card(case: Case, now: datetime) -> Card:
    """By what it may be compared by, by the groups of its evidence, and by the days from which it may be judged otherwise."""
    terms = blocking.terms(case.claim) | {_of_group(e.group) for e in case.evidence}
    days = {_on(moment) for moment in moments(case) if moment > now}
    place = msgspec.json.encode(case.claim.event.place).decode() if case.claim.event.place else ""
    return Card(kind=CLAIM, key=case.claim.id, body=place, terms=terms | days)


def passage_card(group: str, quote: str) -> Card:
    """By its 5-grams and its group."""
    grams = {f"5{gram:x}" for gram in provenance.shingles(quote)}
    body = msgspec.json.encode((group, quote)).decode()
    return Card(kind=PASSAGE, key=content_id("q", group, quote), body=body, terms=frozenset(grams | {_of_group(group)}))


def moments(case: Case) -> Iterator[datetime]:
    """From when a case may be judged otherwise, though nothing comes."""
    claim = case.claim
    dated = [claim.window.end, claim.withdrawn.published if claim.withdrawn else None]
    items: list[Utterance | Evidence] = [*claim.utterances, *case.evidence]
    dated += [moment for item in items for moment in (item.published, item.until)]
    return (moment for moment in dated if moment is not None)


def due(days: Iterable[datetime], index: Index) -> set[str]:
    """Ids of the claims that may be judged otherwise from one of these days."""
    return {key for _, key, _ in index(CLAIM, {_on(day) for day in days})}


def add(seen: Sequence[Observation], index: Index, case_of: Callable[[str], Case | None]) -> tuple[dict[str, Case], list[Card]]:
    """The cases that change, by claim, and the cards of passages that do. Each observation is one that no document reports."""
    cases: dict[str, Case] = {}
    found: list[Evidence] = []
    for one in seen:
        for key in sorted(worth_comparing(one, index)):
            case = cases.get(key) or case_of(key)
            item = compare(case.claim, one) if case is not None else None
            if case is not None and item is not None:
                cases[key] = case
                found.append(item)
    names = _names(found, index)
    renamed = {old for old, new in names.items() if old != new}
    for _, key, _ in index(CLAIM, map(_of_group, sorted(renamed))):
        touched = cases.get(key) or case_of(key)
        if touched is not None:
            cases[key] = touched
    again = frozenset(one.id for one in seen)
    items = [replace(e, group=names[e.group]) for e in found]
    changed = {key: _with(case, [e for e in items if e.claim == key], names, again) for key, case in cases.items()}
    passages = {(e.group, e.quote) for e in items}
    for _, _, body in index(PASSAGE, map(_of_group, sorted(renamed))):
        group, quote = _passage(body)
        passages.add((names.get(group, group), quote))
    return changed, [passage_card(group, quote) for group, quote in sorted(passages)]


def worth_comparing(seen: Observation, index: Index) -> set[str]:
    """Ids of the claims that the observation may bear on, as ``blocking.Filed`` finds them."""
    ask = blocking.asks(seen)
    found = set(ask.claims) | {key for _, key, _ in index(CLAIM, ask.terms)}
    shared: dict[str, str] = {}
    for term, key, body in index(CLAIM, ask.words):
        word = term[: term.find("|")]
        if key not in found and shared.setdefault(key, word) != word:
            claimed = msgspec.json.decode(body, type=Place) if body else None
            found |= {key} if blocking.near_enough(claimed, seen.place) else set()
    return found


def evidence_order(e: Evidence) -> tuple[str, str, int, str, str, str, str, str, str, float]:
    """By time and place in the text; total, so that no order of arrival shows."""
    when = e.published.isoformat() if e.published else ""
    return (when, e.url, e.start or 0, e.cls, e.relation, e.group, e.quote, e.why, e.observation or "", e.weight)


def _names(found: Sequence[Evidence], index: Index) -> dict[str, str]:
    """The name of each group that new passages come from or quote, once they are put together."""
    passages = {(e.group, e.quote) for e in found}
    for quote in {e.quote for e in found}:
        grams = provenance.shingles(quote)
        near = {_passage(body) for _, _, body in index(PASSAGE, (f"5{gram:x}" for gram in grams))}
        passages |= {p for p in near if provenance.quotes(grams, provenance.shingles(p[1]))}
    return provenance.names(passages)


def _with(case: Case, new: Sequence[Evidence], names: dict[str, str], again: frozenset[str]) -> Case:
    """The case with its groups named anew and the new evidence in its place; what was there of it already is not kept twice."""
    kept = [replace(e, group=names.get(e.group, e.group)) for e in case.evidence if e.observation not in again]
    return replace(case, evidence=tuple(sorted([*kept, *new], key=evidence_order)))


def _passage(body: str) -> tuple[str, str]:
    group, quote = msgspec.json.decode(body, type=tuple[str, str])
    return group, quote


def _of_group(group: str) -> str:
    return f"g:{group}"


def _on(moment: datetime) -> str:
    return f"t:{moment.date().isoformat()}"
