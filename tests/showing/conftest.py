"""Snapshots: what a page looks like, with ids, paths and the present date scrubbed.

``make docs`` writes them anew; then read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from saidseen.showing.cli import cli

FOLDER = Path(__file__).parent / "snapshots"
SCRUBBED = (
    (re.compile(r"\b([a-z])-[0-9a-f]{12}\b"), r"\1-ID"),
    (re.compile(r"\S*/saidseen-demo-\w+"), "FOLDER"),
)


def scrub(text: str) -> str:
    for pattern, instead in SCRUBBED:
        text = pattern.sub(instead, text)
    today = datetime.now(UTC)
    text = re.sub(rf"{today.day} {today:%b %Y}, \d\d:\d\d UTC", "NOW", text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def compared(path: Path, text: str) -> None:
    if os.environ.get("SAIDSEEN_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text("utf-8") == text


@pytest.fixture
def current() -> Callable[[Path, str], None]:
    """A page that is made from the program: compare it with what is made now."""
    return compared


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compare a text with the snapshot of that name."""
    return lambda name, text: compared(FOLDER / f"{name}.txt", scrub(text))


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The ledger of the demo, and what it printed. Whoever alters it takes a copy."""
    path = tmp_path_factory.mktemp("demo") / "story.db"
    done = CliRunner().invoke(cli, ["--ledger", str(path), "demo"], terminal_width=100)
    assert done.exit_code == 0, done.output
    return path, done.stdout
