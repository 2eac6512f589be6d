"""JSON Lines, one document a line: ``{"url", "outlet", "published", "title", "text", "lang"}``; also gzipped.

``text`` is kept exactly as it stands: offsets count in it. Only ``text`` must be there; unknown fields are ignored.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from saidseen.reading.draft import Draft, problem
from saidseen.things import Problem

LINE = 16_000_000
"""Bytes of the longest line that is read: four times the longest text kept, in UTF-8; with more, memory is not safe."""

FIELDS = ("url", "outlet", "published", "title", "lang")

OTHERS = "the other lines"


def read_jsonl(stream: BinaryIO, origin: str) -> Iterator[Draft | Problem]:
    """The documents in their order, read as they are asked for. A line that is none gives a Problem that names it."""
    number = found = 0
    try:
        for number, line in enumerate(lines(stream), 1):
            where = f"{origin}:{number}"
            if line is None:
                yield problem(where, f"the line is longer than {LINE:,} bytes", OTHERS, "split the text")
            elif line.strip():
                found += 1
                yield from line_draft(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, where)
    except (EOFError, OSError, zlib.error) as error:
        yield problem(
            f"{origin}:{number + 1}",
            f"the file breaks off or is damaged ({error})",
            "the lines before",
            "fetch or copy the file again",
        )
        return
    if not found:
        yield problem(origin, "it is empty", "nothing of it", "give a file that has documents, or remove it")


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is too long."""
    while line := stream.readline(LINE):
        if len(line) < LINE or line.endswith(b"\n"):
            yield line
            continue
        while (more := stream.readline(LINE)) and not more.endswith(b"\n"):
            pass
        yield None


def line_draft(line: bytes, where: str) -> Iterator[Draft | Problem]:
    """What one line holds."""
    fix = "correct the line"
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        yield problem(where, "the line is not in UTF-8", OTHERS, "save the file as UTF-8")
        return
    except json.JSONDecodeError as error:
        yield problem(where, f"the line is no JSON ({error.msg} at character {error.pos + 1})", OTHERS, fix)
        return
    except RecursionError:
        yield problem(where, "the line is no document (nested too deeply)", OTHERS, fix)
        return
    if not isinstance(row, dict):
        yield problem(where, "the line is no JSON object", OTHERS, fix)
        return
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        what = "'text' is missing or empty" if text is None or isinstance(text, str) else "'text' is no text"
        yield problem(where, what, OTHERS, "give the document's text in 'text'")
        return
    good: dict[str, str] = {}
    for name in FIELDS:
        value = row.get(name)
        if isinstance(value, str):
            good[name] = value
        elif value is not None:
            yield problem(
                where, f"'{name}' is no text", f"the document without '{name}'", f"give '{name}' as text, or leave it out"
            )
    yield Draft(
        text=text,
        origin=where,
        title=good.get("title", ""),
        outlet=good.get("outlet", ""),
        published=good.get("published"),
        url=good.get("url", ""),
        lang=good.get("lang", ""),
    )
