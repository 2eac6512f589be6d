"""Snapshots: what a page looks like, with ids, paths and the present date scrubbed.

Set ``SAIDSEEN_SNAPSHOTS=write`` to write them anew, then read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compare a text with the snapshot of that name."""

    def compare(name: str, text: str) -> None:
        path = FOLDER / f"{name}.txt"
        if os.environ.get("SAIDSEEN_SNAPSHOTS") == "write":
            FOLDER.mkdir(exist_ok=True)
            path.write_text(scrub(text), encoding="utf-8")
        assert scrub(text) == path.read_text("utf-8")

    return compare
