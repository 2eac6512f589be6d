"""Who says what: source, cue and content of every attributed statement, from the parse and the quotation marks.

Verbal cues before, inside and after the content, noun cues, "according to", quotations without a cue of their own.
The spans follow the PolNeAR guidelines where they are clear (Newell et al. 2018): the source is the whole noun phrase,
the content the whole complement without "that" and without the outer marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from saidseen.hearing.quotes import Quotation, at, quotations
from saidseen.knowing.cues import Cues, cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Token positions ``[start, end)``."""

CLAUSES = {"ccomp"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
TRIM = {'"', "'", ",", ".", ":", ";", "-", "--", "–", "—", "…", "...", "?", "!", "(", ")"}
FIRST_PERSON = {"i", "we", "you", "me", "us"}
HOLLOW = {"there", "what", "which", "that", "who", "it"}


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
    addressee: Range | None = None


class Finder:
    """Finds the attributions of one parsed document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.cues: Cues = cues()
        self.quotes: list[Quotation] = quotations(doc.text)

    def find(self) -> list[Attribution]:
        """All attributions in the order of their content."""
        found = [a for token in self.doc for a in self.at_token(token)]
        found = [self.with_quotation(a) for a in found]
        found = without_twins(found)
        found += self.floating(found)
        return sorted(found, key=lambda a: (a.content[0], -a.content[-1][1]))

    def at_token(self, token: Token) -> Iterator[Attribution]:
        lemma = token.lemma_.lower()
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
        """ "took back the pledge", "withdrew its claim": the object is something said."""
        said = any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in self.cues.nouns for c in verb.children)
        return (lemma == "withdraw" and said) or (lemma == "take" and said and any(c.lower_ == "back" for c in verb.children))

    # ------------------------------------------------------------------ verbs

    def verbal(self, verb: Token, lemma: str, family: str) -> Iterator[Attribution]:
        if is_negated(verb) and family not in {"deny", "reject", "doubt"} or is_hypothetical(verb):
            return
        subject = subject_of(verb) or reduced_subject(verb)
        if subject is not None and self.is_inside_speech(subject):
            return
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        if (subject is None and passive and lemma in self.cues.frames["obj_to"]) or (subject is not None and not self.can_speak(subject, lemma)):
            return
        source = self.noun_phrase(subject) if subject is not None else None
        base = Attribution(
            source=source,
            cue=cue_range(verb),
            content=(),
            lemma=lemma,
            family=family,
            anchor=verb.i,
            addressee=self.addressee(verb),
        )
        if lemma in self.cues.quote_only:
            quoted = self.quoted_beside(verb)
            if quoted:
                yield replace(base, content=(quoted,), frame="quote")
            return
        found = [(f, t) for f, content in self.complements(verb, lemma, family) if (t := self.trim(content, keep=base))]
        if len(found) > 1 and any(is_conditional_start(self.doc[t[0]]) for _, t in found):
            yield replace(base, content=tuple(sorted(t for _, t in found)), frame="that", confidence=0.8 if source else 0.5)
            return
        for frame, trimmed in found:
            yield replace(base, content=(trimmed,), frame=frame, confidence=0.8 if source else 0.5)

    def complements(self, verb: Token, lemma: str, family: str) -> list[tuple[str, Range]]:
        frames = self.cues.frames
        children = list(verb.children)
        clauses = [c for c in children if is_complement(c, verb) and not wh_question(c) and not undecided(verb, c)]
        if clauses:
            return [("that", self.with_condition(verb, self.clause(c))) for c in clauses]
        outer = self.parenthesised(verb)
        if outer:
            return [("that", outer)]
        infinitive = next((c for c in children if c.dep_ == "xcomp"), None)
        thing = next((c for c in children if c.dep_ in {"dobj", "obj"}), None)
        if infinitive is not None and (lemma in frames["to"] or lemma in frames["obj_to"]):
            return [("obj-to" if lemma in frames["obj_to"] and thing is not None else "to", subtree(infinitive))]
        if lemma in frames["np"] and infinitive is not None and infinitive.tag_ == "VBG":
            return [("np", subtree(infinitive))]
        for preposition in ("against", "of", "for"):
            if lemma in frames[preposition]:
                found = next((c for c in children if c.dep_ == "prep" and c.lower_ == preposition), None)
                if found is not None and any(True for _ in found.children):
                    return [(preposition, (found.i + 1, subtree(found)[1]))]
        if lemma in frames["np"] and thing is not None and not thing.ent_type_ == "PERSON" and thing.pos_ != "PRON":
            return [("np", self.thing(thing, verb))]
        quoted = self.quoted_beside(verb)
        if quoted:
            return [("quote", quoted)]
        before = self.before_source(verb) if family not in {"call", "judge"} else None
        return [("that", before)] if before else []

    def before_source(self, verb: Token) -> Range | None:
        """ "CLAUSE, X, the spokesman, declared on Sunday." where the parser did not see that the clause is what was said."""
        subject = subject_of(verb, climb=False) or reduced_subject(verb)
        if subject is None or subject.i > verb.i:
            return None
        start = self.noun_phrase(subject)[0]
        low = verb.sent.start
        comma = self.doc[start - 1].text == "," if start > low else False
        return (low, start) if comma and start - low > 4 and any(t.pos_ in {"VERB", "AUX"} for t in self.doc[low:start]) else None

    def clause(self, head: Token) -> Range:
        """A that-clause, without what the parser hung on it by mistake: a second cue ("... and stressed that"), a remark of
        the writer ("despite ...", ", which ...") or where it was said ("... in a call with X")."""
        start, end = subtree(head)
        for child in head.subtree:
            if child.i <= head.i or at(self.quotes, child.idx) is not None:
                continue
            left = child.left_edge.i
            cue = child.dep_ == "conj" and child.head.i == head.i and child.lemma_.lower() in self.cues.verbs and subject_of(child, climb=False) is None
            before = self.doc[left - 1]
            aside = child.dep_ == "relcl" and before.text == "," and child.right_edge.i + 2 >= end and self.doc[left].tag_ in {"WDT", "WP"}
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
        return child.dep_ == "prep" and child.lower_ in {"in", "during", "at", "on"} and any(
            c.dep_ == "pobj" and c.lemma_.lower() in self.cues.frames["channels"] and not any(x.dep_ == "poss" for x in c.children) for c in child.children
        )

    def thing(self, noun: Token, verb: Token) -> Range:
        """A noun phrase as content, with the phrases that belong to it though the parser hung them on the verb."""
        start, end = self.clause(noun)
        for child in verb.children:
            if child.i >= end and child.dep_ == "prep" and child.left_edge.i <= end and not self.is_channel(child) and not is_dated(child):
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
        before = [q for q in self.quotes if q.end <= verb.idx and q.end >= sentence.start_char and self.only_source(q.end, verb.idx)]
        after = [q for q in self.quotes if q.start > verb.idx and q.start <= sentence.end_char]
        best = before[-1] if before else after[0] if after and after[0].words(self.text) > 1 else None
        return self.range_of(best) if best else None

    def only_source(self, start: int, end: int) -> bool:
        """Nothing but a name stands between a quotation and its cue."""
        return end - start < 160 and "." not in self.text[start:end].replace("Mr.", "").replace("Gen.", "").strip(' ."')

    # ------------------------------------------------------------------ nouns and prepositions

    def nominal(self, noun: Token, family: str) -> Iterator[Attribution]:
        clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and is_that_clause(c)), None)
        infinitive = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB"), None) if family in {"pledge", "threaten", "offer"} else None
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

    def around(self, first: Token, phrase: Range) -> Range | None:
        """The clause that a source phrase belongs to, without the phrase."""
        head = first.head
        while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
            head = head.head
        start, end = subtree(head)
        start, end = min(start, phrase[0]), max(end, phrase[1])
        inner = (start, phrase[0]) if phrase[0] - start >= end - phrase[1] else (phrase[1], end)
        return self.trim(inner, keep=None)

    # ------------------------------------------------------------------ quotations

    def with_quotation(self, found: Attribution) -> Attribution:
        """Where a content reaches into a quotation that goes on over sentences, take in all of it."""
        ranges: list[Range] = []
        for start, end in found.content:
            low, high = start, end
            for quote in self.quotes:
                q = self.range_of(quote)
                if q is None or quote.words(self.text) < 4:
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
            if q is None or quote.words(self.text) < 5 or any(r[0] < q[1] and q[0] < r[1] for a in found for r in a.content):
                continue
            before = [a for a in [*found, *out] if a.anchor < q[0] and a.source is not None]
            last = max(before, key=lambda a: a.anchor, default=None)
            if last is None or self.text[self.doc[last.anchor].idx : quote.start].count("\n") > 2:
                continue
            gap = self.text[self.doc[last.anchor].idx : quote.start]
            joined = "\n" not in gap and last.frame in {"that", "quote"} and last in found
            if joined and len(gap) < 200:
                grown = replace(last, content=(*last.content, q))
                found[found.index(last)] = grown
            else:
                out.append(replace(last, cue=None, content=(q,), lemma="", family="say", frame="quote", confidence=0.5, anchor=q[0]))
        return out

    # ------------------------------------------------------------------ helpers

    def is_inside_speech(self, token: Token) -> bool:
        """The speaker's own "I think" and "we believe" inside a quotation open no statement of somebody else."""
        return token.lower_ in FIRST_PERSON and at(self.quotes, token.idx) is not None

    def can_speak(self, subject: Token, lemma: str) -> bool:
        """Persons, bodies, governments and their texts speak; developments and talks do not, whatever they "suggest"."""
        if subject.pos_ in {"PROPN", "PRON", "NUM", "DET", "ADJ"} or subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
            return subject.lower_ not in {"it", "this", "that", "these", "those"} or lemma not in {"suggest", "indicate", "signal", "show", "offer"}
        noun = subject.lemma_.lower()
        if lemma in {"say", "tell", "write", "add", "argue", "deny", "claim", "insist", "explain"} and noun not in self.cues.images:
            return True
        known = noun in self.cues.speakers or noun.endswith(self.cues.speaker_suffixes) or noun in self.cues.texts
        return known or any(c.dep_ == "appos" and c.ent_type_ in {"PERSON", "ORG"} for c in subject.children)

    def addressee(self, verb: Token) -> Range | None:
        found = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and verb.lemma_ in {"tell", "inform", "assure", "warn", "brief", "ask", "urge", "remind"}), None)
        return self.noun_phrase(found) if found is not None else None

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
        if end - start > 1 and self.doc[start].lower_ == "that" and self.doc[start].dep_ in {"mark", "det", "nsubj"} and self.doc[start].tag_ == "IN":
            start += 1
        while start < end and (self.doc[start].text in TRIM or self.doc[start].is_space):
            start += 1
        while end > start and (self.doc[end - 1].text in TRIM or self.doc[end - 1].is_space):
            end -= 1
        return (start, end) if end > start else None


