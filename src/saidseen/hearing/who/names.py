"""Where persons are named in a parsed text, and the words beside a name that say who the person is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from saidseen.knowing import actors, countries, offices, organisations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

PARTICLES = frozenset(
    {"al", "bin", "ibn", "de", "del", "der", "den", "van", "von", "la", "le", "da", "dos", "el", "ul", "abu", "ben", "di", "-"}
)
"""Small words inside names."""

LEFT, RIGHT = 14, 18
"""Tokens looked at beside a name for what it says of the person: longer ones in news were clauses, not titles."""

POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def is_name(token: Token) -> bool:
    """Whether a token can stand in a person's name."""
    return (token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "VERB"}) or token.lower_ in PARTICLES


def is_no_person(words: str) -> bool:
    """Names of organisations, countries and offices, which the parser often takes for persons."""
    lower = actors.bare(words)
    named = organisations.find(words) or countries.by_name(words) or countries.by_seat(words)
    return bool(named) or lower in offices.roles() or lower in organisations.institutions()


@cache
def title_words() -> frozenset[str]:
    """Words that stand before names, in lower case: honorifics and the words of offices and ranks."""
    honorifics = {word.rstrip(".") for word in organisations.titles()["people"]["honorifics"]}
    offices_and_ranks = {word for role in offices.roles() for word in re.split(r" (?:of|to|for) ", role)[0].split(" ")}
    return frozenset(honorifics | offices_and_ranks)


class Names:
    """The names of persons in one parsed document."""

    def __init__(self, doc: Doc, words: list[str]) -> None:
        self.doc = doc
        self.words = words

    def full_names(self) -> Iterator[tuple[int, int]]:
        """Token ranges of persons' names: what the parser takes for persons, and what stands behind a title."""
        taken: set[int] = set()
        for ent in self.doc.ents:
            if ent.label_ == "PERSON" and (found := self.trimmed(ent.start, ent.end)):
                taken.update(range(*found))
                if found[1] - found[0] > 1 or self.credible(found[0], ent.start):
                    yield found
        for start, end in self.runs(taken):
            yield from self.named_in_run(start, end)

    def credible(self, token: int, start: int) -> bool:
        """Whether a single name may be a person's (the parser often takes towns for persons): titled, subject or known."""
        name = self.doc[token]
        titled = start < token or (token > 0 and actors.bare(self.doc[token - 1].text) in title_words())
        return titled or name.dep_ in SUBJECTS or offices.surname(name.text) in offices.by_surname()

    def runs(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised proper nouns outside ``taken``."""
        start: int | None = None
        for i, word in enumerate(self.words):
            inside = word[0].isupper() and i not in taken and self.doc[i].pos_ == "PROPN"
            if inside and (start is None or not self.doc[i].is_sent_start):
                start = i if start is None else start
                continue
            if start is not None:
                yield start, i
            start = i if inside else None
        if start is not None:
            yield start, len(self.doc)

    def named_in_run(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A known office holder anywhere in a run, or the rest of a run behind its titles."""
        for i in range(start, end):
            for j in range(min(end, i + 4), i + 1, -1):
                if offices.folded(self.doc[i:j].text) in offices.by_full_name():
                    yield i, j
                    return
        if is_no_person(self.doc[start:end].text):
            return
        titles = start
        while titles < end and actors.bare(self.doc[titles].text) in title_words():
            titles += 1
        first_name = actors.gender_of_first_name(self.words[start]) and any(
            self.doc[i].dep_ in SUBJECTS for i in range(start, end)
        )
        if (start < titles < end or (first_name and end - start > 1)) and (found := self.trimmed(titles, end)):
            yield found

    def trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """A name without titles, demonyms and possessive ending; None where nothing of a person is left."""
        while start < end and self.droppable(self.doc[start]):
            start += 1
        while start < end and (self.doc[end - 1].text in POSSESSIVE or not is_name(self.doc[end - 1])):
            end -= 1
        words = self.doc[start:end].text
        following = actors.bare(self.words[end]) if end < len(self.words) else ""
        belongs = following in actors.groups() or following in offices.roles()  # "a Valley Tribune reporter"
        return None if start >= end or "\n" in words or belongs or is_no_person(words) else (start, end)

    def droppable(self, token: Token) -> bool:
        """Titles and demonyms before a name, and what is no name at all."""
        return actors.bare(token.text) in title_words() or not is_name(token) or countries.by_demonym(token.text) is not None

    def honorific(self, start: int) -> str:
        """Gender by "Mr", "Ms" and the like before a name."""
        before = actors.bare(self.doc[start - 1].text) if start else ""
        return (
            "f" if before in actors.gendered("women_honorifics") else "m" if before in actors.gendered("men_honorifics") else ""
        )

    def left_of(self, start: int) -> str:
        """Title words before a name: in the same noun phrase, or before it with a comma between."""
        i = start
        first = self.doc[start].sent.start if start < len(self.doc) else 0
        if i - 1 > first and self.doc[i - 1].text == "," and not self.doc[i - 2].is_punct:
            i -= 1
        comma = i < start
        while i > max(first, start - LEFT):
            token = self.doc[i - 1]
            before = self.doc[i - 2] if i - 2 >= first else None
            loose = token.pos_ == "ADP" and (before is None or before.pos_ not in {"NOUN", "PROPN"})
            if loose and i < start and (countries.by_seat(self.doc[i].text) or countries.by_name(self.doc[i].text)):
                i += 1
            stop = token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON", "SPACE"} and token.lower_ not in {
                "his",
                "her",
                "their",
                "its",
            }
            if loose or stop or (token.is_punct and token.text not in {"-", ".", "'", "\u2019"}):
                break
            i -= 1
        words = self.doc[i:start].text.rstrip(", ")
        if comma and not (actors.describe(words).role or actors.describe(words).group):
            return ""
        return words

    def right_of(self, end: int) -> str:
        """What follows a name: ", the head of ...," or "of the ..."."""
        if end >= len(self.doc) or self.doc[end].text not in {",", "of", "from", "at", "("}:
            return ""
        i = end + 1
        while i < min(len(self.doc), end + RIGHT) and not self.ends_apposition(self.doc[i]):
            i += 1
        if self.doc[end].text == "," and i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}:
            return ""  # "..., the president said" is a new clause
        words = self.doc[end + 1 : i].text
        said = actors.describe(words)
        if self.doc[end].text == "," and not (said.role or said.group):
            return ""
        return words

    def ends_apposition(self, token: Token) -> bool:
        """Where words on a person end: at punctuation, a verb, or the next sentence."""
        return (
            token.is_sent_start
            or token.pos_ in {"AUX", "SPACE"}
            or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"})
            or (token.is_punct and token.text not in {"-", "'", "\u2019"})
        )
