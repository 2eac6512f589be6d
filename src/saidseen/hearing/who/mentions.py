"""Where a document mentions persons, organisations and countries: the index from which speakers are resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from saidseen.hearing.who.names import POSSESSIVE, SUBJECTS, Names
from saidseen.knowing import actors, countries, offices, organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from spacy.tokens import Doc

NATIONAL = frozenset(
    {"ministry", "presidency", "armed-forces", "intelligence", "parliament", "government", "state-media", "non-state"}
)
"""Kinds of institutions that every state has."""

PLACED = frozenset(
    {"in", "at", "near", "from", "to", "into", "outside", "around", "through", "towards", "toward", "inside", "across", "over"}
)
"""Prepositions after which a capital or country is a place."""


@dataclass(slots=True, kw_only=True)
class Person:
    """A person of the document, put together from all mentions."""

    name: str
    starts: list[int] = field(default_factory=list)
    said: actors.Description = field(default_factory=actors.Description)
    office: offices.Office | None = None
    gender: str = ""
    land: str | None = None
    """The country where only the table of offices tells it."""
    titles: set[str] = field(default_factory=set)
    """All words of offices and ranks that the document gives the person."""

    @property
    def country(self) -> str | None:
        """The country that the person acts for, as far as known."""
        return (self.office.country if self.office else None) or self.said.country or self.land


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or an organisation at tokens ``[start, end)``."""

    start: int
    end: int
    subject: bool
    person: Person | None = None
    organisation: organisations.Organisation | None = None
    head: str = ""
    """The word that says what an organisation is, in lower case: "fleet", "office"."""
    place: bool = False
    """Said of a place ("in Moscow"), not of those who govern there."""
    leading: bool = False
    """Subject of the sentence's main verb."""


