"""The hash chain: each row's hash covers its columns and the hash of the row before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GENESIS = "0" * 64
"""What the first row follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of ``entries`` as it stands in the database; ``parents`` is a JSON list of keys."""

    seq: int
    kind: str
    key: str
    body: str
    url: str
    published: str | None
    recorded_at: str
    stage: str
    who: str
    why: str
    parents: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many rows there are and the hash of the newest, kept apart so that cutting off the newest rows is found."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the chain at a row."""

    seq: int
    what: str


COLUMNS: tuple[str, ...] = tuple(name for name in Row.__slots__ if name != "hash")
"""What the hash covers, in this order."""


def row_hash(row: Row) -> str:
    """SHA-256 (hex) over the JSON array of the row's columns, in the order of ``COLUMNS``, without white space."""
    return hashlib.sha256(msgspec.json.encode([getattr(row, name) for name in COLUMNS])).hexdigest()


def faults(rows: Iterable[Row], head: Head | None) -> Iterator[Fault]:
    """Every row that was altered, removed, inserted or moved. Rows come by ``seq``; it should run from 1 without a gap.

    Whoever rewrites a row, all that follow it and the head leaves no trace: only a copy of the head kept elsewhere shows that.
    """
    seq, last, sound = 0, GENESIS, True
    for row in rows:
        if row.seq < 1:
            yield Fault(row.seq, "inserted: rows count from 1")
            continue
        gap = row.seq - seq - 1
        if gap:
            yield Fault(seq + 1, "removed" if gap == 1 else f"removed, and those after it up to {row.seq - 1}")
        follows, whole = row.prev == last, row_hash(row) == row.hash
        if not whole:
            yield Fault(row.seq, "altered" if follows or gap else "inserted, moved or replaced")
        elif not follows and not gap and sound:
            # Both rows are whole in themselves, so the one before was rewritten with a new hash, or is not the one that was here.
            yield Fault(seq, "replaced: the row after it followed another one") if seq else Fault(1, "inserted or replaced")
        seq, last, sound = row.seq, row.hash, whole
    if head is None:
        yield Fault(seq, "the record of the newest row is missing: whether rows after it were removed cannot be told")
    elif head.count > seq:
        yield Fault(seq + 1, "removed" if head.count == seq + 1 else f"removed, and those after it up to {head.count}")
    elif head.count < seq:
        yield Fault(head.count + 1, "inserted" if seq == head.count + 1 else f"inserted, and those after it up to {seq}")
    elif head.hash != last and sound:
        yield Fault(seq, "replaced: it is not the row that was written last")
