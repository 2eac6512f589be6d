from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from saidseen.follow import Stage, follow
from saidseen.ledger import Gone, Ledger, LedgerError
from saidseen.things import Document, Hearing, Observation, Outcome, Problem, Review, Statement, Verdict

REVIEW = Review(claim="c-1", action="accept", who="Mara Quill", why="checked the register")


def observation(number: int, document: str | None = None) -> Observation:
    return Observation(id=f"o-{number}", cls="seen-reported", document=document, url="u", published=None, quote="ships")


def verdict(probability: float) -> Verdict:
    when = datetime(2031, 5, 2, tzinfo=UTC)
    return Verdict(
        claim="c-1",
        as_of=when,
        status="unverified",
        probability=probability,
        words="",
        grade="F6",
        rule="r",
        why="w",
        would_change="x",
    )


def kinds(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in ledger.log()]


def stage_of(takes: str, things: object, version: str = "1") -> Stage:
    """A stage that makes what ``things`` gives for an item."""
    return Stage(
        name="any",
        version=version,
        takes=takes,
        run=lambda item: Outcome(item=item.document if takes == "hearing" else item.id, things=things(item)),
    )


def test_adding_again_adds_nothing(ledger, document):
    documents = [document(n) for n in range(5)]
    first = ledger.add(iter(documents))
    again = ledger.add([*documents, documents[0]])
    assert (first.new, first.known, first.corrected) == (tuple(d.id for d in documents), 0, ())
    assert (again.new, again.known, again.corrected) == ((), 6, ())
    assert kinds(ledger) == ["document"] * 5


def test_a_document_comes_back_as_it_was(ledger, document):
    given = replace(document(1, text="na\u00efve \U0001f6a2 \x00 text"), title="T", outlet="O", origin="f.jsonl:3")
    ledger.add([given])
    assert ledger.get(Document, given.id) == given
    assert ledger.get(Document, "d-none") is None


def test_text_that_no_file_can_hold_keeps_its_offsets(ledger, document):
    given = document(1, url="https://x.example/\ud800", text="a\ud83d\udea2b")
    ledger.add([given])
    found = ledger.get(Document, given.id)
    assert found.text == "a??b"
    assert ledger.documents_by_url(given.url) == [found]
    assert ledger.add([given]).known == 1
    assert ledger.get(Document, "\udcff") is None


def test_a_corrected_version_stands_beside_the_old_one(ledger, document):
    old, new = document(1, url="u"), document(2, url="u")
    early = document(0, url="u")
    added = ledger.add([old, new])
    assert added.corrected == (new.id,)
    assert ledger.add([early]).corrected == ()  # it came last, but is the oldest
    found = ledger.documents_by_url("u")
    assert [(d.id, d.replaces) for d in found] == [(early.id, None), (old.id, None), (new.id, old.id)]
    assert found[1] == old


def test_texts_without_a_url_are_no_versions_of_each_other(ledger, document):
    assert ledger.add([document(1, url=""), document(2, url="")]).corrected == ()


def test_documents_are_due_by_date_then_id(ledger, document, hear):
    documents = [document(n % 90, url=f"u{n}", dated=n % 3 > 0) for n in range(200)]
    shuffled = documents[:]
    random.Random(4).shuffle(shuffled)  # noqa: S311  # an order, not a secret
    ledger.add(shuffled)
    expected = sorted(documents, key=lambda d: (d.published.isoformat() if d.published else "", d.id))
    assert list(ledger.todo(hear())) == expected


def test_following_marks_and_a_raised_version_backfills(ledger, document, hear):
    ledger.add(document(n) for n in range(70))
    follow([hear()], ledger)
    assert list(ledger.todo(hear())) == []
    follow([hear("2")], ledger)
    assert kinds(ledger).count("hearing") == 70, "equal results are not written again"
    assert kinds(ledger).count("done") == 140


