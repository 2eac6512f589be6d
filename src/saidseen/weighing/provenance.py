"""What has one origin has one vote: near duplicates, agency copies, and passages that quote one another.

Near duplicates are found by MinHash with banding (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3) over word
5-grams, so time and memory grow nearly linearly with the number of documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cache
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

QUOTED = 0.6
"""Share of the shorter passage's 5-grams found in the other from which one quotes the other."""

T = TypeVar("T", bound=Hashable)
K = TypeVar("K", bound=Hashable)

_WORD = re.compile(r"\w+")


def groups(documents: Sequence[Document]) -> dict[str, str]:
    """Document id to group id. A group is named after the first published of its documents. Independent of the order given."""
    grams = {d.id: shingles(d.text) for d in documents}
    credited = {d.id: _credits(d) for d in documents}
    union = Union(grams)

    def one_story(a: str, b: str) -> bool:
        floor = SAME_WITH_CREDIT if credited[a] & credited[b] else SAME
        return containment(grams[a], grams[b]) >= floor

    gather(((d, d, _bands(its)) for d, its in grams.items()), one_story, union)
    first = {d.id: (d.published.isoformat() if d.published else "9999", d.id) for d in documents}
    named: dict[str, str] = {}
    for members in union.sets():
        name = content_id("g", min(members, key=first.__getitem__))
        named.update(dict.fromkeys(members, name))
    return named


def passage_groups(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, in its order, with one group for all groups whose passages quote one another word for word."""
    name = names({(e.group, e.quote) for e in evidence})
    return tuple(e if name[e.group] == e.group else replace(e, group=name[e.group]) for e in evidence)


def names(passages: Collection[tuple[str, str]]) -> dict[str, str]:
    """The group that each group is part of, by passages (group and words): the least name of all that quote one another."""
    grams = {quote: shingles(quote) for _, quote in passages}
    union = Union({group for group, _ in passages})
    gather(((p, p[0], grams[p[1]]) for p in sorted(passages)), lambda a, b: quotes(grams[a[1]], grams[b[1]]), union)
    return {member: min(members) for members in union.sets() for member in members}


def quotes(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one passage quotes the other word for word, by their 5-grams."""
    return containment(a, b) >= QUOTED


def gather(items: Iterable[tuple[T, str, Iterable[K]]], alike: Callable[[T, T], bool], union: Union) -> None:
    """Join the owners of all items that share a key and are alike. An item comes with its owner, a member of ``union``, and keys.

    Whom an item is joined to already is not looked at again, so that a thousand copies cost little more than a thousand looks.
    """
    held: dict[K, dict[str, list[T]]] = defaultdict(dict)
    """Items by key and by what their owner was joined to when they came."""
    for item, owner, keys in items:
        tried: set[T] = set()
        mine = [held[key] for key in keys]
        for shelf in mine:
            for root, others in shelf.items():
                for other in others:
                    if union.joined(root, owner):
                        break
                    if other not in tried and alike(item, other):
                        union.join(root, owner)
                    tried.add(other)
        for shelf in mine:
            shelf.setdefault(union.root(owner), []).append(item)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that stands in the larger; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


class Union:
    """Disjoint sets of ids, joined pair by pair (union-find with path halving)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {i: i for i in ids}

    def root(self, i: str) -> str:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def joined(self, a: str, b: str) -> bool:
        return self.root(a) == self.root(b)

    def join(self, a: str, b: str) -> None:
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low

    def sets(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for i in self._parent:
            found[self.root(i)].append(i)
        return list(found.values())


def shingles(text: str) -> frozenset[int]:
    """Hashes of the word 5-grams; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    grams = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else ()
    return frozenset(int.from_bytes(blake2b(g.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") for g in grams)


def _credits(document: Document) -> frozenset[str]:
    """The outlet and what the page's agency and credit lines say, as folded words."""
    lines = [document.outlet] + [document.text[s.start : s.end] for s in document.sections if s.kind in {"agency", "credit"}]
    return frozenset(" ".join(_WORD.findall(line.casefold())) for line in lines) - {""}


def _bands(grams: frozenset[int]) -> list[tuple[int, bytes]]:
    """The bands of a text's MinHash signature; an empty text has none."""
    if not grams:
        return []
    signature = _signature(grams)
    return [(band, signature[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)]


@cache
def _hash_family() -> tuple[Numbers, Numbers]:
    """Odd multipliers and offsets of multiply-add hashing modulo 2^64, from a fixed seed: the same signatures everywhere."""
    import numpy as np  # noqa: PLC0415  # loaded by the language model, which sets its threads

    random = np.random.Generator(np.random.PCG64(20220215))
    high = 2**63
    numbers = random.integers(0, high, size=(2, ROWS * BANDS), dtype=np.uint64)
    return numbers[0] * np.uint64(2) + np.uint64(1), numbers[1]


def _signature(grams: frozenset[int]) -> Numbers:
    """The least hash under each function. The upper bits are kept: in multiply-add hashing the lower are poor."""
    import numpy as np  # noqa: PLC0415  # loaded by the language model, which sets its threads

    multipliers, offsets = _hash_family()
    values = np.fromiter(grams, dtype=np.uint64, count=len(grams))
    least: Numbers = ((np.outer(multipliers, values) + offsets[:, None]) >> np.uint64(16)).min(axis=1)
    return least
