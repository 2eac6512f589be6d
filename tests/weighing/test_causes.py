"""Why a verdict changed: what is named makes the difference, and what makes none is not named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, day, event, evidence, span_of_days

from saidseen.things import Case, TrackRecord, Withdrawal
from saidseen.weighing.causes import FEW, Between, causes
from saidseen.weighing.leaving import moved
from saidseen.weighing.moment import case_at
from saidseen.weighing.verdict import judge

FACT = claim()
PLEDGE = claim(event(when=span_of_days(0, 5)), "pledge")
NOW = day(100)
EARLY, LATE = day(2), day(8)


def between(case, since=EARLY, until=LATE, records=(None, None)):
    before, after = (case_at(case, moment, NOW) for moment in (since, until))
    return Between.of(replace(before, record=records[0]), replace(after, record=records[1]), since, until)


def shares(case, **more):
    return [(c.why, c.alone, c.needed, c.instead) for c in causes(between(case, **more))]


def why(case, **more):
    return [(c.why, c.alone, c.needed) for c in causes(between(case, **more))]


def seen(relation="supports", cls="seen-reported", **more):
    return evidence(relation, cls, **{"published": day(3), **more})


def test_what_was_seen_between_is_the_cause_and_what_was_told_is_not():
    case = Case(claim=FACT, evidence=(seen(), seen("refutes", "told-party", weight=0.4, group="g2", number=2)))
    (cause,) = causes(between(case))
    assert (cause.why, cause.alone, cause.needed, cause.evidence) == ("evidence", True, True, case.evidence[:1])


def test_two_independent_groups_of_which_each_would_do_are_both_named():
    case = Case(claim=FACT, evidence=(seen(), seen(group="g2", number=2)))
    assert why(case) == [("evidence", True, False)] * 2


def test_two_that_are_only_enough_together_are_each_needed():
    loose = (seen(weight=1.6), seen(weight=1.6, group="g2", number=2))
    assert judge(Case(claim=FACT, evidence=loose), LATE).status == "confirmed"
    assert why(Case(claim=FACT, evidence=loose)) == [("evidence", False, True)] * 2


def test_time_alone_is_a_cause():
    assert why(Case(claim=PLEDGE, evidence=())) == [("window", True, True)]


def test_a_refutation_that_had_to_wait_for_its_window_wants_both():
    case = Case(claim=PLEDGE, evidence=(seen("refutes", published=day(4)),))
    assert [judge(case, day(n)).status for n in (4, 8)] == ["too-early", "contradicted"]
    assert shares(case) == [("evidence", False, True, False), ("window", False, True, False)]


def test_a_withdrawal_is_named():
    back = Withdrawal(statement="s-2", published=day(3), untrue=False)
    taken_back = Case(claim=replace(PLEDGE, withdrawn=back), evidence=())
    assert why(taken_back, until=day(4)) == [("withdrawal", True, True)]
    assert shares(taken_back) == [("window", False, False, True), ("withdrawal", True, True, False)]


def test_a_correction_takes_its_words_away():
    case = Case(claim=FACT, evidence=(replace(seen(published=day(1)), until=day(4)),))
    (cause,) = causes(between(case))
    assert (cause.why, cause.evidence) == ("correction", case.evidence)
    assert judge(case_at(case, LATE, NOW), LATE).status == "unverified"


def test_a_corrected_text_that_says_the_same_changes_nothing():
    old, new = replace(seen(published=day(1)), until=day(4)), replace(seen(published=day(4)), quote="newly put")
    assert why(Case(claim=FACT, evidence=(old, new))) == []


def test_a_track_record_is_named_where_it_alone_moves_the_probability():
    records = (TrackRecord(side="Aland", held=3, failed=3), TrackRecord(side="Aland", held=0, failed=12))
    assert why(Case(claim=FACT, evidence=()), records=records) == [("record", True, True)]


def test_a_review_that_takes_evidence_away_is_named():
    before = Case(claim=FACT, evidence=(seen(published=day(1)),))
    (cause,) = causes(Between.of(before, replace(before, evidence=()), EARLY, LATE))
    assert (cause.why, cause.alone, cause.needed) == ("review", True, True)


def test_moments_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="later than the second"):
        between(Case(claim=FACT, evidence=()), since=LATE, until=EARLY)


PIECE = st.tuples(
    st.sampled_from(["supports", "refutes"]),
    st.sampled_from(["seen-direct", "seen-reported", "conceded", "told-independent", "told-party", "echo"]),
    st.sampled_from([0.4, 0.7, 1.6, 2.25, 3.0, 4.0]),
    st.integers(0, FEW + 4),
    st.integers(0, 9),
    st.none() | st.integers(1, 9),
)
"""Relation, class, weight, group, day of publication, and how many days until a correction."""

RECORD = st.none() | st.builds(lambda held, failed: TrackRecord(side="Aland", held=held, failed=failed), *[st.integers(0, 9)] * 2)
ANY = {
    "pieces": st.lists(PIECE, max_size=FEW + 6),
    "pledge": st.booleans(),
    "back": st.none() | st.tuples(st.integers(1, 9), st.booleans()),
    "moments": st.lists(st.integers(0, 10), min_size=2, max_size=2).map(sorted),
    "records": st.tuples(RECORD, RECORD),
}
"""Any claim with any evidence at any two moments."""


def drawn(*, pieces, pledge, back, moments, records):
    found = tuple(
        replace(
            evidence(relation, cls, weight=weight, group=f"g{group}", published=day(when), number=n),
            until=day(when + until) if until else None,
        )
        for n, (relation, cls, weight, group, when, until) in pieces
    )
    withdrawn = Withdrawal(statement="s-2", published=day(back[0]), untrue=back[1]) if back else None
    case = Case(claim=replace(PLEDGE if pledge else FACT, withdrawn=withdrawn), evidence=found)
    return between(case, *map(day, moments), records)


def candidates_of(b, named):
    """The candidates that were named as causes."""
    keys = [(c.why, set(c.evidence)) for c in named]
    return [c for c in b.candidates if (c.why, set(c.brought or c.taken)) in keys]


@given(**ANY)
def test_all_that_came_between_makes_of_the_old_verdict_the_new(pieces, **other):
    b = drawn(pieces=enumerate(pieces), **other)
    assert not moved(b.judged(()), judge(b.before, b.since))
    assert not moved(b.judged(b.candidates), judge(b.after, b.until))


@given(**ANY)
def test_the_causes_taken_out_undo_the_change(pieces, **other):
    b = drawn(pieces=enumerate(pieces), **other)
    named = causes(b)
    assert bool(named) == moved(judge(b.before, b.since), judge(b.after, b.until))
    if named:
        assert b.undone(candidates_of(b, named))
    flipped = judge(b.before, b.since).status != judge(b.after, b.until).status
    if len(named) == 1 and flipped:  # a probability half-way has moved neither from the old one nor from the new
        assert named[0].needed


@given(st.data())
def test_the_order_of_evidence_changes_no_cause(data):
    any_ = {name: data.draw(found) for name, found in ANY.items()}
    straight = list(enumerate(any_.pop("pieces")))
    shuffled = data.draw(st.permutations(straight))
    assert causes(drawn(pieces=straight, **any_)) == causes(drawn(pieces=shuffled, **any_))


@given(**ANY)
def test_between_a_moment_and_itself_nothing_changed(pieces, **other):
    b = drawn(pieces=enumerate(pieces), **other)
    assert causes(Between.of(b.after, b.after, b.until, b.until)) == ()
