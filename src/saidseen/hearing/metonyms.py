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
    site: frozenset[str]
    directions: dict[str, tuple[int, int]]
    says: frozenset[str]
    states: frozenset[str]
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
        site=words(raw["site"]),
        directions=directions,
        says=words(lists["says"]),
        states=words(lists["states"]),
        addressed=words(lists["addressed"]),
        officials=words(lists["officials"]),
    )


def is_metonym(mention: Tokens, kind: str) -> bool:
    """True where the grammar shows an actor: subject or agent of a fitting verb, the one addressed, or the owner of an official."""
    if kind not in GOVERNS:
        return False
    head = first_conjunct(mention.root)
    dependency = head.dep_
    if dependency in {"poss", "compound", "nmod"}:
        return head.head.lower_ in place_words().officials
    if dependency == "nsubj":
        return acts(head.head, kind)
    if dependency in {"nsubjpass", "dobj", "dative"}:
        return head.head.lemma_ in place_words().addressed
    if dependency == "pobj":
        return through_preposition(head, kind)
    return False


def first_conjunct(token: Token) -> Token:
    """"X and Y": Y does what X does."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def acts(verb: Token, kind: str) -> bool:
    """Is this a verb whose subject is a government, for a name of that kind?"""
    words = place_words()
    if kind in {"country", "bloc", "seat"}:
        return verb.pos_ == "VERB" and verb.lemma_ not in words.states
    return verb.lemma_ in words.says


def through_preposition(head: Token, kind: str) -> bool:
    """"Talks with X", "by X", "according to X", "pressure on X"."""
    preposition = head.head
    above = preposition.head
    if preposition.dep_ == "agent":
        return acts(above, kind)
    if preposition.lower_ == "to" and above.lower_ == "according":
        return True
    return preposition.lower_ == "with" and above.lemma_ in TALKS


TALKS = frozenset({"talk", "negotiation", "agreement", "deal", "relation", "tie", "alliance", "treaty", "negotiate", "agree"})
"""What one does with a government and not with a place."""
