"""Where a document mentions persons, organisations and countries: the index from which speakers are resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from saidseen.knowing import actors, countries, offices, organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from spacy.tokens import Doc, Token

PARTICLES = frozenset(
    {"al", "bin", "ibn", "de", "del", "der", "den", "van", "von", "la", "le", "da", "dos", "el", "ul", "abu", "ben", "di", "-"}
)
"""Small words inside names."""

LEFT, RIGHT = 14, 18
"""Tokens looked at beside a name for what it says of the person: longer ones in news were clauses, not titles."""

NATIONAL = frozenset(
    {"ministry", "presidency", "armed-forces", "intelligence", "parliament", "government", "state-media", "non-state"}
)
"""Kinds of institutions that every state has."""

PLACED = frozenset(
    {"in", "at", "near", "from", "to", "into", "outside", "around", "through", "towards", "toward", "inside", "across", "over"}
)
"""Prepositions after which a capital or country is a place."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


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


def is_name(token: Token) -> bool:
    """Whether a token can stand in a person's name."""
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "VERB"} or token.lower_ in PARTICLES


def is_no_person(words: str) -> bool:
    """Names of organisations, countries and offices, which the parser often takes for persons."""
    lower = actors.bare(words)
    named = organisations.find(words) or countries.by_name(words) or countries.by_seat(words)
    return bool(named) or lower in offices.roles() or lower in organisations.institutions()


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
        names = sorted(set(self.full_names()))
        self.add_people(names)
        taken = {i for m in self.mentions for i in range(m.start, m.end)}
        self.mentions.extend(self.organisation_mentions(taken))
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        self.starts = [m.start for m in self.mentions]

    def mention(
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
        """Whether a single name may be a person's (the parser often takes towns for persons): with a title, as a subject, or known."""
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
        while start < end and (self.doc[end - 1].text in {"'s", "’s"} or not is_name(self.doc[end - 1])):
            end -= 1
        words = self.doc[start:end].text
        following = actors.bare(self.words[end]) if end < len(self.words) else ""
        belongs = following in actors.groups() or following in offices.roles()  # "a Valley Tribune reporter"
        return None if start >= end or "\n" in words or belongs or is_no_person(words) else (start, end)

    def droppable(self, token: Token) -> bool:
        """Titles and demonyms before a name, and what is no name at all."""
        return actors.bare(token.text) in title_words() or not is_name(token) or countries.by_demonym(token.text) is not None

    def add_people(self, names: list[tuple[int, int]]) -> None:
        """Full names make persons; surnames go to the person of that name mentioned before, else after."""
        for start, end in names:
            if end - start > 1:
                self.note(start, self.person_named(self.doc[start:end].text))
        singles = [(s, e) for s, e in names if e - s == 1] + self.bare_surnames({i for s, e in names for i in range(s, e)})
        for start, end in sorted(singles):
            self.note(start, self.by_surname(start))
        for start, end in sorted({*names, *singles}):
            self.mentions.append(self.mention(start, end, person=self.at[start]))
        ends = {m.start: m.end for m in self.mentions}
        for person in {id(p): p for p in self.at.values()}.values():
            self.fill(person, ends)

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
            left, right = self.left_of(start), self.right_of(ends[start])
            honorifics = honorifics or self.honorific(start)
            for words in (left, right):
                said = actors.describe(words) if words else actors.Description()
                person.titles.update((said.role or "").split(" "))
                if weight(said) > weight(person.said):
                    person.said = said
        office = offices.person(person.name, self.on)
        known = offices.known(person.name) or offices.lately(person.name, self.on)
        if office and agrees(person, office):
            person.office, person.name = office, office.person
        elif known and agrees(person, known):
            person.name, person.land = known.person, known.country
        person.gender = (
            person.said.gender
            or honorifics
            or (known.gender if known else "")
            or (office.gender if person.office and office else "")
        ) or actors.gender_of_first_name(person.name)

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
            if loose or stop or (token.is_punct and token.text not in {"-", ".", "'", "’"}):
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
            or (token.is_punct and token.text not in {"-", "'", "’"})
        )

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
        before = start - 2 if start and self.words[start - 1] in {"'s", "’s", "'", "’"} else start - 1
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
def title_words() -> frozenset[str]:
    """Words that stand before names, in lower case: honorifics and the words of offices and ranks."""
    honorifics = {word.rstrip(".") for word in organisations.titles()["people"]["honorifics"]}
    offices_and_ranks = {word for role in offices.roles() for word in re.split(r" (?:of|to|for) ", role)[0].split(" ")}
    return frozenset(honorifics | offices_and_ranks)


@cache
def first_words() -> dict[str, int]:
    """First words of all organisations and countries, in lower case, to the most tokens that a name with it can have."""
    longest: dict[str, int] = {}
    for name in (*organisations.known(), *organisations.institutions(), *countries.names(), *countries.seats()):
        # the tokenizer also splits at hyphens, slashes and apostrophes
        length = 1 + sum(name.count(sign) * (1 if sign == " " else 2) for sign in " -/'’")
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
