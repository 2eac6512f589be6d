"""An admission goes against its own side's denial, for the other side's claim, and is no claim itself."""

from __future__ import annotations

from dataclasses import replace

from making import DEFENDER, FAR, claim, day, event

from saidseen.things import Claim, Span
from saidseen.weighing.admissions import admitted


def admission(*, number: int, on: int, **more) -> Claim:
    made = claim(event("MOBILIZE", "presence", **more), number=number, published=day(on))
    (first,) = made.utterances
    cue = Span(start=0, end=8, quote="conceded")
    return replace(made, utterances=(replace(first, statement=replace(first.statement, cue=(cue,))),))


def denial(**more) -> Claim:
    return claim(event("MOBILIZE", "presence", polarity="negative", **more))


def test_it_refutes_its_own_sides_denial_and_is_no_claim() -> None:
    denied, conceded = denial(), admission(number=2, on=3)
    evidence, gone = admitted([denied, conceded])
    assert [(e.claim, e.cls, e.relation) for e in evidence] == [(denied.id, "conceded", "refutes")]
    assert gone == {conceded.id}


def test_it_supports_the_other_sides_claim_of_the_same_deed() -> None:
    told = claim(event("MOBILIZE", "presence"), speaker=DEFENDER, side="Bland")
    evidence, _ = admitted([told, admission(number=2, on=3)])
    assert [(e.claim, e.relation) for e in evidence] == [(told.id, "supports")]


def test_elsewhere_before_or_without_the_word_it_is_nothing() -> None:
    plain = claim(event("MOBILIZE", "presence"), number=2, published=day(3))
    for other in (admission(number=2, on=3, place=FAR), admission(number=2, on=0), plain):
        assert admitted([denial(), other]) == ([], frozenset())
