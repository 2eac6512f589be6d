"""How a feed's file is opened: hashed as it lies there, unpacked within bounds, and refused where it is something else."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from saidseen.things import Problem

T = TypeVar("T")

FREE, RATIO = 64_000_000, 200
"""Bytes that a packed file may always unpack to, and how many times its size beyond: tables of numbers pack to a tenth or
twentieth, bombs to a thousandth."""

LINE = 4_000_000
"""Bytes of the longest line that is read; a row of a table has some hundreds."""

WHOLE = 64_000_000
"""Bytes of the largest JSON file that is read in one piece; a day of a country's alerts has some 100,000."""

HEAD = 4096
"""Bytes by which a format is told."""

QUOTED = 70
"""Characters of a file that a message shows."""


class RefusedError(Exception):
    """The file is not what it should be: nothing of it is taken. In the user's words."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


class Hashed(io.RawIOBase):
    """A stream that counts and hashes what goes by."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0
        self.digest = sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # typeshed's own
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        self.digest.update(data)
        return len(data)


class Bounded(io.RawIOBase):
    """What a packed stream unpacks to, as long as that stays in proportion."""

    def __init__(self, inner: BinaryIO, packed: Hashed) -> None:
        self._inner, self._packed = inner, packed
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  # typeshed's own
        data = self._inner.read(len(buffer))
        self.count += len(data)
        if self.count > max(FREE, RATIO * self._packed.count):
            raise RefusedError(
                f"it unpacks to more than {RATIO} times its size and was not read on",
                "check where it comes from; unpack it yourself",
            )
        buffer[: len(data)] = data
        return len(data)


@dataclass(slots=True)
class Feed:
    """A file of a feed. ``sha256`` is that of the raw file, known once it was read."""

    path: Path
    sha256: str = field(default="", init=False)

    @property
    def name(self) -> str:
        return self.path.name

    def head(self) -> bytes:
        """The first bytes, unpacked."""
        with self.path.open("rb") as raw:
            return _unpacked(Hashed(raw)).peek(HEAD)[:HEAD]

    def read(self, parse: Callable[[BinaryIO], T]) -> T:
        """What ``parse`` makes of the whole file. RefusedError where it is damaged, a web page, or breaks off."""
        with self.path.open("rb") as raw:
            hashed = Hashed(raw)
            try:
                opened = _unpacked(hashed)
                refuse_foreign(opened.peek(HEAD)[:HEAD])
                result = parse(cast("BinaryIO", opened))
            except (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError) as error:
                raise RefusedError(f"it breaks off or is damaged ({error})", "fetch the file again") from error
            while hashed.read(1 << 20):
                pass
        self.sha256 = hashed.digest.hexdigest()
        return result

    def taken(self, parse: Callable[[BinaryIO], T]) -> T | Problem:
        """As ``read``; a problem where the file was refused or could not be opened."""
        try:
            return self.read(parse)
        except RefusedError as refused:
            return self.problem(refused.what, refused.todo)
        except OSError as error:
            return self.problem(f"it cannot be read ({error.strerror or error})", "check the file and its permissions")

    def problem(self, what: str, todo: str, kept: str = "nothing of this file; other files are read") -> Problem:
        return Problem(where=str(self.path), what=what, kept=kept, todo=todo)


def _unpacked(hashed: Hashed) -> io.BufferedReader:
    opened: io.BufferedReader = io.BufferedReader(hashed)
    if opened.peek(2)[:2] == b"\x1f\x8b":
        unpacked = Bounded(cast("BinaryIO", gzip.GzipFile(fileobj=opened)), hashed)
        return io.BufferedReader(unpacked)
    return opened


