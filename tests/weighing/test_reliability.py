"""Admiralty grades and the prior from a track record."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, evidence

from saidseen.things import Case, TrackRecord
from saidseen.weighing.reliability import grade, letter, posterior, prior_log_odds


def record(held, failed):
    return TrackRecord(side="Aland", held=held, failed=failed)


@pytest.mark.parametrize(
    ("held", "failed", "wanted"), [(4, 0, "F"), (0, 4, "F"), (40, 0, "A"), (5, 0, "B"), (18, 3, "B"), (6, 5, "D"), (0, 5, "E")]
)
def test_letters(held, failed, wanted):
    assert letter(record(held, failed)) == wanted


def test_no_record_cannot_be_judged():
    assert letter(None) == "F"
    assert prior_log_odds(None) == prior_log_odds(record(4, 0)) == 0.0


@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_kept_claim_never_lowers_a_record(held, failed):
    assert posterior(record(held, failed)).mean < posterior(record(held + 1, failed)).mean
    assert posterior(record(held, failed + 1)).mean < posterior(record(held, failed)).mean
    assert -0.62 <= prior_log_odds(record(held, failed)) <= 0.62


def test_what_a_group_lends_makes_up_for_no_claim_of_ones_own():
    assert letter(TrackRecord(side="Aland", held=4, lent_held=32, lent_failed=0.5)) == "F"
    assert letter(TrackRecord(side="Aland", held=5, lent_held=32, lent_failed=0.5)) == "A"
    assert letter(TrackRecord(side="Aland", held=5, lent_held=0.5, lent_failed=7.5)) == "D"


def test_letters_rise_with_the_record():
    letters = [letter(record(n, 30 - n)) for n in range(31)]
    assert all(a >= b for a, b in pairwise(letters))


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        ([], "F6"),
        ([evidence("supports", "told-party")], "F6"),
        ([evidence("supports", "told-independent")], "F3"),
        ([evidence("refutes", "told-independent")], "F4"),
        ([evidence()], "F2"),
        ([evidence(), evidence(number=2)], "F2"),
        ([evidence(), evidence(group="g2")], "F1"),
        ([evidence(), evidence("refutes", group="g2")], "F3"),
        ([evidence("refutes")], "F5"),
    ],
)
def test_credibility(items, wanted):
    assert grade(Case(claim=claim(), evidence=tuple(items))) == wanted
