"""Which pattern of the lexicon fits a word of a parse, and which words fill it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.events.heard import Noticed
from saidseen.hearing.parsing.clauses import (
    CORE,
    INFINITIVE,
    VERBAL,
    Clause,
    before,
    name,
    noun_clause,
    perceives,
    unmasked,
    verb_clause,
)
from saidseen.knowing.eventwords import Filler, Pattern, lexicon
from saidseen.things import Engine

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT = ("do_verbs", "end_verbs", "plan_verbs", "prevent_verbs", "begin_verbs", "perceive_verbs")
"""Verbs whose phrases belong to the noun that they govern, and mostly their subject as its actor ("carried out a strike")."""
INSIDE = frozenset({"compound", "nmod", "amod", "pobj", "poss"})
UNGOVERNED = frozenset({"ROOT", "dep", "appos"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits, with the clause and the words that it used."""

    pattern: Pattern
    clause: Clause
    governor: Token | None
    used: frozenset[int]
    noticed: Noticed | None = None
    """What the network says of the same event."""
    by: Engine = "rules"
    """What found it."""


def match_word(token: Token, named: frozenset[int]) -> Match | None:
    """The pattern that fits a word best, if any."""
    lemma, words = name(token), lexicon()
    if token.ent_type_ in {"DATE", "TIME"}:
        return None
    if token.pos_ in VERBAL:
        remaining = token.dep_ == "acl" and token.lower_ == "left"
        if token.dep_ in {"aux", "auxpass", "amod", "compound", "case"} or remaining:
            return None
        patterns = words.verbs.get(_hyphenated(token) or "", ()) or words.verbs.get(lemma, ())
        if patterns:
            return _best(patterns, verb_clause(token), None, named)
    elif token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.dep_ in {"amod", "acomp"}:
        return None
    patterns = words.nouns.get(_hyphenated(token) or "", ()) or words.nouns.get(lemma, ()) or words.nouns.get(token.lower_, ())
    if not patterns or (token.dep_ in {"compound", "nmod"} and not _is_named(token)):
        return None
    governor = light_governor(token)
    return _best(patterns, noun_clause(token, governor), governor, named)


def light_governor(noun: Token) -> Token | None:
    """The verb whose phrases belong to a noun that it governs."""
    verb = noun.head
    light = noun.dep_ in CORE and verb.pos_ in VERBAL and any(name(verb) in lexicon().aspect[group] for group in LIGHT)
    return verb if light else None


def _is_named(noun: Token) -> bool:
    aspect = lexicon().aspect
    return any(name(noun.head) in aspect[g] for g in ("plan_nouns", "possible_nouns", "end_nouns"))


def _hyphenated(token: Token) -> str | None:
    """A hyphenated word is split by the tokenizer: put together again at its last part."""
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        return f"{token.nbor(-2).lower_}-{name(token)}"
    return None


def _best(patterns: Iterable[Pattern], clause: Clause, governor: Token | None, named: frozenset[int]) -> Match | None:
    for pattern in patterns:
        used = _fits(pattern, clause, named)
        if used is not None:
            return Match(pattern, clause, governor, frozenset(used))
    return None


def _fits(pattern: Pattern, clause: Clause, named: frozenset[int]) -> set[int] | None:  # noqa: C901, PLR0911, PLR0912  # one a slot
    """The tokens that fill a pattern's slots, or None where one stays empty."""
    used: set[int] = set()
    if (pattern.alone and clause.head.dep_ not in UNGOVERNED) or (pattern.passive and not clause.passive):
        return None
    for group in pattern.words:
        if group.isdisjoint(clause.words):  # mostly so, and told sooner than by the search below
            return None
        if INFINITIVE not in group:
            used.add(next(clause.words[w] for w in group if w in clause.words).i)
    if pattern.nothing_affected and clause.affected is not None and not clause.shared:
        return None
    if pattern.affected is not None:
        nominal = clause.head.pos_ not in VERBAL
        candidates = [clause.affected] if clause.affected is not None else []
        candidates += list(clause.words.values()) if nominal else []
        shared = clause.shared and (perceives(clause.head) or any(is_person(c) for c in candidates))
        hit = next((c for c in candidates if not shared and _fills(pattern.affected, c, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    if pattern.doer is not None:
        doer = clause.doer or (clause.affected if clause.head.lemma_ == "be" else None)
        if doer is None or not _fills(pattern.doer, before(doer), named):
            return None
        used.add(doer.i)
    if pattern.predicate is not None:
        hit = next((w for w in clause.words.values() if w.dep_ == "attr" and _fills(pattern.predicate, w, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    for preps, filler in pattern.phrases:
        hit = next((t for p, t in clause.phrases if p in preps and _fills(filler, t, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    return used


def _fills(filler: Filler, token: Token, named: frozenset[int]) -> bool:
    if filler.anything or ("GPE" in filler.labels and token.i in named):
        return True
    inner = unmasked(token)
    heads = {token, inner, *(c for c in inner.children if c.dep_ == "conj")}
    if any(filler.takes(name(t), t.ent_type_) or t.lower_ in filler.words for t in heads):
        return True
    if not filler.modifiers:
        return False
    inside = (k for t in heads for k in t.subtree if k.dep_ in INSIDE and k.head.i >= t.i)
    return any(filler.takes(name(k), "") for k in inside)


def is_person(token: Token) -> bool:
    inner = unmasked(token)
    classes = lexicon().classes
    return inner.ent_type_ == "PERSON" or (
        any(classes[c].takes(name(inner), "") for c in ("person", "pronoun")) and not classes["force"].takes(name(inner), "")
    )
