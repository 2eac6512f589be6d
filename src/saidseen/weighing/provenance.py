"""What has one origin has one vote: near duplicates, agency copies, and passages that quote one another.

Near duplicates are found by MinHash with banding (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3) over word
5-grams, so time and memory grow nearly linearly with the number of documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from saidseen.things import Document, Evidence, content_id

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.uint64]

SHINGLE = 5
"""Words: long enough that two writers on one event rarely share any, short enough to survive an editor's cut."""

ROWS, BANDS = 2, 32
"""64 hashes. Candidates at a resemblance of .25 are found with .87 and at .4 with .997 (1 - (1 - s^rows)^bands); the exact test
follows, so false candidates cost time only."""

SAME = 0.5
"""Containment of the smaller in the larger from which two documents are one story: half of it word for word."""

SAME_WITH_CREDIT = 0.2
"""Containment that is enough where one credits the other's outlet or both credit the same agency."""

COMMON = 64
"""A band or phrase shared by more than this many is looked at against its first member only, which keeps the work linear."""

QUOTED = 0.6
"""Share of the shorter passage's 5-grams found in the other from which one quotes the other."""

T = TypeVar("T")

_WORD = re.compile(r"\w+")


def groups(documents: Sequence[Document]) -> dict[str, str]:
    """Document id to group id. A group is named after the first published of its documents."""
    shingles = {d.id: _shingles(d.text) for d in documents}
    credited = {d.id: _credits(d) for d in documents}
    union = Union(shingles)
    for a, b in _candidates(shingles):
        if not union.joined(a, b):
            floor = SAME_WITH_CREDIT if credited[a] & credited[b] else SAME
            if containment(shingles[a], shingles[b]) >= floor:
                union.join(a, b)
    first = {d.id: (d.published.isoformat() if d.published else "9999", d.id) for d in documents}
    named: dict[str, str] = {}
    for members in union.sets():
        name = content_id("g", min(members, key=first.__getitem__))
        named.update(dict.fromkeys(members, name))
    return named


def passage_groups(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, in its order, with one group for all groups whose passages quote one another word for word."""
    shingles = {i: _shingles(e.quote) for i, e in enumerate(evidence)}
    union = Union({e.group for e in evidence})
    for a, b in _sharing(shingles):
        if containment(shingles[a], shingles[b]) >= QUOTED:
            union.join(evidence[a].group, evidence[b].group)
    name = {member: min(members) for members in union.sets() for member in members}
    return tuple(e if name[e.group] == e.group else replace(e, group=name[e.group]) for e in evidence)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that stands in the larger; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


class Union:
    """Disjoint sets of ids, joined pair by pair (union-find with path halving)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {i: i for i in ids}

    def _root(self, i: str) -> str:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def joined(self, a: str, b: str) -> bool:
        return self._root(a) == self._root(b)

    def join(self, a: str, b: str) -> None:
        low, high = sorted((self._root(a), self._root(b)))
        self._parent[high] = low

    def sets(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for i in self._parent:
            found[self._root(i)].append(i)
        return list(found.values())


def _shingles(text: str) -> frozenset[int]:
    """Hashes of the word 5-grams; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    grams = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else ()
    return frozenset(int.from_bytes(blake2b(g.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") for g in grams)


def _credits(document: Document) -> frozenset[str]:
    """The outlet and what the page's agency and credit lines say, as folded words."""
    lines = [document.outlet] + [document.text[s.start : s.end] for s in document.sections if s.kind in {"agency", "credit"}]
    return frozenset(" ".join(_WORD.findall(line.casefold())) for line in lines) - {""}


def _candidates(shingles: dict[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band of their MinHash signatures."""
    multipliers, offsets = _hash_family()
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for name, grams in shingles.items():
        if grams:
            signature = _signature(grams, multipliers, offsets)
            for band in range(BANDS):
                buckets[band, signature[band * ROWS : (band + 1) * ROWS].tobytes()].append(name)
    yield from _pairs(buckets.values())


def _sharing(shingles: dict[int, frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of passages that share a 5-gram; passages are short, so an index of all of them is small."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, grams in shingles.items():
        for gram in grams:
            index[gram].append(number)
    yield from _pairs(index.values())


def _pairs(buckets: Iterable[list[T]]) -> Iterator[tuple[T, T]]:
    seen: set[tuple[T, T]] = set()
    for members in buckets:
        heads = members if len(members) <= COMMON else members[:1]
        for i, a in enumerate(heads):
            for b in members[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield a, b


def _hash_family() -> tuple[Numbers, Numbers]:
    """Odd multipliers and offsets of multiply-add hashing modulo 2^64, from a fixed seed: the same signatures everywhere."""
    import numpy as np  # noqa: PLC0415  # loaded by the language model, which sets its threads

    random = np.random.Generator(np.random.PCG64(20220215))
    high = 2**63
    numbers = random.integers(0, high, size=(2, ROWS * BANDS), dtype=np.uint64)
    return numbers[0] * np.uint64(2) + np.uint64(1), numbers[1]


def _signature(grams: frozenset[int], multipliers: Numbers, offsets: Numbers) -> Numbers:
    """The least hash under each function. The upper bits are kept: in multiply-add hashing the lower are poor."""
    import numpy as np  # noqa: PLC0415  # loaded by the language model, which sets its threads

    values = np.fromiter(sorted(grams), dtype=np.uint64, count=len(grams))
    least: Numbers = np.array(
        [((values * m + o) >> np.uint64(16)).min() for m, o in zip(multipliers, offsets, strict=True)], dtype=np.uint64
    )
    return least
