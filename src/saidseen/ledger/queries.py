"""What is asked of the tables and added to them.

Entries are never changed, so "what was current when ``upto`` rows stood" has one answer for ever: long walks read page after
page with it and see one state of the ledger while others write.
"""
# ruff: noqa: S608  # only constants of ours are put together here; whatever comes from outside is bound

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.ledger.chain import Head, Row, row_hash
from saidseen.ledger.index import Index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

PAGE = 64
"""Rows read at a time: a few megabytes of documents, and one query for many rows."""

LOWEST = -(2**63)
"""Below every row number that SQLite can hold: whoever inserts rows may number them from anywhere."""

_COLUMNS = ", ".join(Row.__slots__)
_ALL = f"SELECT {_COLUMNS} FROM entries AS e"
_WHEN = "coalesce(published, '')"  # spelled as in the index, or SQLite would not use it

_NEWEST = """NOT EXISTS (SELECT 1 FROM entries AS newer
        WHERE newer.kind = e.kind AND newer.key = e.key AND newer.seq > e.seq AND newer.seq <= :upto)
    AND NOT EXISTS (SELECT 1 FROM entries AS gone
        WHERE gone.kind = 'gone' AND gone.key = e.kind || ':' || e.key AND gone.seq > e.seq AND gone.seq <= :upto)"""
"""Not followed by a newer version of its key, nor taken back, among the first ``upto`` rows."""

_CURRENT = f"seq <= :upto AND {_NEWEST}"

_UNMARKED = """NOT EXISTS (SELECT 1 FROM entries AS done
    WHERE done.kind = 'done' AND done.key = e.key AND done.stage = :stage AND json_extract(done.body, '$.upto') >= e.seq)"""
"""The stage has not seen this entry: it has no mark on the key, or one that it set on an older version."""

_IN_ORDER = f"ORDER BY seq LIMIT {PAGE}"
_OF_KEY = f"{_ALL} WHERE kind = :kind AND key = :key AND {_CURRENT}"
_HISTORY_PAGE = f"{_ALL} WHERE kind = :kind AND seq > :after AND seq <= :upto {_IN_ORDER}"
_PAGE = f"{_ALL} WHERE kind = :kind AND seq > :after AND {_CURRENT} {_IN_ORDER}"
_DUE = f"{_ALL} WHERE kind = :kind AND seq > :after AND {_CURRENT} AND {_UNMARKED} {_IN_ORDER}"
_DOCUMENTS_DUE = f"""{_ALL} WHERE kind = 'document' AND {_WHEN} >= :after_when AND ({_WHEN} > :after_when OR key > :after_key)
    AND seq + 0 <= :upto AND {_NEWEST} AND {_UNMARKED} ORDER BY {_WHEN}, key LIMIT {PAGE}"""
"""``seq + 0``: not by seq, or SQLite would sort all documents for each page."""
_BY_URL = f"{_ALL} WHERE kind = 'document' AND url = :url AND {_CURRENT} ORDER BY seq"
_MADE = f"""{_ALL} WHERE parents = :parents AND kind NOT IN ('done', 'gone') AND (:kind IS NULL OR kind = :kind)
    AND substr(stage, 1, length(:stage)) = :stage AND {_CURRENT} ORDER BY seq"""
_SEEN = "SELECT max(json_extract(body, '$.upto')) FROM entries WHERE kind = 'done' AND key = :key AND stage = :stage"
_MOVED = "SELECT 1 FROM entries WHERE kind = :kind AND seq > :after LIMIT 1"
_TAKEN_BACK = """SELECT 1 FROM entries
    WHERE kind = 'gone' AND substr(key, 1, length(:kind) + 1) = :kind || ':' AND seq > :after LIMIT 1"""
_CAME = f"{_ALL} WHERE kind = :kind AND seq > :after AND seq <= :upto ORDER BY seq"
_VERSIONS = "SELECT count(*) FROM entries WHERE kind = :kind AND key = :key AND seq <= :upto"
_TAKEN_BACK_KEY = "SELECT count(*) FROM entries WHERE kind = 'gone' AND key = :kind || ':' || :key AND seq <= :upto"
_KEYS = f"SELECT e.key FROM entries AS e WHERE kind = :kind AND {_CURRENT}"
_EVERY = f"{_ALL} WHERE seq > :after ORDER BY seq LIMIT :limit"
_INSERT = f"INSERT INTO entries ({_COLUMNS}) VALUES ({', '.join(f':{name}' for name in Row.__slots__)})"


