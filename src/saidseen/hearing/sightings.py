"""Words by which a document says that somebody saw: reporters on the spot, monitors, instruments and their operators.

Nothing is weighed here; ``seeing`` decides what counts. A sentence is a sighting where its own verb is one of perception
and its subject a reporter, a monitor or an instrument; where an observer reports; where an observer's own document
speaks in its own voice; and where a sentence goes on, in the same paragraph, with what a reporter saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.openings import Eyes, goes_on, opened
from saidseen.hearing.papers import on_paper, overlaps
from saidseen.hearing.parsing.clauses import entities
from saidseen.hearing.parsing.grammar import subject_of
from saidseen.hearing.who.speakers import Speakers
from saidseen.knowing import organisations
from saidseen.knowing.actwords import basis_in, says
from saidseen.knowing.cues import Cues, cues
from saidseen.things import Actor, Basis, Document, Interval, Sentence, Sighting, Span, Statement, TimeExpression, content_id

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

REACH = 20
"""Tokens between a reporter and the verb, for relative clauses and places between them. Chosen: a long news clause."""

COMMON_WORD = 3
"""Letters up to which an outlet's name ("Sun") is found in phrases that do not mean it. Chosen, not measured."""

CAPTION = 6
"""Tokens from which a sentence of an observer's document reports something. Chosen: fewer are headings and labels."""

LOOKED_BACK = 60
"""Tokens before a pronoun's sentence in which its reporter is sought. Chosen: about two news sentences."""

