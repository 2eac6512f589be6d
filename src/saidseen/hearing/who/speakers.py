"""Who speaks: a source span becomes an actor with name, role, organisation, country and standing.

What is not known stays None: no name is given to an unnamed official, and an unknown speaker keeps its wording.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.parsing.clauses import entities
from saidseen.hearing.who import voices
from saidseen.hearing.who.antecedents import PRONOUNS, Antecedents
from saidseen.hearing.who.mentions import NATIONAL, Index, Mention, Person
from saidseen.hearing.who.voices import is_outlet, named_outlet, of_organisation, several
from saidseen.knowing import actors, countries, offices, organisations
from saidseen.things import Actor, Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


OURS = frozenset({"we", "i", "us", "our", "ours", "my"})
BACK = frozenset({"the", "this", "that", "these", "those"})
TWO = 2
"""Words in "the fleet"."""

OFFICES_OF = frozenset({"ministry", "office", "department", "government", "administration", "team", "service", "agency"})
"""What can be somebody's: "the minister's office" speaks for the minister's organisation."""


AND = re.compile(r",?\s+and\s+|,\s+(?=(?:the\s+)?[A-Z])")
ALLIES = re.compile(r"\b(?:allies|partners|others)\b")


class Speakers:
    """The speakers of one parsed document. Nothing is remembered between calls: the same span gives the same actor."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.document = document
        self.on = document.published.date() if document.published else None
        self.index = Index(doc, self.on)
        self.own = voices.outlet(document)
        party = self.own.standing == "party"
        self.back = Antecedents(self.index, self.own.country if party else None)

    def outlet(self) -> Actor:
        """The outlet itself as an actor, with its standing."""
        return self.own

    def resolve(self, source: tuple[Span, ...], *, at: int) -> Actor:
        """The actor that source spans of the document's text mean; ``at`` is where the statement stands (a character offset).

        An empty source gives an actor without name: who spoke is not guessed.
        """
        if not source:
            return Actor(surface="")
        surface = " ".join(" ".join(span.quote.split()) for span in source)
        first = source[0]
        tokens = self.doc.char_span(first.start, first.end, alignment_mode="expand") or self.doc.char_span(at, at + 1)
        return self.actor(tokens.start, tokens.end, surface) if tokens else Actor(surface=surface)

    def actor(self, start: int, end: int, surface: str) -> Actor:  # noqa: PLR0911  # one return a kind of source
        """The actor of tokens ``[start, end)``: by pronoun, list, person, outlet, organisation, then by description."""
        words = self.doc[start:end].text
        lower = words.lower().strip()
        if lower in OURS:
            return replace(self.own, surface=surface)
        if lower in PRONOUNS:
            return self.by_pronoun(start, PRONOUNS[lower], surface)
        if lower in actors.CLAUSE:
            return self.by_relative(start, surface)
        inside = [m for m in self.index.between(start, end) if m.end <= end]
        persons = [m for m in inside if m.person]
        heads = [m for m in persons if self.back.is_head(m, start, end)]
        if len(heads) > 1 and self.back.is_list(heads):
            return several([self.of_person(m.person, surface) for m in heads if m.person], surface)
        if heads and heads[0].person:
            return self.of_whom(start, self.of_person(heads[0].person, surface))
        if end - start == 1 and (alone := self.index.called(words)):
            return self.of_person(alone, surface)
        if listed := self.listed(start, end, surface):
            return listed
        return self.by_words(start, end, surface, persons)

    # ---- persons

    def of_whom(self, start: int, actor: Actor) -> Actor:
        """Who speaks for others: "their spokesman, X"."""
        owner = None if actor.organisation else self.owner(start, [])
        if owner is None or not actor.role:
            return actor
        return replace(actor, organisation=owner.organisation, country=actor.country or owner.country, standing=owner.standing)

    def of_person(self, person: Person, surface: str) -> Actor:
        """The actor of a person, by the office held that day or else by the document's words."""
        said, office = person.said, person.office
        by_text = actors.placed(said, self.back.country_at(person.starts[0]) if needs_country(said) else None)
        organisation = office.organisation if office else by_text.name if by_text else None
        known = organisations.find(organisation) if organisation else None
        standing = actors.standing_of(said, known or by_text)
        if office and standing == "other":
            standing = known.standing if known else "party"
        if said.group == "press" and not organisation:
            organisation = named_outlet(self.document, said, surface)
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

    def listed(self, start: int, end: int, surface: str) -> Actor | None:
        """Each of "A, the B and C" is resolved; None where the words are no list of governments and organisations."""
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
        return several([of_organisation(m.organisation, surface) for m in found if m.organisation], surface)

    # ---- pronouns

    def by_pronoun(self, at: int, kind: str, surface: str) -> Actor:
        """Whom a pronoun means."""
        mention = self.back.of_pronoun(at, kind)
        return self.of_mention(mention, surface) if mention else Actor(surface=surface)

    def of_mention(self, mention: Mention, surface: str) -> Actor:
        """The actor of a mention."""
        if mention.person:
            return self.of_person(mention.person, surface)
        known = mention.organisation
        if known and (known.country or known.kind not in NATIONAL):
            return of_organisation(mention.organisation, surface)
        head = self.doc[mention.end - 1]
        start, end = min(head.left_edge.i, mention.start), max(head.right_edge.i + 1, mention.end)
        return self.by_words(start, end, surface, [])

    def by_relative(self, at: int, surface: str) -> Actor:
        """The noun that a clause belongs to ("the officer who said")."""
        verb = self.doc[at].head
        while verb.dep_ not in {"relcl", "ROOT", "acl"} and verb.head.i != verb.i:
            verb = verb.head
        noun = verb.head
        if verb.dep_ not in {"relcl", "acl"} or noun.i >= at:
            return Actor(surface=surface)
        return replace(self.actor(noun.left_edge.i, at, surface), surface=surface)

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
        if said.group == "press" or is_outlet(self.document, text):
            return Actor(
                surface=surface,
                role=said.head or None,
                organisation=named_outlet(self.document, said, text),
                standing="press" if said.group else self.own.standing,
            )
        if said.head in organisations.titles()["people"]["images"] or self.images(start, end):
            return self.by_images(start, end, surface)
        last = actors.bare(self.doc[end - 1].text)
        if owner and said.empty and last in OFFICES_OF:
            return Actor(surface=surface, organisation=owner.organisation, country=owner.country, standing=owner.standing)
        if (self.is_bare(text, said) or (said.empty and end - start == TWO and self.doc[start].lower_ in BACK)) and (
            found := self.mentioned(start, said, country, last)
        ):
            return replace(found, surface=surface)
        return self.by_description(start, end, said, owner, surface)

    def entity(self, start: int, end: int, said: actors.Description) -> organisations.Organisation | None:
        """An organisation that no table knows, as the text writes it; its name tells where it stands."""
        ents = [e for e in entities(self.doc[start:end]) if e.label_ == "ORG" and not said.role]
        if said.group or not ents or self.doc[start:end].root.i not in range(ents[0].start, ents[0].end):
            return None
        name = countries.plain(ents[0].text)
        if " " not in name and not name.isupper():
            return None  # the parser calls many unknown single words organisations
        standing = actors.outlet_standing(name)
        return organisations.Organisation(name=name, country=said.country, standing="other" if standing == "press" else standing)

    def by_description(self, start: int, end: int, said: actors.Description, owner: Actor | None, surface: str) -> Actor:
        """An unnamed speaker by role, organisation and country, or only by the wording."""
        country = said.country or (owner.country if owner else None)
        first = self.doc[start].lower_ if start < len(self.doc) else ""
        if country is None and first == "the" and self.doc[start + 1].lower_ in {"country", "nation"}:
            country = self.back.country_spoken_of(start)
        elif country is None and needs_country(said) and (said.institution or first == "the"):
            country = self.back.country_at(start)
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
        """Whether words point back: "the minister", "the ministry", "that spokesman"."""
        first, _, rest = text.partition(" ")
        plain = " ".join(actors.bare(word) for word in rest.split() if not countries.by_demonym(word))
        return first.lower() in BACK and plain == said.head

    def mentioned(self, before: int, said: actors.Description, country: str | None, last: str) -> Actor | None:
        """The last person or organisation before a token that "the minister", "the ministry" can mean."""
        for mention in reversed(self.index.between(0, before)):
            if mention.person and said.role and self.back.has_role(mention.person, said, country):
                return self.of_person(mention.person, "")
            known = mention.organisation
            named = known and not said.role and not mention.place and (known.country or known.kind not in NATIONAL)
            if known and named and (mention.head == last or organisations.is_called(known, last)):
                return of_organisation(known, "")
        if said.role:
            for token in reversed(self.doc[:before]):
                low, high = token.left_edge.i, token.right_edge.i + 1
                if token.lower_ == said.head and self.doc[low].lower_ in {"a", "an", "one"}:
                    return self.by_description(low, high, actors.describe(self.doc[low:high].text), None, "")
            held = offices.holder(said.head, country or self.back.country_at(before), self.on)
            return self.of_person(Person(name=held.person, starts=[before], office=held), "") if held else None
        return None

    # ---- images and countries

    def images(self, start: int, end: int) -> bool:
        """Whether the words are about images."""
        head = self.doc[start:end].root
        return head.lower_ in organisations.titles()["people"]["images"]

    def by_images(self, start: int, end: int, surface: str) -> Actor:
        """Images speak for who took them: the operator named in the words, else the only one in the paragraph."""
        found = self.back.operators(start, end) or self.back.operators(*self.back.paragraph(start))
        return of_organisation(found[0], surface) if len({made.name for made in found}) == 1 else Actor(surface=surface)


def needs_country(said: actors.Description) -> bool:
    """Whether a description names an institution or office of state without its country."""
    return said.country is None and said.organisation is None and bool(said.institution or said.at)
