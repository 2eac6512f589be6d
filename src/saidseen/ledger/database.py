"""The SQLite file: opening it, transactions, and SQLite's errors in the user's words."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from saidseen.ledger.errors import LedgerBusy, LedgerError, LedgerFull, NewerLedger, NotALedger, ReadOnlyLedger
from saidseen.ledger.queries import Rows
from saidseen.ledger.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 15.0
"""How long to wait for another writer. A batch takes well under a second; a slow network disk may take several."""

RETRY_SECONDS = 0.02
"""Between two tries for what SQLite does not wait for by itself. Chosen: making a ledger takes about as long."""

PRAGMAS: tuple[str, ...] = ("PRAGMA synchronous = FULL",)
"""Set for each connection that writes. FULL: a batch that was reported as kept outlives a power cut."""

_SAME_PRIMARY_CODE = 0xFF
"""SQLite's extended error codes hold the primary one in the lowest byte."""


def explain(error: sqlite3.Error, path: Path) -> LedgerError:
    """An error of SQLite as the user can act on it."""
    code = getattr(error, "sqlite_errorcode", 0) & _SAME_PRIMARY_CODE
    if code == sqlite3.SQLITE_FULL:
        return LedgerFull(f"{path}: the disk is full. What was finished before is kept; make room and run the same command again")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LedgerBusy(
            f"{path}: another process has been writing to this ledger for over {BUSY_SECONDS:g} seconds. "
            "What was finished before is kept; run the same command again when the other one has ended"
        )
    if code == sqlite3.SQLITE_READONLY:
        return read_only(path)
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return NotALedger(f"{path}: not a ledger, or damaged. Nothing was changed; name another file, or restore it from a copy")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return LedgerError(f"{path}: the newest row is not the one written last, so nothing was added; run `saidseen verify`")
    return LedgerError(f"{path}: the ledger could not be used ({error}). What was finished before is kept; run it again")


def read_only(path: Path) -> ReadOnlyLedger:
    return ReadOnlyLedger(
        f"{path}: the ledger cannot be written, the file or its folder is read-only. What was finished before is kept; "
        "allow writing, or copy the ledger to a folder of your own"
    )


def write_ahead(connection: sqlite3.Connection) -> None:
    """Change to the write-ahead log. SQLite does not wait where another process makes the same new file: it says busy at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _SAME_PRIMARY_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def _writable(path: Path) -> bool:
    """Whether SQLite could write the file and make its companions beside it."""
    return all(os.access(part, os.W_OK) for part in (path, path.parent) if part.exists())


def _target(path: Path) -> str:
    """SQLite's URI for the file. What we cannot write is read as immutable, as SQLite could make no WAL index beside it; where
    there is a WAL, somebody writes, and its index can be shared.
    """
    if _writable(path):
        return f"file:{quote(str(path))}?mode=rwc"
    return f"file:{quote(str(path))}?mode=ro" + ("" if path.with_name(path.name + "-wal").exists() else "&immutable=1")


def _check(path: Path, *, writing: bool) -> None:
    """Refuse what can be refused without SQLite."""
    if path.is_dir():
        raise NotALedger(f"{path}: a folder, not a ledger. Name a file")
    if not writing and not path.exists():
        raise NotALedger(f"{path}: there is no ledger here. Make one with `saidseen check`, or name another file")
    if not path.parent.is_dir():
        raise NotALedger(f"{path}: the folder {path.parent} does not exist. Make it, or name another file")
    if writing and not _writable(path):
        raise read_only(path)


def _text(stored: bytes) -> str:
    """Text that was altered into none can still be read, so that ``verify`` can name the row."""
    return stored.decode("utf-8", "replace")


class Database:
    """One open SQLite file. ``reading`` and ``writing`` give a connection inside a transaction."""

    def __init__(self, path: Path, *, writing: bool) -> None:
        _check(path, writing=writing)
        self.path = path
        self._target = _target(path)
        self._writing = writing
        self._closed = False
        self._idle: list[sqlite3.Connection] = []
        """Connections that no transaction uses: walks read while others write, so there may be several."""
        try:
            self._open(writing=writing)
        except LedgerError:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._target,
            uri=True,
            timeout=BUSY_SECONDS,
            check_same_thread=False,  # never used by two at once
            isolation_level=None,  # transactions are opened here, not by the driver
        )
        connection.text_factory = _text
        try:
            for pragma in PRAGMAS if self._writing else ("PRAGMA query_only = ON",):
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _open(self, *, writing: bool) -> None:
        with self._transaction("BEGIN") as connection:
            version = self._version(connection)
        if version < VERSION and not writing:
            raise NotALedger(f"{self.path}: holds no ledger of this version yet. Run `saidseen check` with it once")
        if version < VERSION:
            self._migrate()

    def _version(self, connection: sqlite3.Connection) -> int:
        """The ledger's version, 0 for an empty file; refuses other databases and newer ledgers."""
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        program = int(connection.execute("PRAGMA application_id").fetchone()[0])
        if program != APPLICATION_ID and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise NotALedger(f"{self.path}: a database, but not a ledger. Nothing was changed; name another file")
        if version > VERSION:
            raise NewerLedger(
                f"{self.path}: written by a newer saidseen (ledger version {version}; this one knows {VERSION}). "
                "Nothing was changed; upgrade saidseen, or name another ledger"
            )
        return version

    def _migrate(self) -> None:
        with self._translated(), self._connection() as connection:
            write_ahead(connection)
        with self._transaction("BEGIN IMMEDIATE") as connection:
            for number in range(self._version(connection), VERSION):  # another process may just have done it
                for statement in MIGRATIONS[number]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = self._idle.pop() if self._idle else self._connect()
        try:
            yield connection
        finally:
            if self._closed:  # a walk that was left half-way ends after the ledger was closed
                connection.close()
            else:
                self._idle.append(connection)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._translated(), self._connection() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """One consistent view of the ledger, whatever is written meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield Rows(connection)

    @contextmanager
    def writing(self) -> Iterator[Rows]:
        """All or nothing; other writers wait."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield Rows(connection)

    def close(self) -> None:
        self._closed = True
        while self._idle:
            self._idle.pop().close()