LEADS = frozenset({"lead", "show", "take", "guide", "escort", "walk", "drive"})
FIRST_HAND = frozenset({"imagery", "instrument", "witness", "record"})
HERE = frozenset({"he", "she", "they", "we", "i"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the rest of hearing has found and a sighting depends on."""

    document: Document
    speakers: Speakers
    statements: Sequence[Statement]
    sentences: Sequence[Sentence]
    times: Sequence[TimeExpression]


class Watcher:
    """Finds the sightings of one document, sentence by sentence."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.cues: Cues = cues()
        self.outlet = heard.speakers.own
        self.eyes: Eyes | None = None
        """Whose eyes were on the spot last."""

    def find(self) -> list[Sighting]:
        out: list[Sighting] = []
        for index, (tokens, sentence) in enumerate(zip(self.heard.speakers.doc.sents, self.heard.sentences, strict=True)):
            if sentence.kind not in {"body", "caption"} or tokens.text.rstrip(' ")').endswith("?"):
                continue
            seen = self.by_sentence(tokens) or (goes_on(self, tokens, index, self.eyes) if self.eyes is not None else None)
            if seen is not None:
                out.append(self.sighting(tokens, index, *seen))
                self.eyes = Eyes(seen[0], seen[1] if seen[0].standing == "observer" else "witness", index)
            else:
                self.eyes = opened(self, tokens, index) or self.eyes
        return out

    def by_sentence(self, tokens: Tokens) -> tuple[Actor, Basis, Token | None] | None:
        for token in tokens:
            if token.pos_ not in {"VERB", "AUX"}:
                continue
            lemma = token.lemma_.lower()
            if any(lemma in words for words in (self.cues.perceive, self.cues.show, self.cues.noted)):
                found = self.perceived(token, lemma)
                if found is not None:
                    return (*found, token)
            if lemma in self.cues.present and (there := self.was_there(token)) is not None:
                return (*there, token)
            if lemma in LEADS and (led := self.led(token)) is not None:
                return (*led, token)
        return self.reported(tokens) or on_paper(self, tokens) or self.own_voice(tokens)

    def led(self, verb: Token) -> tuple[Actor, Basis] | None:
        """A reporter who is taken somewhere sees what is there."""
        guest = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.lemma_.lower() in self.cues.reporters), None)
        return self.witness(guest) if guest is not None else None

    def was_there(self, verb: Token) -> tuple[Actor, Basis] | None:
        """A reporter walks, drives or stands somewhere, and the sentence goes on with what is there."""
        subject = subject_of(verb)
        reporter = subject is not None and subject.lemma_.lower() in self.cues.reporters
        more = any(t.tag_ in {"VBD", "VBP", "VBZ"} and t.i != verb.i and t.i > verb.i for t in verb.sent)
        return self.witness(subject) if subject is not None and reporter and more else None

    def perceived(self, verb: Token, lemma: str) -> tuple[Actor, Basis] | None:
        if any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children):
            return None
        subject = subject_of(verb)
        speaker = self.speaker_at(verb.idx)
        if speaker is not None and speaker.standing in {"party", "other"}:
            himself = subject is not None and speaker.surface.lower() == subject.lower_ and self.is_there(subject)
            if not himself:
                return None
        if lemma in self.cues.perceive and (subject is None or self.witness(subject) is None):
            subject = self.reporter_left(verb) or subject
        if subject is None:
            passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
            return (self.outlet, "witness") if passive and self.outlet.standing == "observer" else None
        noted = lemma in self.cues.noted and subject.lemma_.lower() in self.cues.reporters
        if lemma in self.cues.perceive or noted:
            witness = self.witness(subject)
            if witness is not None:
                return witness
        if lemma in self.cues.show and self.is_image(subject):
            maker = self.maker(verb.sent)
            return (maker, "imagery") if maker is not None else None
        return None

    def witness(self, subject: Token) -> tuple[Actor, Basis] | None:
        """A reporter, a monitor or an instrument as the one who saw; None for anybody else."""
        noun = subject.lemma_.lower()
        phrase = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
        if noun in self.cues.instruments and self.outlet.standing in {"observer", "press"}:
            return self.outlet, "instrument"
        if noun in self.cues.reporters or self.names_outlet(phrase.text):
            return self.reporter(phrase.text)
        actor = self.heard.speakers.resolve((span_of(phrase),), at=subject.idx)
        if actor.standing == "observer":
            return actor, "witness"
        if noun in self.cues.monitors:
            return self.monitor(phrase.text)
        if subject.lower_ in HERE and (self.is_there(subject) or self.is_reporter_before(subject)):
            return self.reporter(subject.text)
        return None

    def reporter(self, words: str) -> tuple[Actor, Basis]:
        """Somebody who was there for the outlet."""
        return Actor(surface=words, organisation=self.heard.document.outlet or None, standing="press"), "witness"

    def monitor(self, phrase: str) -> tuple[Actor, Basis] | None:
        """A monitor without a name: of the outlet if that observes, else an observer only where the words say so."""
        if self.outlet.standing == "observer":
            return self.outlet, "witness"
        if any(w in phrase.lower() for w in ("monitor", "mission", "observer")):
            return Actor(surface=phrase, standing="observer"), "witness"
        return None

    def reporter_left(self, verb: Token) -> Token | None:
        """The reporter right before the verb where the parser lost the subject; nobody else may stand between."""
        for token in reversed(verb.doc[max(verb.sent.start, verb.i - REACH) : verb.i]):
            if token.lemma_.lower() in self.cues.reporters:
                return token
            other = token.dep_ in {"nsubj", "nsubjpass"} and token.lower_ not in {"who", "which", "that"}
            if other or (token.ent_type_ == "PERSON" and token.dep_ != "pobj") or token.text in {";", ":", '"'}:
                return None
        return None

    def names_outlet(self, phrase: str) -> bool:
        name = self.heard.document.outlet.split(",")[0]
        said = phrase.lower()
        return (len(name) > COMMON_WORD and name.lower() in said) or any(
            w in said for w in ("this newspaper", "this agency", "our reporter")
        )

    def is_there(self, pronoun: Token) -> bool:
        """Is it the reporter whose eyes the paragraph follows, with no other person named in between?"""
        if self.eyes is None or self.eyes.observer.standing != "press" or pronoun.lower_ not in HERE:
            return False
        last, here, text = self.heard.sentences[self.eyes.sentence], pronoun.idx, self.heard.document.text
        low = last.end if self.eyes.observer.surface in text[last.start : last.end] else last.start
        between = [e for e in self.heard.speakers.doc.ents if e.label_ == "PERSON" and low <= e.start_char < here]
        return not between and "\n\n" not in text[last.end : here].strip("\n")

    def is_reporter_before(self, pronoun: Token) -> bool:
        """A reporter stands in this or one of the two sentences before, and no other person in between."""
        doc = pronoun.doc
        low = max(0, pronoun.sent.start - LOOKED_BACK)
        for token in reversed(doc[low : pronoun.i]):
            if token.lemma_.lower() in self.cues.reporters:
                return True
            if token.ent_type_ == "PERSON" or token.text == "\n\n\n":
                return False
        return False

    def is_image(self, subject: Token) -> bool:
        return subject.lemma_.lower() in self.cues.images

    def maker(self, tokens: Tokens) -> Actor | None:
        """Whose image: an observer named in the sentence, the outlet if it is one; a party's own pictures are told."""
        made_by_party = False
        for entity in entities(tokens):
            if entity.label_ in {"ORG", "NORP", "GPE", "PERSON"}:
                actor = self.heard.speakers.resolve((span_of(entity),), at=entity.start_char)
                if actor.standing == "observer":
                    return actor
                owned = entity.root.dep_ in {"poss", "pobj", "amod", "compound"}
                made = entity.root.head.lemma_.lower() in self.cues.images | {"by", "from"}
                made_by_party = made_by_party or (actor.standing == "party" and owned and made)
        owners = {"ministry", "army", "police", "government", "military", "force"}
        if made_by_party or any(t.lemma_.lower() in owners for t in tokens):
            return None
        if self.outlet.standing == "observer":
            return self.outlet
        told = any(s.speaker is not None and s.speaker.standing == "party" and overlaps(s, tokens) for s in self.heard.statements)
        if not told and any(t.lemma_.lower() == "satellite" for t in tokens):
            return Actor(surface="satellite images", standing="observer")
        return None

    def reported(self, tokens: Tokens) -> tuple[Actor, Basis, Token | None] | None:
        """An observer is quoted on what it saw."""
        for statement in self.heard.statements:
            speaker = statement.speaker
            inside = any(tokens.start_char <= c.start < tokens.end_char for c in statement.content)
            if inside and speaker is not None and speaker.standing == "observer" and statement.act in {"assert", "deny"}:
                if statement.basis in FIRST_HAND:
                    return speaker, statement.basis, None
                if statement.basis == "none" and (self.is_watching(speaker) or self.has_monitors(statement)):
                    return speaker, "witness", None
        return None

    def has_monitors(self, statement: Statement) -> bool:
        """It speaks as a mission on the spot, or of what its own monitors did."""
        who = statement.speaker.surface.lower().split() if statement.speaker else []
        own = statement.content[0].quote.lower()
        return "mission" in who or any(f"its {m}s" in own for m in self.cues.monitors)

    def is_watching(self, speaker: Actor) -> bool:
        """An operator or a monitor reports what it sees; other international bodies report what they are told, too."""
        known = organisations.find(speaker.organisation) if speaker.organisation else None
        return known is None or known.kind in {"instrument-operator", "monitor"}

    def own_voice(self, tokens: Tokens) -> tuple[Actor, Basis, Token | None] | None:
        """A sentence of an observer's own document that nobody else is the speaker of."""
        if self.outlet.standing != "observer" or says("doubt", tokens.text.lower()):
            return None
        if any(s.speaker is not None and s.speaker.standing != "observer" and overlaps(s, tokens) for s in self.heard.statements):
            return None
        if not any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VB" for t in tokens) or len(tokens) < CAPTION:
            return None
        basis = basis_in(tokens.text.lower())
        return self.outlet, basis if basis in {"imagery", "instrument", "record"} else "witness", None

    def speaker_at(self, offset: int) -> Actor | None:
        """Who says the words at this offset, the innermost statement first."""
        holding = [s for s in self.heard.statements if any(c.start <= offset < c.end for c in s.content)]
        return min(holding, key=lambda s: s.content[-1].end - s.content[0].start).speaker if holding else None

    def sighting(self, tokens: Tokens, index: int, observer: Actor, basis: Basis, cue: Token | None) -> Sighting:
        text = self.heard.document.text
        start, end = tokens.start_char, tokens.start_char + len(tokens.text.rstrip())
        content = Span.of(text, start, end)
        return Sighting(
            id=content_id("w", self.heard.document.id, start, end),
            document=self.heard.document.id,
            content=(content,),
            cue=Span.of(text, cue.idx, cue.idx + len(cue.text)) if cue is not None else None,
            observer=observer,
            basis=basis,
            taken=self.taken(start, end),
            sentence=index,
        )

    def taken(self, start: int, end: int) -> Interval | None:
        """The time that the sentence gives, the shortest one; None where it gives none."""
        inside = [
            t.interval
            for t in self.heard.times
            if start <= t.span.start < end and t.interval is not None and t.type in {"DATE", "TIME"}
        ]
        bounded = [i for i in inside if i.start is not None and i.end is not None]
        return min(bounded, key=length) if bounded else None


def length(interval: Interval) -> float:
    if interval.start is None or interval.end is None:
        return float("inf")
    return (interval.end - interval.start).total_seconds()


def span_of(tokens: Tokens) -> Span:
    return Span(start=tokens.start_char, end=tokens.end_char, quote=tokens.text)