def without_twins(found: list[Attribution]) -> list[Attribution]:
    """One attribution a content: where two cues claim the same words, the surer one stays."""
    best: dict[tuple[Range, ...], Attribution] = {}
    for item in found:
        other = best.get(item.content)
        if other is None or item.confidence > other.confidence:
            best[item.content] = item
    return list(best.values())


def subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def subject_of(verb: Token, *, climb: bool = True) -> Token | None:
    """The (understood) subject: its own, the agent of a passive, or that of the verb that it depends on."""
    seen = 0
    while True:
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
        if passive:
            return agent
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is None and seen == 0 and verb.dep_ == "ROOT":
            own = inverted_subject(verb) or left_name(verb)
        if own is not None:
            return antecedent(own) if own.lower_ in {"who", "which", "that"} else None if own.lower_ == "there" else own
        if agent is not None:
            return agent
        seen += 1
        if not climb or seen > 6:
            return None
        if verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBZ"} and verb.lemma_.lower() in cues().verbs:
            verb = verb.head.head  # "X said that there was A and stressed B": the parser hung the second cue on the first content
        elif verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"}:
            verb = verb.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            noun = verb.head
            if noun.dep_ in {"dobj", "pobj"} and noun.ent_type_ == "":
                verb = governing_verb(noun)
            else:
                return noun
        else:
            return None


