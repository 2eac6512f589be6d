"""Bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from saidseen.reading.draft import problem
from saidseen.things import Problem

SAMPLE = 100_000
"""Bytes that the encoding is guessed from; enough for any language, and a guess over megabytes takes minutes."""

FOREIGN = 0.05
"""Share of bytes above 127 up to which an unknown encoding is taken for Windows-1252, as browsers do (WHATWG Encoding):
English and western European text has .00 to .04 (quotation marks, accents), other alphabets have over .5."""

CONTROL = 0.02
"""Share of control characters from which something is no text; text has none but line ends and tabs."""

MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
}
"""What common files that are no text begin with."""

DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}|\?xml[^>]{0,100})(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE
)

SAVE = "save its text as plain text, HTML or JSON Lines"


def decode(data: bytes, where: str, *, cut: bool = False, markup: bool = False) -> tuple[str | None, tuple[Problem, ...]]:
    """The text, its line ends made line feeds, and what is to be said about it; None with a Problem where it is no text.

    ``cut``: the bytes may end within a character. ``markup``: an encoding declared in HTML or XML counts.
    UTF-8 and what begins with a byte order mark is read without a word, any other encoding with a note which was assumed.
    """
    if not data.strip():
        return None, (problem(where, "it is empty", "nothing of it", "give a file that has text, or remove it"),)
    if kind := binary(data):
        return None, (problem(where, f"it is no text but {kind}", "nothing of it", SAVE),)
    text, notes = characters(data, where, cut=cut, markup=markup)
    text = text.removeprefix("\ufeff")
    if sum(c < " " and c not in "\t\n\r\f\v\x1b" for c in text[:SAMPLE]) > CONTROL * len(text[:SAMPLE]):
        return None, (problem(where, "it is no text but binary data", "nothing of it", SAVE),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def binary(data: bytes) -> str:
    """What the bytes are, where they are no text; empty where they may be."""
    for mark, name in MAGIC.items():
        if data.startswith(mark):
            return name
    if marked(data) or wide(data):
        return ""
    return "binary data" if b"\x00" in data[:SAMPLE] else ""


def marked(data: bytes) -> str:
    """The encoding that a byte order mark names."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    return ""


def wide(data: bytes) -> str:
    """UTF-16 without a mark: in western text nearly every second byte is zero, and the others are not."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.8 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.8 * half and odd == 0 else ""


def characters(data: bytes, where: str, *, cut: bool, markup: bool) -> tuple[str, tuple[Problem, ...]]:
    """The decoded text, with a note where its encoding had to be assumed or some of it could not be read."""
    if name := marked(data):
        return incremental(data, name, cut=cut, errors="replace"), ()
    if name := wide(data):
        return incremental(data, name, cut=cut, errors="replace"), (assumed(where, name),)
    try:
        return incremental(data, "utf-8", cut=cut, errors="strict"), ()
    except UnicodeDecodeError:
        pass
    if markup and (said := DECLARED.search(data[:4000])) and (name := known_codec(said[1].decode("ascii"))):
        return incremental(data, name, cut=cut, errors="replace"), ()
    text = incremental(data, "utf-8", cut=cut, errors="replace")
    bad = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) - bad > bad:
        what = f"{bad} places in it are no valid UTF-8"
        return text, (
            problem(where, what, "the text, with a mark in those places", "look at these places, or save the file again"),
        )
    name = guessed(data)
    return incremental(data, name, cut=cut, errors="replace"), (assumed(where, name),)


def incremental(data: bytes, name: str, *, cut: bool, errors: str) -> str:
    """Decode, leaving out half a character at the end where the bytes were cut. Raises UnicodeDecodeError as ``errors`` says."""
    return codecs.getincrementaldecoder(name)(errors).decode(data, final=not cut)


def known_codec(name: str) -> str:
    """Python's name of a text encoding; empty where it has none."""
    try:
        codecs.lookup(name)
        b"".decode(name)
    except (LookupError, ValueError):
        return ""
    return name


def guessed(data: bytes) -> str:
    """The likely encoding of bytes that are no UTF-8."""
    if sum(byte > 127 for byte in data[:SAMPLE]) <= FOREIGN * len(data[:SAMPLE]):  # noqa: PLR2004  # the last ASCII code
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  # rarely needed

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else "cp1252"


def assumed(where: str, name: str) -> Problem:
    return problem(
        where,
        f"it is not in UTF-8; it was read as {name}",
        "the text as read so",
        "if letters look wrong, save the file as UTF-8",
    )
