"""Numbers alone move nothing: floods of echoes, copies and statements, and input that contradicts itself."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ALAND, DEFENDER, MINISTER, TOWN, claim, day, event, evidence, observation, span_of_days, utterance
from test_provenance import AGENCY, document, story
from test_verdict import CLAIMS, EVIDENCE, FACT, RECORDS, verdict

from saidseen.things import Actor, Case, Interval, Review, Section
from saidseen.weighing.concessions import concessions, told, withdrawals
from saidseen.weighing.matching import compare
from saidseen.weighing.moment import case_at
from saidseen.weighing.provenance import groups, passage_groups
from saidseen.weighing.reviews import reviewed
from saidseen.weighing.tests import enter
from saidseen.weighing.verdict import judge

RELATIONS = st.sampled_from(["supports", "refutes"])


@given(CLAIMS, st.lists(EVIDENCE, max_size=5), RELATIONS, st.integers(0, 8))
def test_a_thousand_echoes_and_fifty_statements_of_parties_settle_nothing(a_claim, items, way, at):
    echoes = [evidence(way, "echo", weight=9.0, group=f"e{n}", number=n) for n in range(1000)]
    parties = [evidence(way, "told-party", weight=9.0, group=f"p{n}", number=n) for n in range(50)]
    before, after = verdict(a_claim, *items, at=at), verdict(a_claim, *items, *echoes, *parties, at=at)
    assert (after.status, after.rule) == (before.status, before.rule)
    low, high = min(before.probability, 0.20), max(before.probability, 0.80)
    assert low <= after.probability <= high
    assert verdict(a_claim, *items, *echoes, at=at).probability == before.probability


WEIGHED = st.builds(
    evidence,
    RELATIONS,
    st.sampled_from(["seen-direct", "seen-reported", "conceded", "told-independent", "told-party", "echo"]),
    weight=st.sampled_from([0.4, 0.6, 1.0, 1.6, 2.25, 3.0, 8.0]),
    group=st.sampled_from("abcdefgh"),
)


@settings(max_examples=1500)
@given(CLAIMS, st.lists(WEIGHED, max_size=7), WEIGHED, RECORDS, st.integers(0, 8))
def test_evidence_for_a_claim_never_lowers_it_and_evidence_against_it_never_raises_it(a_claim, items, more, record, at):
    before, after = (verdict(a_claim, *these, at=at, record=record).probability for these in (items, [*items, more]))
    assert after >= before if more.relation == "supports" else after <= before


def test_what_is_seen_weakly_does_not_take_away_from_what_is_told():
    heard = [evidence("supports", "told-independent", group=f"t{n}", weight=0.7) for n in range(5)]
    assert verdict(FACT, *heard).probability == 0.80
    assert verdict(FACT, *heard, evidence("supports", weight=0.6, group="eyes")).probability == 0.80
    assert verdict(FACT, *heard, evidence("refutes", weight=1.6, group="eyes")).probability < 0.20


def near_copy(number: int) -> str:
    """The agency's text with another head and a word in twenty its own."""
    chance = random.Random(number)  # noqa: S311  # no secret
    own = ["".join(chance.choices("nopqrstuv", k=6)) if chance.random() < 0.02 else word for word in AGENCY.split()]
    return " ".join([f"head{number}", *own])


def test_a_thousand_near_copies_are_one_group():
    assert len(set(groups([document(n % 300, near_copy(n)) for n in range(1000)]).values())) == 1


def test_a_thousand_papers_that_credit_the_agency_for_a_part_are_one_group():
    part = " ".join(AGENCY.split()[:100])  # less than half of each paper, so that without the credit none would be a copy
    papers = [document(0, AGENCY, outlet="Grey Wire")]
    for number in range(1, 1001):
        text = f"{part} {story(100 + number, 110)} Grey Wire"
        credit = Section(start=len(text) - 9, end=len(text), kind="credit")
        papers.append(document(number % 300, text, outlet=f"Paper {number}", sections=(credit,)))
    assert len(set(groups(papers).values())) == 1
    assert len(set(groups([replace(paper, sections=()) for paper in papers[:50]]).values())) == 50


def test_a_thousand_passages_with_one_sighting_have_one_vote():
    quote = "a patrol counted thirty four armoured vehicles on the bridge road before noon"
    cited = [replace(evidence(weight=1.6, group=f"g{n:04}", number=n), quote=f"{quote} paper {n} reports") for n in range(1000)]
    assert {e.group for e in passage_groups(cited)} == {"g0000"}
    found = verdict(FACT, *passage_groups(cited))
    assert (found.status, found.probability) == ("unverified", verdict(FACT, cited[0]).probability)


