"""Every answer is as of a moment, and nothing from after that moment gets into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hand_made import CASE, CONTENT, DOCUMENT, LATER, SAID, SEEN, SHELF, STATEMENT, TEXT, UTTERANCE, Shelf, claim, evidence
from hypothesis import given
from hypothesis import strategies as st

from saidseen.showing import views
from saidseen.showing.asof import history, judged_at
from saidseen.things import Actor, Case, Interval, Span, Withdrawal

NOW = datetime(2022, 1, 1, tzinfo=UTC)
BEFORE = SAID - timedelta(days=1)


def test_before_anybody_said_it_there_is_no_claim() -> None:
    assert views.claims(SHELF, as_of=BEFORE).rows == ()


def test_a_verdict_moves_when_something_is_seen() -> None:
    [early] = views.claims(SHELF, as_of=SAID).rows
    [late] = views.claims(SHELF, as_of=LATER).rows
    assert (early.verdict.status, late.verdict.status) == ("too-early", "contradicted")
    assert early.case.evidence == ()
    assert views.changed(views.claims(SHELF, as_of=SAID), views.claims(SHELF, as_of=LATER)) == {"c-000000000001": "too-early"}
    assert views.changed(None, views.claims(SHELF, as_of=SAID)) == {"c-000000000001": None}


@given(st.integers(min_value=-30, max_value=60))
def test_nothing_leaks_from_the_future(days: int) -> None:
    moment = SAID + timedelta(days=days)
    again = replace(UTTERANCE, published=SEEN + timedelta(days=3))
    back = Withdrawal(statement="s-2", published=SEEN + timedelta(days=5), untrue=False)
    case = Case(claim=claim(utterances=(UTTERANCE, again), withdrawn=back), evidence=(evidence(), evidence(published=None)))
    for cut, verdict in judged_at([case], moment, NOW):
        dates = [u.published for u in cut.claim.utterances] + [e.published for e in cut.evidence]
        dates += [cut.claim.withdrawn.published] if cut.claim.withdrawn else []
        assert all(d is not None and d <= moment for d in dates)
        assert verdict.as_of == moment


def test_a_document_without_a_date_counts_only_now() -> None:
    undated = Case(claim=claim(utterances=(replace(UTTERANCE, published=None),)), evidence=())
    shelf = Shelf(DOCUMENT, undated)
    past = views.claims(shelf, as_of=datetime.now(UTC) - timedelta(days=1))
    assert (past.rows, past.undated) == ((), 1)
    assert len(views.claims(shelf).rows) == 1


def test_a_side_is_graded_by_its_other_claims() -> None:
    others = [Case(claim=claim(id=f"c-{n:012d}"), evidence=(evidence(claim=f"c-{n:012d}"),)) for n in range(2, 8)]
    judged = judged_at([CASE, *others], LATER, NOW)
    assert all(case.record and (case.record.held, case.record.failed) == (0, 6) for case, _ in judged)
    assert {verdict.grade for _, verdict in judged} == {"E5"}


def test_a_record_holds_only_what_was_resolved_by_then() -> None:
    """Before its six other pledges were seen to fail, a side had no record; the history of the seventh tells when it got one."""
    others = [Case(claim=claim(id=f"c-{n:012d}"), evidence=(evidence(claim=f"c-{n:012d}"),)) for n in range(2, 8)]
    still_open = Case(claim=claim(window=Interval(start=SAID, end=LATER + timedelta(days=9))), evidence=())
    shelf = Shelf(DOCUMENT, still_open, *others)
    before, after = (views.claim(shelf, "c-000000000001", as_of=at) for at in (SEEN - timedelta(hours=1), SEEN))
    assert (before.row.verdict.grade, before.row.verdict.probability) == ("F6", 0.5)
    assert (after.row.verdict.grade, after.row.verdict.probability) == ("E6", 0.35)
    assert [(v.as_of, v.probability) for v in after.history] == [(SAID, 0.5), (SEEN, 0.35)]


@given(st.permutations(range(2, 8)), st.integers(0, 25))
def test_no_order_of_claims_changes_any_verdict(order: list[int], days: int) -> None:
    seen = [(n, evidence(claim=f"c-{n:012d}", published=SEEN + timedelta(days=n))) for n in range(2, 8)]
    others = {n: Case(claim=claim(id=f"c-{n:012d}"), evidence=(one,)) for n, one in seen}
    moment = SAID + timedelta(days=days)
    found = [{c.claim.id: v for c, v in judged_at([others[n] for n in keys], moment, NOW)} for keys in (order, sorted(others))]
    assert found[0] == found[1]


def test_filters() -> None:
    assert views.claims(SHELF, as_of=LATER, status="confirmed").rows == ()
    assert views.claims(SHELF, as_of=LATER, status="confirmed").total == 1
    assert len(views.claims(SHELF, as_of=LATER, speaker="ilka").rows) == 1
    assert views.claims(SHELF, as_of=LATER, speaker="general").rows == ()
    assert len(views.claims(SHELF, as_of=LATER, urls=["https://example.org/dam/2"]).rows) == 1
    assert views.claims(SHELF, as_of=LATER, urls=["https://example.org/other"]).rows == ()


def test_quotes_are_the_exact_words_between_the_offsets() -> None:
    gap = (Span.of(TEXT, 0, 18), Span.of(TEXT, 24, CONTENT.end))
    case = Case(claim=claim(utterances=(replace(UTTERANCE, statement=replace(STATEMENT, content=gap)),)), evidence=())
    [row] = views.claims(Shelf(DOCUMENT, case), as_of=SAID).rows
    assert row.quotes == (TEXT[UTTERANCE.start : UTTERANCE.end],)


def test_a_claim_is_found_by_the_beginning_of_its_id_if_that_is_unique() -> None:
    other = Case(claim=claim(id="c-00000000000f"), evidence=())
    shelf = Shelf(DOCUMENT, CASE, other)
    assert views.claim(shelf, "c-000000000001", as_of=LATER).row.case.claim.id == "c-000000000001"
    assert views.claim(shelf, "c-0000", as_of=LATER) is None
    assert views.claim(SHELF, "c-00", as_of=LATER).contexts[0].quote == CONTENT.quote
    assert views.claim(SHELF, "nonsense", as_of=LATER) is None


def test_history_tells_each_change_once() -> None:
    statuses = [(v.as_of, v.status) for v in history(CASE, [CASE], LATER, NOW)]
    assert statuses[0] == (SAID, "too-early")
    assert [s for _, s in statuses] == ["too-early", "expired", "contradicted"]
    assert statuses[-1][0] == SEEN


def test_a_document_with_its_statements_and_claims() -> None:
    view = views.document(SHELF, DOCUMENT.url, as_of=LATER)
    assert view.hearing.statements == (STATEMENT,)
    assert view.claims == {STATEMENT.id: "c-000000000001"}
    assert views.document(SHELF, DOCUMENT.url, as_of=BEFORE) is None
    assert views.document(SHELF, "https://example.org/none") is None


def test_who_prefers_the_name_and_falls_back_to_the_wording() -> None:
    assert views.who(Actor(surface="the minister", name="Ilka Varr", country="XOA")) == "Ilka Varr (XOA)"
    assert views.who(Actor(surface="he", organisation="Water Board", role="engineer")) == "Water Board engineer"
    assert views.who(Actor(surface="two officials")) == "two officials"


def test_said_falls_back_to_the_date_of_publication() -> None:
    bare = replace(UTTERANCE, statement=replace(STATEMENT, said=None))
    [row] = views.claims(Shelf(Case(claim=claim(utterances=(bare,)), evidence=())), as_of=SAID).rows
    assert row.said == Interval(start=SAID, end=SAID)
