"""What may happen to the file: other formats, protection, a full disk, other processes, a kill at any moment."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from saidseen.follow import Stage, follow
from saidseen.ledger import Ledger, LedgerBusy, LedgerFull, NewerLedger, NotALedger, ReadOnlyLedger, database
from saidseen.things import Document, Hearing, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
"""The user without rights: root may write everything."""


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_newer_ledger_is_refused_unchanged(path, document):
    with Ledger(path) as ledger:
        ledger.add([document(1)])
    execute(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerLedger, match="newer saidseen"):
            Ledger(path, read_only=read_only)
    assert path.read_bytes() == before


def test_other_files_are_refused_unchanged(tmp_path):
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("not a database " * 100)
    execute(other, "CREATE TABLE ships (name)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotALedger):
            Ledger(path)
        assert path.read_bytes() == before
    with pytest.raises(NotALedger, match="a folder"):
        Ledger(tmp_path)
    with pytest.raises(NotALedger, match="does not exist"):
        Ledger(tmp_path / "none" / "said.db")


def test_reading_makes_nothing(tmp_path, path):
    with pytest.raises(NotALedger, match="no ledger here"):
        Ledger(path, read_only=True)
    path.touch()
    with pytest.raises(NotALedger, match="no ledger of this version"):
        Ledger(path, read_only=True)
    assert path.stat().st_size == 0
    with Ledger(path) as ledger:
        assert list(ledger.log()) == []
    assert [file.name for file in tmp_path.iterdir()] == ["said.db"]


def test_opened_for_reading(path, document):
    with Ledger(path) as ledger:
        ledger.add([document(1)])
    with Ledger(path, read_only=True) as ledger:
        assert list(ledger.things(Document)) == [document(1)]
        with pytest.raises(ReadOnlyLedger, match="nothing was written"):
            ledger.add([document(2)])


@contextmanager
def without_rights() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("modes", [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
def test_a_protected_file_or_folder_can_be_read_but_not_written(document, modes):
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder, path = Path(name), Path(name) / "said #1?.db"
        with Ledger(path) as ledger:
            ledger.add([document(1)])
        path.chmod(modes[0])
        folder.chmod(modes[1])
        with without_rights():
            with pytest.raises(ReadOnlyLedger, match="copy the ledger to a folder of your own"):
                Ledger(path)
            with Ledger(path, read_only=True) as ledger:
                assert list(ledger.things(Document)) == [document(1)]
                assert ledger.verify() == []
        folder.chmod(0o755)
        assert [file.name for file in folder.iterdir()] == [path.name]


def test_a_full_disk_keeps_what_was_finished(path, document, monkeypatch):
    with Ledger(path) as ledger:
        ledger.add([document(1)])
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA max_page_count = 60",))
    with Ledger(path) as ledger:
        with pytest.raises(LedgerFull, match=r"disk is full.*kept.*make room"):
            ledger.add(document(n, text="water " * 1000) for n in range(2, 100))
        assert list(ledger.things(Document)) == [document(1)]
        assert ledger.verify() == []
    monkeypatch.undo()
    with Ledger(path) as ledger:
        assert len(ledger.add(document(n) for n in range(2, 100)).new) == 98
        assert ledger.verify() == []


def test_a_full_disk_while_results_are_kept(path, document, monkeypatch):
    large = Stage(
        name="large",
        version="1",
        takes="document",
        run=lambda d: Outcome(item=d.id, things=(Hearing(document=d.id, model="m" * 9000),)),
    )
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA max_page_count = 60",))
    with Ledger(path) as ledger:
        ledger.add(document(n) for n in range(40))
        with pytest.raises(LedgerFull):
            follow([large], ledger)
        assert list(ledger.things(Hearing)) == []
    monkeypatch.undo()
    with Ledger(path) as ledger:
        follow([large], ledger)
        assert Counter(entry.kind for entry in ledger.log()) == {"document": 40, "hearing": 40, "done": 40}
        assert ledger.verify() == []


def test_a_full_disk_while_a_ledger_is_made(path, monkeypatch):
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA max_page_count = 3",))
    with pytest.raises(LedgerFull):
        Ledger(path)
    monkeypatch.undo()
    with Ledger(path) as ledger:
        assert ledger.verify() == []


def test_another_writer_is_waited_for_then_told(path, document, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Ledger(path) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="another process"):
            ledger.add([document(1)])
        assert list(ledger.things(Document)) == [], "reading goes on"
        other.execute("ROLLBACK")
        assert len(ledger.add([document(1)]).new) == 1


WRITER = """
import sys
from saidseen.ledger import Ledger
from saidseen.things import Document
with Ledger(sys.argv[1]) as ledger:
    for n in range(20):
        ledger.add([Document.make(url=f"{sys.argv[2]}/{n}", text="t"), Document.make(url=f"shared/{n}", text="t")])
"""


def test_two_processes_write_at_once(path):
    program = [sys.executable, "-c", WRITER, str(path)]
    running = [subprocess.Popen([*program, name]) for name in ("one", "two")]
    assert [process.wait(60) for process in running] == [0, 0]
    with Ledger(path, read_only=True) as ledger:
        assert ledger.verify() == []
        urls = [document.url for document in ledger.things(Document)]
    assert len(urls) == len(set(urls)) == 60


FOLLOWER = """
import os, sys
from saidseen.follow import Stage, batched, one_by_one
from saidseen.ledger import Ledger
from saidseen.ledger.queries import Rows
from saidseen.things import Document, Hearing, Outcome, Outcome

append = Rows.append
def told(self, at, row):
    os.write(1, b".")
    return append(self, at, row)
Rows.append = told
hear = Stage(name="hear", version="1", takes="document", run=lambda d: Outcome(item=d.id, things=(Hearing(document=d.id),)))
with Ledger(sys.argv[1]) as ledger:
    ledger.add(Document.make(url=f"u{n}", text=f"Bridge {n} is open.") for n in range(60))
    for work in batched(one_by_one(hear, ledger.todo(hear)), 9):
        ledger.record(hear, work)
"""


def test_killed_at_any_moment_a_further_run_continues(path):
    program = [sys.executable, "-c", FOLLOWER, str(path)]
    for rows in (31, 65, 50):  # inside the first transaction, inside the first batch of results, far into later batches
        with subprocess.Popen(program, stdout=subprocess.PIPE, bufsize=0) as process:
            for _ in range(rows):
                process.stdout.read(1)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        if path.exists():
            with Ledger(path) as ledger:
                assert ledger.verify() == []
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
    with Ledger(path, read_only=True) as ledger:
        assert ledger.verify() == []
        assert Counter(entry.kind for entry in ledger.log()) == {"document": 60, "hearing": 60, "done": 60}
        assert len(list(ledger.things(Hearing))) == 60