@given(st.permutations([f"g{n}" for n in range(6)]), st.randoms())
def test_the_order_of_passages_changes_no_group(names, shuffler):
    chain = ["the first patrol counted forty lorries at the mill", "forty lorries at the mill and smoke behind the old silo",
             "and smoke behind the old silo all day long", "smoke behind the old silo all day long it said",
             "nobody was hurt by the fire in town", ""]  # fmt: skip
    items = [
        replace(evidence(group=name, number=n), quote=quote) for n, (name, quote) in enumerate(zip(names, chain, strict=True))
    ]
    before = {e.url: e.group for e in passage_groups(items)}
    shuffler.shuffle(items)
    assert {e.url: e.group for e in passage_groups(items)} == before


def test_two_that_cite_one_another_are_one_voice():
    """A cites B, and B cites A for it: the words are one group, and one loose sight in it does not become two."""
    words = "forty lorries crossed the border bridge at night without lights"
    a = replace(evidence(weight=1.6, group="g-a", number=1), quote=f"According to the Post, {words}")
    b = replace(evidence(weight=1.6, group="g-b", number=2), quote=f"The Wire reported that {words}")
    assert verdict(FACT, a, b).status == "confirmed"  # were they two
    assert verdict(FACT, *passage_groups([a, b])).status == "unverified"


def review(action, of, **more) -> Review:
    return Review(claim=of.id, action=action, who="Ann", why="because", **more)


ONE, TWO = claim(number=1), claim(number=2, published=day(2))


@pytest.mark.parametrize(
    ("reviews", "left"),
    [
        ([review("merge", ONE, into=TWO.id), review("merge", TWO, into=ONE.id)], {TWO.id}),
        ([review("merge", ONE, into=ONE.id)], {ONE.id, TWO.id}),
        ([review("reject", ONE), review("merge", ONE, into=TWO.id)], {TWO.id}),
        ([review("merge", TWO, into=ONE.id), review("reject", ONE), review("reject", TWO)], set()),
        ([review("reject", ONE), review("accept", ONE)], {TWO.id}),
        ([review("split", ONE, statements=("s-nobody",)), review("merge", ONE, into="c-gone")], {ONE.id, TWO.id}),
    ],
)
def test_reviews_that_contradict_one_another_go_in_their_order(reviews, left):
    assert {c.id for c in reviewed([ONE, TWO], reviews)} == left


def test_claims_that_were_merged_by_mistake_are_as_before_once_split():
    gone = tuple(u.statement.id for u in TWO.utterances)
    parts = reviewed([ONE, TWO], [review("merge", TWO, into=ONE.id), review("split", ONE, statements=gone)])
    seen = observation(event(when=span_of_days(0, 1)), when=span_of_days(0, 1))
    for before, after in zip([ONE, TWO], sorted(parts, key=lambda c: c.utterances[0].published), strict=True):
        assert (after.id, after.utterances, after.window) == (before.id, before.utterances, before.window)
        assert compare(after, seen) == compare(before, seen)


@pytest.mark.parametrize(("when", "relation"), [(-40, "neutral"), (0, "supports"), (4000, "neutral")])
def test_what_was_seen_long_before_or_after_is_shown_and_does_not_weigh(when, relation):
    seen = observation(event(when=span_of_days(when, when + 1)), when=span_of_days(when, when + 1), published=day(when + 1))
    found = compare(claim(), seen)
    assert found is not None
    assert found.relation == relation


def test_what_is_published_after_the_moment_does_not_count_yet():
    tomorrow = evidence(published=day(2))
    case = Case(claim=FACT, evidence=(tomorrow,))
    assert judge(case_at(case, day(1), day(1)), day(1)).status == "unverified"
    assert judge(case_at(case, day(3), day(3)), day(3)).status == "confirmed"


def test_a_side_is_no_witness_of_its_own():
    """However often, in whatever name, one side says it again."""
    again = [claim(number=n, speaker=replace(MINISTER, name=f"Minister {n}"), published=day(1)) for n in range(2, 40)]
    assert [e for e in (*told([claim(), *again]), *concessions([claim(), *again])) if e.claim == claim().id] == []


NOBODY = Actor(surface="it", standing="other")


@pytest.mark.parametrize(
    "alleged",
    [event(actor=None, place=None), event("NOTHING", "no such kind", actor=None, place=None), event(when=Interval())],
)
@pytest.mark.parametrize("kind", ["fact", "pledge", "threat", "demand", "forecast"])
def test_a_claim_of_nobody_of_nowhere_and_at_no_time_has_a_verdict(alleged, kind):
    bare = enter([utterance(alleged, kind, speaker=NOBODY, side="", published=None)])
    other = claim(event(actor=ALAND, place=TOWN), speaker=DEFENDER, side="Bland", number=2)
    items = [e for e in (*told([bare, other]), *concessions([bare, other])) if e.claim == bare.id]
    seen = compare(bare, observation(event(), when=span_of_days(0, 1)))
    found = judge(Case(claim=bare, evidence=tuple([*items, seen] if seen else items)), day(400))
    assert withdrawals([bare, other]) == {}
    assert found.status == ("unverified" if kind == "fact" else "too-early")
