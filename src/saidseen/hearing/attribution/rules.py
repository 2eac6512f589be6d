"""Who says what: source, cue and content of every attributed statement, from the parse and the quotation marks.

Verbal cues before, inside and after the content, noun cues, "according to", quotations without a cue of their own.
The spans follow the PolNeAR guidelines where they are clear (Newell et al. 2018): the source is the whole noun phrase,
the content the whole complement without "that" and without the outer marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution, Contents
from saidseen.hearing.parsing.grammar import (
    Range,
    cue_range,
    is_conditional_start,
    is_that_clause,
    is_unsaid,
    reduced_subject,
    subject_of,
    subtree,
)
from saidseen.hearing.parsing.quotes import at

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = {"i", "we", "you", "me", "us"}

TERM = 4
"""Words from which marks hold speech; fewer are mostly a term that the writer keeps at a distance. Chosen, not measured."""

UNCUED = 5
"""The same for a quotation that has no cue. Chosen: one more, as no cue vouches for it."""

LINES = 2
"""Line breaks over which a quotation may go on with the speaker before it. Chosen: one blank line, so the paragraph before."""

SAME_BREATH = 200
"""Characters after a cue within which a quotation of its paragraph belongs to its statement. Chosen: a long news sentence."""


class Finder(Contents):
    """Finds the attributions of one parsed document."""

    def find(self) -> list[Attribution]:
        """All attributions in the order of their content."""
        found = [a for token in self.doc for a in self.at_token(token)]
        found = [self.with_quotation(a) for a in found]
        found = without_twins(found)
        found += self.floating(found)
        return sorted(found, key=lambda a: (a.content[0], -a.content[-1][1]))

    def at_token(self, token: Token) -> Iterator[Attribution]:
        lemma = token.lemma_.lower()
        if token.dep_ in {"amod", "compound"}:
            return
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            family = "retract" if self.takes_back(token, lemma) else self.cues.verbs.get(lemma)
            if family or lemma in self.cues.quote_only:
                yield from self.verbal(token, lemma, family or "say")
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in self.cues.nouns:
            yield from self.nominal(token, self.cues.nouns[lemma])
        if lemma in {"accord", "according"} and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            yield from self.prepositional(token, self.doc[token.i + 1])
        elif lemma in self.cues.view_nouns and token.dep_ == "pobj" and token.head.lower_ in {"in", "by"}:
            yield from self.view(token)

    def takes_back(self, verb: Token, lemma: str) -> bool:
        """Is the object something said: "took back the pledge", "withdrew its claim"?"""
        if lemma not in {"withdraw", "take"}:
            return False
        said = any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in self.cues.nouns for c in verb.children)
        return said and (lemma == "withdraw" or any(c.lower_ == "back" for c in verb.children))

    def verbal(self, verb: Token, lemma: str, family: str) -> Iterator[Attribution]:
        if is_unsaid(verb, family):
            return
        subject = subject_of(verb) or reduced_subject(verb)
        if subject is not None and self.is_inside_speech(subject):
            return
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        if (subject is None and passive and lemma in self.cues.frames["obj_to"]) or (
            subject is not None and not self.can_speak(subject, lemma)
        ):
            return
        source = self.noun_phrase(subject) if subject is not None else None
        base = Attribution(
            source=source,
            cue=cue_range(verb),
            content=(),
            lemma=lemma,
            family=family,
            anchor=verb.i,
        )
        deps = {c.dep_ for c in verb.children}
        asks = lemma in self.cues.frames["obj_to"] and "xcomp" in deps and deps & {"dobj", "obj"}
        if lemma in self.cues.quote_only and not asks:
            quoted = self.quoted_beside(verb)
            if quoted:
                yield replace(base, content=(quoted,), frame="quote")
            return
        found = [(f, t) for f, content in self.complements(verb, lemma, family) if (t := self.trim(content, keep=base))]
        if len(found) > 1 and any(is_conditional_start(self.doc[t[0]]) for _, t in found):
            yield replace(base, content=tuple(sorted(t for _, t in found)), frame="that", confidence=0.8 if source else 0.5)
            return
        for frame, trimmed in found:
            if is_conditional_start(self.doc[trimmed[0]]) and not any(t.text == "," for t in self.doc[trimmed[0] : trimmed[1]]):
                continue
            yield replace(base, content=(trimmed,), frame=frame, confidence=0.8 if source else 0.5)

    def nominal(self, noun: Token, family: str) -> Iterator[Attribution]:
        clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and is_that_clause(c)), None)
        infinitive = (
            next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
            if family in {"pledge", "threaten", "offer"}
            else None
        )
        complement = clause or infinitive
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None:
            by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "of"}), None)
            owner = next(iter(by.children), None) if by is not None else None
        if owner is not None and owner.ent_type_ in {"DATE", "TIME"}:
            owner = None
        if owner is None and noun.dep_ in {"dobj", "obj"} and noun.head.lemma_ in self.cues.utter:
            owner = subject_of(noun.head)
        if complement is None or self.is_inside_speech(noun):
            return
        trimmed = self.trim(subtree(complement), keep=None)
        if trimmed:
            source = self.noun_phrase(owner) if owner is not None else None
            yield Attribution(
                source=source,
                cue=(noun.i, noun.i + 1),
                content=(trimmed,),
                lemma=noun.lemma_.lower(),
                family=family,
                frame="noun",
                confidence=0.5 if source else 0.3,
                anchor=noun.i,
            )

    def prepositional(self, first: Token, to: Token) -> Iterator[Attribution]:
        who = next((c for c in to.children if c.dep_ == "pobj"), None)
        if who is None:
            return
        phrase = (first.i, subtree(who)[1])
        content = self.around(first, phrase)
        if content:
            yield Attribution(
                source=self.noun_phrase(who), cue=(first.i, to.i + 1), content=(content,), lemma="accord", family="say",
                frame="prep", confidence=0.8, anchor=first.i,
            )  # fmt: skip

    def view(self, noun: Token) -> Iterator[Attribution]:
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None:
            of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            owner = next(iter(of.children), None) if of is not None else None
        if owner is None:
            return
        content = self.around(noun.head, subtree(noun.head))
        if content:
            yield Attribution(
                source=self.noun_phrase(owner), cue=(noun.i, noun.i + 1), content=(content,), lemma="view", family="say",
                frame="prep", confidence=0.6, anchor=noun.i,
            )  # fmt: skip

    def with_quotation(self, found: Attribution) -> Attribution:
        """Where a content reaches into a quotation that goes on over sentences, take in all of it."""
        ranges: list[Range] = []
        for start, end in found.content:
            low, high = start, end
            for quote in self.quotes:
                q = self.range_of(quote)
                if q is None or quote.words(self.text) < TERM:
                    continue
                touches = q[0] < end and start < q[1]
                cue_inside = found.cue is not None and q[0] <= found.cue[0] < q[1]
                if touches and not cue_inside:
                    low, high = min(low, q[0]), max(high, q[1])
            ranges.append((low, high))
        trimmed = [t for r in ranges if (t := self.trim(r, keep=found))]
        return replace(found, content=tuple(trimmed)) if trimmed else found

    def floating(self, found: list[Attribution]) -> list[Attribution]:
        """Quotations that no cue has: they go on with the last speaker of the paragraph, or of the one before."""
        out: list[Attribution] = []
        for quote in self.quotes:
            q = self.range_of(quote)
            if q is None or quote.words(self.text) < UNCUED or any(r[0] < q[1] and q[0] < r[1] for a in found for r in a.content):
                continue
            before = [a for a in [*found, *out] if a.anchor < q[0] and a.source is not None]
            last = max(before, key=lambda a: a.anchor, default=None)
            if last is None or self.text[self.doc[last.anchor].idx : quote.start].count("\n") > LINES:
                continue
            gap = self.text[self.doc[last.anchor].idx : quote.start]
            joined = "\n" not in gap and last.frame in {"that", "quote"} and last in found
            if joined and len(gap) < SAME_BREATH:
                grown = replace(last, content=(*last.content, q))
                found[found.index(last)] = grown
            else:
                out.append(
                    replace(last, cue=None, content=(q,), lemma="", family="say", frame="quote", confidence=0.5, anchor=q[0])
                )
        return out

    def is_inside_speech(self, token: Token) -> bool:
        """The speaker's own "I think" and "we believe" inside a quotation open no statement of somebody else."""
        return token.lower_ in FIRST_PERSON and at(self.quotes, token.idx) is not None

    def can_speak(self, subject: Token, lemma: str) -> bool:
        """Persons, bodies, governments and their texts speak; developments and talks do not, whatever they "suggest"."""
        if subject.pos_ in {"PROPN", "PRON", "NUM", "DET", "ADJ"} or subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
            return subject.lower_ not in {"it", "this", "that", "these", "those"} or lemma not in {
                "suggest",
                "indicate",
                "signal",
                "show",
                "offer",
            }
        noun = subject.lemma_.lower()
        if (
            lemma in {"say", "tell", "write", "add", "argue", "deny", "claim", "insist", "explain"}
            and noun not in self.cues.images
        ):
            return True
        known = noun in self.cues.speakers or noun.endswith(self.cues.speaker_suffixes) or noun in self.cues.texts
        return known or any(c.dep_ == "appos" and c.ent_type_ in {"PERSON", "ORG"} for c in subject.children)


def without_twins(found: list[Attribution]) -> list[Attribution]:
    """One attribution a content: where two cues claim the same words, the surer one stays."""
    best: dict[tuple[Range, ...], Attribution] = {}
    for item in found:
        other = best.get(item.content)
        if other is None or item.confidence > other.confidence:
            best[item.content] = item
    return list(best.values())
