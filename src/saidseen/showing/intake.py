"""Documents into the ledger and through all stages: what ``check`` and ``demo`` do before they show anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from saidseen.follow import Stage, attempt, follow
from saidseen.showing.annotation import Json, annotation_json
from saidseen.showing.terminal import Watch
from saidseen.stages import DEFAULT, annotate, stages
from saidseen.things import Document, Engine, Hearing, Outcome, Problem

if TYPE_CHECKING:
    from saidseen.ledger import Ledger


@dataclass(slots=True)
class Sieve:
    """Lets the documents of what was read go by, and remembers what was told about them."""

    urls: dict[str, str] = field(default_factory=dict)
    """By document id."""
    origins: set[str] = field(default_factory=set)
    told: list[Problem] = field(default_factory=list)

    def over(self, sources: Iterable[Document | Problem]) -> Iterator[Document]:
        for source in sources:
            if isinstance(source, Problem):
                self.told.append(source)
            else:
                self.urls[source.id] = source.url
                self.origins.add(source.origin)
                yield source

    @property
    def notes(self) -> list[Problem]:
        """What was told of texts that came through."""
        return [problem for problem in self.told if problem.where in self.origins]

    @property
    def failures(self) -> list[Problem]:
        """What could not be read."""
        return [problem for problem in self.told if problem.where not in self.origins]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the documents: counts (``corrected`` are those of the new ones that replace an older version), failures,
    and notes on what was kept but not fully understood.
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


def carry(ledger: Ledger, watch: Watch, engine: Engine = DEFAULT) -> None:
    """Everything that is due in the ledger, through all stages."""
    follow(stages(engine), ledger, watch.runner())


def weigh_again(ledger: Ledger, watch: Watch) -> None:
    """What a hand-made entry changes; no document is heard for it, whatever engine heard those in the ledger."""
    follow([stage for stage in stages() if stage.takes == "ledger"], ledger, watch.runner())


def take_in(ledger: Ledger, sources: Iterable[Document | Problem], watch: Watch, engine: Engine = DEFAULT) -> Taken:
    """Add what was read to the ledger, and carry everything that is due through all stages."""
    sieve = Sieve()
    added = ledger.add(watch.over(sieve.over(sources), "reading"))
    carry(ledger, watch, engine)
    return Taken(
        new=len(added.new),
        known=added.known,
        corrected=len(added.corrected),
        urls=frozenset(sieve.urls.values()),
        problems=(*sieve.failures, *watch.problems),
        notes=tuple(sieve.notes),
    )


def understood(
    documents: Iterable[Document], failed: list[Problem], engine: Engine = DEFAULT
) -> Iterator[tuple[Document, Hearing]]:
    """Each document with what was heard in it, in their order. Where one fails it is nothing but the problem, which goes to
    ``failed`` too; the others go on.
    """
    hear = Stage(name="annotate", version="1", takes="document", run=lambda d: Outcome(item=d.id, things=(annotate(d, engine),)))
    for document in documents:
        outcome = attempt(hear, document)
        failed.extend(outcome.problems)
        heard = next((t for t in outcome.things if isinstance(t, Hearing)), Hearing(document=document.id))
        yield document, replace(heard, problems=(*heard.problems, *outcome.problems))


def annotated(documents: Iterable[Document], sieve: Sieve, failed: list[Problem], engine: Engine = DEFAULT) -> Iterator[Json]:
    """The line of each document, in their order, with what was told about it; where one fails, its line is otherwise empty."""
    for document, heard in understood(documents, failed, engine):
        told = [problem for problem in sieve.told if problem.where == document.origin]
        yield annotation_json(document, replace(heard, problems=(*told, *heard.problems)))
