"""What a verdict hangs on."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from making import claim, day, evidence

from saidseen.things import Case
from saidseen.weighing.leaving import Left, left_out, without
from saidseen.weighing.verdict import judge, votes

FACT = claim()


def leave_one_out(case: Case, as_of: datetime) -> tuple[Left, ...]:
    """The verdict without each group that has a vote."""
    voting = {e.group for e in votes(judge(case, as_of).evidence)}
    return tuple(left_out(case, group, as_of) for group in sorted(voting))


def test_a_verdict_hangs_on_a_single_group_and_on_neither_of_two():
    one, two = evidence(group="g1"), evidence(group="g2", number=2)
    (alone,) = leave_one_out(Case(claim=FACT, evidence=(one,)), day(1))
    assert (alone.group, alone.verdict.status, alone.hangs) == ("g1", "unverified", True)
    assert [left.hangs for left in leave_one_out(Case(claim=FACT, evidence=(one, two)), day(1))] == [False, False]


def test_one_group_against_many_is_what_keeps_them_mixed():
    many = tuple(evidence(group=f"g{n}", number=n) for n in range(5))
    case = Case(claim=FACT, evidence=(*many, evidence("refutes", group="g9", number=9)))
    assert [left.group for left in leave_one_out(case, day(1)) if left.hangs] == ["g9"]


def test_what_came_later_is_left_out_of_both():
    later = evidence(group="g2", published=day(5), number=2)
    assert [left.group for left in leave_one_out(Case(claim=FACT, evidence=(evidence(), later)), day(1))] == ["g1"]


@given(st.permutations(range(6)))
def test_the_order_of_evidence_changes_nothing(order):
    items = [evidence("supports" if n % 2 else "refutes", group=f"g{n % 4}", weight=1.0 + n / 4, number=n) for n in range(6)]
    straight, shuffled = Case(claim=FACT, evidence=tuple(items)), Case(claim=FACT, evidence=tuple(items[n] for n in order))
    assert leave_one_out(straight, day(1)) == leave_one_out(shuffled, day(1))


def test_a_group_that_is_not_there_takes_nothing_away():
    case = Case(claim=FACT, evidence=(evidence(),))
    assert without(case, {"g7"}) == case
    assert left_out(case, "g7", day(1)).verdict == judge(case, day(1))
