"""Which claims want a look."""

from datetime import timedelta

import pytest
from making import FAR, TOWN, claim, day, event, evidence, observation, span_of_days

from saidseen.things import Case
from saidseen.weighing.looking import closing, known_by, looked, looks
from saidseen.weighing.matching import LOOSE
from saidseen.weighing.verdict import judge

FACT = claim()
PLEDGE = claim(event(when=span_of_days(0, 5)), "pledge")
UNDATED = claim(event(), "pledge")


def wants(a_claim, *items, at=1, seen=()):
    case = Case(claim=a_claim, evidence=items)
    return [look.want for look in looks(case, judge(case, day(at)), seen)]


def test_a_verdict_on_one_group_wants_a_second_and_one_on_two_wants_nothing():
    assert wants(FACT, evidence()) == ["one-group"]
    assert wants(FACT, evidence(), evidence(group="g2", number=2)) == []


def test_a_verdict_on_loose_fits_wants_a_look():
    loose = [evidence(weight=LOOSE, group=f"g{n}", number=n) for n in range(2)]
    assert wants(FACT, *loose) == ["loose-fits"]
    assert wants(FACT, *loose, evidence(group="g9", number=9)) == []


def test_observers_on_both_sides_want_a_look_and_a_party_that_denies_does_not():
    assert wants(FACT, evidence(), evidence("refutes", group="g2", number=2)) == ["both-sides"]
    told = evidence("refutes", "told-independent", weight=0.7, group="g2", number=2)
    assert wants(FACT, evidence(), told) == ["both-sides", "one-group"]
    assert wants(FACT, evidence(), evidence("refutes", "told-party", weight=0.4, group="g2", number=2)) == ["one-group"]


def test_what_is_told_with_weight_wants_somebody_to_look():
    strong = evidence("supports", "told-independent", weight=0.7)
    assert wants(FACT, strong) == ["nobody-looked"]
    assert wants(FACT, evidence("supports", "told-party", weight=0.4)) == []
    assert wants(FACT, strong, evidence("refutes", "told-party", weight=0.4, group="g2", number=2)) == []


def test_whoever_looked_there_and_then_looked_whatever_they_saw():
    strong = evidence("supports", "told-independent", weight=0.7)
    there = observation(place=TOWN, when=span_of_days(0, 1), looked_and_not_seen=True)
    elsewhere = observation(place=FAR, when=span_of_days(0, 1))
    long_after = observation(place=TOWN, when=span_of_days(40, 41), published=day(41))
    assert looked(FACT, there)
    assert wants(FACT, strong, seen=[there]) == []
    assert wants(FACT, strong, seen=[elsewhere, long_after], at=50) == ["nobody-looked"]


def test_an_assumed_window_is_told_while_it_matters():
    assert wants(UNDATED) == ["assumed-window"]
    assert wants(PLEDGE) == []
    assert wants(UNDATED, evidence(), evidence(group="g2", number=2)) == []


@pytest.mark.parametrize(("at", "within", "due"), [(1, 3, False), (1, 4, True), (2, 3, True), (5, 3, False), (9, 3, False)])
def test_a_window_is_due_before_it_closes_and_never_after(at, within, due):
    case = Case(claim=PLEDGE, evidence=())
    assert closing(case, judge(case, day(at)), timedelta(days=within)) is due


def test_a_settled_claim_is_not_due():
    case = Case(claim=PLEDGE, evidence=(evidence(),))
    assert judge(case, day(4)).status == "confirmed"
    assert not closing(case, judge(case, day(4)), timedelta(days=3))


def test_only_what_was_published_by_then_has_been_looked_at():
    early, late = observation(number=1, published=day(1)), observation(number=2, published=day(3))
    assert known_by([early, late], day(2)) == [early]
