"""The ledger as the rest of the program sees it: documents in, stages' results in, things out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from saidseen.follow import BATCH, Stage, batched
from saidseen.ledger import chain
from saidseen.ledger.batch import Batch, Origin, draft
from saidseen.ledger.codec import KINDS, Gone, decode, kind_of, storable
from saidseen.ledger.database import Database
from saidseen.ledger.errors import LedgerError, ReadOnlyLedger
from saidseen.ledger.results import WHOLE, index_state, keep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from saidseen.ledger.chain import Fault, Row
    from saidseen.ledger.queries import Rows
    from saidseen.things import Document, Observation, Outcome, Review

T = TypeVar("T")

MATTERS = ("document", "hearing", "observation", "review")
"""Kinds by which a stage that looks at everything becomes due: what came from outside or was understood of it, not what such a
stage concludes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of documents: ids of new ones, how many were known, and those of the new ones that replace an older version."""

    new: tuple[str, ...]
    known: int
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log."""

    seq: int
    recorded_at: datetime
    kind: str
    key: str
    stage: str
    who: str
    why: str
    url: str
    published: datetime | None


def _entry(row: Row) -> Entry:
    return Entry(
        seq=row.seq,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        kind=row.kind,
        key=row.key,
        stage=row.stage,
        who=row.who,
        why=row.why,
        url=row.url,
        published=datetime.fromisoformat(row.published) if row.published else None,
    )


