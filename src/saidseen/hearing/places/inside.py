"""Names of places in other words: demonyms ("Russian troops") and names of organisations ("Kentucky Department of Health").

They say what a text is about, and tools that map texts want them; nothing takes place there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from saidseen.hearing.places.toponyms import WELL_KNOWN, Mention
from saidseen.hearing.who.metonyms import place_words
from saidseen.knowing import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from saidseen.knowing.gazetteer import Candidate, Gazetteer

NAMED = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
"""Labels of names in which a place's name may stand."""

LANGUAGE = frozenset({"speak", "learn", "translate", "understand", "teach"})
"""Verbs whose object is a language and no people."""

PAIR = 2
LONGEST = 3
"""Words of a place's name in another name. Chosen: "Santa Clara County"."""


def with_parts(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions with those in other words, in the order of the text; none overlap."""
    taken = {i for m in mentions for i in range(m.start, m.end)}
    found = list(mentions)
    for m in (*demonyms(doc, gazetteer), *parts_of_names(doc, gazetteer)):
        words = set(range(m.start, m.end))
        if not words & taken:
            taken |= words
            found.append(m)
    return tuple(sorted(found, key=lambda m: m.start))


def demonyms(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Adjectives and words for a people, with their country."""
    known = countries.demonyms()
    for token in doc:
        if not token.is_title or is_language(token):
            continue
        two = f"{token.text} {token.nbor(1).text}" if token.i + 1 < len(doc) else ""
        code, end = (known[two], token.i + 2) if two in known else (known.get(token.text), token.i + 1)
        if code:
            name = countries.every()[code].name
            found = tuple(c for c in gazetteer.lookup(name) if c.kind == "country")
            if found:
                yield Mention(token.i, end, name, found, form="demonym")


def is_language(token: Token) -> bool:
    """As in "spoke Russian", "in Arabic"."""
    above = token.head
    if token.pos_ == "ADJ" or token.dep_ in {"amod", "compound", "nsubj"}:
        return False
    return (token.dep_ == "dobj" and above.lemma_ in LANGUAGE) or (token.dep_ == "pobj" and above.lower_ in {"in", "into"})


def parts_of_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Places in longer names: countries, units and capitals, towns that are large or that the text names by themselves."""
    seen = {e.text for e in doc.ents if e.label_ == "GPE"}
    for entity in doc.ents:
        if entity.label_ in NAMED and len(entity) > 1 and not countries.by_name(entity.text):
            yield from parts_of(entity, seen, gazetteer)


def parts_of(entity: Tokens, seen: set[str], gazetteer: Gazetteer) -> Iterator[Mention]:
    doc, start = entity.doc, entity.start
    while start < entity.end:
        stop = start + 1
        for end in range(min(entity.end, start + LONGEST), start, -1):
            words = doc[start:end]
            if end - start == len(entity) or not (words[0].is_title and words[-1].is_title):
                continue
            found = tuple(c for c in gazetteer.lookup(words.text) if speaks_for_itself(c, words.text, seen))
            if len(entity) == PAIR and not any(t.lower_ in place_words().bodies for t in entity):
                found = tuple(c for c in found if c.kind in {"country", "admin"})  # "Paris Hilton"
            if found:
                yield Mention(start, end, words.text, found, form="inside")
                stop = end
                break
        start = stop


def speaks_for_itself(c: Candidate, name: str, seen: set[str]) -> bool:
    if name.lower() in place_words().directions:
        return False
    if c.kind == "town":
        return c.name == name and (c.population >= WELL_KNOWN or name in seen)
    return c.kind in {"country", "capital"} or (c.kind in {"admin", "district"} and c.name == name)
