"""What persons decide lies over what the machine grouped."""

from __future__ import annotations

from making import claim, day, event

from saidseen.things import Review
from saidseen.weighing.reviews import reviewed


def review(action, of, **more) -> Review:
    statements = more.pop("statements", tuple(u.statement.id for u in of.utterances))
    return Review(claim=of.id, action=action, who="Ann", why="because", statements=statements, **more)


def test_a_rejected_claim_is_gone_and_an_accepted_one_stays() -> None:
    one, two = claim(number=1), claim(number=2)
    assert reviewed([one, two], [review("reject", one), review("accept", two)]) == [two]


def test_merged_claims_keep_the_id_and_all_words() -> None:
    one, two = claim(number=1), claim(number=2, published=day(2))
    (merged,) = reviewed([one, two], [review("merge", two, into=one.id)])
    assert merged.id == one.id
    assert len(merged.utterances) == 2


def test_a_split_is_undone_by_a_merge() -> None:
    one, two = claim(number=1), claim(number=2, published=day(2))
    (merged,) = reviewed([one, two], [review("merge", two, into=one.id)])
    parts = reviewed([merged], [review("split", merged, statements=(two.utterances[0].statement.id,))])
    assert {p.utterances for p in parts} == {one.utterances, two.utterances}


def test_a_review_finds_its_claim_by_its_statements_when_the_id_has_moved() -> None:
    old, moved = claim(number=1), claim(event(mode="return_to_base"), number=1)
    assert old.id == moved.id or reviewed([moved], [review("reject", old)]) == []
    assert reviewed([claim(number=7)], [review("reject", old)]) != []


def test_a_split_that_leaves_nothing_changes_nothing() -> None:
    one = claim(number=1)
    assert reviewed([one], [review("split", one)]) == [one]
