"""Sentences of which one pair of parties and the event's root are known, as public corpora have them, for the heads of events.

Rows are ``text, events: [{source: {span}, target: {span}, plover}]``. The trigger is not given: it is the word under which the
grammar brings both parties together, or a word of its clause that the lexicon knows for an event of that root.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from network import KINDS

from saidseen.hearing.attribution.encoder import STRETCH
from saidseen.hearing.events.matching import match_word
from saidseen.hearing.parsing.parse import load
from saidseen.knowing.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

YIELD = ("CONCEDE", "RETREAT")
"""Roots that some corpora do not tell apart."""

ACTOR, RECIPIENT = 1, 2
CLAUSE = frozenset({"xcomp", "dobj", "conj", "prep", "pobj", "ccomp", "prt", "attr", "acl"})
"""How the words of an event hang on the verb that brings its parties together."""

DEEP = 4
"""Steps below that verb at which the trigger is looked for. Chosen: "called for an end to the attacks" has four."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Pieces, the first piece of the trigger, which kinds are of the right root, and the roles of all pieces."""

    ids: list[int]
    at: int
    kinds: list[int]
    roles: list[int]


def of_root(root: str) -> list[int]:
    """The kinds, by their numbers, of a root."""
    roots = YIELD if root == "YIELD" else (root,)
    return [n for n, kind in enumerate(KINDS) if ontology().kinds[kind].root in roots]


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def span(row: dict[str, Any], side: str) -> tuple[int, int] | None:
    found = (row["events"][0].get(side) or {}).get("span")
    return tuple(found) if found and None not in found else None


def head(doc: Doc, place: tuple[int, int]) -> Token | None:
    words = doc.char_span(*place, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def together(doc: Doc, row: dict[str, Any]) -> Token | None:
    """The word that is above both parties, or above the only one that is given."""
    given = [head(doc, s) for side in ("source", "target") if (s := span(row, side))]
    heads = [h for h in given if h is not None]
    if not heads:
        return None
    above = [[h, *h.ancestors] for h in heads]
    parties = {h.i for h in heads}
    return next((t for t in above[0] if all(t in a for a in above) and t.i not in parties), above[0][-1])


def trigger(doc: Doc, row: dict[str, Any]) -> Token | None:
    """The word of the event: the nearest below the common word that the lexicon has for the root, else that word itself."""
    top = together(doc, row)
    if top is None:
        return None
    right = {KINDS[n] for n in of_root(row["events"][0]["plover"])}
    level = [top]
    for _ in range(DEEP):
        for token in level:
            match = match_word(token, frozenset())
            if match is not None and match.pattern.kind in right:
                return token
        level = [c for t in level for c in t.children if c.dep_ in CLAUSE]
    return top


def dyads(path: Path, tokenizer: Any) -> Iterator[Dyad | None]:  # noqa: ANN401  # has no types
    """One for each row, None where nothing can be learned from it."""
    given = rows(path)
    for row, doc in zip(given, load().pipe(r["text"] for r in given), strict=True):
        pieces = tokenizer.encode(row["text"], add_special_tokens=False)
        token = trigger(doc, row)
        if token is None or len(pieces.ids) > STRETCH:
            yield None
            continue
        roles = [0] * len(pieces.ids)
        for role, place in ((RECIPIENT, span(row, "target")), (ACTOR, span(row, "source"))):
            for i, (low, high) in enumerate(pieces.offsets):
                if place is not None and low < place[1] and place[0] < high:
                    roles[i] = role
        at = next((i for i, (low, high) in enumerate(pieces.offsets) if low <= token.idx < high), None)
        kinds = of_root(row["events"][0]["plover"])
        yield Dyad(pieces.ids, at, kinds, roles) if at is not None and kinds else None
