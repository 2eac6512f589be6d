"""Training examples from articles with marked attributions; other names and plainer marks make more of them.

Articles are rows ``text, attributions: [{source, cue, content: [[s, e], ...]}]``; offsets are code points.
"""

from __future__ import annotations

import calendar
import gzip
import json
import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from saidseen.hearing.attribution.encoder import STRETCH, stretches

Article = dict[str, Any]

PARTS = ("content", "source", "cue")

FREQUENT, MOSTLY = 25, 19
"""A word is a name if it is written with a capital so often, and so many times as often as without. Read by eye: 282 words."""

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
MONTHS = frozenset(month.lower() for month in calendar.month_name if month)
OFTEN = frozenset({"i", "the", "a", "an", "he", "she", "they", "it", "we", "but", "and", "in", "on", "at", "as", "for", "if"})
BEFORE_NAMES = frozenset({"this", "that", "his", "her", "mr", "ms", "mrs", "dr", "sen", "rep", "gov", "president"})
KEPT = DAYS | MONTHS | OFTEN | BEFORE_NAMES
"""Words with a capital that are no names."""

PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})

RENAMED, PLAINER, SHIFTED = 0.6, 0.35, 0.5
"""Shares of articles, in each pass, with other names, with typewriter's marks, and cut at other paragraphs. Chosen."""


@dataclass(frozen=True, slots=True)
class Example:
    """One stretch: its pieces, three layers of tags (0 out, 1 in, 2 begin), and for each anchor the roles of all pieces."""

    ids: list[int]
    tags: list[list[int]]
    anchors: dict[int, list[int]]


def read(path: Path) -> list[Article]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def frequent_names(articles: Sequence[Article]) -> frozenset[str]:
    """Words, in lower case, that are names of the corpus' own world."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in articles:
        for word in re.findall(r"[A-Za-z][a-z]+", article["text"]):
            (capital if word[0].isupper() else small)[word.lower()] += 1
    return frozenset(w for w, n in capital.items() if n >= FREQUENT and n > MOSTLY * small[w] and w not in KEPT)


def other_names() -> list[str]:
    """Names of people and countries from our own tables."""
    out: set[str] = set()
    for table, pattern in (("offices.tsv", r"^[^\t]+"), ("countries.tsv", r".+")):
        lines = files("saidseen.knowing").joinpath("data", table).read_text("utf8").splitlines()
        for line in lines:
            found = re.match(pattern, line) if not line.startswith("#") else None
            out.update(re.findall(r"\b[A-Z][a-z]{2,}\b", found.group()) if found else ())
    return sorted(out)


def renamed(article: Article, names: frozenset[str], pool: Sequence[str], rng: random.Random) -> Article:
    """The article with its names swapped, each always for the same other one."""
    share = rng.choice((0.5, 1.0))
    swaps: dict[str, str] = {}
    parts, ends, shifts, last, moved = [], [], [], 0, 0
    for match in re.finditer(r"[A-Z][a-z]+", article["text"]):
        word = match.group()
        if word.lower() not in names:
            continue
        new = swaps.setdefault(word, rng.choice(pool) if rng.random() < share else word)
        parts += [article["text"][last : match.start()], new]
        last, moved = match.end(), moved + len(new) - len(word)
        ends.append(last)
        shifts.append(moved)
    parts.append(article["text"][last:])

    def place(offset: int) -> int:
        i = bisect_right(ends, offset) - 1
        return offset + (shifts[i] if i >= 0 else 0)

    moved_spans = [{p: [[place(s), place(e)] for s, e in a[p]] for p in PARTS} for a in article["attributions"]]
    return {"text": "".join(parts), "attributions": moved_spans}


def examples(article: Article, tokenizer: Any, limit: int, rng: random.Random | None) -> Iterator[Example]:  # noqa: ANN401
    """The stretches of one article; with ``rng`` cut at other paragraphs than the program would."""
    text = article["text"]
    pieces = tokenizer.encode(text, add_special_tokens=False)
    starts = [s for s, _ in pieces.offsets]
    roles: list[tuple[int, dict[int, int], set[tuple[int, int]]]] = []
    for a in article["attributions"]:
        where = {
            i: role
            for role, part in enumerate(PARTS, 1)
            for s, e in a[part]
            for i in range(bisect_left(starts, s), bisect_left(starts, e))
        }
        first = next((a[p][0][0] for p in ("cue", "source", "content") if a[p]), None)
        begins = {(role, bisect_left(starts, s)) for role, part in enumerate(PARTS, 1) for s, _ in a[part]}
        if where and first is not None:
            roles.append((bisect_left(starts, first), where, begins))
    for low, high in cuts(text, pieces.offsets, limit, rng):
        tags = [[0] * (high - low) for _ in PARTS]
        anchors: dict[int, list[int]] = {}
        for anchor, where, begins in roles:
            row = anchors.setdefault(anchor - low, [0] * (high - low)) if low <= anchor < high else None
            for i in (i for i in where if low <= i < high):
                layer = tags[where[i] - 1]
                layer[i - low] = 2 if (where[i], i) in begins or layer[i - low] == 2 else 1
                if row is not None:
                    row[i - low] = where[i]
        yield Example(pieces.ids[low:high], tags, anchors)


def cuts(text: str, offsets: Sequence[tuple[int, int]], limit: int, rng: random.Random | None) -> list[tuple[int, int]]:
    """Stretches as the program makes them, or with a shorter first one."""
    whole = stretches(text, offsets, limit)
    if rng is None or len(whole) < 2 or rng.random() > SHIFTED:
        return whole
    after = rng.randrange(1, max(2, whole[0][1]))
    head = next((i for i in range(after, len(offsets)) if "\n" in text[offsets[i - 1][1] : offsets[i][0]]), 0)
    if not 0 < head <= limit:
        return whole
    return [(0, head), *((low + head, high + head) for low, high in stretches(text, offsets[head:], limit))]


def batches(articles: Sequence[Article], tokenizer: Any, seed: int, size: int) -> list[list[Example]]:  # noqa: ANN401
    """One pass over the articles in batches of at most ``size`` pieces, padding counted; the same seed gives the same."""
    rng = random.Random(seed)  # noqa: S311  # no secret
    names, pool = frequent_names(articles), other_names()
    made: list[Example] = []
    for article in articles:
        changed = renamed(article, names, pool, rng) if rng.random() < RENAMED else article
        if rng.random() < PLAINER:
            changed = {**changed, "text": changed["text"].translate(PLAIN)}
        limit = rng.choice((STRETCH, STRETCH, STRETCH, STRETCH // 2, STRETCH // 3))
        made += examples(changed, tokenizer, limit, rng)
    rng.shuffle(made)
    made.sort(key=lambda e: len(e.ids) // 32 + rng.random() * 3)
    out: list[list[Example]] = [[]]
    longest = 0
    for example in made:
        longest = max(longest, len(example.ids) + 2)
        if out[-1] and longest * (len(out[-1]) + 1) > size:
            out.append([])
            longest = len(example.ids) + 2
        out[-1].append(example)
    rng.shuffle(out)
    return out
