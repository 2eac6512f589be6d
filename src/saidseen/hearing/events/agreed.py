"""The events that the rules find and those that the network marks become one list.

What the rules find keeps its kind, and has the network's word for its parties and its light where it has none or a doubtful one.
What the network alone marks is coded beside it and says so (``Event.by``): it is no claim and settles none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.events.heard import Noticed, Part
from saidseen.hearing.events.matching import Match, light_governor
from saidseen.hearing.events.stance import Stance
from saidseen.hearing.parsing.clauses import VERBAL, noun_clause, verb_clause
from saidseen.knowing.eventwords import NO_EVENT, Pattern
from saidseen.knowing.ontology import kind_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens


SURE = 0.8
"""Share from which the network's modality or polarity goes before that of the rules. Chosen on ``training/validation``."""

KEPT = 0.4
"""Sureness from which what the network alone marks is kept. Chosen with ``training/crossed.py``: more is found below, and
oftener wrongly."""

UNREAL = frozenset({"planned", "possible"})

PHRASES = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "xcomp", "acomp", "prt", "oprd"})
"""How a verb and a noun or verb of one event hang together ("carried out a strike")."""


def by_token(doc: Doc, noticed: Sequence[Noticed]) -> dict[int, Noticed]:
    """The network's events by the word that their trigger begins with; of two in one word the surer."""
    out: dict[int, Noticed] = {}
    for n in sorted(noticed, key=lambda n: n.share):
        word = doc.char_span(n.at, n.at + 1, alignment_mode="expand")
        if word is not None and len(word):
            out[word[0].i] = n
    return out


def agreed(sentence: Tokens, ruled: Sequence[Match], noticed: Mapping[int, Noticed]) -> tuple[list[Match], list[Match]]:
    """The rules' matches of one sentence with what the network says of them, and those of the network alone."""
    by_head = {m.clause.head.i: m for m in ruled}
    given = {m.clause.head.i: seen for m in ruled if (seen := noticed.get(m.clause.head.i)) is not None}
    alone: list[Match] = []
    for token in sentence:
        seen = noticed.get(token.i)
        if seen is None or token.i in by_head or not any(map(str.isalpha, token.text)):
            continue
        same = [m for m in beside(token, by_head) if root(m.pattern.kind) == root(seen.kind)]
        for m in same:
            given.setdefault(m.clause.head.i, seen)
        if not same and sureness(seen) >= KEPT:
            alone.append(as_match(token, seen))
    both = [replace(m, noticed=given.get(m.clause.head.i)) for m in ruled]
    return both, alone


def sureness(seen: Noticed) -> float:
    """How sure the coding of a mark is: the share of its kind's root, on the scale of the rules' hand-set steps."""
    share = sum(share for kind, share in seen.kinds.items() if root(kind) == root(seen.kind))
    return round(0.1 + 0.85 * share, 2)


def root(kind: str) -> str | None:
    known = kind_of(kind)
    return known.root if known is not None else None


def beside(token: Token, by_head: Mapping[int, Match]) -> Iterator[Match]:
    """What the rules found in the verb of a noun, in the object of a verb, or with this word."""
    near = [c.i for c in token.children if c.dep_ in PHRASES] + [token.head.i] * (token.dep_ in PHRASES)
    for i, match in by_head.items():
        if (i in near or token.i in match.used) and match.pattern.kind != NO_EVENT:
            yield match


def as_match(token: Token, seen: Noticed) -> Match:
    """A word that only the network marks, with the clause that the grammar gives it."""
    pattern = Pattern(kind=seen.kind)
    if token.pos_ in VERBAL:
        return Match(pattern, verb_clause(token), None, frozenset(), seen, by="encoder")
    governor = light_governor(token)
    return Match(pattern, noun_clause(token, governor), governor, frozenset(), seen, by="encoder")


def seen_as(stance: Stance, seen: Noticed, *, alone: bool) -> Stance:
    """The light in which the network sees an event. Where the rules know the event, only what they take for a plain fact is
    changed, and only if the network is sure: tenses and conditions they know better."""
    if alone:
        return replace(stance, negative=seen.polarity == "negative", modality=seen.modality)
    unsaid = stance.modality == "actual" and seen.modality in UNREAL and seen.sure_of_modality >= SURE
    negative = seen.polarity == "negative" if seen.sure_of_polarity >= SURE else stance.negative
    return replace(stance, negative=negative, modality=seen.modality if unsaid else stance.modality)


def belonging(doc: Doc, seen: Noticed | None, part: Part) -> Tokens | None:
    """The words that the network takes for a part of an event; of several runs the longest."""
    runs = seen.parts.get(part, ()) if seen is not None else ()
    longest = max(runs, key=lambda run: run[1] - run[0], default=None)
    words = doc.char_span(*longest, alignment_mode="expand") if longest is not None else None
    return words if words is not None and len(words) else None
