"""The tables, and how a ledger comes from one version to the next."""

from __future__ import annotations

from saidseen.ledger.chain import GENESIS

APPLICATION_ID = 0x53414944
"""``SAID`` in SQLite's header field for the program that a file belongs to: tells a ledger from any other database."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        """CREATE TABLE entries (
            seq INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, url TEXT NOT NULL,
            published TEXT, recorded_at TEXT NOT NULL, stage TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            parents TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL)""",
        "CREATE INDEX entries_key ON entries (kind, key, seq)",
        "CREATE INDEX entries_kind ON entries (kind)",
        "CREATE INDEX entries_when ON entries (kind, coalesce(published, ''), key)",
        "CREATE INDEX entries_url ON entries (kind, url)",
        "CREATE INDEX entries_parents ON entries (parents, kind)",
        """CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
            BEGIN SELECT RAISE(ABORT, 'entries of a ledger are never changed'); END""",
        """CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
            BEGIN SELECT RAISE(ABORT, 'entries of a ledger are never removed'); END""",
        # INSERT OR REPLACE would remove the old row without asking the trigger above.
        """CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq)
            BEGIN SELECT RAISE(ABORT, 'entries of a ledger are never replaced'); END""",
        "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL, hash TEXT NOT NULL)",
        f"INSERT INTO head VALUES (1, 0, '{GENESIS}')",  # noqa: S608  # a constant of ours
        """CREATE TRIGGER head_only_grows BEFORE UPDATE ON head WHEN NEW.count <= OLD.count
            BEGIN SELECT RAISE(ABORT, 'the head of a ledger only grows'); END""",
        """CREATE TRIGGER head_stays BEFORE DELETE ON head
            BEGIN SELECT RAISE(ABORT, 'the head of a ledger is never removed'); END""",
    ),
    (
        # The index (``index``): no part of the chain, and made again from the entries where it is not of their state.
        """CREATE TABLE cards (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, key))""",
        "CREATE TABLE filed (term INTEGER NOT NULL, card INTEGER NOT NULL, PRIMARY KEY (term, card)) WITHOUT ROWID",
    ),
)
"""The statements of each step; a ledger's version is the number of steps that it has had. Steps are added, never changed."""

VERSION = len(MIGRATIONS)
