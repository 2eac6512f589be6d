"""Who speaks: a source span becomes an actor with name, role, organisation, country and standing.

What is not known stays None: no name is given to an unnamed official, and an unknown speaker keeps its wording.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from saidseen.hearing.mentions import SUBJECTS, Index, Mention, Person, title_words
from saidseen.knowing import actors, countries, offices, organisations
from saidseen.things import Actor, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
OURS = frozenset({"we", "i", "us", "our", "ours", "my"})
BACK = frozenset({"the", "this", "that", "these", "those"})
TWO = 2
"""Words in "the fleet"."""

OFFICES_OF = frozenset({"ministry", "office", "department", "government", "administration", "team", "service", "agency"})
"""What can be somebody's: "the minister's office" speaks for the minister's organisation."""

LOOK_BACK = 3
"""Sentences searched for what a pronoun means. Chosen: in news it mostly stands in the sentence before."""

MAJORITY = 0.6
"""Share of a document's country mentions that makes one country the one meant by a bare "the ministry". Chosen: well over half."""

AND = re.compile(r",?\s+and\s+|,\s+(?=(?:the\s+)?[A-Z])")
ALLIES = re.compile(r"\b(?:allies|partners|others)\b")


class Speakers:
    """The speakers of one parsed document. Nothing is remembered between calls: the same span gives the same actor."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self.on = document.published.date() if document.published else None
        self.index = Index(doc, self.on)
        self.own = self.outlet()

    def outlet(self) -> Actor:
        """The outlet itself as an actor."""
        name = self.document.outlet
        if not name:
            return Actor(surface="")
        head = name.split(",")[0]
        known = organisations.find(name) or organisations.find(head)
        said = actors.describe(head)
        standing = actors.outlet_standing(name)
        placed = known or (actors.placed(said, None) if standing == "party" else None)
        country = (placed.country if placed else None) or (said.country if standing == "party" else None)
        return Actor(
            surface=name,
            organisation=placed.name if placed and not said.group else head,
            country=country,
            wikidata=placed.qid if placed else None,
            standing=standing,
        )

    def resolve(self, source: tuple[Span, ...], *, at: int) -> Actor:
        """The actor that source spans of the document's text mean; ``at`` is where the statement stands (a character offset).

        An empty source gives an actor without name: who spoke is not guessed.
        """
        if not source:
            return Actor(surface="")
        surface = " ".join(" ".join(span.quote.split()) for span in source)
        first = source[0]
        tokens = self.doc.char_span(first.start, first.end, alignment_mode="expand")
        start, end = (tokens.start, tokens.end) if tokens is not None else self.near(at)
        return self.actor(start, end, surface)

    def near(self, at: int) -> tuple[int, int]:
        """The token at an offset, for spans that hold no token."""
        found = self.doc.char_span(at, at + 1, alignment_mode="expand")
        return (found.start, found.end) if found is not None else (0, 0)

    def actor(self, start: int, end: int, surface: str) -> Actor:
        """The actor of tokens ``[start, end)``: by pronoun, list, person, outlet, organisation, then by description."""
        words = self.doc[start:end].text
        lower = words.lower().strip()
        if lower in OURS:
            return self.told(self.own, surface)
        if lower in PRONOUNS:
            return self.by_pronoun(start, PRONOUNS[lower], surface)
        if lower in actors.CLAUSE:
            return self.by_relative(start, surface)
        inside = [m for m in self.index.between(start, end) if m.end <= end]
        persons = [m for m in inside if m.person]
        heads = [m for m in persons if self.is_head(m, start, end)]
        if len(heads) > 1 and self.is_list(heads):
            return self.several([self.of_person(m.person, surface) for m in heads if m.person], surface)
        if heads and heads[0].person:
            return self.of_person(heads[0].person, surface)
        if listed := self.listed(start, end, surface):
            return listed
        return self.by_words(start, end, surface, persons)

    # ---- persons

    def is_head(self, mention: Mention, start: int, end: int) -> bool:
        """Whether a name is who speaks, not whom the speaker belongs to ("a spokesman for President X", "X's aide")."""
        if mention.end < end and self.doc[mention.end].text in {"'s", "’s", "'", "’"}:
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

    def of_person(self, person: Person, surface: str) -> Actor:
        """The actor of a person, by the office held that day or else by the document's words."""
        said, office = person.said, person.office
        by_text = actors.placed(said, self.country_at(person.starts[0]) if needs_country(said) else None)
        organisation = office.organisation if office else by_text.name if by_text else None
        known = organisations.find(organisation) if organisation else None
        standing = actors.standing_of(said, known or by_text)
        if office and standing == "other":
            standing = known.standing if known else "party"
        if said.group == "press" and not organisation:
            organisation = self.named_outlet(said, surface)
        if person.land and standing == "other" and not said.group:
            standing = "party"
        country = person.country or (by_text.country if by_text else None)
        return Actor(
            surface=surface,
            name=person.name,
            role=(office.role if office else None) or said.role or (said.head if said.group else None) or None,
            organisation=organisation,
            country=country,
            wikidata=office.qid if office else None,
            standing=standing,
        )

    def several(self, found: list[Actor], surface: str) -> Actor:
        """More than one speaker of one statement."""
        names = [a.name for a in found if a.name]
        bodies = list(dict.fromkeys(a.organisation for a in found if a.organisation))
        lands = {a.country for a in found}
        standings = {a.standing for a in found}
        return Actor(
            surface=surface,
            name=" and ".join(names) or None,
            role="; ".join(dict.fromkeys(a.role for a in found if a.role)) or None,
            organisation="; ".join(bodies) or None,
            country=lands.pop() if len(lands) == 1 else None,
            standing=standings.pop() if len(standings) == 1 else "party" if "party" in standings else "other",
        )

    def listed(self, start: int, end: int, surface: str) -> Actor | None:
        """ "A, the B and C": each is resolved; None where the words are no list of governments and organisations."""
        found = [m for m in self.index.between(start, end) if m.organisation and m.end <= end]
        text = self.doc[start:end].text
        if not found or " and " not in text:
            return None
        if ALLIES.search(text):
            first = found[0].organisation
            return Actor(surface=surface, organisation=text.strip(), country=first.country if first else None, standing="party")
        pieces = [countries.plain(piece) for piece in AND.split(text)]
        if len(found) < 2 or len(pieces) != len(found):  # noqa: PLR2004  # a list has two members
            return None
        return self.several([of_organisation(m.organisation, surface) for m in found if m.organisation], surface)

    # ---- pronouns

    def candidates(self, before: int) -> list[Mention]:
        """Mentions before a token, the nearest sentence first; in each, subjects first and mere owners ("X's plan") not at all."""
        order: list[Mention] = []
        sentence = self.doc[min(before, len(self.doc) - 1)].sent
        for _ in range(LOOK_BACK + 1):
            end = min(sentence.end, before)
            here = [
                m
                for m in self.index.between(sentence.start, end)
                if not m.place and (m.end >= len(self.doc) or self.doc[m.end].tag_ != "POS")
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

    def by_pronoun(self, at: int, kind: str, surface: str) -> Actor:
        """The nearest fitting subject before a pronoun, else the nearest fitting mention."""
        for mention in self.candidates(at):
            if self.fits(mention, kind):
                if mention.head in PRONOUNS:
                    return self.by_pronoun(mention.start, kind, surface)
                return self.told(self.of_mention(mention, surface), surface)
        return Actor(surface=surface)

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

    def of_mention(self, mention: Mention, surface: str) -> Actor:
        """The actor of a mention."""
        if mention.person:
            return self.of_person(mention.person, surface)
        if mention.organisation and mention.organisation.country:
            return of_organisation(mention.organisation, surface)
        head = self.doc[mention.end - 1]
        start, end = min(head.left_edge.i, mention.start), max(head.right_edge.i + 1, mention.end)
        return self.by_words(start, end, surface, [])

    def by_relative(self, at: int, surface: str) -> Actor:
        """ "The officer who said": the noun that the clause belongs to."""
        verb = self.doc[at].head
        while verb.dep_ not in {"relcl", "ROOT", "acl"} and verb.head.i != verb.i:
            verb = verb.head
        noun = verb.head
        if verb.dep_ not in {"relcl", "acl"} or noun.i >= at:
            return Actor(surface=surface)
        return self.told(self.actor(noun.left_edge.i, at, surface), surface)

    # ---- everything that is no name of a person

    def by_words(self, start: int, end: int, surface: str, inside: list[Mention]) -> Actor:
        """Outlets, governments, organisations, and people by what they are called."""
        text = self.doc[start:end].text.strip(" ,")
        if code := countries.by_name(text) or countries.by_seat(text):
            plain = organisations.find(text)
            government = organisations.generic("government", code)
            if plain or government:
                return of_organisation(plain or government, surface)
        said = actors.describe(text)
        owner = self.owner(start, inside)
        country = said.country or (owner.country if owner else None)
        if said.group == "press" or self.is_outlet(text):
            return Actor(
                surface=surface,
                role=said.head or None,
                organisation=self.named_outlet(said, text),
                standing="press" if said.group else self.own.standing,
            )
        if said.head in actors.organisations.titles()["people"]["images"] or self.images(start, end):
            return self.by_images(start, end, surface)
        last = actors.bare(self.doc[end - 1].text)
        if owner and said.empty and last in OFFICES_OF:
            return Actor(surface=surface, organisation=owner.organisation, country=owner.country, standing=owner.standing)
        if (self.is_bare(text, said) or (said.empty and end - start == TWO and self.doc[start].lower_ in BACK)) and (
            found := self.mentioned(start, said, country, last)
        ):
            return self.told(found, surface)
        return self.by_description(start, end, said, owner, surface)

    def entity(self, start: int, end: int, said: actors.Description) -> organisations.Organisation | None:
        """An organisation that no table knows, as the text writes it; its name tells where it stands."""
        ents = [e for e in self.doc[start:end].ents if e.label_ == "ORG" and not said.role]
        if said.group or not ents or self.doc[start:end].root.i not in range(ents[0].start, ents[0].end):
            return None
        name = countries.plain(ents[0].text)
        if " " not in name and not name.isupper():
            return None  # the parser calls many unknown single words organisations
        standing = actors.outlet_standing(name)
        return organisations.Organisation(name=name, country=said.country, standing="other" if standing == "press" else standing)

    def country_spoken_of(self, token: int) -> str | None:
        """What "the country" means: the country of the nearest subject before it."""
        for mention in self.candidates(token):
            named = mention.organisation.country if mention.organisation else mention.person.country if mention.person else None
            if named:
                return named
        return None

    def by_description(self, start: int, end: int, said: actors.Description, owner: Actor | None, surface: str) -> Actor:
        """An unnamed speaker by role, organisation and country, or only by the wording."""
        country = said.country or (owner.country if owner else None)
        first = self.doc[start].lower_ if start < len(self.doc) else ""
        if country is None and first == "the" and self.doc[start + 1].lower_ in {"country", "nation"}:
            country = self.country_spoken_of(start)
        elif country is None and needs_country(said) and (said.institution or first == "the"):
            country = self.country_at(start)
        organisation = actors.placed(said, country) or self.entity(start, end, said)
        if owner and owner.organisation and not said.organisation and not said.institution and said.role:
            organisation = organisations.find(owner.organisation) or organisations.Organisation(
                name=owner.organisation, country=owner.country, standing=owner.standing
            )
        human = said.group in {"human", "press"}
        standing = actors.standing_of(said, organisation)
        if said.empty and organisation is None:
            return Actor(surface=surface)
        named = organisation is not None and not human
        return Actor(
            surface=surface,
            role=said.role or (said.head if said.group else None),
            organisation=organisation.name if organisation and named else None,
            country=country or (organisation.country if organisation else None),
            wikidata=organisation.qid if organisation and named and not said.role else None,
            standing=standing,
        )

    def owner(self, start: int, inside: list[Mention]) -> Actor | None:
        """Whose spokesman it is: a person inside the words, or a possessive pronoun before them."""
        if inside and inside[0].person:
            return self.of_person(inside[0].person, "")
        first = self.doc[start].lower_ if start < len(self.doc) else ""
        return self.by_pronoun(start, PRONOUNS[first], "") if first in {"his", "her", "their", "its"} else None

    def is_bare(self, text: str, said: actors.Description) -> bool:
        """ "The minister", "the ministry", "that spokesman": words that point back."""
        first, _, rest = text.partition(" ")
        plain = " ".join(actors.bare(word) for word in rest.split() if not countries.by_demonym(word))
        return first.lower() in BACK and plain == said.head

    def mentioned(self, before: int, said: actors.Description, country: str | None, last: str) -> Actor | None:
        """The last person or organisation before a token that "the minister", "the ministry" can mean."""
        for mention in reversed(self.index.between(0, before)):
            if mention.person and said.role and self.has_role(mention.person, said, country):
                return self.of_person(mention.person, "")
            if mention.organisation and not said.role and mention.head == last and mention.organisation.country:
                return of_organisation(mention.organisation, "")
        if said.role:
            for token in reversed(self.doc[:before]):
                low, high = token.left_edge.i, token.right_edge.i + 1
                if token.lower_ == said.head and self.doc[low].lower_ in {"a", "an", "one"}:
                    return self.by_description(low, high, actors.describe(self.doc[low:high].text), None, "")
            held = offices.holder(said.head, country or self.country_at(before), self.on)
            return self.of_person(Person(name=held.person, starts=[before], office=held), "") if held else None
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

    def is_outlet(self, text: str) -> bool:
        """Whether words call the document's own outlet."""
        words = countries.plain(text).lower()
        name = self.document.outlet.split(",")[0].lower()
        return bool(name) and (
            words == name
            or text.lower() in {"this agency", "this newspaper", "the agency", "this newsroom"}
            and self.own.standing != "other"
        )

    def named_outlet(self, said: actors.Description, text: str) -> str | None:
        """The press body that a reporter works for: named in the words, else the document's own where they point at it."""
        if said.organisation:
            return said.organisation.name
        capitals = re.findall(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*", re.sub(r"^(?:The|A|An|Our|This|Two|Three)\s", "", text))
        own = self.document.outlet.split(",")[0]
        return next((c for c in capitals if actors.outlet_standing(c) == "press"), own or None)

    # ---- images and countries

    def images(self, start: int, end: int) -> bool:
        """Whether the words are about images."""
        head = self.doc[start:end].root
        return head.lower_ in organisations.titles()["people"]["images"]

    def by_images(self, start: int, end: int, surface: str) -> Actor:
        """Images speak for who took them: the operator named in the words, else the only one in the paragraph."""
        found = self.operators(start, end) or self.operators(*self.paragraph(start))
        return of_organisation(found[0], surface) if len({made.name for made in found}) == 1 else Actor(surface=surface)

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
        """The country that a bare "the ministry" belongs to: the outlet's own, the only one so far in the paragraph, or the
        one that most of the document's mentions name; else None."""
        if self.own.standing == "party" and self.own.country:
            return self.own.country
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

    def told(self, actor: Actor, surface: str) -> Actor:
        """The same actor under another wording."""
        return Actor(
            surface=surface,
            name=actor.name,
            role=actor.role,
            organisation=actor.organisation,
            country=actor.country,
            wikidata=actor.wikidata,
            standing=actor.standing,
        )


def needs_country(said: actors.Description) -> bool:
    """Whether a description names an institution or office of state without its country."""
    return said.country is None and said.organisation is None and bool(said.institution or said.at)


def of_organisation(found: organisations.Organisation | None, surface: str) -> Actor:
    """An organisation as an actor."""
    if found is None:
        return Actor(surface=surface)
    return Actor(surface=surface, organisation=found.name, country=found.country, wikidata=found.qid, standing=found.standing)