def refuse_foreign(head: bytes) -> None:
    """Refuse what no feed is: nothing, a web page, an archive, text in UTF-16."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise RefusedError(
            "it is empty: the answer held nothing, which is not the answer that nothing was found", "fetch it again"
        )
    if start[:200].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise RefusedError("it is a web page, not data", "look at it in a browser: mostly it is a login or an error page")
    if start.startswith(b"PK\x03\x04"):
        raise RefusedError("it is a ZIP archive", "unpack it and give the file inside")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError("it is written in UTF-16", "save it as UTF-8")


def lines(file: BinaryIO) -> Iterator[str]:
    """The lines of a text in UTF-8, with or without a byte-order mark, with their ends; none may be longer than the bound."""
    encoding = "utf-8-sig"
    while line := file.readline(LINE + 1):
        if len(line) > LINE:
            raise RefusedError(f"a line is longer than {LINE:,} bytes", "check that it is the file you mean")
        if b"\x00" in line:
            raise RefusedError("it holds binary data", "check that it is the file you mean")
        yield line.decode(encoding, "strict" if encoding == "utf-8-sig" else "replace")
        encoding = "utf-8"


def rows(file: BinaryIO, *, delimiter: str = ",", quoted: bool = True, end: str = "") -> Iterator[list[str]]:
    """The rows of a table with as many cells as its first; another number means that the file breaks off or holds a message.
    ``end``: what stands alone in the last line, if anything."""
    csv.field_size_limit(LINE)
    reader = csv.reader(lines(file), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    width = 0
    try:
        for row in reader:
            if not row or (end and row == [end]):
                continue
            width = width or len(row)
            if len(row) != width:
                raise RefusedError(
                    f"line {reader.line_num} has {len(row)} cells instead of {width}: {shown(delimiter.join(row))}",
                    "the file breaks off there or holds an error message; fetch it again",
                )
            yield row
    except csv.Error as error:
        raise RefusedError(f"line {reader.line_num} is no row of a table ({error})", "fetch the file again") from error


def table(found: Iterable[list[str]], wanted: Iterable[str], what: str) -> Iterator[dict[str, str]]:
    """Rows as cells by the names of the columns, which the first row gives; RefusedError where a wanted one is missing."""
    source = iter(found)
    header = [name.strip() for name in next(source, [])]
    missing = sorted(set(wanted) - set(header))
    if missing:
        raise RefusedError(
            f"it begins with {shown(','.join(header))}, and {what} has the columns {', '.join(missing)}",
            "check that the download worked: error messages come in place of tables",
        )
    yield from (dict(zip(header, row, strict=True)) for row in source)


def json_value(file: BinaryIO) -> Any:  # noqa: ANN401  # whatever stands there
    """One JSON value; RefusedError where it is too large or none."""
    data = file.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise RefusedError(f"it is larger than {WHOLE // 1_000_000} MB", "fetch a shorter time")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        first = data[:QUOTED].decode("utf-8", "replace")
        raise RefusedError(
            f"it is no JSON ({shown(first)})", "the answer breaks off or is an error message; fetch it again"
        ) from error


def shown(text: str) -> str:
    """The beginning of a text, in quotation marks."""
    words = " ".join(text.split())
    return f"“{words[:QUOTED]}{'…' if len(words) > QUOTED else ''}”"


def good_rows(feed: Feed, read: Callable[[BinaryIO], Iterable[T | str]]) -> Generator[Problem, None, list[T]]:
    """The rows of a file that can be used; ``read`` gives what is wrong in words where one cannot. Yields what was left out."""
    parsed = feed.taken(lambda file: list(read(file)))
    if isinstance(parsed, Problem):
        yield parsed
        return []
    yield from bad_rows(feed, [row for row in parsed if isinstance(row, str)], len(parsed))
    return [row for row in parsed if not isinstance(row, str)]


def bad_rows(feed: Feed, bad: list[str], of: int) -> Iterator[Problem]:
    """One problem for all rows that were left out: how many, and the first."""
    if bad:
        yield feed.problem(
            f"{len(bad)} of {of} rows cannot be used, the first: {bad[0]}", "check those rows", "all other rows of the file"
        )
