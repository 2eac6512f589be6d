"""What is asked of the tables and added to them.

Entries are never changed, so "what was current when ``upto`` rows stood" has one answer for ever: long walks read page after
page with it and see one state of the ledger while others write. Statements are built once: SQLAlchemy takes longer to build one
than SQLite to answer it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from saidseen.ledger.chain import Head, Row, row_hash
from saidseen.ledger.schema import entries, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = 64
"""Rows read at a time: a few megabytes of documents, and one query for many rows."""

LOWEST = -(2**63)
"""Below every row number that SQLite can hold: whoever inserts rows may number them from anywhere."""

_e = entries.c
_when = func.coalesce(_e.published, literal_column("''"))  # spelled as in the index, or SQLite would not use it
_kind, _key, _url, _stage = (bindparam(name, type_=Text()) for name in ("kind", "key", "url", "stage"))
_after, _upto = (bindparam(name, type_=Integer()) for name in ("after", "upto"))


def _newest() -> ColumnElement[bool]:
    """Not followed by a newer version of its key, nor taken back, among the first ``upto`` rows."""
    newer, gone = entries.alias().c, entries.alias().c
    return and_(
        ~exists().where(newer.kind == _e.kind, newer.key == _e.key, newer.seq > _e.seq, newer.seq <= _upto),
        ~exists().where(gone.kind == "gone", gone.key == _e.kind + ":" + _e.key, gone.seq > _e.seq, gone.seq <= _upto),
    )


def _current() -> ColumnElement[bool]:
    return and_(_e.seq <= _upto, _newest())


def _unmarked() -> ColumnElement[bool]:
    """The stage has not seen this entry: it has no mark on the key, or one that it set on an older version."""
    done = entries.alias().c
    seen = func.json_extract(done.body, "$.upto")
    return ~exists().where(done.kind == "done", done.key == _e.key, done.stage == _stage, seen >= _e.seq)


_ALL = select(*(entries.c[name] for name in Row.__slots__))
_TOP = select(head.c["count"], head.c.hash)
_LAST = select(func.max(_e.seq))
_CURRENT = _ALL.where(_e.kind == _kind, _e.key == _key, _current())
_HISTORY_PAGE = _ALL.where(_e.kind == _kind, _e.seq > _after, _e.seq <= _upto).order_by(_e.seq).limit(PAGE)
_PAGE = _ALL.where(_e.kind == _kind, _e.seq > _after, _current()).order_by(_e.seq).limit(PAGE)
_DUE = _ALL.where(_e.kind == _kind, _e.seq > _after, _current(), _unmarked()).order_by(_e.seq).limit(PAGE)
_DOCUMENTS_DUE = (
    _ALL.where(_e.kind == "document", _when >= bindparam("after_when"))
    .where(or_(_when > bindparam("after_when"), _e.key > bindparam("after_key")))
    .where(_e.seq + 0 <= _upto, _newest(), _unmarked())  # + 0: not by seq, or SQLite would sort all documents for each page
    .order_by(_when, _e.key)
    .limit(PAGE)
)
_BY_URL = _ALL.where(_e.kind == "document", _e.url == _url, _current()).order_by(_e.seq)
_MADE = (
    _ALL.where(_e.parents == bindparam("parents"), _e.kind != "done", _e.kind != "gone")
    .where(func.substr(_e.stage, 1, func.length(_stage)) == _stage, _current())
    .order_by(_e.seq)
)
_MADE_OF_KIND = _MADE.where(_e.kind == _kind)
_SEEN = select(func.max(func.json_extract(_e.body, "$.upto"))).where(_e.kind == "done", _e.key == _key, _e.stage == _stage)
_EVERY = _ALL.where(_e.seq > _after).order_by(_e.seq).limit(bindparam("limit"))
_INSERT = entries.insert()
_SETTLE = update(head).values(count=bindparam("rows"), hash=bindparam("newest"))


class Rows:
    """The rows of a ledger as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any], **values: object) -> Iterator[Row]:
        for found in self._connection.execute(query, values):
            yield Row(**dict(zip(Row.__slots__, found, strict=True)))

    def top(self) -> Head | None:
        """The head; None where somebody removed or garbled it."""
        row = self._connection.execute(_TOP).first()
        return Head(*row) if row and isinstance(row[0], int) else None

    def last(self) -> int:
        """The highest ``seq`` there is."""
        return self._connection.execute(_LAST).scalar() or 0

    def current(self, kind: str, key: str, upto: int) -> Row | None:
        """The newest entry of a key, unless it was taken back."""
        return next(self._rows(_CURRENT, kind=kind, key=key, upto=upto), None)

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
        query = _MADE_OF_KIND if only else _MADE
        return list(self._rows(query, stage=f"{stage}@", parents=parents, upto=upto, **{"kind": only} if only else {}))

    def seen_upto(self, mark: str, item: str) -> int | None:
        """Up to which row a stage has seen an item; None where it has no mark."""
        seen: int | None = self._connection.execute(_SEEN, {"stage": mark, "key": item}).scalar()
        return seen

    def moved(self, kinds: Sequence[str], after: int) -> bool:
        """Whether anything of these kinds was recorded or taken back after a row."""
        gone = and_(_e.kind == "gone", or_(*(_e.key.startswith(f"{kind}:") for kind in kinds)))
        asked = (select(_e.seq).where(what, _e.seq > after).limit(1) for what in (_e.kind.in_(kinds), gone))
        return any(self._connection.execute(query).first() for query in asked)

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
        self._connection.execute(_SETTLE, {"rows": at.count, "newest": at.hash})