def is_complement(clause: Token, verb: Token) -> bool:
    """A clausal complement, also where the parser took a that-clause for an adverbial ("denied for his part that ...")."""
    return clause.dep_ in CLAUSES or (clause.i > verb.i and clause.dep_ in {"advcl", "acl", "relcl", "dep"} and is_that_clause(clause))


def is_condition(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children) or clause.left_edge.lower_ == "should"


def is_conditional_start(token: Token) -> bool:
    return token.lower_ in {"if", "unless", "should"}


def reduced_subject(verb: Token) -> Token | None:
    """ "..., an officer of the ministry stressed when asked": the parser read the cue as a participle of its own subject."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"} or noun.i > verb.i or any(c.dep_ == "agent" for c in verb.children):
        return None
    before = noun.left_edge.i - 1
    return noun if before >= 0 and noun.doc[before].text in {",", '"'} else None


def inverted_subject(verb: Token) -> Token | None:
    """The name after an inverted cue ("..., promised X") that the parser left apart or took for its object."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is None or before.text not in {",", '"', "'"} or verb.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None
    thing = next((c for c in verb.children if c.i > verb.i and c.dep_ in {"dobj", "attr", "oprd", "npadvmod", "appos"} and not c.ent_type_ == "DATE"), None)
    if thing is not None:
        return thing
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if after is None or after.pos_ != "PROPN":
        return None
    while after.head.i > after.i and after.head.pos_ == "PROPN":
        after = after.head
    return after