class Rows:
    """The rows of a ledger as one transaction sees them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.index = Index(connection)

    def _rows(self, query: str, **values: object) -> Iterator[Row]:
        for found in self._connection.execute(query, values):
            yield Row(**dict(zip(Row.__slots__, found, strict=True)))

    def top(self) -> Head | None:
        """The head; None where somebody removed or garbled it."""
        row = self._connection.execute("SELECT count, hash FROM head").fetchone()
        return Head(*row) if row and isinstance(row[0], int) else None

    def last(self) -> int:
        """The highest ``seq`` there is."""
        highest: int | None = self._connection.execute("SELECT max(seq) FROM entries").fetchone()[0]
        return highest or 0

    def current(self, kind: str, key: str, upto: int) -> Row | None:
        """The newest entry of a key, unless it was taken back."""
        return next(self._rows(_OF_KEY, kind=kind, key=key, upto=upto), None)

    def page(self, kind: str, *, after: int, upto: int, history: bool) -> list[Row]:
        """The next rows of a kind in the order of recording: the current ones, or all."""
        return list(self._rows(_HISTORY_PAGE if history else _PAGE, kind=kind, after=after, upto=upto))

    def due(self, kind: str, mark: str, *, after: int, upto: int) -> list[Row]:
        """The next current rows of a kind that a stage has not seen, in the order of recording."""
        return list(self._rows(_DUE, kind=kind, stage=mark, after=after, upto=upto))

    def documents_due(self, mark: str, *, after: tuple[str, str], upto: int) -> list[Row]:
        """The next documents that a stage has not seen, in the order of (published or "", id)."""
        return list(self._rows(_DOCUMENTS_DUE, stage=mark, after_when=after[0], after_key=after[1], upto=upto))

    def by_url(self, url: str, upto: int) -> list[Row]:
        """The documents of a URL, in the order of recording."""
        return list(self._rows(_BY_URL, url=url, upto=upto))

    def made(self, stage: str, parents: str, upto: int, only: str | None) -> list[Row]:
        """What a stage, at any version, last made of an item: current rows of all kinds, or of ``only`` one."""
        return list(self._rows(_MADE, stage=f"{stage}@", parents=parents, upto=upto, kind=only))

    def seen_upto(self, mark: str, item: str) -> int | None:
        """Up to which row a stage has seen an item; None where it has no mark."""
        seen: int | None = self._connection.execute(_SEEN, {"stage": mark, "key": item}).fetchone()[0]
        return seen

    def moved(self, kinds: Sequence[str], after: int) -> bool:
        """Whether anything of these kinds was recorded or taken back after a row."""
        asked = ((query, {"kind": kind, "after": after}) for kind in kinds for query in (_MOVED, _TAKEN_BACK))
        return any(self._connection.execute(*one).fetchone() for one in asked)

    def came(self, kind: str, *, after: int, upto: int) -> list[Row]:
        """All rows of a kind after one, in the order of recording."""
        return list(self._rows(_CAME, kind=kind, after=after, upto=upto))

    def versions(self, kind: str, key: str, upto: int) -> int:
        """How often a key was recorded or taken back."""
        asked = {"kind": kind, "key": key, "upto": upto}
        return sum(int(self._connection.execute(query, asked).fetchone()[0]) for query in (_VERSIONS, _TAKEN_BACK_KEY))

    def keys(self, kind: str, upto: int) -> set[str]:
        """The keys of a kind that stand."""
        return {key for (key,) in self._connection.execute(_KEYS, {"kind": kind, "upto": upto})}

    def taken_back(self, kind: str, after: int) -> bool:
        """Whether anything of a kind was taken back after a row."""
        return self._connection.execute(_TAKEN_BACK, {"kind": kind, "after": after}).fetchone() is not None

    def every(self, *, after: int = LOWEST, limit: int = -1) -> Iterator[Row]:
        """All rows after one, by ``seq``."""
        return self._rows(_EVERY, after=after, limit=limit)

    def append(self, at: Head, row: Row) -> Head:
        """Add a row after the head ``at``; its ``seq``, ``prev`` and ``hash`` are set here. Gives the new head."""
        bare = replace(row, seq=at.count + 1, prev=at.hash)
        chained = replace(bare, hash=row_hash(bare))
        self._connection.execute(_INSERT, {name: getattr(chained, name) for name in Row.__slots__})
        return Head(chained.seq, chained.hash)

    def settle(self, at: Head) -> None:
        """Write down the new head, once the rows of a transaction are added."""
        self._connection.execute("UPDATE head SET count = ?, hash = ?", (at.count, at.hash))