def test_todo_can_be_read_while_results_are_recorded(ledger, document, hear):
    ledger.add(document(n) for n in range(150))
    stage, seen = hear(), []
    for item in ledger.todo(stage):
        seen.append(item.id)
        ledger.record(stage, [stage.run(item)])
        if len(seen) == 10:
            ledger.add([document(900, dated=True)])
    assert len(seen) == len(set(seen)) == 150
    assert [d.id for d in ledger.todo(stage)] == [document(900).id], "what came meanwhile is due the next time"


def test_recording_twice_writes_once(ledger, document, hear):
    ledger.add([document(1)])
    stage = hear()
    outcomes = [stage.run(item) for item in ledger.todo(stage)]
    ledger.record(stage, outcomes)
    before = kinds(ledger)
    ledger.record(stage, outcomes)
    assert kinds(ledger) == before == ["document", "hearing", "done"]


def test_lineage_and_clocks(ledger, document, hear, path):
    given = document(1)
    ledger.add([given])
    follow([hear()], ledger)
    hearing = list(ledger.log())[1]
    assert (hearing.stage, hearing.url, hearing.published) == ("hear@1", given.url, given.published)
    assert abs((datetime.now(UTC) - hearing.recorded_at).total_seconds()) < 600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT parents FROM entries WHERE kind = 'hearing'").fetchone() == (f'["{given.id}"]',)


def test_a_new_hearing_is_due_again(ledger, document, hear):
    given = document(1)
    ledger.add([given])
    see = stage_of("hearing", lambda h: (observation(len(h.statements), h.document),))
    follow([hear(), see], ledger)
    assert list(ledger.todo(see)) == []
    statement = Statement(id="s-1", document=given.id, source=(), cue=(), content=(), quote_type="direct", act="assert")
    newer = Hearing(document=given.id, statements=(statement,))
    ledger.record(hear("2"), [Outcome(item=given.id, things=(newer,))])
    assert list(ledger.todo(see)) == [newer]
    follow([see], ledger)
    assert [o.id for o in ledger.things(Observation)] == ["o-1"], "what is not made any more is taken back"
    assert [o.id for o in ledger.things(Observation, history=True)] == ["o-0", "o-1"]


def test_a_hearing_that_changes_while_it_is_worked_on_is_due_again(ledger, document, hear):
    given = document(1)
    ledger.add([given])
    see = stage_of("hearing", lambda _: ())
    follow([hear()], ledger)
    (read,) = ledger.todo(see)
    newer = Hearing(document=given.id, model="m")
    ledger.record(hear("2"), [Outcome(item=given.id, things=(newer,))])
    ledger.record(see, [see.run(read)])
    assert list(ledger.todo(see)) == [newer]


def test_the_whole_ledger_is_due_when_something_came(ledger, document):
    weigh = stage_of("ledger", lambda _: (verdict(0.5),))
    for _ in range(2):
        follow([weigh], ledger)
    assert kinds(ledger) == ["verdict", "done"]
    ledger.add([document(1)])
    assert list(ledger.todo(weigh)) == [ledger]
    ledger.put(REVIEW, who="Mara Quill", why="checked")
    follow([weigh], ledger)
    assert list(ledger.todo(weigh)) == [], "it had come before the stage read"
    ledger.put(observation(1), who="Mara Quill", why="was there")
    follow([weigh], ledger)
    ledger.put(Gone(kind="observation", key="o-1"), who="Mara Quill", why="wrong harbour")
    assert list(ledger.todo(weigh)) == [ledger]


def test_what_comes_while_the_whole_is_worked_on_makes_it_due_again(ledger, document):
    weigh = stage_of("ledger", lambda _: ())
    (read,) = ledger.todo(weigh)
    ledger.add([document(1)])
    ledger.record(weigh, [weigh.run(read)])
    assert list(ledger.todo(weigh)) == [ledger]


def test_current_and_history(ledger):
    weigh = stage_of("ledger", lambda _: ())
    for probability in (0.5, 0.5, 0.7, 0.5):
        ledger.record(weigh, [Outcome(item="ledger", things=(verdict(probability),))])
    assert [v.probability for v in ledger.things(Verdict, history=True)] == [0.5, 0.7, 0.5]
    assert ledger.get(Verdict, "c-1") == verdict(0.5)
    gone = Outcome(item="ledger", things=(Gone(kind="verdict", key="c-1"), Gone(kind="verdict", key="c-9")))
    ledger.record(weigh, [gone, gone])
    assert kinds(ledger).count("gone") == 1
    assert ledger.get(Verdict, "c-1") is None
    assert list(ledger.things(Verdict)) == []
    ledger.record(weigh, [Outcome(item="ledger", things=(verdict(0.5),))])
    assert list(ledger.things(Verdict)) == [verdict(0.5)]


