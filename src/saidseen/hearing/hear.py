"""Hearing: one document in, all that was understood of it out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.confidence import confidence_of
from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.attribution.engines import attributions, heard_by, reading_of
from saidseen.hearing.attribution.mixing import with_turns
from saidseen.hearing.attribution.releases import alleged, own_voice
from saidseen.hearing.attribution.turns import Turns
from saidseen.hearing.events.find import by_country, find_events
from saidseen.hearing.joining import covered, joined, joined_words, main_event, nested, offsets, owned, quoted, retimed, sentences
from saidseen.hearing.parsing.grammar import Range
from saidseen.hearing.parsing.parse import model_name, parse
from saidseen.hearing.parsing.quotes import quotations
from saidseen.hearing.places.find import find_places
from saidseen.hearing.places.whereabouts import Whereabouts
from saidseen.hearing.saying.acts import Words, act_of, parts, speaks_against, speaks_ahead
from saidseen.hearing.saying.basis import basis_of
from saidseen.hearing.saying.channels import addressee_of, channel_of
from saidseen.hearing.saying.doers import is_known_own
from saidseen.hearing.saying.estimates import likelihood
from saidseen.hearing.saying.occasions import said_on
from saidseen.hearing.saying.speech import Weighed, chosen_act, chosen_basis
from saidseen.hearing.sightings import Heard, Watcher
from saidseen.hearing.times.find import find_times
from saidseen.hearing.who.speakers import Speakers
from saidseen.knowing import countries
from saidseen.knowing.actwords import names, says
from saidseen.knowing.cues import cues
from saidseen.knowing.gazetteer import Gazetteer
from saidseen.things import (
    Act,
    Actor,
    Document,
    Engine,
    Event,
    Hearing,
    Participant,
    Problem,
    QuoteType,
    SectionKind,
    Span,
    Statement,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

SILENT: frozenset[SectionKind] = frozenset({"furniture", "credit", "agency", "dateline"})
"""Sections in which nobody makes a statement."""

PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their"})

CLAUSE_WORDS = 3
"""Words from which a clause of a content is a statement of its own. Chosen: a subject, a verb and what it is about."""

QUOTED = 0.9
"""Share of a content inside quotation marks from which it is a direct quotation. Chosen: leaves room for an inserted word."""


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def hear(document: Document, engine: Engine = "encoder") -> Hearing:
    """All statements, sightings, events, places and times of one document.

    A text that is not English is kept and marked; nothing is heard in it.
    """
    if not document.lang.lower().startswith("en"):
        note = Problem(where=document.url, what=f"the text is in another language ({document.lang})", kept="the document",
                       todo="translate it and read the translation; no claims are made of it", stage="hear")  # fmt: skip
        return Hearing(document=document.id, problems=(note,))
    return Listener(document, engine).hearing()


class Listener:
    """The parsed document and what was found in it so far."""

    def __init__(self, document: Document, engine: Engine) -> None:
        self.document = document
        self.engine: Engine = engine
        self.text = document.text
        self.doc: Doc = parse(document)
        self.sentences = sentences(self.doc, document)
        self.places = find_places(self.doc, document, gazetteer())
        self.times = find_times(self.doc, document.published, document.text)
        self.speakers = Speakers(self.doc, document)
        self.plain_who = by_country(countries.by_name)
        self.named: dict[str, str] = {}
        self.where = Whereabouts(self.text, self.sentences, self.places)
        self.reading = reading_of(document.text, engine)
        noticed = self.reading.events if self.reading is not None else None
        told = find_events(self.doc, places=self.places, times=self.times, who=self.who, noticed=noticed)
        self.events = [
            quoted(retimed(e, self.text, self.times), self.text) for e in told if self.sentences[e.sentence].kind not in SILENT
        ]
        self.quotes, self.layout = quotations(document.text), Turns(self.doc)

    def who(self, phrase: Tokens) -> Participant:
        """A noun phrase as a participant: pronouns by their antecedent, "its troops" by whose they are."""
        plain, head = self.plain_who(phrase), phrase.root.lemma_.lower()
        if plain.country is not None:
            self.named[head] = plain.country
            return plain
        if phrase[0].lower_ in {"the", "these", "those"} and head in self.named and phrase.root.pos_ == "NOUN":
            return replace(plain, country=self.named[head])
        pointing = next((t for t in phrase if t.lower_ in PRONOUNS), None)
        owner = next((t for t in phrase if t.dep_ == "poss" and t.ent_type_ in {"PERSON", "ORG"}), None)
        meant = pointing or owner
        span = Span(start=phrase.start_char, end=phrase.end_char, quote=phrase.text)
        if meant is not None:
            span = Span(start=meant.idx, end=meant.idx + len(meant.text), quote=meant.text)
        actor = self.speakers.resolve((span,), at=span.start)
        return replace(plain, country=actor.country)

    def hearing(self) -> Hearing:
        found = [
            b
            for a in with_turns(self.layout, attributions(self.doc, self.reading))
            if self.is_heard(b := self.without_dateline(a))
        ]
        statements = [s for a in found for s in self.statements(a)]
        statements += self.release(statements)
        statements = nested(
            sorted({s.id: s for s in statements}.values(), key=lambda s: (s.content[0].start, -s.content[-1].end))
        )
        sightings = Watcher(
            Heard(
                document=self.document,
                speakers=self.speakers,
                statements=[s for s in statements if not s.topic],
                sentences=self.sentences,
                times=self.times,
            )
        ).find()
        return Hearing(
            document=self.document.id,
            statements=tuple(statements),
            sightings=tuple(sightings),
            events=tuple(self.located(owned(e, statements), statements) for e in self.events),
            places=tuple(self.places),
            times=tuple(self.times),
            sentences=tuple(self.sentences),
            problems=tuple(self.problems()),
            model=f"{model_name()}, {heard_by(self.engine)}",
        )

    def located(self, event: Event, statements: Sequence[Statement]) -> Event:
        if event.statement is None:
            return self.where.placed(event)
        return self.where.placed_in(event, statements[event.statement].content)

    def problems(self) -> list[Problem]:
        if self.document.published is not None:
            return []
        return [
            Problem(
                where=self.document.url,
                what="the date of publication is missing",
                kept="the document and its statements",
                todo="give it with --published; relative times stay unresolved until then",
                stage="hear",
            )
        ]

    def without_dateline(self, a: Attribution) -> Attribution:
        """A first sentence is parsed with its dateline; nobody says "KYIV, Feb 15 (Agency) -"."""
        start, end = a.content[0]
        offset = self.doc[start].idx
        cut = next(
            (s.end for s in self.document.sections if s.kind in {"dateline", "agency"} and s.start <= offset < s.end), None
        )
        if cut is None:
            return a
        while start < end - 1 and (self.doc[start].idx < cut or self.doc[start].is_punct or self.doc[start].is_space):
            start += 1
        return replace(a, content=((start, end), *a.content[1:]))

    def is_heard(self, a: Attribution) -> bool:
        return self.sentences[self.sentence_at(self.doc[a.content[0][0]].idx)].kind not in SILENT

    def sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)

    # ------------------------------------------------------------------ statements

    def statements(self, a: Attribution) -> list[Statement]:
        """One statement, or several where one cue opens clauses with different acts."""
        source = self.spans([a.source] if a.source else [])
        at = self.doc[a.anchor].idx
        speaker = self.observer_meant(a, self.speakers.resolve(tuple(source), at=at)) if source else None
        whole = self.statement(a, a.content, source, speaker)
        if len(a.content) != 1 or a.frame not in {"that", "quote"}:
            return [whole]
        pieces = parts(self.doc, a.content[0])
        split = [self.statement(a, (piece,), source, speaker) for piece in pieces]
        if len({s.act for s in split}) <= 1 or any(joined_words(s) < CLAUSE_WORDS for s in split):
            return [whole]
        return split

    @cached_property
    def observers(self) -> list[tuple[int, Actor]]:
        """Every observer that the text names, with the offset of its mention."""
        named = [
            Span.of(self.text, e.start_char, e.end_char) for e in self.doc.ents if e.label_ in {"ORG", "PERSON", "PRODUCT", "FAC"}
        ]
        actors = [(span.start, self.speakers.resolve((span,), at=span.start)) for span in named]
        return [(offset, actor) for offset, actor in actors if actor.standing == "observer"]

    def observer_meant(self, a: Attribution, speaker: Actor) -> Actor:
        """The observer named last before "the company", "the mission", "the same bulletin", where nobody else is meant."""
        if speaker.standing == "observer" and names("envoy", f"{speaker.role or ''} {speaker.surface}"):
            return replace(speaker, standing="party")  # a country's envoy to an observing body is that country's
        if a.source is None or speaker.standing != "other" or speaker.name or speaker.organisation:
            return speaker
        phrase = self.doc[a.source[0] : a.source[1]]
        known = phrase.root.lemma_.lower() in cues().takers | cues().texts and phrase[0].lower_ in {"the", "its", "that", "this"}
        before = [actor for offset, actor in self.observers if offset < phrase.start_char] if known else []
        return replace(before[-1], surface=speaker.surface) if before else speaker

    def statement(self, a: Attribution, content: Sequence[Range], source: Sequence[Span], speaker: Actor | None) -> Statement:
        spans = tuple(self.spans(content))
        text = joined(spans)
        event = main_event(self.events, spans, self.doc)
        sentence = self.doc[a.anchor].sent
        before = self.doc[sentence.start - 1].sent.text if sentence.start else ""
        cue = tuple(self.spans([a.cue] if a.cue else []))
        words = Words(text=text, lemma=a.lemma, family=a.family, frame=a.frame, speaker=speaker, event=event, cue=joined(cue))
        basis = basis_of(text, sentence.text, cue=joined(cue), source=joined(source), before=before)
        shares = self.reading.weighed(*(offsets(x) for x in (spans, source, cue))) if self.reading else None
        return Statement(
            id=content_id("s", self.document.id, *(x for s in (*cue, *spans) for x in (s.start, s.end))),
            document=self.document.id,
            source=tuple(source),
            cue=cue,
            content=spans,
            quote_type="direct" if a.frame == "turn" else self.quote_type(spans),
            act=self.act(words, shares),
            basis=chosen_basis(basis, shares),
            speaker=speaker,
            addressee=self.words(addressee_of(self.doc, a)),
            channel=channel_of(self.doc, a),
            said=said_on(self.doc, a, self.times, self.document.published),
            confidence=confidence_of(a),
            topic=a.topic,
            likelihood=likelihood(text, joined(cue)),
        )

    @staticmethod
    def act(words: Words, shares: Weighed | None) -> Act:
        """The act of a statement; what takes something back is known by its cue alone."""
        ruled = act_of(words)
        if ruled == "deny" and says("retract", words.cue.lower()):
            return ruled
        ahead, negated = speaks_ahead(words.text), speaks_against(words.text)
        return chosen_act(ruled, shares, own=is_known_own(words), ahead=ahead, negated=negated)

    def release(self, found: Sequence[Statement]) -> list[Statement]:
        """A party's own document speaks for that party wherever it names nobody else and alleges an event."""
        own = self.speakers.own
        if own.standing != "party":
            return []
        told = [s for s in found if not s.topic]
        said = [c for s in told for c in s.content], [c for s in told for c in s.cue]
        events = alleged(self.events, self.document.published)
        voice = own_voice(self.doc, events, self.sentences, said, self.layout.asked)
        return [self.statement(a, a.content, (), own) for a in voice]

    def spans(self, ranges: Sequence[Range]) -> list[Span]:
        out = []
        for start, end in ranges:
            first, last = self.doc[start], self.doc[end - 1]
            out.append(Span.of(self.text, first.idx, last.idx + len(last.text)))
        return out

    def words(self, r: Range | None) -> str | None:
        return self.spans([r])[0].quote if r else None

    def quote_type(self, spans: Sequence[Span]) -> QuoteType:
        total = sum(s.end - s.start for s in spans)
        quoted = sum(covered(q, s) for q in self.quotes for s in spans)
        if quoted >= QUOTED * total:
            return "direct"
        return "mixed" if quoted else "indirect"
