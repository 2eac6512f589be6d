"""Explanations that can be printed: every clause has its evidence, and how likely is never said together with how reliable."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hand_made import LATER, SAID, claim, evidence
from hypothesis import given
from hypothesis import strategies as st

from saidseen.showing import views
from saidseen.showing.moments import ending
from saidseen.showing.sentences import explanation, grade_words, numbered, the
from saidseen.things import Case, Interval, TrackRecord, Withdrawal
from saidseen.weighing.verdict import ESTIMATIVE, judge

LIKELY = [name for _, name in ESTIMATIVE] + ["almost certain"]
UNDER = re.compile(r"Grade|reliab|confiden|record")


def explained(*items: Any, at: Any = LATER, record: TrackRecord | None = None, **changes: Any) -> str:
    case = Case(claim=claim(**changes), evidence=items, record=record)
    row = views.ClaimRow(case=case, verdict=judge(case, at))
    return " ".join(s.text for s in explanation(row))


def test_a_settled_claim_says_by_whom_and_that_a_second_origin_is_lacking() -> None:
    assert explained(evidence()) == (
        "The claim is contradicted: what reporter of the Valley Post saw speaks against it [1], and nothing seen speaks for it. "
        "That verdict rests on a single origin; no second, independent one is known. "
        "There is almost no chance (5 %) that the promise was kept."
    )


def test_two_origins_and_a_party_that_says_the_opposite() -> None:
    other = evidence(group="g-3", source="Ada Vole", cls="conceded", url="https://example.org/dam/3")
    told = evidence(group="g-4", cls="told-party", relation="supports", weight=0.4, source="XOA", url="https://example.org/dam/4")
    words = explained(evidence(), other, told)
    assert "what reporter of the Valley Post saw speaks against it [1], and Ada Vole concedes the opposite [2]" in words
    assert "XOA says the same [3]. What is only said settles nothing, and counts for nothing beside what was seen." in words
    assert "single origin" not in words


def test_copies_of_one_origin_are_told_to_count_once() -> None:
    assert "[1][2] have one origin and count once." in explained(evidence(), evidence(url="https://example.org/dam/3"))


def test_an_open_claim_says_until_when_and_an_expired_one_that_it_is_over() -> None:
    assert explained(at=SAID).startswith("It is too early to tell: there is time until the end of 5 May 2021.")
    assert "promise will be kept" in explained(evidence(weight=-1.0, published=SAID), at=SAID)
    assert explained().startswith(
        "The time for it was over by the end of 5 May 2021, and nothing had been seen that would settle it."
    )
    assert "the odds are left even (50 %)" in explained()


def test_a_withdrawal_a_condition_and_a_record_are_told() -> None:
    back = Withdrawal(statement="s-2", published=SAID + timedelta(days=1), untrue=False)
    assert explained(withdrawn=back).startswith("XOA took it back on 2 May 2021, before anything seen had settled it.")
    open_ended = explained(window=Interval(), condition="if it rains")
    assert "the condition that was named has no date yet" in open_ended
    record = TrackRecord(side="XOA", held=0, failed=6)
    assert "Of 6 other pledges by XOA that were settled, none held, which counts against it." in explained(record=record)


def test_what_was_seen_faintly_or_without_a_date_decides_nothing() -> None:
    assert "points away from the claim [1], too faintly to count." in explained(evidence(weight=-0.4))
    assert "nothing had been seen that would settle it" in explained(evidence(published=None))


@pytest.mark.parametrize(
    ("side", "words"), [("United States", "the United States"), ("Belarus", "Belarus"), ("Czech Republic", "the Czech Republic")]
)
def test_sides_stand_in_a_sentence_with_their_article(side: str, words: str) -> None:
    assert the(side) == words


def test_a_half_open_end_at_midnight_is_the_day_before() -> None:
    midnight = SAID.replace(hour=0)
    assert (ending(midnight), ending(SAID)) == ("the end of 30 Apr 2021", "1 May 2021, 12:00 UTC")


def test_grades_are_explained_and_a_persons_grade_is_only_named() -> None:
    assert grade_words("B2", by_hand=False) == (
        "Grade B2: the source is usually reliable by its record; what it says was seen by one observer."
    )
    assert grade_words("B2", by_hand=True) == "Grade B2, given by a person."


PIECE = st.builds(
    lambda relation, cls, weight, group, day: evidence(
        relation=relation,
        cls=cls,
        weight={"supports": weight, "refutes": -weight}.get(relation, 0.0),
        group=f"g-{group}",
        source=f"Observer {group}",
        published=None if day is None else SAID + timedelta(days=day),
        url=f"https://example.org/{group}/{day}",
    ),
    st.sampled_from(["supports", "refutes", "neutral"]),
    st.sampled_from(["seen-direct", "seen-reported", "conceded", "told-independent", "told-party", "echo"]),
    st.sampled_from([0.2, 0.4, 0.7, 1.6, 3.0]),
    st.integers(0, 5),
    st.none() | st.integers(0, 30),
)


@given(
    st.lists(PIECE, max_size=8),
    st.sampled_from(["fact", "pledge", "threat", "demand", "forecast"]),
    st.sampled_from(["positive", "negative"]),
    st.integers(0, 25),
    st.none() | st.builds(lambda held, failed: TrackRecord(side="XOA", held=held, failed=failed), *[st.integers(0, 9)] * 2),
)
def test_marks_fit_the_list_and_likelihood_stands_alone(items, kind, polarity, days, record) -> None:
    case = Case(claim=claim(kind=kind, polarity=polarity), evidence=tuple(items), record=record)
    row = views.ClaimRow(case=case, verdict=judge(case, SAID + timedelta(days=days)))
    listed, found = numbered(case), explanation(row)
    for sentence in found:
        assert sentence.text[0].isupper() or sentence.text[0] in "[123456789"
        assert sentence.text.endswith(".")
        assert all(1 <= n <= len(listed) for n in sentence.rests_on)
        assert {int(n) for n in re.findall(r"\[(\d+)\]", sentence.text)} <= set(sentence.rests_on)
        if any(name in sentence.text for name in LIKELY):
            assert not UNDER.search(sentence.text)
            assert not sentence.rests_on
    decisive = {n for s in found[:-1] for n in s.rests_on}
    assert all(listed[n - 1].published is not None for n in decisive if listed[n - 1].relation != "neutral")
    assert sum(any(name in s.text for name in LIKELY) or "odds are left even" in s.text for s in found) == 1
    assert explanation(replace(row, case=replace(case, evidence=tuple(reversed(case.evidence))))) == found
