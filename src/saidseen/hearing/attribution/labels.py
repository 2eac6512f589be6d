"""Whom a label names: the words before a colon ("Ada Brandt, mayor:") or after a dash ("- the ministry") that mark a speaker.

A label must name a person, an office, a body, a country or a capital. "Note", "Photo", "Sources", "Monday" name none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from saidseen.knowing import actors, countries, offices, organisations
from saidseen.knowing.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["asks", "answers", "person", "office", "body", "group", "country"]

ASKS = frozenset({"q", "question", "questions", "questioner", "moderator", "interviewer", "host", "presenter", "interpreter"})
"""Labels of those who ask or lead through a talk; the words of the press are in ``titles.toml``."""

ANSWERS = frozenset({"a", "answer"})

QUOTES = frozenset({"quote", "quotation", "comment", "comments", "remarks"})
"""With ``cues().texts``: what is somebody's in "Quote from X:"."""

UTTERED = frozenset({"said", "says", "added", "adds", "asked", "replied"})
"""A cue before the name ("Said Brandt:") is no part of it."""

PARTICLES = frozenset(
    {"de", "del", "della", "da", "di", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ul", "la", "le", "ter"}
)

BEFORE_TAIL = frozenset({"of", "for", "in", "to", "at", "on", "from"})

NAME_WORDS = 5
"""Words of the longest name that is taken for one. Chosen: with particles, "Juan de la Cruz Roth"."""

INITIALS = re.compile(r"[A-Z]{2,3}")
NAME = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?")
BY = re.compile(r"(?P<text>\w+) (?:from|by|of) (?P<who>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Label:
    """``[start, end)`` are the characters that name the speaker; ``key`` is one for all labels of the same speaker.

    ``titled``: an office, an honorific or a description stands beside the name, so that the label cannot be a mere heading.
    """

    kind: Kind
    start: int
    end: int
    key: str
    titled: bool = False


class Labels:
    """Reads labels of one parsed document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text

    @cached_property
    def people(self) -> dict[str, tuple[int, int]]:
        """Surnames of persons whom the text names in full to the characters of the first such name."""
        found: dict[str, tuple[int, int]] = {}
        for ent in self.doc.ents:
            words = countries.plain(ent.text)
            if ent.label_ == "PERSON" and " " in words and "\n" not in ent.text and is_name(words.split()):
                found.setdefault(offices.surname(words), (ent.start_char, ent.start_char + len(ent.text)))
        return found

    @cached_property
    def persons(self) -> set[int]:
        """Offsets of words that the parser takes for parts of a person's name."""
        return {t.idx for t in self.doc if t.ent_type_ == "PERSON"}

    def read(self, start: int, end: int) -> Label | None:  # noqa: PLR0911  # one return a kind of label
        """Who is named in ``text[start:end]``; None where it names nobody who speaks."""
        start, end = self.bare(start, end)
        words = self.text[start:end]
        if not words or any(sign in words for sign in '"\n:/|=<>'):
            return None
        lower = words.lower().rstrip(".")
        if lower in ASKS or lower in ANSWERS:
            return Label("asks" if lower in ASKS else "answers", start, end, lower)
        by = BY.fullmatch(words)
        if by and by["text"].lower() in QUOTES | cues().texts:
            meant = self.read(start + by.start("who"), end)
            return replace(meant, titled=True) if meant else None
        cue, _, rest = words.partition(" ")
        if rest and cue.lower() in UTTERED:
            return self.read(end - len(rest), end)
        first, tail = split(words)
        if any(c.isdigit() for c in first) or self.has_verb(start, end):
            return None
        said = actors.describe(words)
        if said.group == "press" or (said.organisation and said.organisation.standing == "press"):
            return Label("asks", start, end, lower)
        return self.named(first, tail, start, end)

    def note(self, spans: list[tuple[int, int]]) -> None:
        """Names in full before a colon whose last word stands alone before another one are persons': "ADA BRANDT:", "BRANDT:"."""
        called = {self.text[start:end].lower() for start, end in spans}
        for start, end in spans:
            words = self.text[start:end].split()
            if len(words) > 1 and is_name(words) and words[-1].lower() in called:
                self.people.setdefault(offices.surname(" ".join(words)), (start, end))

    def bare(self, start: int, end: int) -> tuple[int, int]:
        """Without blanks and signs of emphasis."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip(" \t*_>#\u2022\u200b\u200e\u200f\ufeff"))
        return start, max(start, end - (len(words) - len(words.rstrip(" \t*_,"))))

    def has_verb(self, start: int, end: int) -> bool:
        """A verb in it makes it a clause: "The minister told reporters"."""
        tokens = self.doc.char_span(start, end, alignment_mode="expand")
        return tokens is None or any(t.tag_ in {"VBD", "VBN", "VBZ", "VBP", "MD"} and t.text.islower() for t in tokens)

    def named(self, first: str, tail: str, start: int, end: int) -> Label | None:
        """A label by its part before the comma or bracket and what follows it."""
        words = first.split()
        if not words:
            return None
        described = actors.describe(tail) if tail else actors.Description()
        told = bool(described.role or described.group or described.institution or described.organisation or described.country)
        code = not tail and (countries.names().get(countries.plain(first)) or countries.by_seat(first))
        if code and not organisations.find(first):
            return Label("country", start, end, code)
        titled = self.title_of(words)
        name = words[titled:]
        if name and is_name(name) and (titled or self.is_person(name, start + first.rfind(name[0]), told=told)):
            return Label("person", start, end, offices.surname(" ".join(name)), titled=bool(titled or told))
        kind = self.kind_of(first)
        return Label(kind, start, end, first.lower(), titled=bool(tail)) if kind and (told or not tail) else None

    def title_of(self, words: list[str]) -> int:
        """How many words before a name are its title: "Foreign Minister", "Mr.", "the Norland army spokesman"."""
        honorifics = organisations.titles()["people"]["honorifics"]
        if actors.bare(words[0]) in honorifics:
            return 1
        for cut in range(len(words) - 1, 0, -1):
            before = " ".join(words[:cut])
            said = actors.describe(before)
            office = said.role or said.group
            if office and ends_with(before, said.head) and (len(words) - cut > 1 or said.role) and not prepositional(before):
                return cut
        return 0

    def is_person(self, name: list[str], at: int, *, told: bool) -> bool:
        """Is a bare name known for a person's: by a description after it, the table of offices, or the rest of the text?"""
        whole = " ".join(name)
        if len(name) == 1:
            known = offices.surname(whole) in offices.by_surname() and at in self.persons
            return offices.surname(whole) in self.people or known or (told and at in self.persons)
        seen = any(offset in self.persons for offset in range(at, at + len(whole)))
        listed = offices.folded(whole) in offices.by_full_name() or bool(actors.gender_of_first_name(name[0]))
        return told or listed or seen or offices.surname(whole) in self.people

    def kind_of(self, first: str) -> Kind | None:
        """An office, body or group that the words call, and nothing more: "the army", not "army reform"."""
        said = actors.describe(first)
        plain = countries.plain(first).lower()
        head = said.head
        if not head or head not in plain:
            return None
        before, after = plain[: plain.index(head)].split(), plain[plain.index(head) + len(head) :].split()
        if set(before) & BEFORE_TAIL or (after and after[0] not in BEFORE_TAIL):
            return None
        if said.role:
            return "office"
        return "group" if said.group else "body" if said.institution or said.organisation else None

    def by_initials(self, words: str) -> tuple[int, int] | None:
        """The one person of the text with these initials: "AB" for Ada Brandt."""
        if not INITIALS.fullmatch(words):
            return None
        fits = [span for span in self.people.values() if initials(self.text[span[0] : span[1]]) == words]
        return fits[0] if len(fits) == 1 else None


def split(words: str) -> tuple[str, str]:
    """The name or office, and the description after a comma or in brackets."""
    cut = re.search(r"\s*[,(]\s*", words)
    return (words[: cut.start()], words[cut.end() :].rstrip(") ")) if cut else (words, "")


def is_name(words: list[str]) -> bool:
    """Capitalised words, particles and initials only."""
    shaped = all(NAME.fullmatch(w) and (w[0].isupper() or w.lower() in PARTICLES) for w in words)
    return 0 < len(words) <= NAME_WORDS and shaped and words[-1][0].isupper()


def ends_with(words: str, head: str) -> bool:
    return actors.bare(words.rsplit(maxsplit=1)[-1]) == head.rsplit(maxsplit=1)[-1] if head else False


def prepositional(words: str) -> bool:
    return bool(set(words.lower().split()) & BEFORE_TAIL)


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
