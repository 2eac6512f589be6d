"""Rivals, and the evidence on several claims at once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import BLAND, DEFENDER, FAR, claim, day, event, evidence, span_of_days

from saidseen.things import Case
from saidseen.weighing.rivals import cell, rivals, stance, table

TODAY = span_of_days(0, 1)
LEFT = claim(event(when=TODAY))


def other(alleged, number=2, **more):
    return claim(alleged, speaker=DEFENDER, side="Bland", number=number, **more)


def on(a_claim, *items):
    return Case(claim=a_claim, evidence=tuple(replace(e, claim=a_claim.id) for e in items))


def test_the_other_side_that_denies_it_is_a_rival_and_one_that_says_it_too_agrees():
    denied = other(event(when=TODAY, polarity="negative"))
    assert stance(LEFT, denied) == stance(denied, LEFT) == "contradicts"
    assert stance(LEFT, other(event(when=TODAY))) == "agrees"


def test_the_opposite_event_contradicts():
    assert stance(LEFT, other(event("MOBILIZE", "buildup", when=TODAY))) in {"contradicts", None}
    opposite = [other(event(root, mode, when=TODAY)) for root, mode in (("MOBILIZE", "troops"), ("MOBILIZE", "buildup"))]
    assert "contradicts" in {stance(LEFT, o) for o in opposite}


@pytest.mark.parametrize(
    "alleged",
    [event(when=TODAY, place=FAR), event(when=span_of_days(40, 41)), event("AGREE", "sign", when=TODAY)],
    ids=["elsewhere", "at another time", "of another kind"],
)
def test_what_is_of_something_else_is_no_rival(alleged):
    assert stance(LEFT, other(alleged, published=day(0))) is None


def test_the_same_side_is_no_rival_to_itself():
    assert stance(LEFT, claim(event(when=TODAY, polarity="negative"), number=5)) is None


def test_the_same_deed_in_other_hands_contradicts():
    shelled = event("ASSAULT", "shelling", when=TODAY)
    assert stance(claim(shelled), other(replace(shelled, actor=BLAND))) == "contradicts"


def test_rivals_come_before_those_who_agree_and_in_one_order():
    agrees, denies = other(event(when=TODAY), number=3), other(event(when=TODAY, polarity="negative"), number=4)
    for order in ([agrees, denies, LEFT], [denies, LEFT, agrees]):
        assert rivals(LEFT, order) == [(denies, "contradicts"), (agrees, "agrees")]


def test_a_row_tells_by_how_far_apart_it_puts_the_claims():
    denied = other(event(when=TODAY, polarity="negative"))
    cases = [on(LEFT, evidence(weight=3.0)), on(denied, evidence("refutes", weight=3.0))]
    (row,) = table(cases, day(1))
    assert (row.weights, row.diagnosticity, row.cells) == ((3.0, -3.0), 6.0, ("strongly for", "strongly against"))
    assert [left.hangs for left in row.left] == [True, True]


def test_evidence_that_fits_both_tells_nothing_and_stands_last():
    both = [on(LEFT, evidence(), evidence(group="g2", number=2)), on(other(event(when=TODAY)), evidence())]
    assert [(r.group, r.diagnosticity) for r in table(both, day(1))] == [("g2", 3.0), ("g1", 0.0)]


def test_a_class_weighs_no_more_than_its_cap_and_a_group_votes_once():
    told = [evidence("supports", "told-party", weight=9.0, number=n) for n in range(3)]
    (row,) = table([on(LEFT, *told), on(other(event(when=TODAY)))], day(1))
    assert (row.weights, row.diagnosticity) == ((0.4, 0.0), 0.4)
    seen, heard = table([on(LEFT, evidence(), told[0]), on(other(event(when=TODAY)))], day(1))
    assert (seen.cls, seen.diagnosticity, heard.cls, heard.diagnosticity) == ("seen-reported", 3.0, "told-party", 0.0)


def test_what_was_published_later_is_in_no_row():
    assert table([on(LEFT, evidence(published=day(5)))], day(1)) == ()


@pytest.mark.parametrize(
    ("weight", "words"), [(3.0, "strongly for"), (1.6, "for"), (0.0, "neutral"), (-0.4, "against"), (-2.0, "strongly against")]
)
def test_cells_in_words(weight, words):
    assert cell(weight) == words


@given(st.permutations(range(8)))
def test_the_order_of_evidence_changes_no_row(order):
    items = [
        evidence("supports" if n % 3 else "refutes", weight=0.4 + n / 3, group=f"g{n % 4}", number=n, cls=cls)
        for n, cls in enumerate(["seen-reported", "told-party", "conceded", "seen-direct"] * 2)
    ]
    denied = other(event(when=TODAY, polarity="negative"))
    straight = table([on(LEFT, *items), on(denied, *items[::2])], day(1))
    shuffled = [items[n] for n in order]
    assert table([on(LEFT, *shuffled), on(denied, *[e for e in shuffled if e in items[::2]])], day(1)) == straight
