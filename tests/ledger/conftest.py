"""Ledgers, documents and stages to try them with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from saidseen.follow import Stage
from saidseen.ledger import Ledger
from saidseen.things import Document, Hearing, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

START = datetime(2031, 5, 1, 9, tzinfo=UTC)


def make_document(number: int, *, url: str | None = None, text: str | None = None, dated: bool = True) -> Document:
    return Document.make(
        url=f"https://harbour.example/{number}" if url is None else url,
        text=f"The harbour master counted {number} ships." if text is None else text,
        published=START + timedelta(hours=number) if dated else None,
    )


def make_hear(version: str = "1") -> Stage:
    return Stage(
        name="hear", version=version, takes="document", run=lambda d: Outcome(item=d.id, things=(Hearing(document=d.id),))
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "said.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path) as opened:
        yield opened


@pytest.fixture
def document() -> Callable[..., Document]:
    return make_document


@pytest.fixture
def hear() -> Callable[..., Stage]:
    return make_hear
