"""What was said: the clause, phrase or quotation that belongs to a cue, without what does not belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from saidseen.hearing.parsing.grammar import (
    Range,
    is_complement,
    is_condition,
    is_dated,
    reduced_subject,
    subject_of,
    subtree,
    text_of,
    undecided,
    wh_question,
)
from saidseen.hearing.parsing.quotes import Quotation, at, quotations
from saidseen.knowing.cues import Cues, cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSE_TOKENS = 4
"""Tokens, comma included, that a clause before its source has more than. Chosen: fewer are an adverbial ("Late on Monday,")."""

NAME_LENGTH = 160
"""Characters that a speaker's name, office and apposition take between a quotation and its cue at most. Chosen: two dozen words;
what is longer is mostly a sentence of its own."""

TRIM = {'"', "'", ",", ".", ":", ";", "-", "--", "–", "—", "…", "...", "?", "!", "(", ")"}


Hearer = Literal["rules", "rest", "encoder", "both", "layout"]
"""Who found it: the rules alone, the rules where the encoder heard nothing, the encoder where the rules did not, both, or the
layout of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Token ranges of one attributed statement. ``lemma`` and ``family`` are the cue's; empty where there is no cue."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    lemma: str
    family: str
    frame: str = "that"
    confidence: float = 0.6
    anchor: int = 0
    """Position of the cue (or of the quotation) in the text: where pronouns are resolved from."""
    topic: bool = False
    """It names what was spoken of and not what was said about it."""
    by: Hearer = "rules"


