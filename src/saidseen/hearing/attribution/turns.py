"""Statements whose speaker the layout marks and no verb: turns of an interview or briefing, headlines with a colon or a dash,
a name under a quotation, a colon before one.

What stands before the colon or behind the dash must name somebody who can speak (``labels.py``); in doubt there is no turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution, Contents
from saidseen.hearing.attribution.headlines import Headline, clause_like, telling
from saidseen.hearing.attribution.interviewed import interviewed
from saidseen.hearing.attribution.labels import Label, Labels, is_name
from saidseen.hearing.attribution.rules import FIRST_PERSON, UNCUED
from saidseen.hearing.claims import ABBREVIATION
from saidseen.hearing.parsing.grammar import Range
from saidseen.hearing.parsing.quotes import Quotation, paragraph_bounds

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABEL = re.compile(r"(?P<label>[^:\n]{1,100}):[*_]*(?=\s|\Z)")
"""Chosen: a name with a long title has some 80 characters."""

UNDER = re.compile(r"[\"'\u201d\u00bb]?[,.]?\s*\n?\s*(?:--?|[\u2013\u2014\u2015~])\s*(?P<name>[^\n]{2,120})")
"""A dash and a name behind or under a quotation. Chosen: 120 characters, as offices behind a name are given in full."""

ASIDE = re.compile(r"\s*(?:[(\[].*[)\]]|[-*#_=~\s]+)\s*\Z")
"""A line that nobody says: "(Laughter.)", "* * *"."""

STOP = re.compile(r"[.?!\u2026:][\"')\]*_]*\s*\Z")

TURN_WORDS = 3
"""Words of the shortest sentence of a turn that is a statement. Chosen: "Thank you." and "Good morning." state nothing."""

GREETING = frozenset({"thank", "thanks", "welcome"})

MANY = 3
"""Labelled lines from which a text is a transcript without a question being marked. Chosen: two may be two quotations."""

TRANSCRIPT, LONE, QUOTED, HEADLINE, CAPITAL = 0.8, 0.5, 0.8, 0.6, 0.4
"""Confidences. Chosen beside those of the cues (0.8 with a source, 0.5 without): a turn of a transcript and a name on a
quotation are as plain as "said"; a lone label may be a heading, a country in a headline is often only the topic."""


@dataclass(slots=True)
class Turn:
    """What one label opens: characters ``[start, end)`` of its paragraphs."""

    label: Label
    line: int
    paragraphs: list[tuple[int, int]] = field(default_factory=list)


class Turns(Contents):
    """The turns of one parsed document. ``asked`` are the tokens of questions, which state nothing."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.labels = Labels(doc)
        self.starts = [token.idx for token in doc]
        self.sentences = [(s.start_char, s.end_char) for s in doc.sents]
        self.lines = paragraph_bounds(self.text)
        self.turns = self.read_turns()
        self.transcript = self.is_transcript()
        if self.transcript:
            self.continue_turns()
        self.mark_askers()

    @cached_property
    def asked(self) -> list[Range]:
        """Tokens of each paragraph of somebody who asks."""
        return [self.tokens(*p) for t in self.turns if t.label.kind == "asks" and self.transcript for p in t.paragraphs]

    @cached_property
    def spoken(self) -> list[Range]:
        """Tokens of each paragraph of any turn of a transcript."""
        return [self.tokens(*p) for t in self.turns if self.transcript for p in t.paragraphs]

    def find(self) -> list[Attribution]:
        """All attributions by layout, in the order of their content; no two have the same content."""
        quoted = [a for q in self.quotes if (a := self.on_quotation(q))]
        headed = [a for a in [self.headline()] if a and not clash(a, quoted)]
        taken = [*quoted, *headed]
        turned = [a for t in self.turns for a in self.of_turn(t) if not clash(a, taken)]
        return sorted([*taken, *turned], key=lambda a: a.content[0])

    # ---- transcripts

    def read_turns(self) -> list[Turn]:
        """The lines that open with a label."""
        found: list[Turn] = []
        labelled = [LABEL.match(self.text, *line) for line in self.lines]
        self.labels.note([self.labels.bare(*m.span("label")) for m in labelled if m])
        for number, ((start, end), match) in enumerate(zip(self.lines, labelled, strict=True)):
            label = self.label_of(start, match.end("label")) if match else None
            headline = number == 0 and not STOP.search(self.text, start, end)
            if match and label and label.kind != "country" and not headline:
                found.append(Turn(label, number, [(match.end(), end)] if self.text[match.end() : end].strip() else []))
        return found

    def label_of(self, start: int, end: int) -> Label | None:
        """The label of a line, or the person of whom it gives the initials."""
        label = self.labels.read(start, end)
        low, high = self.labels.bare(start, end)
        meant = None if label else self.labels.by_initials(self.text[low:high])
        return Label("person", *meant, self.text[low:high]) if meant else label

    def is_transcript(self) -> bool:
        """A question and an answer are marked, or several people take turns."""
        kinds = [t.label.kind for t in self.turns]
        keys = {t.label.key for t in self.turns}
        named = [k for k in kinds if k in {"person", "office"}]
        asked = "asks" in kinds and len(kinds) > kinds.count("asks")
        return len(keys) > 1 and (asked or len(named) >= MANY)

    def continue_turns(self) -> None:
        """The paragraphs up to the next label belong to a turn; the last turn ends with the last "I", "we" or "you"."""
        opened = {t.line: t for t in self.turns}
        last = max(opened, default=0)
        turn: Turn | None = None
        for number, (start, end) in enumerate(self.lines):
            unread = LABEL.match(self.text, start, end)
            if number in opened:
                turn = opened[number]
            elif unread and is_name(unread["label"].strip(" *_").split()):
                turn = None  # somebody or something else, of which nothing is known
            elif turn is not None and not ASIDE.match(self.text, start, end):
                if number > last and not self.has_first_person(start, end):
                    return
                turn.paragraphs.append((start, end))

    def has_first_person(self, start: int, end: int) -> bool:
        low, high = self.tokens(start, end)
        return any(t.lower_ in FIRST_PERSON for t in self.doc[low:high])

    def mark_askers(self) -> None:
        """Who mostly asks is the interviewer, whatever the label."""
        all_of, asking = Counter[str](), Counter[str]()
        for turn in self.turns:
            all_of[turn.label.key] += 1
            asking[turn.label.key] += bool(turn.paragraphs) and self.text[slice(*turn.paragraphs[-1])].rstrip(" *_)").endswith(
                "?"
            )
        for turn in self.turns:
            if len(all_of) > 1 and asking[turn.label.key] * 2 > all_of[turn.label.key]:
                turn.label = replace(turn.label, kind="asks")

    @cached_property
    def answering(self) -> tuple[int, int] | None:
        """Whom "A:" means: the person interviewed, as the text above the first turn names them."""
        first = self.lines[self.turns[0].line][0] if self.turns else 0
        return interviewed(self.doc, self.tokens(0, first)[1], self.labels)

    def of_turn(self, turn: Turn) -> Iterator[Attribution]:
        """A statement for each sentence: an answer may hold a fact, a pledge and a demand."""
        if turn.label.kind == "asks" or (turn.label.kind == "answers" and not (self.transcript and self.answering)):
            return
        if not self.transcript and not self.lone(turn):
            return
        who = self.answering if turn.label.kind == "answers" and self.answering else (turn.label.start, turn.label.end)
        source = self.named(*who)
        for start, end in turn.paragraphs:
            for low, high in self.cut(start, end):
                content = self.whole(low, high)
                if content and self.states(low, high):
                    yield self.made(source, content, "turn", TRANSCRIPT if self.transcript else LONE)

    def whole(self, low: int, high: int) -> Range | None:
        """A sentence without the marks at its ends; a quotation that opens it keeps its mark."""
        found = self.trim((low, high), keep=None)
        if found and self.text[self.starts[found[0]] : self.starts[found[1] - 1]].count('"') % 2:
            first, last = self.doc[found[0] - 1].text == '"', found[1] < high and self.doc[found[1]].text == '"'
            return (found[0] - first, found[1]) if first else (found[0], found[1] + last)
        return found

    def lone(self, turn: Turn) -> bool:
        """One label in a text of another kind: it must be a person or a titled office, and what follows a whole clause."""
        again = sum(t.label.key == turn.label.key for t in self.turns) > 1
        sure = turn.label.kind == "person" or turn.label.titled or again
        return sure and bool(turn.paragraphs) and clause_like(self.doc, *self.tokens(*turn.paragraphs[0]))

    def cut(self, start: int, end: int) -> Iterator[Range]:
        """The tokens of each sentence of a paragraph."""
        for low, high in self.sentences[max(0, bisect_right(self.sentences, (start, len(self.text))) - 1) :]:
            if low >= end:
                return
            piece = self.tokens(max(low, start), min(high, end))
            if piece[0] < piece[1]:
                yield piece

    def states(self, low: int, high: int) -> bool:
        """Neither a question nor a greeting."""
        words = self.doc[low:high]
        idle = "?" in words.text.rstrip()[-2:] or words[0].lower_ in GREETING
        return not idle and sum(t.is_alpha for t in words) >= TURN_WORDS and any(t.pos_ in {"VERB", "AUX"} for t in words)

    # ---- quotations

    def on_quotation(self, quote: Quotation) -> Attribution | None:
        """The quotation with a name and a colon before it, or a dash and a name behind it."""
        content = self.range_of(quote)
        if content is None or quote.words(self.text) < UNCUED:
            return None
        before = self.before(quote)
        label = before or self.behind(quote)
        if label is None or label.kind in {"asks", "answers"}:
            return None
        return self.made(self.named(label.start, label.end), content, "turn" if before else "signed", QUOTED)

    def before(self, quote: Quotation) -> Label | None:
        """The label that a sentence begins with, directly before a quotation."""
        start = self.text.rfind("\n", 0, quote.start) + 1
        head = self.text[start : quote.start - 1].rstrip()
        if not head.endswith(":"):
            return None
        for stop in reversed([0, *(m.end() for m in re.finditer(r"[.!?;][\"')]*\s+", head))]):
            if not ABBREVIATION.search(head[:stop].rstrip()):
                return self.labels.read(start + stop, start + len(head) - 1)
        return None

    def behind(self, quote: Quotation) -> Label | None:
        """The name after a dash, up to the end of its line or sentence."""
        found = UNDER.match(self.text, quote.end)
        if found is None:
            return None
        start, name = found.start("name"), found["name"].rstrip()
        for stop in re.finditer(r"\.(?:\s+|$)", name):
            if not ABBREVIATION.search(name[: stop.start() + 1]):
                name = name[: stop.start()]
                break
        return self.labels.read(start, start + len(name))

    # ---- headlines

    def headline(self) -> Attribution | None:
        """The first line, where a speaker stands at one of its ends."""
        found = Headline(self.labels, self.lines).read()
        if found is None:
            return None
        source, content = self.named(found[0].start, found[0].end), self.trim(self.tokens(*found[1]), keep=None)
        if content is None or not telling(self.doc, content, found[0]):
            return None
        return self.made(source, content, "headline", CAPITAL if found[0].kind == "country" else HEADLINE)

    # ---- tokens

    def tokens(self, start: int, end: int) -> Range:
        """The tokens that lie in characters ``[start, end)``, blanks at the ends left out."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if (
            low
            and low <= len(self.doc)
            and self.starts[low - 1] + len(self.doc[low - 1]) > start
            and not self.doc[low - 1].is_space
        ):
            low -= 1  # the parser glued the label's end to what follows
        while low < high and self.doc[low].is_space:
            low += 1
        while low < high and self.doc[high - 1].is_space:
            high -= 1
        return low, high

    def named(self, start: int, end: int) -> Range:
        """The tokens of a speaker; without a bracket of which the parser glued the end to the colon."""
        low, high = self.tokens(start, end)
        cut = next((i for i in range(low + 1, high) if self.doc[i].text == "("), high)
        return (low, cut) if self.doc[high - 1].text != ")" else (low, high)

    def made(self, source: Range, content: Range, frame: str, confidence: float) -> Attribution:
        return Attribution(
            source=source, cue=None, content=(content,), lemma="", family="say", frame=frame, confidence=confidence,
            anchor=content[0], by="layout",
        )  # fmt: skip


def clash(one: Attribution, others: Sequence[Attribution]) -> bool:
    """Do its contents share a word with others'?"""
    return any(s < high and low < e for s, e in one.content for o in others for low, high in o.content)
