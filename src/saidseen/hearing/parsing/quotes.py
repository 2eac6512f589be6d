"""Quotation marks: which stretches of a text are quoted, also where a mark is missing or a quotation runs over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

OPEN = "“„«"
MARK = re.compile(r"[\"“”„«»]")
SINGLE_OPEN = re.compile(r"(?<![\w‘])‘(?=\w)")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])’(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """``[start, end)`` inside the marks. ``continues``: the mark was left open at the end of the paragraph before,
    as news does when a quotation runs on; ``open``: no closing mark in its paragraph."""

    start: int
    end: int
    open: bool = False
    continues: bool = False

    def words(self, text: str) -> int:
        return len(text[self.start : self.end].split())


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of each non-blank line (a line is a paragraph in news texts)."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations in order. A mark without its partner quotes up to the end of its paragraph, never further.

    Kept for the few texts that are looked at by turns: whoever hears a document asks for them.
    """
    singles = '"' not in text and "“" not in text and "«" not in text
    found: list[Quotation] = []
    for start, end in paragraph_bounds(text):
        carried = bool(found) and found[-1].open
        found += in_paragraph(text, start, end, singles=singles, carried=carried)
    return tuple(found)


def in_paragraph(text: str, start: int, end: int, *, singles: bool, carried: bool) -> list[Quotation]:
    """The quotations of one paragraph."""
    marks = [(m.start(), m.group()) for m in MARK.finditer(text, start, end)]
    if singles:
        marks = [(m.start(), "“") for m in SINGLE_OPEN.finditer(text, start, end)]
        marks += [(m.start(), "”") for m in SINGLE_CLOSE.finditer(text, start, end)]
        marks.sort()
    out: list[Quotation] = []
    begun: int | None = None
    for at, mark in marks:
        opens = mark in OPEN or (mark == '"' and begun is None)
        if opens and begun is None:
            begun = at
        elif not opens and begun is not None:
            out.append(Quotation(start=begun + 1, end=at, continues=carried and not out and begun == first_sign(text, start)))
            begun = None
    if begun is not None and len(text[begun:end].split()) > 1:
        out.append(
            Quotation(start=begun + 1, end=end, open=True, continues=carried and not out and begun == first_sign(text, start))
        )
    return out


def first_sign(text: str, start: int) -> int:
    """Offset of the first character that is not blank."""
    found = re.compile(r"\S").search(text, start)
    return found.start() if found else start


def at(found: Sequence[Quotation], position: int) -> Quotation | None:
    """The quotation that holds this offset."""
    return next((q for q in found if q.start <= position < q.end), None)