class Contents:
    """Finds contents in one parsed document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.cues: Cues = cues()
        self.quotes = quotations(self.text)

    def complements(self, verb: Token, lemma: str, family: str) -> list[tuple[str, Range]]:
        clauses = [c for c in verb.children if is_complement(c, verb) and not wh_question(c) and not undecided(verb, c)]
        if clauses:
            return [("that", self.with_condition(verb, self.clause(c))) for c in clauses]
        outer = self.parenthesised(verb)
        if outer:
            return [("that", outer)]
        phrase = self.phrase(verb, lemma)
        if phrase is not None:
            return [phrase]
        quoted = self.quoted_beside(verb)
        if quoted:
            return [("quote", quoted)]
        before = self.before_source(verb) if family not in {"call", "judge"} else None
        return [("that", before)] if before else []

    def phrase(self, verb: Token, lemma: str) -> tuple[str, Range] | None:
        """An infinitive, a gerund, a noun phrase or what hangs on a preposition, where the cue opens such a frame."""
        frames = self.cues.frames
        children = list(verb.children)
        infinitive = next((c for c in children if c.dep_ == "xcomp"), None)
        thing = next((c for c in children if c.dep_ in {"dobj", "obj"}), None)
        if infinitive is not None and (lemma in frames["to"] or lemma in frames["obj_to"]):
            return ("obj-to" if lemma in frames["obj_to"] and thing is not None else "to"), subtree(infinitive)
        if lemma in frames["np"] and infinitive is not None and infinitive.tag_ == "VBG":
            return "np", subtree(infinitive)
        for preposition in ("against", "of", "for"):
            if lemma in frames[preposition]:
                found = next((c for c in children if c.dep_ == "prep" and c.lower_ == preposition), None)
                if found is not None and any(True for _ in found.children):
                    return preposition, (found.i + 1, subtree(found)[1])
        if lemma in frames["np"] and thing is not None and thing.ent_type_ != "PERSON" and thing.pos_ != "PRON":
            return "np", self.thing(thing, verb)
        return None

    def before_source(self, verb: Token) -> Range | None:
        """The clause of "CLAUSE, X, the spokesman, declared on Sunday." where the parser did not see that it is what was said."""
        subject = subject_of(verb, climb=False) or reduced_subject(verb)
        if subject is None or subject.i > verb.i:
            return None
        start = self.noun_phrase(subject)[0]
        low = verb.sent.start
        comma = self.doc[start - 1].text == "," if start > low else False
        verbal = any(t.pos_ in {"VERB", "AUX"} for t in self.doc[low:start])
        return (low, start) if comma and start - low > CLAUSE_TOKENS and verbal else None

    def clause(self, head: Token) -> Range:
        """A that-clause, without what the parser hung on it by mistake: a second cue ("... and stressed that"), a remark of
        the writer ("despite ...", ", which ...") or where it was said ("... in a call with X")."""
        start, end = subtree(head)
        for child in head.subtree:
            if child.text == ":" and child.i < head.i and any(t.pos_ in {"VERB", "AUX"} for t in self.doc[start : child.i]):
                start = child.i + 1
            if child.i <= head.i or at(self.quotes, child.idx) is not None:
                continue
            left = child.left_edge.i
            cue = (
                child.dep_ == "conj"
                and child.head.i == head.i
                and child.lemma_.lower() in self.cues.verbs
                and subject_of(child, climb=False) is None
            )
            before = self.doc[left - 1]
            aside = (
                child.dep_ == "relcl"
                and before.text == ","
                and child.right_edge.i + 2 >= end
                and self.doc[left].tag_ in {"WDT", "WP"}
            )
            if cue and child.tag_ in {"VBD", "VBZ"}:
                end = min(end, left, *(c.i for c in head.children if c.dep_ == "cc" and c.i > head.i))
            elif aside or (child.dep_ == "prep" and child.lower_ in self.cues.frames["writer"]) or self.is_channel(child):
                end = min(end, left)
        return start, max(end, head.i + 1)

    def with_condition(self, verb: Token, content: Range) -> Range:
        """With the "if ..." before it that the parser hung on the cue ("If A, B would follow, X warned")."""
        for child in verb.children:
            left, right = subtree(child)
            between = self.doc[right : content[0]].text.strip(" ,")
            if child.dep_ == "advcl" and is_condition(child) and right <= content[0] and not between:
                return left, content[1]
        return content

    def is_channel(self, child: Token) -> bool:
        return (
            child.dep_ == "prep"
            and child.lower_ in {"in", "during", "at", "on"}
            and any(
                c.dep_ == "pobj"
                and c.lemma_.lower() in self.cues.frames["channels"]
                and not any(x.dep_ == "poss" for x in c.children)
                for c in child.children
            )
        )

    def thing(self, noun: Token, verb: Token) -> Range:
        """A noun phrase as content, with the phrases that belong to it though the parser hung them on the verb."""
        start, end = self.clause(noun)
        for child in verb.children:
            if (
                child.i >= end
                and child.dep_ == "prep"
                and child.left_edge.i <= end
                and not self.is_channel(child)
                and not is_dated(child)
            ):
                end = subtree(child)[1]
        return start, end

    def parenthesised(self, verb: Token) -> Range | None:
        """The clause around "..., X said, ...": the cue hangs on the clause that it reports."""
        if verb.dep_ not in {"parataxis", "advcl", "dep"} or any(c.dep_ == "mark" for c in verb.children):
            return None
        if verb.dep_ == "advcl" and subject_of(verb, climb=False) is None:
            return None
        head = verb.head
        if head.pos_ not in {"VERB", "AUX"}:
            return None
        left, right = subtree(verb)
        start, end = subtree(head)
        return (start, left) if left - start >= end - right else (right, end)

    def quoted_beside(self, verb: Token) -> Range | None:
        """A quotation that touches the cue's clause in its sentence: "...", said X / X said: "..."."""
        sentence = verb.sent
        before = [
            q for q in self.quotes if q.end <= verb.idx and q.end >= sentence.start_char and self.only_source(q.end, verb.idx)
        ]
        after = [q for q in self.quotes if q.start > verb.idx and q.start <= sentence.end_char]
        best = before[-1] if before else after[0] if after and after[0].words(self.text) > 1 else None
        return self.range_of(best) if best else None

    def only_source(self, start: int, end: int) -> bool:
        """Nothing but a name stands between a quotation and its cue."""
        return end - start < NAME_LENGTH and "." not in self.text[start:end].replace("Mr.", "").replace("Gen.", "").strip(' ."')

    def around(self, first: Token, phrase: Range) -> Range | None:
        """The clause that a source phrase belongs to, without the phrase."""
        head = first.head
        while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
            head = head.head
        start, end = subtree(head)
        start, end = min(start, phrase[0]), max(end, phrase[1])
        inner = (start, phrase[0]) if phrase[0] - start >= end - phrase[1] else (phrase[1], end)
        return self.trim(inner, keep=None)

    def noun_phrase(self, head: Token) -> Range:
        """The phrase of a source: titles and appositions, without a clause that the writer hangs on it."""
        start, end = head.left_edge.i, head.right_edge.i + 1
        for child in head.subtree:
            if child.dep_ in {"relcl", "acl", "advcl", "parataxis"} and child.i > head.i:
                end = min(end, child.left_edge.i)
        return self.trim((start, max(end, head.i + 1)), keep=None) or (head.i, head.i + 1)

    def range_of(self, quote: Quotation) -> Range | None:
        span = self.doc.char_span(quote.start, quote.end, alignment_mode="expand") if quote.end > quote.start else None
        return self.trim((span.start, span.end), keep=None) if span is not None else None

    def trim(self, content: Range, *, keep: Attribution | None) -> Range | None:
        """Without cue and source at its ends, outer marks, commas and a leading "that"."""
        start, end = content
        if keep is not None:
            for taken in (keep.source, keep.cue):
                if taken and start <= taken[0] < end and not (keep.frame == "quote" and at(self.quotes, self.doc[taken[0]].idx)):
                    left, right = taken[0] - start, end - taken[1]
                    start, end = (start, taken[0]) if left >= right else (taken[1], end)
        while start < end and (self.doc[start].text in TRIM or self.doc[start].is_space):
            start += 1
        if (
            end - start > 1
            and self.doc[start].lower_ == "that"
            and self.doc[start].dep_ in {"mark", "det", "nsubj"}
            and self.doc[start].tag_ == "IN"
        ):
            start += 1
        while start < end and (self.doc[start].text in TRIM or self.doc[start].is_space):
            start += 1
        while end > start and (self.doc[end - 1].text in TRIM or self.doc[end - 1].is_space):
            end -= 1
        return (start, end) if end > start else None
