"""The index beside the entries: found by any term, filed with the mark of the run, cleared, and made for older ledgers."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from saidseen.follow import Stage
from saidseen.ledger import Filing, Ledger, NotALedger
from saidseen.ledger.chain import GENESIS
from saidseen.ledger.index import ASKED
from saidseen.ledger.schema import MIGRATIONS
from saidseen.things import Card, Observation, Outcome, Problem

LOOK = Stage(name="look", version="1", takes="ledger", run=lambda _: Outcome(item="ledger"))


def card(key: str, *terms: str, kind: str = "ship", body: str = "") -> Card:
    return Card(kind=kind, key=key, body=body, terms=frozenset(terms))


def file(ledger: Ledger, *cards: Card, fresh: bool = False) -> None:
    ledger.record(LOOK, [Outcome(item="ledger", things=(Filing(fresh=fresh, cards=cards),))])


def seen(number: int) -> Observation:
    return Observation(id=f"o-{number}", cls="seen-reported", document=None, url="", published=None, quote=f"ship {number}")


@pytest.fixture
def ledger(path):
    with Ledger(path) as opened:
        yield opened


def test_a_card_is_found_under_each_of_its_terms_among_those_of_its_kind(ledger):
    file(ledger, card("ada", "grey", "fast", body="a"), card("eva", "grey"), card("ole", "grey", kind="crane"))
    assert sorted(ledger.filed("ship", ["grey", "slow"])) == [("grey", "ada", "a"), ("grey", "eva", "")]
    assert ledger.filed("ship", ["fast"]) == [("fast", "ada", "a")]
    assert ledger.filed("ship", []) == []


def test_more_terms_than_a_query_takes(ledger):
    file(ledger, card("ada", f"t{ASKED * 3}"))
    assert [key for _, key, _ in ledger.filed("ship", [f"t{n}" for n in range(ASKED * 4)])] == ["ada"]


def test_a_later_card_puts_the_body_right_and_adds_terms(ledger):
    file(ledger, card("ada", "grey", body="a"))
    file(ledger, card("ada", "red", body="b"))
    assert sorted(ledger.filed("ship", ["grey", "red"])) == [("grey", "ada", "b"), ("red", "ada", "b")]
    file(ledger, card("eva", "grey"), fresh=True)
    assert [key for _, key, _ in ledger.filed("ship", ["grey", "red"])] == ["eva"]


def test_what_is_new_is_told_only_where_the_index_stands_as_the_last_run_left_it(ledger):
    assert ledger.news([Observation], LOOK.mark) is None
    (given,) = ledger.todo(LOOK)
    assert given is ledger
    file(ledger, card("ada", "grey"))
    assert ledger.news([Observation], LOOK.mark) == []
    ledger.put(seen(1), who="Ann", why="seen")
    assert ledger.news([Observation], LOOK.mark) == [seen(1)]
    list(ledger.todo(LOOK))
    ledger.record(LOOK, [Outcome(item="ledger")])  # a run that files nothing
    ledger.put(seen(2), who="Ann", why="seen")
    assert ledger.news([Observation], LOOK.mark) is None


def test_a_run_that_is_to_be_tried_again_files_nothing(ledger):
    problem = Problem(where="here", what="it was busy", transient=True)
    filing = Filing(fresh=True, cards=[card("ada", "grey")])
    ledger.record(LOOK, [Outcome(item="ledger", things=(filing,), problems=(problem,))])
    assert ledger.filed("ship", ["grey"]) == []


def test_an_older_ledger_gets_its_index_when_it_is_next_written_to(path):
    with closing(sqlite3.connect(path)) as old, old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
    with pytest.raises(NotALedger, match="saidseen check"):
        Ledger(path, read_only=True)
    with Ledger(path) as ledger:
        file(ledger, card("ada", "grey"))
        assert ledger.filed("ship", ["grey"]) == [("grey", "ada", "")]
        assert ledger.verify() == []
    with Ledger(path, read_only=True) as ledger:
        assert next(ledger.log()).kind == "done"
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT prev FROM entries WHERE seq = 1").fetchone() == (GENESIS,)
