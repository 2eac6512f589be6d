"""The one function: every stage, over everything that still lacks its mark.

The ledger is the queue. ``todo(stage)`` gives what the stage takes and has not yet done at this version; ``record``
writes results and the done mark in one transaction. So a killed run continues, and raising a version backfills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from saidseen.things import Outcome, Problem

T = TypeVar("T")

BATCH = 256
"""Outcomes a transaction. Chosen so that a killed run loses under a minute of work; no speed depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A plain function with a name and a version. ``takes`` names the kind of thing that it is given."""

    name: str
    version: str
    takes: str
    run: Callable[[Any], Outcome]

    @property
    def mark(self) -> str:
        return f"{self.name}@{self.version}"


class Queue(Protocol):
    """All that ``follow`` wants of a ledger."""

    def todo(self, stage: Stage) -> Iterable[Any]: ...

    def record(self, stage: Stage, outcomes: Sequence[Outcome]) -> None: ...


Runner = Callable[[Stage, Iterable[Any]], Iterator[Outcome]]


def attempt(stage: Stage, item: Any) -> Outcome:  # noqa: ANN401  # whatever the stage takes
    """Run a stage on one item; what goes wrong becomes a problem beside the good results."""
    try:
        return stage.run(item)
    except Exception as error:  # noqa: BLE001  # any failure of one item must not stop the others
        key = str(getattr(item, "id", "") or getattr(item, "document", ""))
        problem = Problem(
            where=str(getattr(item, "url", "")) or key,
            what=f"{stage.name} failed: {type(error).__name__}: {error}",
            kept="the item itself and all results of other items",
            todo="report it with the item; it is tried again when the stage's version is raised",
            stage=stage.mark,
        )
        return Outcome(item=key, problems=(problem,))


def one_by_one(stage: Stage, items: Iterable[Any]) -> Iterator[Outcome]:
    """The plain runner: this process, one item after the other."""
    for item in items:
        yield attempt(stage, item)


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` (itertools.batched came with Python 3.12)."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def follow(stages: Sequence[Stage], ledger: Queue, runner: Runner = one_by_one) -> None:
    """Carry everything in the ledger through the stages, in their order."""
    for stage in stages:
        for work in batched(runner(stage, ledger.todo(stage)), BATCH):
            ledger.record(stage, work)
