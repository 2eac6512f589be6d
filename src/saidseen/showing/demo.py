"""The bundled story, read day by day, so that one sees verdicts move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from itertools import groupby
from typing import TYPE_CHECKING

from saidseen.reading import read
from saidseen.showing import views
from saidseen.showing.intake import carry
from saidseen.showing.terminal import watching
from saidseen.things import Document, Problem, Status

if TYPE_CHECKING:
    from saidseen.ledger import Ledger

STORY = "ukraine-2022.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How things stood at the end of one day of the story. ``changes``: earlier status by claim id, None for a new claim."""

    date: date
    documents: tuple[Document, ...]
    view: views.ClaimsView
    changes: dict[str, Status | None]


def published_on(document: Document) -> date:
    return document.published.date() if document.published else date.min


def story() -> list[Document]:
    """The documents of the bundled story in the order of their dates."""
    with as_file(files("saidseen.showing") / "story" / STORY) as path:
        sources = list(read([str(path)], published=None, outlet=None, url=None, stdin=None))
    broken = [s for s in sources if isinstance(s, Problem)]
    if broken:
        raise OSError(f"the bundled story cannot be read: {broken[0].what}")
    return sorted((s for s in sources if isinstance(s, Document)), key=lambda d: d.published or datetime.min.replace(tzinfo=UTC))


def replay(ledger: Ledger, documents: Sequence[Document], problems: list[Problem]) -> Iterator[Day]:
    """Each day of the story: its documents are added and carried through all stages, then the claims are judged as of its end."""
    before: views.ClaimsView | None = None
    for when, group in groupby(documents, key=published_on):
        todays = tuple(group)
        with watching() as watch:
            ledger.add(watch.over(todays, f"reading {when.isoformat()}", len(todays)))
            carry(ledger, watch.silent())
            problems.extend(watch.problems)
        view = views.claims(ledger, as_of=datetime.combine(when, time.max, UTC))
        yield Day(date=when, documents=todays, view=view, changes=views.changed(before, view))
        before = view