class Ledger:
    """An append-only ledger in one SQLite file; made where it is absent, unless ``read_only``.

    Every method may raise a ``LedgerError``, whose text is meant for the user. What a call had finished is kept.
    """

    id = WHOLE  # names the item of the outcome where a stage is given the ledger itself

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._read_only = read_only
        self._database = Database(self.path, writing=not read_only)
        self._given: dict[tuple[str, str], int] = {}
        """Up to which row each item that is being worked on was read, by mark and item."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def add(self, documents: Iterable[Document]) -> Added:
        """Keep documents. A known id adds nothing; a new version of a known URL stands beside the old one and ``replaces`` it."""
        new: list[str] = []
        corrected: list[str] = []
        known = 0
        for some in batched(documents, BATCH):
            with self._batch() as batch:
                kept = [_keep(batch, document) for document in some]
            new += [document.id for document in kept if document]
            corrected += [document.id for document in kept if document and document.replaces]
            known += kept.count(None)
        return Added(new=tuple(new), known=known, corrected=tuple(corrected))

    def put(self, thing: Review | Observation | Gone, *, who: str, why: str) -> None:
        """Keep what a person enters, and who and why (both must be given)."""
        if not (who.strip() and why.strip()):
            raise LedgerError("nothing was recorded: an entry by hand must say who makes it and why")
        parent = getattr(thing, "document", None) or getattr(thing, "claim", None)
        origin = Origin(who=who, why=why, parents=(parent,) if parent else ())
        with self._batch() as batch:
            if isinstance(thing, Gone):
                batch.take_back(thing, origin)
            else:
                batch.put(draft(thing, origin))

    def see(self, seen: Iterable[Observation], *, reader: str, why: str) -> tuple[str, ...]:
        """Keep what a reader of feeds made of a file, all or nothing; the ids of those that are new. One that is known stays."""
        origin, new = Origin(stage=reader, why=why), []
        with self._batch() as batch:
            for row in (draft(one, origin) for one in seen):
                if batch.current(row.kind, row.key) is None:
                    batch.put(row)
                    new.append(row.key)
        return tuple(new)

    def todo(self, stage: Stage) -> Iterator[Any]:
        """What the stage takes and has not yet done at this version, page by page: documents by (published, id), things of any
        other kind in the order of recording; for ``takes="ledger"`` this ledger, once, if anything came since its mark.

        What comes while the walk goes on is due the next time.
        """
        with self._database.reading() as rows:
            upto = _count(rows)
            since = rows.seen_upto(stage.mark, WHOLE) if stage.takes == WHOLE else None
            moved = since is None or rows.moved(MATTERS, since)
        if stage.takes != WHOLE:
            yield from self._due(stage, upto)
        elif moved:
            self._given[stage.mark, WHOLE] = upto
            yield self

    def _due(self, stage: Stage, upto: int) -> Iterator[Any]:
        if stage.takes not in KINDS:
            raise ValueError(f"stage {stage.name} takes {stage.takes!r}; a ledger gives {WHOLE} or one of {', '.join(KINDS)}")
        after, place = 0, ("", "")
        while True:
            with self._database.reading() as rows:
                if stage.takes == "document":
                    page = rows.documents_due(stage.mark, after=place, upto=upto)
                else:
                    page = rows.due(stage.takes, stage.mark, after=after, upto=upto)
            if not page:
                return
            for row in page:
                self._given[stage.mark, row.key] = row.seq
                yield decode(row.kind, row.body)
            after, place = page[-1].seq, (page[-1].published or "", page[-1].key)

    def record(self, stage: Stage, outcomes: Sequence[Outcome]) -> None:
        """Keep what a stage made: things, problems and the mark of each item, all in one transaction.

        What equals the current entry of its key is not written again. What the stage had made of the same item before and does
        not make any more is taken back (for a stage that takes the ledger: only problems; it takes back the rest itself with
        ``Gone``). Where an outcome is nothing but problems, earlier results stay. An item with a transient problem gets no
        mark, so it is tried again.
        """
        items = [(stage.mark, WHOLE if stage.takes == WHOLE else outcome.item) for outcome in outcomes]
        with self._batch() as batch:
            for item, outcome in zip(items, outcomes, strict=True):
                keep(batch, stage, outcome, self._given.get(item))
        for item in items:
            self._given.pop(item, None)

    def things(self, kind: type[T], *, history: bool = False) -> Iterator[T]:
        """Things of a type in the order of recording: the current ones, or every version that there ever was."""
        name, after = kind_of(kind), 0
        with self._database.reading() as rows:
            upto = _count(rows)
        while True:
            with self._database.reading() as rows:
                page = rows.page(name, after=after, upto=upto, history=history)
            if not page:
                return
            for row in page:
                yield decode(name, row.body)
            after = page[-1].seq

    def get(self, kind: type[T], key: str) -> T | None:
        """The current thing of a key, if any."""
        name = kind_of(kind)
        with self._database.reading() as rows:
            row = rows.current(name, storable(key), _count(rows))
        found: T | None = decode(name, row.body) if row else None
        return found

    def keys(self, kind: type[Any]) -> set[str]:
        """The keys of the current things of a type."""
        with self._database.reading() as rows:
            return rows.keys(kind_of(kind), _count(rows))

    def news(self, kinds: Iterable[type[Any]], mark: str) -> list[Any] | None:
        """The things of some types that came since the mark of a stage that takes the ledger, where the index stands as that run
        left it. None where anything else came that matters, where one of them had been there before, or where it does not.
        """
        names = [kind_of(kind) for kind in kinds]
        with self._database.reading() as rows:
            since, upto = rows.seen_upto(mark, WHOLE), self._given.get((mark, WHOLE), _count(rows))
            if since is None or rows.index.state() != index_state(mark, since):
                return None
            if rows.moved([other for other in MATTERS if other not in names], since):
                return None
            came = [row for name in names for row in rows.came(name, after=since, upto=upto)]
            if any(rows.versions(row.kind, row.key, upto) > 1 for row in came) or any(rows.taken_back(n, since) for n in names):
                return None
        return [decode(row.kind, row.body) for row in came]

    def filed(self, kind: str, terms: Iterable[str]) -> list[tuple[str, str, str]]:
        """Term, key and body of each card of a kind that the index holds under one of the terms, and perhaps of some more."""
        with self._database.reading() as rows:
            return list(rows.index.found(kind, terms))

    def documents_by_url(self, url: str) -> list[Document]:
        """All versions of a document, oldest first; one without a date counts as of when it was recorded."""
        with self._database.reading() as rows:
            found = rows.by_url(storable(url), _count(rows))
        found.sort(key=lambda row: (row.published or row.recorded_at, row.seq))
        return [decode("document", row.body) for row in found]

    def log(self, limit: int | None = None) -> Iterator[Entry]:
        """What happened, newest last: all entries, or the last ``limit``."""
        with self._database.reading() as rows:
            upto = _count(rows)
        after = 0 if limit is None else max(0, upto - limit)
        while after < upto:
            with self._database.reading() as rows:
                page = list(rows.every(after=after, limit=BATCH))
            if not page:
                return
            yield from map(_entry, page)
            after = page[-1].seq

    def verify(self) -> list[Fault]:
        """Walk the whole chain; names every row that was altered, removed, inserted or moved. Empty: all is as it was written."""
        with self._database.reading() as rows:
            return list(chain.faults(rows.every(), rows.top()))

    @contextmanager
    def _batch(self) -> Iterator[Batch]:
        if self._read_only:
            raise ReadOnlyLedger(f"{self.path}: opened for reading only, so nothing was written")
        with self._database.writing() as rows:
            batch = Batch(rows)
            yield batch
            batch.close()


def _count(rows: Rows) -> int:
    """How many rows there are, for walks; without a head, all that can be found."""
    head = rows.top()
    return head.count if head else rows.last()


def _keep(batch: Batch, document: Document) -> Document | None:
    """Keep a document; None where it is known."""
    row = draft(document, Origin())
    if batch.current("document", row.key) is not None:
        return None
    if older := _older(row, batch.versions(row.url)):
        document = replace(document, replaces=older)
        row = draft(document, Origin())
    batch.put(row)
    return document


def _older(new: Row, versions: Sequence[Row]) -> str | None:
    """The version that a document replaces: the last recorded one that is not dated later. Texts without a URL have none."""
    older = [row.key for row in versions if not (row.published and new.published) or row.published <= new.published]
    return older[-1] if older and new.url else None