class Index:
    """The mentions of one parsed document, in the order of the text."""

    def __init__(self, doc: Doc, on: date | None) -> None:
        self.doc = doc
        self.on = on
        self.text = doc.text
        pairs = [(token.text, token.idx) for token in doc]
        self.words = [word for word, _ in pairs]
        self.offsets = [offset for _, offset in pairs]
        self.people: dict[str, list[Person]] = {}
        self.at: dict[int, Person] = {}
        self.mentions: list[Mention] = []
        self.names = Names(doc, self.words)
        names = sorted(set(self.names.full_names()))
        self.add_people(names)
        taken = {i for m in self.mentions for i in range(m.start, m.end)}
        self.mentions.extend(self.organisation_mentions(taken))
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self.starts = [m.start for m in self.mentions]

    def mention(  # noqa: PLR0913  # one keyword for each field
        self,
        start: int,
        end: int,
        *,
        person: Person | None = None,
        organisation: organisations.Organisation | None = None,
        head: str = "",
        place: bool = False,
    ) -> Mention:
        """A mention with its part in the sentence."""
        heads = [self.doc[i].head if self.doc[i].dep_ == "appos" else self.doc[i] for i in range(start, end)]
        verb = next((token.head for token in heads if token.dep_ in SUBJECTS), None)
        leading = verb is not None and verb.dep_ == "ROOT"
        return Mention(
            start=start,
            end=end,
            subject=verb is not None,
            person=person,
            organisation=organisation,
            head=head,
            place=place,
            leading=leading,
        )

    def between(self, low: int, high: int) -> list[Mention]:
        """The mentions that begin at tokens ``[low, high)``."""
        return self.mentions[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def add_people(self, names: list[tuple[int, int]]) -> None:
        """Full names make persons; surnames go to the person of that name mentioned before, else after."""
        for start, end in names:
            if end - start > 1:
                self.note(start, self.person_named(self.doc[start:end].text))
        singles = [(s, e) for s, e in names if e - s == 1] + self.bare_surnames({i for s, e in names for i in range(s, e)})
        for start, _ in sorted(singles):
            self.note(start, self.by_surname(start))
        for start, end in sorted({*names, *singles}):
            self.mentions.append(self.mention(start, end, person=self.at[start]))
        ends = {m.start: m.end for m in self.mentions}
        for person in {id(p): p for p in self.at.values()}.values():
            self.fill(person, ends)

    def called(self, name: str) -> Person | None:
        """The one person of the document with this surname or first name."""
        same = self.people.get(offices.surname(name)) or [
            p
            for persons in self.people.values()
            for p in persons
            if offices.folded(p.name).partition(" ")[0] == offices.folded(name)
        ]
        return same[0] if len(same) == 1 and name[:1].isupper() else None

    def note(self, start: int, person: Person) -> None:
        """A person is mentioned at a token."""
        person.starts.append(start)
        self.at[start] = person

    def person_named(self, name: str) -> Person:
        """The person of a full name; names that differ by middle parts are one."""
        same = self.people.setdefault(offices.surname(name), [])
        first = offices.folded(name).split(" ")[0]
        for person in same:
            if offices.folded(person.name).split(" ")[0] == first:
                person.name = max(person.name, name, key=len)
                return person
        same.append(Person(name=name))
        return same[-1]

    def bare_surnames(self, taken: set[int]) -> list[tuple[int, int]]:
        """Surnames of the document's persons where the parser saw no name."""
        found = []
        for i, word in enumerate(self.words):
            if not word[0].isupper() or i in taken or offices.surname(word) not in self.people:
                continue
            token = self.doc[i]
            if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.dep_ in SUBJECTS):
                found.append((i, i + 1))
        return found

    def by_surname(self, start: int) -> Person:
        """The person that a single name at a token means."""
        name = self.doc[start].text
        same = self.people.setdefault(offices.surname(name), [])
        if not same:
            firsts = [
                p for ps in self.people.values() for p in ps if offices.folded(p.name).split(" ")[0] == offices.folded(name)
            ]
            if len(firsts) == 1:
                return firsts[0]
            same.append(Person(name=name))
        before = [p for p in same if p.starts and min(p.starts) <= start]
        return max(before, key=lambda p: max(i for i in p.starts if i <= start)) if before else same[0]

    def fill(self, person: Person, ends: dict[int, int]) -> None:
        """Role, organisation, country and gender, from the words beside the mentions and from the table of offices."""
        honorifics = ""
        for start in sorted(person.starts):
            left, right = self.names.left_of(start), self.names.right_of(ends[start])
            honorifics = honorifics or self.names.honorific(start)
            for words in (left, right):
                said = actors.describe(words) if words else actors.Description()
                person.titles.update((said.role or "").split(" "))
                if weight(said) > weight(person.said):
                    person.said = said
        office = offices.person(person.name, self.on)
        known = offices.known(person.name) or offices.lately(person.name, self.on)
        if office and agrees(person, office) and self.is_near(person, office):
            person.office, person.name = office, office.person
        elif known and agrees(person, known) and self.is_near(person, known):
            person.name, person.land = known.person, known.country
        person.gender = (
            person.said.gender
            or honorifics
            or (known.gender if known else "")
            or (office.gender if person.office and office else "")
        ) or actors.gender_of_first_name(person.name)

    def is_near(self, person: Person, office: offices.Office) -> bool:
        """A surname alone is many people's: the text must name the office holder's country, people or capital."""
        land = countries.every().get(office.country or "")
        if " " in person.name or land is None or person.said.country == office.country:
            return True
        names = (land.name, *land.others, *land.demonyms, *land.capitals, *land.seats)
        return any(name in self.text for name in names)

    def organisation_mentions(self, taken: set[int]) -> Iterator[Mention]:
        """Organisations, institutions and countries that stand for their governments."""
        i = 0
        longest = first_words()
        while i < len(self.words):
            length = 0 if i in taken else longest.get(actors.bare(self.words[i]), 0)
            found = self.organisation_at(i, length) if length else None
            if found:
                yield found
            i = found.end if found else i + 1

    def organisation_at(self, start: int, length: int) -> Mention | None:
        """The longest organisation of at most ``length`` tokens that begins at a token."""
        for end in range(min(len(self.words), start + length), start, -1):
            found = called(self.text[self.offsets[start] : self.offsets[end - 1] + len(self.words[end - 1])])
            if found:
                first = next((i for i in range(start + 1, end) if self.words[i] == "of"), end)
                before = self.words[start - 1].lower() if start else ""
                before = self.words[start - 2].lower() if start > 1 and before == "the" else before
                head = actors.bare(self.words[first - 1])
                made = found[0] if found[0].country or found[0].kind not in NATIONAL else self.of_country(start, end) or found[0]
                return self.mention(start, end, organisation=made, head=head, place=found[1] and before in PLACED)
        return None

    def of_country(self, start: int, end: int) -> organisations.Organisation | None:
        """An institution with the country right before ("Sudanese", "Sudan's") or after it ("of Sudan", "in Khartoum")."""
        before = start - 2 if start and self.words[start - 1] in POSSESSIVE else start - 1
        code = None
        for low in range(max(0, before - 2), before + 1):
            code = code or near_country(self.doc[low : before + 1].text)
        if not code and end < len(self.words) and self.words[end] in {"of", "in"}:
            for high in range(min(len(self.words), end + 4), end + 1, -1):
                code = code or near_country(self.doc[end + 1 : high].text)
        return organisations.generic(self.doc[start:end].text, code) if code else None


def near_country(words: str) -> str | None:
    """The country that words right beside an institution name."""
    return countries.by_name(words) or countries.by_seat(words)


def weight(said: actors.Description) -> int:
    """How much a description tells: the fullest of a person's descriptions is kept."""
    return 2 * bool(said.organisation or said.institution) + 2 * bool(said.role) + bool(said.country) + bool(said.group)


def agrees(person: Person, office: offices.Office) -> bool:
    """Whether the document's words may be about this office holder: nobody is a nurse here and a minister there."""
    other = person.said.country is not None and office.country is not None and person.said.country != office.country
    return not other and person.said.group not in {"human", "press"}


@cache
def first_words() -> dict[str, int]:
    """First words of all organisations and countries, in lower case, to the most tokens that a name with it can have."""
    longest: dict[str, int] = {}
    for name in (*organisations.known(), *organisations.institutions(), *countries.names(), *countries.seats()):
        # the tokenizer also splits at hyphens, slashes and apostrophes
        length = 1 + sum(name.count(sign) * (1 if sign == " " else 2) for sign in " -/'\u2019")
        first = actors.bare(re.split(r"[ /-]", name)[0])
        longest[first] = max(longest.get(first, 0), length)
    return longest


@lru_cache(maxsize=8192)
def called(words: str) -> tuple[organisations.Organisation, bool] | None:
    """The organisation that words call, and whether it is a government called by its country or capital."""
    if found := organisations.find(words) or organisations.generic(words, None):
        return found, False
    code = countries.names().get(words) or countries.by_seat(words)
    government = organisations.generic("government", code) if code else None
    return (government, True) if government else None
