"""One write transaction: things become chained rows, and what stands already is not written again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from saidseen.ledger.chain import Row
from saidseen.ledger.codec import KINDS, Filing, Gone, decode, encode, instant, kind_of, storable
from saidseen.ledger.errors import LedgerError

if TYPE_CHECKING:
    from saidseen.ledger.queries import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an entry comes from: a stage and its items, or a person. ``url`` and ``published`` serve things that have none."""

    stage: str = ""
    who: str = ""
    why: str = ""
    parents: tuple[str, ...] = ()
    url: str = ""
    published: str | None = None


def parents_json(parents: tuple[str, ...]) -> str:
    return msgspec.json.encode(parents).decode()


def draft(thing: object, origin: Origin) -> Row:
    """A thing as a row that is not yet in the chain; TypeError or LedgerError where a ledger cannot hold it."""
    kind = kind_of(type(thing))
    body = encode(thing)
    try:
        decode(kind, body)  # so that nothing is kept that could not be read again, a NaN for instance
        published = instant(getattr(thing, "published", None) or getattr(thing, "as_of", None))
    except (LedgerError, ValueError) as error:
        raise LedgerError(f"a {kind} could not be kept, a field is not as it should be: {error.__cause__ or error}") from error
    return Row(
        seq=0,
        kind=kind,
        key=KINDS[kind].key(thing),
        body=body,
        url=storable(getattr(thing, "url", "") or origin.url),
        published=published or origin.published,
        recorded_at=datetime.now(UTC).isoformat(),
        stage=origin.stage,
        who=storable(origin.who),
        why=storable(origin.why),
        parents=parents_json(origin.parents),
        prev="",
        hash="",
    )


class Batch:
    """Adds to the ledger inside a transaction; ``close`` writes the head."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        head = rows.top()
        if head is None:
            raise LedgerError("the record of the ledger's newest row is missing, so nothing was added; run `saidseen verify`")
        self._start = self.head = head

    def current(self, kind: str, key: str) -> Row | None:
        return self._rows.current(kind, key, self.head.count)

    def versions(self, url: str) -> list[Row]:
        return self._rows.by_url(url, self.head.count)

    def made(self, stage: str, parents: tuple[str, ...], only: str | None) -> list[Row]:
        return self._rows.made(stage, parents_json(parents), self.head.count, only)

    def seen_upto(self, mark: str, item: str) -> int | None:
        return self._rows.seen_upto(mark, item)

    def put(self, row: Row) -> bool:
        """Add a row; False where the same stands already."""
        standing = self.current(row.kind, row.key) if row.kind != "done" else None
        if standing is not None and standing.body == row.body:
            return False
        self._append(row)
        return True

    def take_back(self, gone: Gone, origin: Origin) -> None:
        """Retract the current entry of a key, if there is one."""
        if self.current(gone.kind, gone.key) is not None:
            self._append(draft(gone, origin))

    def _append(self, row: Row) -> None:
        self.head = self._rows.append(self.head, row)

    def refile(self, filing: Filing, state: str) -> None:
        """Put cards into the index; ``state``: the mark and row after which it stands so."""
        self._rows.index.file(filing.cards, fresh=filing.fresh, state=state)

    def close(self) -> None:
        if self.head != self._start:
            self._rows.settle(self.head)