def test_a_walk_sees_one_state(ledger):
    weigh = stage_of("ledger", lambda _: ())
    verdicts = [replace(verdict(0.5), claim=f"c-{n}") for n in range(100)]
    ledger.record(weigh, [Outcome(item="ledger", things=tuple(verdicts))])
    walk = ledger.things(Verdict)
    seen = [next(walk)]
    ledger.record(weigh, [Outcome(item="ledger", things=tuple(replace(v, probability=0.6) for v in verdicts))])
    assert [*seen, *walk] == verdicts


def test_problems_are_kept_and_end_with_their_cause(ledger, document, hear):
    given = document(1)
    ledger.add([given])
    problem = Problem(where=given.url, what="the parse failed", stage="hear@1")
    ledger.record(hear(), [Outcome(item=given.id, things=(Hearing(document=given.id),))])
    ledger.record(hear(), [Outcome(item=given.id, problems=(problem,))] * 2)
    assert list(ledger.things(Problem)) == [problem]
    assert ledger.get(Hearing, given.id), "an outcome of nothing but problems takes nothing back"
    follow([hear("2")], ledger)
    assert list(ledger.things(Problem)) == []


def test_a_transient_problem_leaves_the_item_due(ledger, document, hear):
    given = document(1)
    ledger.add([given])
    for _ in range(2):
        outcome = Outcome(item=given.id, problems=(Problem(where=given.url, what="no answer", transient=True),))
        ledger.record(hear(), [outcome])
        assert [d.id for d in ledger.todo(hear())] == [given.id]
    assert kinds(ledger) == ["document", "problem"]


def test_a_result_that_cannot_be_kept_becomes_a_problem(ledger, document, hear):
    given = document(1)
    ledger.add([given])
    bad = (verdict(float("nan")), object(), replace(verdict(0.5), as_of=datetime(2031, 1, 1)))  # noqa: DTZ001  # that is the fault
    ledger.record(hear(), [Outcome(item=given.id, things=(Hearing(document=given.id), *bad))])
    assert [p.where for p in ledger.things(Problem)] == [given.url] * 3
    assert ledger.get(Hearing, given.id) == Hearing(document=given.id)
    assert list(ledger.todo(hear())) == []


def test_what_a_person_enters(ledger):
    ledger.put(REVIEW, who="Mara Quill", why="checked the register")
    ledger.put(REVIEW, who="Mara Quill", why="checked the register")
    assert list(ledger.things(Review)) == [REVIEW]
    (entry,) = ledger.log()
    assert (entry.kind, entry.who, entry.why, entry.stage) == ("review", "Mara Quill", "checked the register", "")
    with pytest.raises(LedgerError, match="who makes it and why"):
        ledger.put(REVIEW, who=" ", why="x")


def test_a_document_that_cannot_be_kept_is_told(ledger, document):
    undated = replace(document(1), published=datetime(2031, 5, 1))  # noqa: DTZ001  # that is the fault
    with pytest.raises(LedgerError, match=r"a document could not be kept.*no time zone"):
        ledger.add([undated])


def test_the_log_ends_with_the_newest(ledger, document):
    ledger.add(document(n) for n in range(300))
    assert [entry.seq for entry in ledger.log()] == list(range(1, 301))
    assert [entry.seq for entry in ledger.log(2)] == [299, 300]
    assert list(ledger.log(0)) == []


def test_an_unknown_kind_is_refused(ledger):
    with pytest.raises(TypeError, match="holds no Statement"):
        list(ledger.things(Statement))
    with pytest.raises(ValueError, match="takes 'statement'"):
        list(ledger.todo(stage_of("statement", lambda _: ())))
