"""Documents into the ledger and through all stages: what ``check`` and ``demo`` do before they show anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.follow import Stage, attempt, follow
from saidseen.showing.annotation import Json, annotation_json
from saidseen.showing.terminal import Watch
from saidseen.stages import STAGES, annotate
from saidseen.things import Document, Hearing, Outcome, Problem

if TYPE_CHECKING:
    from saidseen.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the documents. ``corrected`` are those of the new ones that replace an older version; ``problems`` are
    failures; ``notes`` tell what was kept but not understood.
    """

    new: int
    known: int
    corrected: int
    urls: frozenset[str]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def summary(self) -> str:
        total = self.new + self.known
        known = f", {self.known} known already" if self.known else ""
        corrected = f", {self.corrected} a corrected version of one known" if self.corrected else ""
        return f"{total} {'document' if total == 1 else 'documents'}: {self.new} new{corrected}{known}"


def sift(sources: Iterable[Document | Problem], documents: dict[str, str], problems: list[Problem]) -> Iterator[Document]:
    """The documents of what was read; their ids and URLs, and the problems, are set aside on the way."""
    for source in sources:
        if isinstance(source, Problem):
            problems.append(source)
        else:
            documents[source.id] = source.url
            yield source


def carry(ledger: Ledger, watch: Watch) -> None:
    """Everything that is due in the ledger, through all stages."""
    follow(STAGES, ledger, watch.runner())


def take_in(ledger: Ledger, sources: Iterable[Document | Problem], watch: Watch) -> Taken:
    """Add what was read to the ledger, and carry everything that is due through all stages."""
    documents: dict[str, str] = {}
    problems: list[Problem] = []
    added = ledger.add(watch.over(sift(sources, documents, problems), "reading"))
    carry(ledger, watch)
    heard = [ledger.get(Hearing, key) for key in documents]
    notes = tuple(dict.fromkeys(note for hearing in heard if hearing for note in hearing.problems))
    failed = tuple(p for p in [*problems, *watch.problems] if p not in notes)
    return Taken(
        new=len(added.new),
        known=added.known,
        corrected=len(added.corrected),
        urls=frozenset(documents.values()),
        problems=failed,
        notes=notes,
    )


ANNOTATE = Stage(name="annotate", version="1", takes="document", run=lambda d: Outcome(item=d.id, things=(annotate(d),)))


def annotated(documents: Iterable[Document], problems: list[Problem]) -> Iterator[Json]:
    """The line of each document, in their order; where one fails, its line is empty and says so."""
    for document in documents:
        outcome = attempt(ANNOTATE, document)
        problems.extend(outcome.problems)
        heard = next((t for t in outcome.things if isinstance(t, Hearing)), None)
        yield annotation_json(document, heard or Hearing(document=document.id, problems=outcome.problems))
