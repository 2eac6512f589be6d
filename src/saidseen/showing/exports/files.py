"""Where a table goes: a file that is whole or not there, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TextIO


@contextmanager
def written(path: Path | None) -> Iterator[BinaryIO]:
    """A stream to write a file to: it is made beside ``path`` and renamed at the end, so that no reader ever sees half of it and
    one that was there stays where writing fails. None is standard output; a pipe or a device is written to as it is.

    Raises:
        OSError: if the folder cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()
    beside = path.with_name(f"{path.name}.{token_hex(4)}.tmp")
    try:
        with beside.open("xb") as stream:
            yield stream
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """The stream as UTF-8 with line ends as they are written; it stays open."""
    text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()
