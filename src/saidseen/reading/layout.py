"""What each stretch of a text is: headline, dateline, body, caption, credit, agency line, or furniture of the page.

By the line and the patterns of ``knowing/data/furniture.toml``. In doubt a stretch is body: a notice that is heard does
little harm, a sentence of news that is dropped is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from saidseen.knowing.furniture import furniture
from saidseen.reading.agencies import AGENCY_LINE, dateline, declared, line_agency
from saidseen.things import Section, SectionKind

NOTICE = 400
"""Characters of the longest sentence that can be furniture: consent notices run to about 300."""

CAPTION = 600
"""Characters of the longest line that can be one caption with its credit: agencies' captions run to about 400."""

HEADLINE = 200
"""Characters of the longest title line; agencies' headlines stay under 120, those of official releases reach 180."""

HEADING = 100
"""Characters of the longest heading between paragraphs."""

WRAPPED = range(50, 101)
"""Length of the longest line of a text that a program wrapped (72 to 80 columns are usual)."""

ASIDE = 90
"""Characters of the longest sentence that goes with a notice before it ("Like this story? Support us with 3 a month.")."""

TOP = 3
"""Paragraphs of body after which no dateline or byline is looked for, and lines at the top that can be headlines."""

BREAK = re.compile(r"[.!?\u2026][\"\u201d\u2019)\]]*\s+(?=[\"\u201c\u2018(\[]?[^\W_a-z])")
END = re.compile(r"[.!?:;,\u2026][\"\u201d\u2019')\]]*$|[\"\u201d\u2019']$")
STOP = re.compile(r"[.!?][\"\u201d\u2019')\]]*$")
BULLET = re.compile(r"[-\u2013\u2014*\u2022\u00b7]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
HASHES = re.compile(r"#{1,6}\s")
READER = re.compile(r"\b(?:you|your|us|our)\b", re.IGNORECASE)
ONLY_NAMES = re.compile(r"[^:]+:\s*[^\W\d_a-z][\w.'\u2019&/-]*(?:[\s,]+[^\W\d_a-z][\w.'\u2019&/-]*)*[.)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the lines of a paragraph that a program had wrapped. ``words`` is its text with line breaks as blanks."""

    start: int
    end: int
    words: str

    def part(self, start: int, end: int, kind: SectionKind) -> Section:
        """A section of this line without the blanks around it, from offsets in ``words``."""
        piece = self.words[start:end]
        left = start + len(piece) - len(piece.lstrip())
        return Section(start=self.start + left, end=self.start + left + len(piece.strip()), kind=kind)


def sections(text: str, outlet: str = "") -> tuple[Section, ...]:
    """Every stretch of the text that is not blank, in order, with what it is; they do not overlap.

    ``outlet``, where known, tells an agency's name in a byline from the house's own. A line is one section or, where it
    holds several things (a dateline before its sentence, a credit behind its caption), several.
    """
    lines = list(split_lines(text))
    likely = [headlike(line.words) for line in lines]
    last = max((i for i, head in enumerate(likely) if not head), default=-1)
    out: list[Section] = []
    bodies = heads = 0
    listing = False
    for index, line in enumerate(lines):
        found = parts(line, outlet, top=bodies < TOP, edge=bodies < TOP or index >= len(lines) - 2)
        plain = len(found) == 1 and found[0].kind == "body"
        around = likely[max(0, index - 1) : index + 2]
        titled = likely[index] and index < last and (heads < TOP if not bodies else is_heading(line, around))
        if plain and listing and likely[index]:
            found = [line.part(0, len(line.words), "furniture")]
        elif plain and (titled or HASHES.match(line.words.lstrip())):
            found = [line.part(0, len(line.words), "headline")]
        listing = bodies > 0 and likely[index] and all(part.kind == "furniture" for part in found)
        bodies += any(part.kind == "body" for part in found)
        heads += found[0].kind == "headline"
        out.extend(found)
    return tuple(out)


def title_line(text: str, parts_: tuple[Section, ...]) -> str:
    """The headline that stands above all body; empty where there is none."""
    for part in parts_:
        if part.kind == "headline":
            return " ".join(HASHES.sub("", text[part.start : part.end]).split())
        if part.kind == "body":
            break
    return ""


def declared_origin(text: str, outlet: str = "") -> str | None:
    """The agency, other than ``outlet`` itself, that a document credits; ``news services`` where it names none; else None.

    Looked for in the credit lines, datelines and reporting notes at the top and the foot of the text.
    """
    return declared([line.words.strip() for line in split_lines(text)], outlet)


def split_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank; a block of lines that a program wrapped counts as one."""
    longest = max((len(row.strip()) for row in text.split("\n")), default=0)
    for block in re.finditer(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", text):
        rows = list(re.finditer(r"[^\n]*\S[^\n]*", block.group()))
        if longest in WRAPPED and is_wrapped([row.group().strip() for row in rows], longest):
            yield Line(block.start(), block.end(), block.group().replace("\n", " "))
            continue
        for row in rows:
            yield Line(block.start() + row.start(), block.start() + row.end(), row.group())


def is_wrapped(rows: list[str], longest: int) -> bool:
    """No line had room for the first word of the next one, and most break off within a sentence."""
    pairs = list(pairwise(rows))
    full = all(len(row) + 1 + len(after.split()[0]) > longest for row, after in pairs)
    return bool(pairs) and full and sum(not STOP.search(row) for row in rows[:-1]) * 2 >= len(pairs)


def headlike(words: str) -> bool:
    """Short, begun like a sentence and not ended like one."""
    line = words.strip()
    opened = not line[0].islower() and any(c.isalpha() for c in line)
    return opened and len(line) <= HEADLINE and not END.search(line) and not BULLET.match(line)


def is_heading(line: Line, around: list[bool]) -> bool:
    """A short line like a headline, and neither the one before nor the one behind it is like one: no list, no table."""
    return len(line.words.strip()) <= HEADING and around.count(True) == 1


def parts(line: Line, outlet: str, *, top: bool, edge: bool) -> list[Section]:
    """What a line is made of. ``top``: a dateline may open it; ``edge``: it may be a byline or the credit of an agency."""
    words = line.words.rstrip()
    bare = words.strip()
    if edge and line_agency(bare, outlet):
        return [line.part(0, len(words), "agency")]
    if edge and not bare.endswith((".", "!", "?")) and furniture().byline.fullmatch(bare):
        return [line.part(0, len(words), "credit")]
    opened: list[Section] = []
    begin = len(words) - len(words.lstrip())
    if top and (found := dateline(words[begin:])):
        opened.append(line.part(begin, begin + found.end, "dateline"))
        begin += found.end
    elif top and (credit := AGENCY_LINE.match(words, begin)) and furniture().generic.fullmatch(credit.group().strip()):
        opened.append(line.part(begin, credit.end(), "agency"))
        begin = credit.end()
    return opened + pieces(line, begin, outlet)


def pieces(line: Line, begin: int, outlet: str) -> list[Section]:
    """The sentences of a line by kind, neighbours of one kind joined."""
    words = line.words.rstrip()
    bounds = [begin, *(m.end() for m in BREAK.finditer(words, begin)), len(words)]
    spans = [(a, b) for a, b in pairwise(bounds) if words[a:b].strip()]
    if not spans:
        return []
    sentences = [words[a:b] for a, b in spans]
    kinds = settled([sentence_kind(s) for s in sentences], sentences, outlet)
    if set(kinds) <= {"body", "caption"} and len(words) <= CAPTION and (tail := furniture().tail.search(words, begin)):
        return [line.part(begin, tail.start(), "caption"), line.part(tail.start(), len(words), "credit")]
    if set(kinds) == {"body"} and (signed := furniture().sign_off.search(words, begin)):
        return [line.part(begin, signed.start(), "body"), line.part(signed.start(), len(words), "agency")]
    out: list[tuple[int, int, SectionKind]] = []
    for (start, end), kind in zip(spans, kinds, strict=True):
        if out and out[-1][2] == kind:
            out[-1] = (out[-1][0], end, kind)
        else:
            out.append((start, end, kind))
    return [line.part(*piece) for piece in out]


def sentence_kind(sentence: str) -> SectionKind | None:
    """What a sentence is by itself. None for the single words of a page ("Share"), which are body beside body."""
    known = furniture()
    words = sentence.strip().lstrip("([*\u2022\u00b7|>\u00ab\u2013 -").rstrip()
    if known.caption.match(words):
        return "credit" if ONLY_NAMES.match(words) and len(words.split()) > 1 else "caption"
    if known.credit.match(words) or known.signed.match(words):
        return "credit"
    if known.label.match(words):
        return "furniture"
    if known.whole.fullmatch(words.rstrip(").!\u2026 ")) or known.whole.fullmatch(sentence.strip()):
        return None
    if len(words) > NOTICE or known.speech.search(words):
        return "body"
    return "furniture" if known.notice.match(words) or known.cased.match(words) else "body"


def settled(kinds: list[SectionKind | None], sentences: list[str], outlet: str) -> list[SectionKind]:
    """The kinds of a line's sentences, seen together.

    What follows a caption belongs to it, what follows a credit too unless somebody speaks in it, and a short address to the
    reader goes with the notice before it. Furniture inside a paragraph counts only before or after all of its body, and
    single words only where there is no body.
    """
    known = furniture()
    short = sum(map(len, sentences)) <= CAPTION
    out: list[SectionKind] = []
    for index, (kind, sentence) in enumerate(zip(kinds, sentences, strict=True)):
        now: SectionKind = kind or "furniture"
        opener = out[0] if out and "body" not in out else "body"
        if kind == "credit" and index == 0 and "credit" in kinds[1:] and known.caption.match(sentence.lstrip("( ")):
            now = "caption"
        elif kind == "body" and short and opener in ("caption", "credit"):
            picture = next(k for k in reversed(out) if k != "furniture")
            now = picture if picture == "caption" or not known.speech.search(sentence) else "body"
        elif kind == "body" and opener == "furniture" and is_aside(sentence, outlet):
            now = "furniture"
        out.append(now)
    bodies = [i for i, kind in enumerate(out) if kind == "body"]
    if not bodies:
        return out
    return ["body" if kinds[i] is None or bodies[0] < i < bodies[-1] else kind for i, kind in enumerate(out)]


def is_aside(sentence: str, outlet: str) -> bool:
    """A short sentence to the reader: it names the reader, the house or its outlet, and nobody speaks in it."""
    if len(sentence) > ASIDE or furniture().speech.search(sentence):
        return False
    return bool(READER.search(sentence)) or bool(outlet and outlet.casefold() in sentence.casefold())
