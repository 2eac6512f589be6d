"""From the encoder's probabilities to the spans of attributions.

The encoder marks anchors, the first word pieces of cues, and says for each anchor which pieces around it are its content, its
source and its cue. Decoding smooths these rows, turns runs of pieces into spans and keeps one of several that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Offsets = tuple[int, int]

Role = Literal[1, 2, 3]
CONTENT: Role = 1
SOURCE: Role = 2
CUE: Role = 3
"""Classes of a piece as seen from an anchor; 0 is none of them."""

SWITCH = 1.0
"""Log cost of a change of role from one piece to the next. Chosen on the development articles, with the next four, by linked F1;
re-run ``bench/attribution.py`` when the encoder changes."""

ANCHORED = 0.3
"""Probability from which a piece is an anchor."""

FAINT = 0.25
"""Probability from which pieces are the source of a content that has no other."""

SCRAP = 3
"""Words below which a second part of a content is dropped."""

SAME = 0.6
"""Share of the shorter of two contents that lies in the other from which both are one statement: the surer one stays."""

WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one anchor says of the pieces of its stretch: ``shares[i]`` are the probabilities of the four classes of the piece
    ``first + i`` of the text."""

    anchor: int
    probability: float
    first: int
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One attribution as offsets into the text; ``confidence`` is the product of the anchor's and the content's probability."""

    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    anchor: int
    confidence: float

    def size(self) -> int:
        return sum(e - s for s, e in self.content)


def smooth(rows: Sequence[Row]) -> list[NDArray[Any]]:
    """The likeliest classes of every row where each change costs SWITCH (Viterbi, all rows at once)."""
    if not rows:
        return []
    longest = max(len(r.shares) for r in rows)
    scores = np.zeros((longest, len(rows), 4), dtype=np.float32)
    for i, row in enumerate(rows):
        scores[: len(row.shares), i] = np.log(row.shares + 1e-9)
    best, came = scores[0].copy(), np.zeros((longest, len(rows), 4), dtype=np.int8)
    classes, every = np.arange(4, dtype=np.int8), np.arange(len(rows))
    for t in range(1, longest):
        top = best.argmax(1)
        changed = best[every, top][:, None] - SWITCH
        stays = best >= changed
        came[t] = np.where(stays, classes, top[:, None])
        best = np.where(stays, best, changed) + scores[t]
    path = np.zeros((longest, len(rows)), dtype=np.int8)
    path[-1] = best.argmax(1)
    for t in range(longest - 1, 0, -1):
        path[t - 1] = came[t][every, path[t]]
    return [path[: len(row.shares), i] for i, row in enumerate(rows)]


def decode(text: str, offsets: Sequence[Offsets], rows: Sequence[Row]) -> list[Marked]:
    """All attributions of a text in the order of their contents; ``offsets`` are those of its pieces."""
    heard = [row for row in rows if row.probability >= ANCHORED]
    found: dict[int, list[Marked]] = {}
    for row, path in zip(heard, smooth(heard), strict=True):
        if (item := marked(text, offsets, row, path)) is not None:
            found.setdefault(row.first, []).append(item)
    kept = [item for stretch in found.values() for item in without_doubles(stretch)]  # no content leaves its stretch
    return sorted(kept, key=lambda m: (m.content[0], -m.content[-1][1]))


def marked(text: str, offsets: Sequence[Offsets], row: Row, path: NDArray[Any]) -> Marked | None:
    """One row as spans; None where no content is left."""
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    spans: dict[int, list[Offsets]] = {CONTENT: [], SOURCE: [], CUE: []}
    certain: list[float] = []
    for low, high in pairwise(edges):
        role = int(path[low])
        if role:
            spans[role].append(whole_words(text, offsets[row.first + low][0], offsets[row.first + high - 1][1]))
        if role == CONTENT:
            certain.append(float(row.shares[low:high, CONTENT].mean()))
    if not spans[SOURCE] and (weak := faint_source(row)) is not None:
        spans[SOURCE].append(whole_words(text, offsets[weak[0]][0], offsets[weak[1] - 1][1]))
    content = joined(text, spans[CONTENT])
    longest = max((words_in(text, s) for s in content), default=0)
    content = [s for s in content if words_in(text, s) >= min(longest, SCRAP)]
    if not longest:
        return None
    return Marked(
        content=tuple(content), source=tuple(joined(text, spans[SOURCE])), cue=tuple(joined(text, spans[CUE])),
        anchor=offsets[row.anchor][0], confidence=row.probability * sum(certain) / len(certain),
    )  # fmt: skip


def faint_source(row: Row) -> tuple[int, int] | None:
    """The pieces of a source too short or too faint to outlast smoothing; None where there is hardly any."""
    likely = row.shares[:, SOURCE]
    low = high = int(likely.argmax())
    if likely[low] < FAINT:
        return None
    while low > 0 and likely[low - 1] >= FAINT:
        low -= 1
    while high + 1 < len(likely) and likely[high + 1] >= FAINT:
        high += 1
    return row.first + low, row.first + high + 1


def whole_words(text: str, start: int, end: int) -> Offsets:
    """The span grown to whole words: a piece may be a part of one."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def joined(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """The spans that hold a word, joined where only marks stand between them."""
    out: list[Offsets] = []
    for start, end in spans:
        if not WORD.search(text, start, end):
            continue
        if out and not WORD.search(text, out[-1][1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def words_in(text: str, span: Offsets) -> int:
    return len(text[span[0] : span[1]].split())


def shared(one: Sequence[Offsets], other: Sequence[Offsets]) -> int:
    """Characters that two contents have in common."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def without_doubles(found: Sequence[Marked]) -> list[Marked]:
    """The surest of each set of attributions whose contents lie in one another."""
    kept: list[Marked] = []
    for item in sorted(found, key=lambda m: (-m.confidence, m.anchor)):
        if all(shared(item.content, k.content) < SAME * min(item.size(), k.size()) for k in kept):
            kept.append(item)
    return kept
