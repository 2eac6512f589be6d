"""Which words are names of places: what the language model found, and names in the gazetteer that it overlooked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.who.metonyms import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from saidseen.knowing.gazetteer import Candidate, Gazetteer
    from saidseen.things import Document, NameForm

LABELS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 5
"""Words in a name: "Sea of Japan" and "Al Udeid Air Base" fit; longer names come from the language model."""

WELL_KNOWN = 100_000
"""Inhabitants from which a town's name is taken for the town although the language model saw something else in it."""

NOTED = 15_000
"""The same for a name in another script, which is seldom anything else than a name."""

LATIN_ENDS = 0x24F
"""Last letter of Latin Extended-B."""

SHORT = 3
"""Letters up to which a name must be written in capitals or with dots: "US", "Ky.", not "us"."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """Tokens ``[start, end)``; ``name`` is what was looked up.

    ``direction`` as in "western X"; ``unit`` where a province and not a town is named; ``site`` for "X airport"; ``form`` as in
    ``Place``.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]
    direction: str = ""
    unit: bool = False
    site: bool = False
    form: NameForm = "name"


def find_mentions(doc: Doc, document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """All mentions, in the order of the text; none overlap, and none is a part of the outlet's own name."""
    taken = [False] * len(doc)
    found: list[Mention] = []
    own = document.outlet.split(",")[0].lower()
    sources = (
        datelines(doc, document, gazetteer),
        long_names(doc, gazetteer),
        entities(doc, gazetteer),
        single_names(doc, gazetteer),
    )
    for source in sources:
        for m in source:
            named_after = len(own.split()) > 1 and doc[m.start : m.end].text.lower() == own
            other = named_after or is_direction(doc, m) or names_street(doc, m.end)
            if not any(taken[m.start : m.end]) and not other:
                taken[m.start : m.end] = [True] * (m.end - m.start)
                found.append(m)
    return tuple(sorted(found, key=lambda m: m.start))


def is_direction(doc: Doc, m: Mention) -> bool:
    """A "South" alone is no place; "the West" may be the bloc."""
    alone = m.end - m.start == 1 and doc[m.start].lower_ in place_words().directions
    return alone and all(c.kind != "bloc" for c in m.candidates)


def names_street(doc: Doc, end: int) -> bool:
    """Does a street follow that bears the name of a far town, or a road that leads there ("Lima Street", "the Lima road")?"""
    if end >= len(doc):
        return False
    after = doc[end]
    return (capital(after) and after.lower_ in place_words().streets) or after.lower_ in place_words().roads


def datelines(doc: Doc, document: Document, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names in capitals that open a dateline ("PORT ANNA, May 5 (Agency) -"), the longest first; of "ONE/TWO" the first."""
    for section in document.sections:
        if section.kind != "dateline":
            continue
        words = [t for t in doc if section.start <= t.idx < section.end]
        start = next((i for i, t in enumerate(words) if t.text.isupper() and len(t.text) > SHORT), None)
        if start is None:
            continue
        stop = next((i for i in range(start, len(words)) if not words[i].text.isupper()), len(words))
        for end in range(stop, start, -1):
            name = doc[words[start].i : words[end - 1].i + 1].text.split("/")[0].title()
            if candidates := gazetteer.lookup(name):
                yield Mention(words[start].i, words[end - 1].i + 1, name, candidates)
                break


def long_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names of two and more words that are no towns (seas, regions, bases): the model often cuts them short."""
    size = len(doc)
    words = [token.text for token in doc]
    ending = [word[:1].isupper() or word.lower() in TAILS for word in words]
    start = 0
    while start < size:
        end = start + 1
        if words[start][:1].isupper() and words[start].lower() != "the":
            for stop in range(min(size, start + LONGEST), start + 1, -1):
                if not ending[stop - 1]:
                    continue
                candidates = tuple(c for c in gazetteer.lookup(doc[start:stop].text) if c.kind != "town")
                if candidates and not inside_other(doc[start:stop]):
                    yield directed(doc, start, stop, candidates)
                    end = stop
                    break
        start = end


TAILS = frozenset(
    {"airport", "airbase", "base", "bridge", "camp", "corridor", "crossing", "dam", "river", "islands", "plant", "peninsula"}
)
"""Words in small letters that may end such a name."""


def entities(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """What the language model took for places; a single word that ends a person's name elsewhere is that person."""
    people = surnames(doc)
    for entity in doc.ents:
        if entity.label_ in LABELS:
            start, end = trimmed(entity)
            if start < end and not (end - start == 1 and is_person(doc[start], people)) and not doc[start:end].text.islower():
                yield from joined(doc, start, end, gazetteer)


WHERE = frozenset({"in", "at", "near", "from", "around", "outside", "across"})
"""Prepositions behind which a name is that of a place all the same."""


def joined(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Two names with a hyphen between them ("the Lima-Quito road") are two places, unless the whole is one's name."""
    whole = read(doc, start, end, gazetteer)
    hyphen = next((i for i in range(start + 1, end - 1) if doc[i].text in {"-", "\u2013"}), None)
    if not whole.candidates and hyphen is not None:
        halves = [read(doc, a, b, gazetteer) for a, b in ((start, hyphen), (hyphen + 1, end))]
        if all(h.candidates for h in halves):
            yield from halves
            return
    yield whole


def surnames(doc: Doc) -> set[str]:
    """The last words of people's names."""
    return {e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}


def is_person(token: Token, people: set[str]) -> bool:
    """A word that ends a person's name elsewhere is that person, unless a preposition says where."""
    return token.text in people and not (token.i and token.nbor(-1).lower_ in WHERE)


def single_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Names that the model overlooked or took for something else; what it took for a place once is one everywhere."""
    seen, people = {entity.text for entity in doc.ents if entity.label_ == "GPE"}, surnames(doc)
    for token in doc:
        if token.ent_type_ in LABELS or token.ent_type_ in {"DATE", "TIME"} or is_person(token, people):
            continue
        if not capital(token) or (token.pos_ not in {"PROPN", "NOUN", "ADJ"} and not is_foreign(token)):
            continue
        known = token.text in seen and token.ent_iob_ != "I" and not part_of_name(token)
        if not known and token.ent_type_ and not alone(token):
            continue
        candidates = gazetteer.lookup(token.text)
        if candidates and (known or worth(token, candidates)):
            yield directed(doc, token.i, token.i + 1, candidates)


def is_foreign(token: Token) -> bool:
    """Is it a word in another script than ours?"""
    return all(ord(letter) > LATIN_ENDS for letter in token.text if letter.isalpha())


def worth(token: Token, candidates: tuple[Candidate, ...]) -> bool:  # noqa: PLR0911  # one test a line
    """May a single word that the model did not take for a place be one?"""
    kinds = {c.kind for c in candidates}
    text = token.text
    if len(text.replace(".", "")) <= SHORT and not (text.isupper() or "." in text):
        return False
    if is_foreign(token):
        return any(c.kind != "town" or c.population >= NOTED for c in candidates)
    if "bloc" in kinds and not token.ent_type_:
        return token.i > 0 and token.nbor(-1).lower_ == "the" and not followed_by_name(token)
    if token.pos_ != "PROPN":
        return False
    if part_of_name(token) or token.lower_ in place_words().directions:
        return False
    if kinds - {"town", "admin", "bloc"}:
        return True
    if "admin" in kinds and "." in text:  # abbreviations of states
        return True
    if any(c.name == text and (c.population >= WELL_KNOWN or c.kind == "admin") for c in candidates):
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    named = before == "of" and token.i > 1 and token.nbor(-2).lower_ in place_words().towns
    return (named or before in BEFORE_PLACE) and any(c.kind == "town" and c.population >= WELL_KNOWN for c in candidates)


BEFORE_PLACE = frozenset({"in", "near", "outside", "around", "into", "from", "on", "to", "at", "towards", "toward"})
"""Prepositions behind which another spelling of a large town's name is taken for it, too."""


def part_of_name(token: Token) -> bool:
    """Does a name stand before or after the word, to which it belongs?"""
    return followed_by_name(token) or (token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).dep_ == "compound")


def followed_by_name(token: Token) -> bool:
    """Is the word part of a longer name?"""
    return token.dep_ == "compound" and token.head.pos_ == "PROPN"


def alone(token: Token) -> bool:
    """Is the word the whole of what the model found there?"""
    doc, i = token.doc, token.i
    after = i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I"
    return token.ent_iob_ == "B" and not after


def inside_other(words: Tokens) -> bool:
    """Do the words belong to a longer name of a person or an organisation ("Bank of ...")?"""
    first, last, doc = words[0], words[-1], words.doc
    if not first.ent_type_ or first.ent_type_ in LABELS:
        return False
    longer = first.ent_iob_ == "I" or (last.i + 1 < len(doc) and doc[last.i + 1].ent_iob_ == "I")
    return longer and first.ent_type_ not in {"NORP", "DATE", "CARDINAL"}


def capital(token: Token) -> bool:
    """Does the word start with a capital letter?"""
    return token.text[:1].isupper()


def trimmed(entity: Tokens) -> tuple[int, int]:
    """An entity without article, possessive and stray marks."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or not doc[start].text[0].isalnum()):
        start += 1
    while start < end and (doc[end - 1].lower_ in {"'s", "'"} or doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return start, end


def read(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Mention:
    """Look an entity up: as it stands, without a direction, without the word for its type."""
    text = doc[start:end].text
    words = place_words()
    if candidates := gazetteer.lookup(text):
        return directed(doc, start, end, candidates)
    if end - start > 1 and doc[start].lower_ in words.directions:
        name = doc[start + 1 : end].text
        return Mention(start, end, name, gazetteer.lookup(name), direction=doc[start].lower_)
    last = doc[end - 1].lower_
    if end - start > 1 and (last in words.admin or last in words.site):
        name = doc[start : end - 1].text
        candidates = gazetteer.lookup(name)
        if last in COUNTY:
            candidates = tuple(c for c in candidates if c.kind == "admin")
        return Mention(start, end, name, candidates, unit=last in words.admin, site=last in words.site)
    return Mention(start, end, text, ())


COUNTY = frozenset({"county", "parish"})
"""Units that need not lie near the town of their name; other units are named after their seat."""


def directed(doc: Doc, start: int, end: int, candidates: tuple[Candidate, ...]) -> Mention:
    """A name with what stands around it: "western X", "X province", "the province of X"."""
    words, name = place_words(), doc[start:end].text
    unit = end < len(doc) and doc[end].lower_ in words.admin and not doc[end - 1].is_punct
    if unit and doc[end].lower_ in COUNTY:
        candidates = tuple(c for c in candidates if c.kind == "admin")
    if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in words.admin_of:
        unit = True
    before = doc[start - 1].lower_ if start else ""
    if before in words.directions and doc[start - 1].whitespace_:
        return Mention(start - 1, end, name, candidates, direction=before, unit=unit)
    return Mention(start, end, name, candidates, unit=unit)
