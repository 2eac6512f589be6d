"""One origin, one group."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from making import day, evidence

from saidseen.things import Document, Section
from saidseen.weighing.provenance import Union, containment, groups, passage_groups


def story(seed, length=220):
    """Invented words, so that two seeds share no phrase."""
    chooser = random.Random(seed)  # noqa: S311  # no secret
    return " ".join("".join(chooser.choices("abcdefghijklm", k=6)) for _ in range(length))


def document(number, text, outlet="Morning Post", sections=()):
    return Document.make(url=f"https://{number}.example", text=text, outlet=outlet, published=day(number), sections=sections)


AGENCY = story(1)


def partition(documents):
    named = groups(documents)
    return {frozenset(d.url for d in documents if named[d.id] == g) for g in named.values()}


def urls(*numbers):
    return frozenset(f"https://{n}.example" for n in numbers)


def test_a_reprint_with_a_new_head_and_a_cut_tail_is_one_group():
    cut = story(2, 20) + " " + " ".join(AGENCY.split()[:150])
    documents = [document(1, AGENCY), document(2, cut), document(3, story(3))]
    assert partition(documents) == {urls(1, 2), urls(3)}


def test_a_group_is_named_after_its_first_document_in_any_order():
    documents = [document(n, AGENCY + " " + story(n + 10, 5)) for n in range(4)]
    assert groups(documents) == groups(documents[::-1])
    assert len(set(groups(documents).values())) == 1


def test_a_credit_needs_less_in_common_but_not_nothing():
    agency = document(1, AGENCY, outlet="Grey Wire")
    part = " ".join(AGENCY.split()[:70]) + " " + story(4, 150)
    credited = part + " Grey Wire"
    section = (Section(start=len(part) + 1, end=len(credited), kind="agency"),)
    assert partition([agency, document(2, part)]) == {urls(1), urls(2)}
    assert partition([agency, document(2, credited, sections=section)]) == {urls(1, 2)}
    only_named = document(
        3, story(5) + " Grey Wire", sections=(Section(start=len(story(5)) + 1, end=len(story(5)) + 10, kind="agency"),)
    )
    assert partition([agency, only_named]) == {urls(1), urls(3)}


def test_empty_and_tiny_documents_stand_alone():
    assert partition([document(1, ""), document(2, ""), document(3, "Nothing new today")]) == {urls(1), urls(2), urls(3)}


def test_many_copies_stay_quick_and_together():
    copies = [document(n, AGENCY + f" {n}") for n in range(150)]
    assert len(set(groups(copies).values())) == 1


def test_passages_that_quote_one_another_are_one_group():
    quote = "a patrol counted thirty four armoured vehicles on the bridge road before noon"
    first = replace(evidence(group="g1"), quote=quote)
    second = replace(evidence(group="g2", number=2), quote=f"On Friday {quote}, it said")
    third = replace(evidence(group="g3", number=3), quote="reporters in the harbour saw the ferries lie empty all day long")
    found = passage_groups([third, second, first])
    assert [e.group for e in found] == ["g3", "g1", "g1"]
    assert [e.quote for e in found] == [third.quote, second.quote, first.quote]


def test_containment():
    assert containment(frozenset({1, 2}), frozenset({2, 3, 4})) == 0.5
    assert containment(frozenset(), frozenset({1})) == 0.0


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8), st.randoms())
def test_the_order_of_joining_changes_no_set(pairs, shuffler):
    def joined(in_order):
        union = Union("abcdef")
        for a, b in in_order:
            union.join(a, b)
        return {frozenset(s) for s in union.sets()}

    before = joined(pairs)
    shuffled = list(pairs)
    shuffler.shuffle(shuffled)
    assert joined(shuffled) == before
