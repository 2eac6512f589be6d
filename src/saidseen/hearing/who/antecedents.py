"""What a pronoun, "the minister" or "the country" points back to."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from saidseen.hearing.who.names import POSSESSIVE, SUBJECTS, title_words
from saidseen.knowing import actors, countries, offices

if TYPE_CHECKING:
    from saidseen.hearing.who.mentions import Index, Mention, Person
    from saidseen.knowing import organisations

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "it": "it",
    "its": "it",
    "they": "they",
    "them": "they",
    "their": "they",
}

LOOK_BACK = 3
"""Sentences searched for what a pronoun means. Chosen: in news it mostly stands in the sentence before."""

MAJORITY = 0.6
"""Share of a document's country mentions from which a bare "the ministry" means that country's. Chosen: well over half."""


class Antecedents:
    """The mentions of a document, searched backwards. ``own`` is the country of an outlet that is itself a party."""

    def __init__(self, index: Index, own: str | None) -> None:
        self.index = index
        self.doc = index.doc
        self.own = own

    def of_pronoun(self, at: int, kind: str) -> Mention | None:
        """What a pronoun at a token means; a pronoun before it leads on to what that one means."""
        for mention in self.candidates(at, owners=kind in {"it", "they"}):
            if self.fits(mention, kind):
                return self.of_pronoun(mention.start, kind) if mention.head in PRONOUNS else mention
        return None

    def candidates(self, before: int, *, owners: bool = False) -> list[Mention]:
        """Mentions before a token, the nearest sentence first and in each the subjects; owners ("X's plan") only if asked."""
        order: list[Mention] = []
        sentence = self.doc[min(before, len(self.doc) - 1)].sent
        for _ in range(LOOK_BACK + 1):
            end = min(sentence.end, before)
            here = [
                m
                for m in self.index.between(sentence.start, end)
                if not m.place and (owners or m.end >= len(self.doc) or self.doc[m.end].tag_ != "POS")
            ]
            here += [m for m in self.nominal(sentence.start, end) if not any(h.start <= m.start < h.end for h in here)]
            order += sorted(here, key=lambda m: (not m.leading, not m.subject, m.start))
            if sentence.start == 0:
                break
            sentence = self.doc[sentence.start - 1].sent
        return order

    def nominal(self, start: int, end: int) -> list[Mention]:
        """Subjects that are pronouns or people without a name: "she", "a nurse", "the officer"."""
        found = []
        for token in self.doc[start:end]:
            if token.dep_ not in SUBJECTS:
                continue
            word = actors.bare(token.text)
            named = any(child.dep_ == "appos" and self.index.between(child.left_edge.i, child.i + 1) for child in token.children)
            if word in PRONOUNS or (token.pos_ == "NOUN" and not named and (word in actors.groups() or word in offices.roles())):
                found.append(self.index.mention(token.i, token.i + 1, head=word))
        return found

    def fits(self, mention: Mention, kind: str) -> bool:
        """Whether a pronoun can mean a mention."""
        if mention.head in PRONOUNS:
            return PRONOUNS[mention.head] == kind and kind in {"m", "f"}
        if kind in {"m", "f"}:
            if mention.person:
                return mention.person.gender in {"", kind}
            said = actors.describe(mention.head)
            return mention.organisation is None and said.gender in {"", kind} and self.doc[mention.start].tag_ != "NNS"
        if kind == "it":
            return mention.organisation is not None
        return mention.organisation is not None or (mention.person is None and self.doc[mention.start].tag_ == "NNS")

    def country_spoken_of(self, token: int) -> str | None:
        """What "the country" means: the country of the nearest subject before it."""
        for mention in self.candidates(token):
            named = mention.organisation.country if mention.organisation else mention.person.country if mention.person else None
            if named:
                return named
        return None

    def has_role(self, person: Person, said: actors.Description, country: str | None) -> bool:
        """Whether a person can be called so."""
        if country and person.country not in {None, country}:
            return False
        if said.gender and person.gender not in {"", said.gender}:
            return False
        word = said.head.split(" ")[-1]
        wanted = offices.roles().get(said.head)
        own = offices.roles().get(person.said.role or "")
        titles = {*person.titles, *(person.office.role.split(" ") if person.office else ())}
        return word in titles or (wanted is not None and own is not None and wanted.role == own.role)

    def operators(self, start: int, end: int) -> list[organisations.Organisation]:
        """Operators of instruments named between two tokens."""
        named = [m.organisation for m in self.index.between(start, end) if m.organisation]
        return [made for made in named if made.kind == "instrument-operator"]

    def paragraph(self, token: int) -> tuple[int, int]:
        """Token bounds of the paragraph around a token."""
        low = high = token
        while low > 0 and "\n" not in self.doc[low - 1].text:
            low -= 1
        while high < len(self.doc) and "\n" not in self.doc[high].text:
            high += 1
        return low, high

    def country_at(self, token: int) -> str | None:
        """Whose a bare "the ministry" is: the outlet's country, the only one so far in the paragraph, or the one mostly named."""
        if self.own:
            return self.own
        low, _ = self.paragraph(min(token, len(self.doc) - 1))
        near = set(self.countries_in(low, token))
        if len(near) == 1:
            return near.pop()
        top = self.counts.most_common(1)
        return top[0][0] if top and top[0][1] >= MAJORITY * self.counts.total() else None

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the document names each country."""
        return Counter(self.countries_in(0, len(self.doc)))

    def countries_in(self, low: int, high: int) -> list[str]:
        """Countries named, by name, demonym, capital or organisation, between two tokens."""
        found = [m.organisation.country for m in self.index.between(low, high) if m.organisation and m.organisation.country]
        found += [code for token in self.doc[low:high] if token.text[:1].isupper() and (code := countries.by_demonym(token.text))]
        return found

    def is_head(self, mention: Mention, start: int, end: int) -> bool:
        """Whether a name is who speaks, not whom the speaker belongs to ("a spokesman for President X", "X's aide")."""
        if mention.end < end and self.doc[mention.end].text in POSSESSIVE:
            return False
        i = mention.start
        while i > start and (
            actors.bare(self.doc[i - 1].text) in title_words()
            or countries.by_demonym(self.doc[i - 1].text)
            or self.doc[i - 1].pos_ == "DET"
        ):
            i -= 1
        before = self.doc[i - 1] if i > start else None
        clause = any(self.doc[j].lower_ in actors.CLAUSE for j in range(start + 1, mention.start))
        return not clause and (before is None or before.pos_ not in {"ADP", "VERB"})

    def is_list(self, heads: list[Mention]) -> bool:
        """Whether names are joined by "and" (a second name in an apposition is not)."""
        return any(t.lower_ == "and" for t in self.doc[heads[0].end : heads[-1].start])
