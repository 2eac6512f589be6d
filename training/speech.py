"""Training examples of what is done by saying, and on what basis: our own labelled statements, packed into stretches.

Passages are lines ``act|basis|text`` with marks (``training/statements``); the open part of ``bench/statements`` is added as
whole texts. The crises held back there are never read.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saidseen.hearing.attribution.encoder import STRETCH, stretches
from saidseen.hearing.saying.speech import ACTS, BASES, nearby

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "bench"))

import statements  # noqa: E402  # lies in the folder named above; what is held back is told in one place

MARK = re.compile(r"\[\[|\]\]|\{\{|\}\}|<<|>>")
ROLES = {"<<": 1, "[[": 2, "{{": 3}

LIMITS = (64, 128, STRETCH, STRETCH)
"""Pieces of a stretch into which passages are put together. Chosen: short ones and what the program reads at once."""

FAR = 600
"""Characters between a content and its source at most; what stands farther is another mention."""


@dataclass(frozen=True, slots=True)
class Said:
    """Roles of the pieces (0 none, 1 content, 2 source, 3 cue), whether each stands near, and the two labels."""

    roles: list[int]
    near: list[int]
    act: int
    basis: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces with the statements in them."""

    ids: list[int]
    said: list[Said]


Row = tuple[str, list[tuple[str, str, list[tuple[int, int, int]]]]]
"""A text and its statements: act, basis, and spans as role, start, end."""


def lines(folder: Path) -> Iterator[Row]:
    """The marked passages; lines of one text become one row."""
    found: dict[str, list[tuple[str, str, list[tuple[int, int, int]]]]] = {}
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf8").splitlines():
            if line:
                act, basis, marked = line.split("|", 2)
                text, spans = unmarked(marked)
                found.setdefault(text, []).append((act, basis, spans))
    yield from found.items()


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The plain text and what was marked in it."""
    out, spans, last, size, opened = [], [], 0, 0, (0, 0)
    for match in MARK.finditer(marked):
        out.append(marked[last : match.start()])
        size += match.start() - last
        last = match.end()
        if match.group() in ROLES:
            opened = ROLES[match.group()], size
        else:
            spans.append((*opened, size))
    return "".join((*out, marked[last:])), spans


def own() -> Iterator[Row]:
    """The texts of the open crises with their statements."""
    labels = statements.gold()
    for text in statements.rows("texts"):
        if text["crisis"] not in statements.HELD:
            said = (r for r in labels if r["doc"] == text["id"])
            yield text["text"], [(r["act"], r["basis"], placed(text["text"], r)) for r in said]


def placed(text: str, row: dict[str, Any]) -> list[tuple[int, int, int]]:
    """Where the parts of a statement stand: contents occur once, a source and cue are the nearest ones."""
    spans = [(1, start, end) for start, end in statements.placed(text, row["content"])]
    first = min((s for _, s, _ in spans), default=0)
    for role, part in ((2, row["source"]), (3, row["cue"])):
        at = min((m.start() for m in re.finditer(re.escape(part or "\0"), text)), key=lambda s: abs(s - first), default=None)
        if part and at is not None and abs(at - first) <= FAR:
            spans.append((role, at, at + len(part)))
    return spans


def passages(rows: Iterable[Row], tokenizer: Any) -> Iterator[Passage]:  # noqa: ANN401  # has no types
    """The texts in pieces; long ones in the stretches that the program would read, each statement where its content begins."""
    for text, told in rows:
        pieces = tokenizer.encode(text, add_special_tokens=False)
        marked = []
        for act, basis, spans in told:
            roles = [next((r for r, s, e in spans if s < high and low < e), 0) for low, high in pieces.offsets]
            if 1 in roles:
                marked.append((roles.index(1), roles, ACTS.index(act), BASES.index(basis)))
        for low, high in stretches(text, pieces.offsets):
            inside = [(r[low:high], a, b) for first, r, a, b in marked if low <= first < high]
            ids = pieces.ids[low:high]
            if inside:
                yield Passage(ids, [Said(r, nearby(ids, r), a, b) for r, a, b in inside])


def packed(given: Sequence[Passage], rng: random.Random) -> Iterator[Passage]:
    """Passages put behind each other, as they stand in a text beside others."""
    rest, limit = list(given), 0
    rng.shuffle(rest)
    taken: list[Passage] = []
    for passage in rest:
        if taken and sum(len(p.ids) for p in taken) + len(passage.ids) > limit:
            yield together(taken)
            taken = []
        if not taken:
            limit = rng.choice(LIMITS)
        taken.append(passage)
    if taken:
        yield together(taken)


def together(taken: Sequence[Passage]) -> Passage:
    """One passage of several."""
    sizes = [len(p.ids) for p in taken]
    said: list[Said] = []
    for i, passage in enumerate(taken):
        before, after = [0] * sum(sizes[:i]), [0] * sum(sizes[i + 1 :])
        said += [Said([*before, *s.roles, *after], [*before, *s.near, *after], s.act, s.basis) for s in passage.said]
    return Passage([i for p in taken for i in p.ids], said)


def batches(given: Sequence[Passage], seed: int, size: int) -> list[list[Passage]]:
    """One pass in batches of at most ``size`` pieces, padding counted; the same seed gives the same."""
    rng = random.Random(seed)  # noqa: S311  # no secret
    made = sorted(packed(given, rng), key=lambda p: len(p.ids))
    out: list[list[Passage]] = [[]]
    for passage in made:
        if out[-1] and (len(passage.ids) + 2) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(passage)
    rng.shuffle(out)
    return out


def read(tokenizer: Any, folder: Path = HERE / "statements") -> list[Passage]:  # noqa: ANN401  # has no types
    """All passages to learn from."""
    return list(passages([*lines(folder), *own()], tokenizer))