def left_name(verb: Token) -> Token | None:
    """The name that stands right before a cue that the parser left without a subject ("..., the Y's Office for Z said")."""
    if verb.i == verb.sent.start:
        return None
    before = verb.doc[verb.i - 1]
    if before.pos_ not in {"PROPN", "NOUN"} or before.ent_type_ in {"DATE", "TIME"}:
        return None
    while before.head.i < verb.i and before.head.i != before.i and before.head.pos_ in {"PROPN", "NOUN", "ADP"} and before.head.i > verb.sent.start:
        before = before.head
    return before


def governing_verb(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def antecedent(pronoun: Token) -> Token | None:
    clause = pronoun.head
    return clause.head if clause.dep_ == "relcl" else None


def cue_range(verb: Token) -> Range:
    """The verb with its auxiliaries and adverbs between them."""
    start = min([c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i] + [verb.i])
    if any(t.dep_ in SUBJECTS for t in verb.doc[start : verb.i]):
        start = verb.i
    return start, verb.i + 1


def is_negated(verb: Token) -> bool:
    """Nothing was said: "did not say", "declined to say", "nobody would say"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    nobody = subject is not None and subject.lower_ in {"nobody", "none", "neither"}
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in {"decline", "refuse", "fail", "avoid"}
    return nobody or refused or any(c.dep_ == "neg" for c in verb.children)


def is_hypothetical(verb: Token) -> bool:
    """ "if they say", "should he claim": nobody has said it yet."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children) or any(
        c.tag_ == "MD" and c.lower_ in {"would", "could", "might", "should", "may", "must"} for c in verb.children if c.dep_ == "aux"
    )


def wh_question(clause: Token) -> bool:
    """ "said what it wants": content, but no proposition."""
    first = clause.left_edge
    return first.tag_ in {"WP", "WRB", "WDT"} and first.lower_ in {"what", "why", "how", "where", "who"} and clause.head.lemma_ in {"say", "explain", "reveal", "disclose", "state"}


def undecided(verb: Token, clause: Token) -> bool:
    """ "too early to tell whether ...", "cannot say if ...": nothing was said."""
    return verb.lemma_ in {"tell", "say", "see"} and any(c.dep_ == "mark" and c.lower_ in {"whether", "if"} for c in clause.children)


def is_dated(preposition: Token) -> bool:
    return any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def is_that_clause(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
