"""The loop over the stages, with a ledger that lives in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from saidseen.follow import BATCH, Stage, attempt, batched, follow, one_by_one
from saidseen.ledger import Ledger
from saidseen.things import Document, Hearing, Outcome, Problem


@dataclass
class Memory:
    """A queue that keeps what is recorded, and gives what lacks the mark of a stage."""

    items: dict[str, list[Document]]
    marks: set[tuple[str, str]] = field(default_factory=set)
    recorded: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))

    def todo(self, stage):
        return (item for item in self.items[stage.takes] if (stage.mark, item.id) not in self.marks)

    def record(self, stage, outcomes):
        self.recorded.append((stage.name, tuple(outcome.item for outcome in outcomes)))
        self.marks |= {(stage.mark, outcome.item) for outcome in outcomes}
        for outcome in outcomes:
            self.problems[outcome.item] += outcome.problems


def documents(count):
    return [Document.make(url=f"https://example.org/{number}", text=f"Report {number}.") for number in range(count)]


def done(item):
    return Outcome(item=item.id)


def stage(name, run=done, version="1"):
    return Stage(name=name, version=version, takes="document", run=run)


def test_a_stage_ends_before_the_next_begins():
    some = documents(3)
    order = []

    def noting(name):
        return lambda item: (order.append((name, item.id)), done(item))[1]

    follow([stage("first", noting("first")), stage("second", noting("second"))], Memory({"document": some}))
    assert order == [(name, d.id) for name in ("first", "second") for d in some]


def test_work_is_recorded_in_batches_and_none_is_empty():
    some = documents(BATCH + 1)
    memory = Memory({"document": some})
    follow([stage("one")], memory)
    assert [len(items) for _, items in memory.recorded] == [BATCH, 1]
    follow([stage("one")], memory)
    assert len(memory.recorded) == 2, "nothing was due"


def test_a_killed_run_goes_on_where_it_was():
    some = documents(BATCH + 5)
    seen = []

    def killed(item):
        if len(seen) == BATCH + 2:
            raise KeyboardInterrupt
        seen.append(item.id)
        return done(item)

    memory = Memory({"document": some})
    with pytest.raises(KeyboardInterrupt):
        follow([stage("one", killed)], memory)
    assert [len(items) for _, items in memory.recorded] == [BATCH]
    follow([stage("one")], memory)
    assert [item for _, items in memory.recorded for item in items] == [d.id for d in some]


def test_a_higher_version_does_all_again():
    memory = Memory({"document": documents(2)})
    follow([stage("one")], memory)
    follow([stage("one", version="2")], memory)
    assert [name for name, _ in memory.recorded] == ["one", "one"]
    assert memory.recorded[0][1] == memory.recorded[1][1]


def failing(item):  # noqa: ARG001  # the shape of a stage
    raise ValueError("no verb")


def test_a_failing_item_becomes_a_problem_beside_the_good_results():
    bad, good = documents(2)
    memory = Memory({"document": [bad, good]})
    follow([stage("one", lambda item: failing(item) if item is bad else done(item))], memory)
    (problem,) = memory.problems[bad.id]
    assert (problem.where, problem.stage) == (bad.url, "one@1")
    assert problem.what == "one failed: ValueError: no verb"
    assert problem.kept
    assert problem.todo
    assert not memory.problems[good.id]
    assert memory.marks == {("one@1", bad.id), ("one@1", good.id)}


def test_a_failing_hearing_is_named_by_its_document():
    outcome = attempt(Stage(name="one", version="1", takes="hearing", run=failing), Hearing(document="d-1"))
    assert outcome.item == "d-1"
    assert outcome.problems[0].where == "d-1"


def test_a_failing_hearing_is_marked_in_a_ledger(tmp_path):
    broken = Stage(name="broken", version="1", takes="hearing", run=failing)
    hearing = stage("hear", lambda d: Outcome(item=d.id, things=(Hearing(document=d.id),)))
    (document,) = documents(1)
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([document])
        follow([hearing, broken], ledger)
        assert [p.where for p in ledger.things(Problem)] == [document.id]
        assert not list(ledger.todo(broken))


def test_the_plain_runner_keeps_the_order():
    some = documents(4)
    assert [outcome.item for outcome in one_by_one(stage("one"), some)] == [d.id for d in some]


def test_batches_hold_everything_once():
    assert list(batched(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(batched([], 3)) == []
