"""From what the user names (files, folders, patterns, standard input) to documents."""

from __future__ import annotations

import glob
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal, cast

from saidseen.reading.draft import Defaults, Draft, finished, problem
from saidseen.things import Document, Problem

Kind = Literal["text", "markdown", "html", "feed", "jsonl", "json"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""Kinds by the end of a file's name (before ``.gz``). In a folder only these are read."""

BYTES = 8_000_000
"""Read of one text, page or feed at most: several times the longest text kept in four-byte characters, and ten times the
largest news pages. JSON Lines are read line by line and have no such bound."""

HEAD = 4096
"""Bytes looked at to tell what a file holds."""

GZIP = b"\x1f\x8b"

NAMED = 5
"""Files named in a message about files of unknown kind; the others are counted."""


def read(  # noqa: PLR0913  # each is an option of the command line
    inputs: Sequence[str],
    *,
    published: datetime | None = None,
    outlet: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
) -> Iterator[Document | Problem]:
    """The documents in what ``inputs`` name, one after the other, and a Problem for whatever could not be read.

    An input is a file, a folder (read with all below it, in the order of names), a pattern (``news/*.txt``, ``**``) or
    ``-`` for standard input. What a file holds is told by its name and its first bytes: plain text, Markdown, HTML, RSS or
    Atom, JSON Lines; any of them gzipped. ``published``, ``outlet`` and ``url`` are for texts that do not say these
    themselves (``url`` for one text only). A date after ``now`` lies in the future. Never raises for bad input.
    """
    defaults = Defaults(now=now or datetime.now(UTC), published=published, outlet=outlet or "", url=url or "")
    for item in [inputs] if isinstance(inputs, str) else inputs:
        for found in drafts(item, stdin):
            if isinstance(found, Problem):
                yield found
            else:
                yield from finished(found, defaults)


def drafts(item: str, stdin: BinaryIO | None) -> Iterator[Draft | Problem]:
    """What one input holds."""
    if item == "-":
        yield from contents(stdin or sys.stdin.buffer, "stdin", None)
        return
    for path in paths(item):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            with path.open("rb") as file:
                yield from contents(file, str(path), kind_by_name(path))
        except (OSError, ValueError) as error:
            yield problem(
                str(path), f"it cannot be read ({reason(error)})", "all other files", "check the file and its permissions"
            )


def reason(error: Exception) -> str:
    """The system's words for what went wrong."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def paths(item: str) -> Iterator[Path | Problem]:
    """The files that one input names."""
    try:
        path = Path(item)
        if path.is_dir():
            yield from folder(path)
            return
        if path.exists():
            yield path
            return
        matches = sorted(glob.glob(item, recursive=True)) if glob.has_magic(item) else []  # noqa: PTH207  # may be absolute
    except (OSError, ValueError) as error:
        yield problem(item, f"it cannot be read ({reason(error)})", "all other inputs", "check the name")
        return
    if not matches:
        yield problem(
            item, "there is no such file or folder", "all other inputs", "check the name; it was looked for in this folder"
        )
    for match in map(Path, matches):
        if match.is_dir():
            if item.endswith(("*", "/")) and not item.endswith("**"):
                yield from folder(match)
        else:
            yield match


def folder(top: Path) -> Iterator[Path | Problem]:
    """All files of known kinds in a folder and below, by name; hidden ones are left out, others counted in a Problem."""
    failed: list[OSError] = []
    unknown: list[str] = []
    known = 0
    for place, folders, names in os.walk(top, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place, name)
            if kind_by_name(path):
                known += 1
                yield path
            else:
                unknown.append(str(path))
    for error in failed:
        yield problem(
            str(error.filename), f"the folder cannot be read ({error.strerror})", "all other folders", "check its permissions"
        )
    if unknown:
        listed = ", ".join(unknown[:NAMED]) + (f" and {len(unknown) - NAMED} more" if len(unknown) > NAMED else "")
        yield problem(
            str(top),
            f"files of unknown kind were not read: {listed}",
            "all other files",
            "name such a file itself to have it read",
        )
    elif not known and not failed:
        yield problem(str(top), "there are no files in this folder", "all other inputs", "check the name")


def kind_by_name(path: Path) -> Kind | None:
    """The kind that a file's name tells."""
    return KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def contents(stream: BinaryIO, origin: str, named: Kind | None) -> Iterator[Draft | Problem]:
    """The drafts in one stream, by its name's kind and its first bytes."""
    opened = peekable(stream)
    try:
        if opened.peek(2)[:2] == GZIP:
            opened = cast("io.BufferedReader", gzip.GzipFile(fileobj=opened))
        head = opened.peek(HEAD)[:HEAD]
    except (EOFError, OSError, zlib.error) as error:
        yield problem(origin, f"it is damaged ({reason(error)})", "nothing of it", "fetch or copy the file again")
        return
    kind = kind_of(head, named)
    if kind == "jsonl":
        yield from way("jsonl", "read_jsonl")(opened, origin)
        return
    if kind == "json":
        yield problem(
            origin,
            "it is one JSON value over several lines, not JSON Lines",
            "nothing of it",
            "write one document a line, for example with: jq -c '.[]? // .' FILE",
        )
        return
    try:
        data = opened.read(BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        yield problem(origin, f"it breaks off or is damaged ({reason(error)})", "nothing of it", "fetch or copy the file again")
        return
    reader = {"text": "read_text", "markdown": "read_markdown", "html": "read_html", "feed": "read_feed"}[kind]
    yield from way({"feed": "feeds"}.get(kind, kind), reader)(data[:BYTES], origin, cut=len(data) > BYTES)


def way(module: str, function: str) -> Callable[..., Iterator[Draft | Problem]]:
    """A way in, imported when first needed: HTML and feeds bring libraries that take long to load."""
    return cast("Callable[..., Iterator[Draft | Problem]]", getattr(import_module(f"saidseen.reading.{module}"), function))


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """The stream, able to show its first bytes without giving them away."""
    return cast("io.BufferedReader", stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream)))


def kind_of(head: bytes, named: Kind | None) -> Kind:
    """The kind by name, unless the first bytes say otherwise; plain text where neither tells."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lower = start[:1000].lower()
    if named in ("markdown", "jsonl"):
        return named
    root = re.match(rb"(?:<!--(?:(?!-->).)*-->|<\?[^>]*>|\s)*<([!:a-z]+(?: html)?)", lower, re.DOTALL)
    if root and root[1] in (b"!doctype html", b"html", b"head", b"body"):
        return "html"
    if root and root[1] in (b"rss", b"feed", b"rdf:rdf"):
        return "feed"
    if named:
        return named
    if start.startswith((b"{", b"[")):
        return json_kind(start)
    return "markdown" if re.match(rb"---[ \t]*\r?\n", start) else "text"


def json_kind(start: bytes) -> Kind:
    """JSON Lines, one JSON value over several lines, or text that begins with a bracket."""
    first, end, _ = start.partition(b"\n")
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        if re.match(rb"\{\s*\"\w+\"\s*:", first):
            return "jsonl"
        return "json" if re.match(rb"[\[{]\s*(?:$|\n|\{?\s*\")", start[:200]) else "text"
    return "jsonl" if isinstance(row, dict) else "json" if isinstance(row, list) and not end.strip() else "text"
