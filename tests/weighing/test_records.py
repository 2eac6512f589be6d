"""Track records: only resolved claims count, none counts in its own record, and a thin record leans on its group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim

from saidseen.things import Case
from saidseen.weighing.records import STRENGTHS, USUAL, Resolved, Tally, drawn, learn, tallied, track_record, with_records
from saidseen.weighing.reliability import posterior

KINDS = ("fact", "pledge", "threat")
SIDES = ("Aland", "Bland", "Cland")
RESOLVED = st.lists(st.tuples(st.sampled_from(SIDES), st.sampled_from(KINDS), st.booleans()), max_size=25).map(
    lambda found: [Resolved(claim=f"c-{n}", side=s, kind=k, held=h) for n, (s, k, h) in enumerate(found)]
)


def case(number, side="Aland", kind="fact"):
    return Case(claim=replace(claim(), id=f"c-{number}", side=side, kind=kind), evidence=())


def record(resolved, number=99, side="Aland", kind="fact"):
    [found] = with_records([case(number, side, kind)], resolved)
    return found.record


def mean(resolved, **whose):
    return posterior(record(resolved, **whose)).mean


def outcomes(held, failed, side="Aland", kind="fact", *, start=0):
    return [Resolved(claim=f"c-{side}-{kind}-{start + n}", side=side, kind=kind, held=n < held) for n in range(held + failed)]


@given(RESOLVED, st.randoms())
def test_no_order_of_claims_changes_a_record(resolved, random):
    shuffled = list(resolved)
    random.shuffle(shuffled)
    assert record(shuffled) == record(resolved)


@given(RESOLVED.filter(bool), st.data())
def test_a_claim_never_counts_in_its_own_record(resolved, data):
    own = data.draw(st.sampled_from(resolved))
    number, rest = own.claim.removeprefix("c-"), [one for one in resolved if one is not own]
    without = record(rest, number, own.side, own.kind)
    for held in (True, False):
        found = record([*rest, replace(own, held=held)], number, own.side, own.kind)
        assert (found.held, found.failed) == (without.held, without.failed)
        assert (found.lent_held, found.lent_failed) == pytest.approx((without.lent_held, without.lent_failed))


@given(RESOLVED)
def test_one_more_kept_claim_never_lowers_what_is_expected(resolved):
    before = mean(resolved)
    assert mean([*resolved, Resolved(claim="c-new", side="Aland", kind="fact", held=True)]) > before
    assert mean([*resolved, Resolved(claim="c-new", side="Aland", kind="fact", held=False)]) < before


def test_where_nothing_was_resolved_anything_may_be():
    found = record([])
    assert (found.held, found.failed, found.lent_held, found.lent_failed) == (0, 0, USUAL / 2, USUAL / 2)


def test_a_thin_record_leans_on_the_other_kinds_of_its_side_and_these_on_the_other_sides():
    assert mean(outcomes(0, 9, kind="pledge")) < 0.35
    assert mean(outcomes(0, 9, side="Bland")) < 0.45
    both = [*outcomes(0, 9, side="Bland"), *outcomes(9, 0, kind="pledge")]
    assert mean(both) > 0.6  # the own side tells more


def test_many_claims_of_its_own_outweigh_any_group():
    others = [one for side in "BCDEFG" for one in outcomes(20, 0, side=side)]
    assert mean([*others, *outcomes(0, 200)]) < 0.15


def test_a_group_draws_stronger_where_its_members_are_alike():
    alike = {(f"s{n}",): Tally(held=15, failed=15) for n in range(40)}
    unlike = {(f"s{n}",): Tally(held=30 * (n % 2), failed=30 * (1 - n % 2)) for n in range(40)}
    assert learn(alike).strengths == (STRENGTHS[-1],)
    assert learn(unlike).strengths == (STRENGTHS[0],)


def test_how_strongly_a_side_is_drawn_is_learnt_from_the_others():
    tallies = tallied(((one.side, one.kind), one.held) for one in [*outcomes(9, 1), *outcomes(3, 3, side="Bland")])
    more = {**tallies, ("Aland", "pledge"): Tally(failed=50)}
    assert drawn(tallies, "Aland") == drawn(more, "Aland")
    assert drawn({}, "Aland") == ()


def test_a_record_is_that_of_the_side_and_kind():
    resolved = [*outcomes(3, 1), *outcomes(0, 2, kind="pledge"), *outcomes(5, 0, side="Bland")]
    tallies = tallied(((one.side, one.kind), one.held) for one in resolved)
    found = track_record(learn(tallies), "Aland", "fact")
    assert (found.side, found.held, found.failed) == ("Aland", 3, 1)
    assert learn(tallies).tally(("Aland",)) == Tally(held=3, failed=3)
    assert learn(tallies).tally(()) == Tally(held=8, failed=3)
