"""The judge: the law's statuses, its finer points, and what must hold for any case."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import MINISTER, claim, day, event, evidence, span_of_days

from saidseen.things import SETTLED, SETTLING, Case, Interval, TrackRecord, Withdrawal
from saidseen.weighing.verdict import Rule, judge, words

FACT = claim()
PLEDGE = claim(event(when=span_of_days(0, 5)), "pledge")
DENIAL = claim(event("ASSAULT", "invasion", polarity="negative", when=span_of_days(0, 5)), "pledge")
TRUCE = claim(event("RETREAT", "ceasefire", when=span_of_days(0, 5)), "pledge")
CONDITIONAL = claim(event("ASSAULT", "attack", condition="if sanctions come"), "threat")


def verdict(a_claim, *items, at=1, record=None):
    return judge(Case(claim=a_claim, evidence=tuple(items), record=record), day(at))


def status(a_claim, *items, at=1):
    return verdict(a_claim, *items, at=at).status


SUPPORT, REFUTE = evidence("supports", group="g1"), evidence("refutes", group="g2")


@pytest.mark.parametrize("cls", sorted(SETTLING))
def test_one_settling_group_settles_a_fact(cls):
    assert status(FACT, evidence("supports", cls)) == "confirmed"
    assert status(FACT, evidence("refutes", cls)) == "contradicted"


def test_settling_groups_on_both_sides_are_mixed():
    found = verdict(FACT, SUPPORT, REFUTE)
    assert (found.status, found.rule) == ("mixed", Rule.SEEN_BOTH)
    assert 0.10 < found.probability < 0.90


@pytest.mark.parametrize("cls", ["told-party", "told-independent", "echo"])
def test_what_is_told_settles_nothing(cls):
    many = [evidence("supports", cls, group=f"g{i}", weight=9.0) for i in range(50)]
    found = verdict(FACT, *many)
    assert found.status == "unverified"
    assert 0.5 <= found.probability <= 0.80


def test_a_denial_does_not_weaken_what_was_seen():
    denials = [evidence("refutes", "told-party", group=f"d{i}") for i in range(20)]
    assert status(FACT, SUPPORT, *denials) == "confirmed"


def test_loose_evidence_settles_only_in_company():
    loose = [evidence("supports", weight=1.6, group=g) for g in ("g1", "g2")]
    alone = verdict(FACT, loose[0])
    assert (alone.status, alone.rule) == ("unverified", Rule.SEEN_TOO_WEAK)
    assert status(FACT, *loose) == "confirmed"


def test_one_group_has_one_vote():
    copies = [evidence("supports", weight=1.6, group="g1", number=i) for i in range(1000)]
    assert verdict(FACT, *copies).probability == verdict(FACT, copies[0]).probability
    assert status(FACT, *copies) == "unverified"


def test_only_what_was_published_counts():
    assert status(FACT, replace(SUPPORT, published=day(2)), at=1) == "unverified"
    assert status(FACT, replace(SUPPORT, published=day(2)), at=2) == "confirmed"
    assert status(FACT, replace(SUPPORT, published=None)) == "unverified"
    assert verdict(FACT, replace(SUPPORT, published=day(2)), at=1).evidence == ()


def test_neutral_evidence_is_shown_and_does_not_count():
    neutral = replace(SUPPORT, relation="neutral", weight=0.0)
    found = verdict(FACT, neutral)
    assert (found.status, found.probability, found.evidence) == ("unverified", 0.5, (neutral,))


def test_a_pledge_is_too_early_until_its_window_closes():
    assert status(PLEDGE, at=4) == "too-early"
    assert status(PLEDGE, at=5) == "expired"


def test_a_pledge_is_confirmed_as_soon_as_it_is_kept():
    assert status(PLEDGE, SUPPORT, at=1) == "confirmed"


def test_a_pledge_is_contradicted_only_once_the_window_has_closed():
    early = verdict(PLEDGE, REFUTE, at=4)
    assert early.status == "too-early"
    assert early.probability > 0.10
    assert status(PLEDGE, REFUTE, at=5) == "contradicted"


@pytest.mark.parametrize("kind", ["threat", "demand", "forecast"])
def test_the_window_rule_holds_for_all_that_is_to_come(kind):
    coming = replace(PLEDGE, kind=kind)
    assert [status(coming, REFUTE, at=t) for t in (4, 5)] == ["too-early", "contradicted"]
    assert [status(coming, at=t) for t in (4, 5)] == ["too-early", "expired"]


def test_a_promise_not_to_is_broken_by_the_deed_at_once():
    found = verdict(DENIAL, REFUTE, at=1)
    assert (found.status, found.rule) == ("contradicted", Rule.IMPOSSIBLE)


def test_a_promise_not_to_is_kept_only_when_its_time_is_over():
    assert [status(DENIAL, SUPPORT, at=t) for t in (4, 5)] == ["too-early", "confirmed"]


def test_one_breach_makes_a_ceasefire_impossible():
    assert verdict(TRUCE, REFUTE, at=1).rule == Rule.IMPOSSIBLE
    assert status(TRUCE, SUPPORT, at=1) == "too-early"


def test_support_and_refusal_are_mixed_before_the_window_closes():
    assert status(PLEDGE, SUPPORT, REFUTE, at=1) == "mixed"


def test_a_conditional_threat_stays_too_early():
    found = verdict(CONDITIONAL, at=900)
    assert (found.status, found.rule) == ("too-early", Rule.NO_WINDOW)
    assert status(CONDITIONAL, REFUTE, at=900) == "too-early"


def test_taken_back():
    back = Withdrawal(statement="s-9", published=day(2), untrue=False)
    pledge = replace(PLEDGE, withdrawn=back)
    assert [status(pledge, at=t) for t in (1, 2, 9)] == ["too-early", "withdrawn", "withdrawn"]
    assert status(pledge, SUPPORT, at=9) == "confirmed"
    assert status(replace(PLEDGE, withdrawn=replace(back, published=day(6))), at=9) == "expired"
    assert status(replace(FACT, withdrawn=back), at=3) == "withdrawn"


def test_a_side_that_calls_its_own_fact_untrue_concedes():
    untrue = replace(FACT, withdrawn=Withdrawal(statement="s-9", published=day(2), untrue=True))
    found = verdict(untrue, at=2)
    assert (found.status, found.rule) == ("contradicted", Rule.TAKEN_BACK_AS_UNTRUE)
    assert found.probability <= 0.10
    assert status(untrue, at=1) == "unverified"
    assert status(untrue, SUPPORT, at=1) == "confirmed"


def test_negative_facts():
    denial = claim(event("MOBILIZE", "presence", polarity="negative"))
    assert status(denial) == "unverified"
    assert status(denial, REFUTE) == "contradicted"


def test_a_persons_direct_observation_settles():
    assert status(FACT, evidence("supports", "seen-direct", weight=4.0)) == "confirmed"


def test_the_worst_record_cannot_outweigh_one_observation():
    liar, saint = TrackRecord(side="Aland", held=0, failed=500), TrackRecord(side="Aland", held=500, failed=0)
    assert verdict(FACT, SUPPORT, record=liar).status == "confirmed"
    assert verdict(FACT, REFUTE, record=saint).status == "contradicted"
    assert verdict(FACT, record=liar).probability < 0.5 < verdict(FACT, record=saint).probability


@pytest.mark.parametrize(
    ("p", "expression"),
    [
        (0.01, "almost no chance"),
        (0.1, "very unlikely"),
        (0.3, "unlikely"),
        (0.5, "roughly even chance"),
        (0.7, "likely"),
        (0.9, "very likely"),
        (0.99, "almost certain"),
    ],
)
def test_words_of_estimative_probability(p, expression):
    assert words(p) == expression


def test_reasons_are_one_sentence_each():
    for a_claim in (FACT, PLEDGE, CONDITIONAL, DENIAL):
        for items in ((), (SUPPORT,), (REFUTE,), (SUPPORT, REFUTE)):
            found = verdict(a_claim, *items)
            assert found.why.startswith(f"Rule {found.rule}: ")
            assert found.why.count(". ") == 0
            assert found.would_change.endswith(".")


EVIDENCE = st.builds(
    evidence,
    st.sampled_from(["supports", "refutes"]),
    st.sampled_from(["seen-direct", "seen-reported", "conceded", "told-independent", "told-party", "echo"]),
    weight=st.floats(0, 8),
    group=st.sampled_from(["a", "b", "c", "d"]),
    published=st.sampled_from([day(0), day(1), day(2), None]),
    number=st.integers(1, 5),
)
TOLD = EVIDENCE.filter(lambda e: e.cls not in SETTLING)
CLAIMS = st.sampled_from([FACT, PLEDGE, DENIAL, TRUCE, CONDITIONAL])
RECORDS = st.none() | st.builds(TrackRecord, side=st.just("Aland"), held=st.integers(0, 30), failed=st.integers(0, 30))


@given(CLAIMS, st.lists(EVIDENCE, max_size=8), RECORDS, st.randoms(), st.integers(0, 8))
def test_no_order_of_evidence_changes_a_verdict(a_claim, items, record, random, at):
    before = verdict(a_claim, *items, at=at, record=record)
    shuffled = list(items)
    random.shuffle(shuffled)
    assert verdict(a_claim, *shuffled, at=at, record=record) == before


@given(CLAIMS, st.lists(TOLD, max_size=30), RECORDS, st.integers(0, 8))
def test_what_is_told_never_leaves_its_bounds(a_claim, items, record, at):
    found = verdict(a_claim, *items, at=at, record=record)
    assert 0.20 <= found.probability <= 0.80
    assert found.status not in SETTLED


@given(CLAIMS, st.lists(EVIDENCE, max_size=6), EVIDENCE, st.integers(0, 8))
def test_a_thousand_copies_in_one_group_change_nothing(a_claim, items, copied, at):
    one, many = (verdict(a_claim, *items, *([copied] * n), at=at) for n in (1, 1000))
    assert (one.status, one.probability) == (many.status, many.probability)


@given(CLAIMS, st.lists(EVIDENCE, max_size=8), RECORDS, st.integers(0, 8))
def test_probability_and_status_agree(a_claim, items, record, at):
    found = verdict(a_claim, *items, at=at, record=record)
    assert 0.01 <= found.probability <= 0.99
    assert (found.status == "confirmed") == (found.probability >= 0.90)
    assert (found.status == "contradicted") == (found.probability <= 0.10)
    assert found.words == words(found.probability)


def test_a_window_with_an_end_only_closes():
    deadline = replace(PLEDGE, window=Interval(end=day(3)), speaker=MINISTER)
    assert [status(deadline, at=t) for t in (2, 3)] == ["too-early", "expired"]
