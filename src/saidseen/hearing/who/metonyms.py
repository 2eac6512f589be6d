"""Does a place name stand for who governs there ("Moscow said"), or for the place?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from saidseen.knowing.gazetteer_build import data_file

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

GOVERNS = frozenset({"country", "capital", "seat", "bloc"})
"""Kinds of place whose name may stand for a government."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """``data/place_words.toml``."""

    admin: frozenset[str]
    admin_of: frozenset[str]
    towns: frozenset[str]
    streets: frozenset[str]
    roads: frozenset[str]
    site: frozenset[str]
    bodies: frozenset[str]
    directions: dict[str, tuple[int, int]]
    states: frozenset[str]
    happens: frozenset[str]
    attitudes: frozenset[str]
    expected: frozenset[str]
    through: dict[str, frozenset[str]]
    addressed: frozenset[str]
    officials: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The word lists, read once."""
    raw = tomllib.loads(data_file("place_words.toml"))
    lists = raw["metonym"]

    def words(text: str) -> frozenset[str]:
        return frozenset(text.split())

    directions = {word: (int(v.split()[0]), int(v.split()[1])) for word, v in raw["directions"].items()}
    return PlaceWords(
        admin=words(raw["admin"]),
        admin_of=words(raw["admin_of"]),
        towns=words(raw["towns"]),
        streets=words(raw["streets"]),
        roads=words(raw["roads"]),
        site=words(raw["site"]),
        bodies=words(raw["bodies"]),
        directions=directions,
        states=words(lists["states"]),
        happens=words(lists["happens"]),
        attitudes=words(lists["attitudes"]),
        expected=words(lists["expected"]),
        through={preposition: words(text) for preposition, text in lists["through"].items()},
        addressed=words(lists["addressed"]),
        officials=words(lists["officials"]),
    )


def is_metonym(mention: Tokens, kind: str) -> bool:
    """True where the grammar shows an actor: subject or agent of a fitting verb, the one addressed, the owner of an official."""
    if kind not in GOVERNS:
        return False
    head = first_conjunct(mention.root)
    dependency = head.dep_
    if dependency in {"poss", "compound", "nmod"}:
        return head.head.lower_ in place_words().officials
    if dependency == "nsubj":
        return acts(head.head, kind)
    if dependency == "nsubjpass":
        verb, words = head.head, place_words()
        return verb.lemma_ in words.addressed or (verb.lemma_ in words.expected and any(c.dep_ == "xcomp" for c in verb.children))
    if dependency in {"dobj", "dative"}:
        return head.head.lemma_ in place_words().addressed
    return dependency == "pobj" and through_preposition(head, kind)


def first_conjunct(token: Token) -> Token:
    """In "X and Y", Y does what X does."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def acts(verb: Token, kind: str) -> bool:
    """Is this something that a government does or feels, and not something that a town or a country is?"""
    words = place_words()
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lemma_ in words.attitudes for c in verb.children)
    if verb.pos_ != "VERB" or verb.lemma_ in words.states:
        return verb.lemma_ == "have" and any(c.dep_ == "xcomp" for c in verb.children)
    return kind != "capital" or verb.lemma_ not in words.happens


def through_preposition(head: Token, kind: str) -> bool:
    """As in "By X", "according to X", "talks with X", "sanctions on X"."""
    preposition = head.head
    above = preposition.head
    if preposition.dep_ == "agent":
        return acts(above, kind)
    return above.lemma_ in place_words().through.get(preposition.lower_, frozenset())
