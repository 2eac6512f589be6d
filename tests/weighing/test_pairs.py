"""The index of claims loses no pair of which one says something of the other, and grouping by words none that is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import DEFENDER, MINISTER, day, event, utterance
from test_blocking import HANDS, MADE_UP, MOMENTS, NEAR, PLACES, TIMES, events

from saidseen.hearing import grouping
from saidseen.hearing.grouping import Worded, same_claim
from saidseen.knowing import ontology
from saidseen.things import Claim, Span, Utterance, Withdrawal
from saidseen.weighing import admissions, concessions
from saidseen.weighing.pairs import Pairs
from saidseen.weighing.tests import enter

WORDS = st.lists(
    st.sampled_from(["convoy", "harbour", "tents", "water", "bridge", "mill", "lorries", "dawn", "began", "completed", "left"]),
    max_size=7,
)
CUE = Span(start=0, end=8, quote="conceded")


@st.composite
def utterances(draw, number: int = 1) -> Utterance:
    """By one of two sides, about one of few events, sometimes with the word for an admission."""
    speaker, side = draw(st.sampled_from([(MINISTER, "Aland"), (DEFENDER, "Bland")]))
    kind = draw(st.sampled_from(["fact", "fact", "fact", "pledge", "threat", "forecast"]))
    said = utterance(
        draw(events()),
        kind,
        speaker=speaker,
        side=side,
        published=draw(MOMENTS),
        text=" ".join(draw(WORDS)) or "it",
        number=number,
    )
    cue = draw(st.sampled_from([(), (CUE,)]))
    return replace(said, statement=replace(said.statement, cue=cue))


@st.composite
def some(draw, most: int) -> list[Utterance]:
    """Many of them alike: variants of a few in one or two fields."""
    found = [draw(utterances(n)) for n in range(draw(st.integers(1, 3)))]
    for number in range(len(found), draw(st.integers(2, most))):
        like = draw(st.sampled_from(found))
        change = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "actor": HANDS,
                    "place": PLACES | MADE_UP | NEAR,
                    "when": TIMES,
                    "polarity": st.sampled_from(["positive", "negative"]),
                },
            )
        )
        other = draw(utterances(number))
        mixed = replace(other, event=replace(like.event, **change), kind=draw(st.sampled_from([like.kind, other.kind])))
        found.append(replace(mixed, text=draw(st.sampled_from([like.text, other.text]))))
    return found


def entered(found: Sequence[Utterance]) -> list[Claim]:
    return list({claim.id: claim for claim in (enter([u]) for u in found)}.values())


def related(claim: Claim, other: Claim) -> bool:
    """The rule itself: one kind or its kin, or one root where no kind is known."""
    names = ontology.kin(claim.event.mode) or {claim.event.root}
    return (other.event.mode or other.event.root) in names


@settings(max_examples=400, deadline=None)
@given(some(4))
def test_whoever_may_speak_of_one_event_meets(found):
    claims = entered(found)
    index = Pairs(claims)
    for other in claims:
        beside, whenever = index.beside(other), index.whenever(other)
        for claim in claims:
            if claim is not other and related(claim, other) and concessions._same_event(claim, other):
                assert claim in beside
            if claim is not other and admissions.bearing(claim, other) is not None:
                assert claim in whenever
        assert other not in beside
        assert other not in whenever


@settings(max_examples=100, deadline=None)
@given(some(5))
def test_what_is_found_by_index_is_what_all_pairs_give(found):
    claims = entered(found)
    alone = [
        (e.claim, e.url, e.cls, e.relation)
        for claim in claims
        for other in claims
        if claim is not other
        for e in concessions.told([claim, other])
        if e.claim == claim.id
    ]
    assert sorted((e.claim, e.url, e.cls, e.relation) for e in concessions.told(claims)) == sorted(alone)


def by_trying_all(found: Sequence[Utterance]) -> list[tuple[Utterance, ...]]:
    """What grouping means: into the first group of the side that holds one that is the same."""
    groups: list[list[Utterance]] = []
    for item in sorted(found, key=grouping.order):
        home = next(
            (g for g in groups if g[0].side == item.side and any(same_claim(Worded.of(item), Worded.of(u)) for u in g)), None
        )
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return [tuple(g) for g in groups]


@settings(max_examples=400, deadline=None)
@given(some(8), st.randoms())
def test_groups_by_shared_words_are_those_of_trying_all(found, shuffler):
    wanted = by_trying_all(found)
    shuffler.shuffle(found)
    assert grouping.group(found) == wanted


@pytest.mark.parametrize("turn", range(12))
def test_who_is_the_same_as_two_goes_to_the_first(turn):
    """Their words come in another order each time."""
    a, b = (
        " ".join(f"{word}{turn}" for word in words) for words in (["convoy", "harbour", "tents"], ["water", "bridge", "mill"])
    )
    said = [utterance(event(), text=text, number=n, published=day(n)) for n, text in enumerate([a, b, f"{b} {a}"])]
    assert [[u.text for u in g] for g in grouping.group(said)] == [[a, f"{b} {a}"], [b]]


def test_what_is_taken_back_does_not_hang_on_the_order_in_which_it_is_heard():
    claims = [enter([utterance(event(), text=f"the convoy will leave the harbour on day {n}", number=n)]) for n in (1, 2)]
    back = [
        ("Aland", "the convoy will leave the harbour", Withdrawal(statement=f"s-{n}", published=day(n), untrue=False))
        for n in (3, 4)
    ]
    assert grouping.with_retractions(claims, back) == grouping.with_retractions(claims, back[::-1])
    assert [c.withdrawn and c.withdrawn.statement for c in grouping.with_retractions(claims, back)] == ["s-3", "s-4"]
