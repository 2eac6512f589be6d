"""The SQLite file: opening it, transactions, and SQLite's errors in the user's words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, exc
from sqlalchemy.pool import QueuePool

from saidseen.ledger.errors import LedgerBusy, LedgerError, LedgerFull, NewerLedger, NotALedger, ReadOnlyLedger
from saidseen.ledger.queries import Rows
from saidseen.ledger.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 15.0
"""How long to wait for another writer. A batch takes well under a second; a slow network disk may take several."""

PRAGMAS: tuple[str, ...] = ("PRAGMA synchronous = FULL",)
"""Set for each connection that writes. FULL: a batch that was reported as kept outlives a power cut."""

_SAME_PRIMARY_CODE = 0xFF
"""SQLite's extended error codes hold the primary one in the lowest byte."""


def explain(error: exc.DBAPIError, path: Path) -> LedgerError:
    """An error of SQLite as the user can act on it."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & _SAME_PRIMARY_CODE
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
    return LedgerError(f"{path}: the ledger could not be used ({error.orig}). What was finished before is kept; run it again")


def read_only(path: Path) -> ReadOnlyLedger:
    return ReadOnlyLedger(
        f"{path}: the ledger cannot be written, the file or its folder is read-only. What was finished before is kept; "
        "allow writing, or copy the ledger to a folder of your own"
    )


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
        target = _target(path)
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: self._connect(target, writing=writing),
            poolclass=QueuePool,
            isolation_level="AUTOCOMMIT",  # transactions are opened here, not by the driver
        )
        try:
            self._open(writing=writing)
        except LedgerError:
            self.close()
            raise

    def _connect(self, target: str, *, writing: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(target, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.text_factory = _text
        for pragma in PRAGMAS if writing else ("PRAGMA query_only = ON",):
            connection.execute(pragma)
        return connection

    def _open(self, *, writing: bool) -> None:
        with self._transaction("BEGIN") as connection:
            version = self._version(connection)
        if version < VERSION and not writing:
            raise NotALedger(f"{self.path}: holds no ledger of this version yet. Run `saidseen check` with it once")
        if version < VERSION:
            self._migrate()

    def _version(self, connection: Connection) -> int:
        """The ledger's version, 0 for an empty file; refuses other databases and newer ledgers."""
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        program = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        if program != APPLICATION_ID and connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
            raise NotALedger(f"{self.path}: a database, but not a ledger. Nothing was changed; name another file")
        if version > VERSION:
            raise NewerLedger(
                f"{self.path}: written by a newer saidseen (ledger version {version}; this one knows {VERSION}). "
                "Nothing was changed; upgrade saidseen, or name another ledger"
            )
        return version

    def _migrate(self) -> None:
        with self._translated(), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with self._transaction("BEGIN IMMEDIATE") as connection:
            for number in range(self._version(connection), VERSION):  # another process may just have done it
                for statement in MIGRATIONS[number]:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            raise explain(error, self.path) from error

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._translated(), self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]  # it is open
                    connection.exec_driver_sql("ROLLBACK")
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
        self._engine.dispose()
