# ruff: noqa: S608  # names of our own columns
from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidseen.ledger import Fault, Ledger, LedgerError
from saidseen.ledger.chain import Row, row_hash
from saidseen.things import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 8
COLUMNS = ("kind", "key", "body", "url", "published", "recorded_at", "stage", "who", "why", "parents", "prev", "hash")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of ``ROWS`` documents without its triggers, to be copied and tampered with."""
    path = tmp_path_factory.mktemp("chain") / "whole.db"
    with Ledger(path) as ledger:
        ledger.add(Document.make(url=f"u{n}", text=f"The well at kilometre {n} is dry.") for n in range(ROWS))
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    return path


@pytest.fixture
def after(whole: Path, tmp_path: Path) -> Callable[..., list[Fault]]:
    """What ``verify`` says after some SQL."""

    def tampered(*statements: str) -> list[Fault]:
        path = tmp_path / "copy.db"
        shutil.copy(whole, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        with Ledger(path, read_only=True) as ledger:
            return ledger.verify()

    return tampered


def test_untouched(after):
    assert after() == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize(("value", "seq"), [("'x'", 1), ("x'ff00'", 4), ("CAST(x'fffe' AS TEXT)", 5), ("7", ROWS)])
def test_any_altered_column_is_named(after, column, value, seq):
    assert [fault.seq for fault in after(f"UPDATE entries SET {column} = {value} WHERE seq = {seq}")] == [seq]


@pytest.mark.parametrize(
    ("where", "seq", "what"),
    [
        ("seq = 1", 1, "removed"),
        ("seq = 4", 4, "removed"),
        ("seq IN (4, 5)", 4, "removed, and those after it up to 5"),
        (f"seq = {ROWS}", ROWS, "removed"),
        ("seq > 5", 6, f"removed, and those after it up to {ROWS}"),
        ("1", 1, f"removed, and those after it up to {ROWS}"),
    ],
)
def test_removed_rows_are_named(after, where, seq, what):
    assert after(f"DELETE FROM entries WHERE {where}") == [Fault(seq, what)]


def test_swapped_rows_are_named(after):
    moves = [(4, 100), (5, 4), (100, 5)]
    assert [f.seq for f in after(*(f"UPDATE entries SET seq = {b} WHERE seq = {a}" for a, b in moves))] == [4, 5]


def test_removed_and_renumbered(after):
    found = after(
        "DELETE FROM entries WHERE seq = 4", *(f"UPDATE entries SET seq = {n} WHERE seq = {n + 1}" for n in range(4, ROWS))
    )
    assert [f.seq for f in found] == [*range(4, ROWS + 1)]


def test_an_inserted_row_is_named(after):
    columns = ", ".join(COLUMNS)
    found = after(f"INSERT INTO entries SELECT {ROWS + 1}, {columns} FROM entries WHERE seq = 3")
    assert found[0].seq == ROWS + 1
    assert [f.seq for f in after(f"INSERT INTO entries SELECT 0, {columns} FROM entries WHERE seq = 3")] == [0]


def rehashed(path: Path, seq: int) -> None:
    """Alter a row and give it a hash that fits."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE entries SET url = 'forged' WHERE seq = ?", (seq,))
        names = ", ".join(Row.__slots__)
        values = connection.execute(f"SELECT {names} FROM entries WHERE seq = ?", (seq,)).fetchone()
        connection.execute(
            "UPDATE entries SET hash = ? WHERE seq = ?", (row_hash(Row(**dict(zip(Row.__slots__, values, strict=True)))), seq)
        )


@pytest.mark.parametrize("seq", [1, 5, ROWS])
def test_a_forged_hash_is_named(whole, tmp_path, seq):
    path = tmp_path / "copy.db"
    shutil.copy(whole, path)
    rehashed(path, seq)
    with Ledger(path) as ledger:
        assert [fault.seq for fault in ledger.verify()] == [seq]


@pytest.mark.parametrize("statement", ["DELETE FROM head", "UPDATE head SET count = 'many'"])
def test_a_missing_head_is_told_and_nothing_is_added(whole, tmp_path, statement):
    path = tmp_path / "copy.db"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    with Ledger(path) as ledger:
        assert [fault.seq for fault in ledger.verify()] == [ROWS]
        with pytest.raises(LedgerError, match="saidseen verify"):
            ledger.add([Document.make(url="new", text="t")])
        assert len(list(ledger.things(Document))) == ROWS


def test_nothing_is_added_to_a_head_that_does_not_fit(whole, tmp_path):
    path = tmp_path / "copy.db"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE head SET count = count - 1")
    with Ledger(path) as ledger, pytest.raises(LedgerError, match="saidseen verify"):
        ledger.add([Document.make(url="new", text="t")])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET who = 'x' WHERE seq = 1",
        "DELETE FROM entries WHERE seq = 1",
        f"REPLACE INTO entries SELECT 1, {', '.join(COLUMNS)} FROM entries WHERE seq = 2",
        "UPDATE head SET count = count - 1",
        "UPDATE head SET hash = 'x'",
        "DELETE FROM head",
    ],
)
def test_triggers_forbid_changes(path, document, statement):
    with Ledger(path) as ledger:
        ledger.add([document(1), document(2)])
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match=r"never|only grows"):
        connection.execute(statement)


texts = st.text(st.characters(exclude_categories=()), max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(st.tuples(st.sampled_from(["u", "v", ""]), texts), max_size=4), max_size=4), data=st.data())
def test_whatever_is_added_verifies_until_it_is_touched(tmp_path_factory, batches, data):
    path = tmp_path_factory.mktemp("property") / "said.db"
    with Ledger(path) as ledger:
        for batch in batches:
            ledger.add(Document.make(url=url, text=text) for url, text in batch)
            assert ledger.verify() == []
        ids = [document.id for document in ledger.things(Document)]
    assert ids == list(dict.fromkeys(Document.make(url=url, text=text).id for batch in batches for url, text in batch))
    if ids:
        seq, column = data.draw(st.integers(1, len(ids))), data.draw(st.sampled_from(COLUMNS))
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DROP TRIGGER entries_no_update")
            connection.execute(f"UPDATE entries SET {column} = coalesce({column}, '') || 'x' WHERE seq = {seq}")
        with Ledger(path, read_only=True) as ledger:
            assert [fault.seq for fault in ledger.verify()] == [seq]
