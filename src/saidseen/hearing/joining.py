"""How the findings of one document fit together: sentences and sections, events and the statements that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.parsing.quotes import Quotation
from saidseen.knowing.actwords import says
from saidseen.things import Document, Event, Interval, Participant, SectionKind, Sentence, Span, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

OURS = frozenset({"we", "us", "our", "ours", "i"})
FAR = 300
"""Characters within which a time expression can be an event's. Chosen: sentences of news are shorter."""


def quoted(event: Event, text: str) -> Event:
    """With the text's own marks: the parser reads plain quotation marks for any."""

    def named(who: Participant | None) -> Participant | None:
        return who and replace(who, span=who.span and Span.of(text, who.span.start, who.span.end))

    trigger = Span.of(text, event.trigger.start, event.trigger.end)
    return replace(event, trigger=trigger, actor=named(event.actor), recipient=named(event.recipient))


def retimed(event: Event, text: str, times: Sequence[TimeExpression]) -> Event:
    """The time as its words put it: "after Friday" has no end, and "within 48 hours of the end of the talks" counts from
    something still to come, so it gives none."""
    mine = [
        t for t in times if event.when is not None and t.interval == event.when and abs(t.span.start - event.trigger.start) < FAR
    ]
    if not mine or event.when is None:
        return event
    if all(text[t.span.end : t.span.end + 4].startswith((" of ", " aft")) for t in mine):
        return replace(event, when=None)
    before = text[: mine[0].span.start].rstrip().rsplit(None, 1)[-1:] or [""]
    if before[0].lower() == "after":
        return replace(event, when=Interval(start=event.when.end, end=None, assumed=event.when.assumed))
    if before[0].lower() == "since":
        return replace(event, when=Interval(start=event.when.start, end=None, assumed=event.when.assumed))
    return event


def joined(spans: Sequence[Span]) -> str:
    """The words of several spans."""
    return " ".join(s.quote for s in spans)


def joined_words(statement: Statement) -> int:
    return sum(len(c.quote.split()) for c in statement.content)


def covered(quote: Quotation, span: Span) -> int:
    return max(0, min(quote.end, span.end) - max(quote.start, span.start))


def sentences(doc: Doc, document: Document) -> list[Sentence]:
    """The sentences with the section that each begins in and its paragraph."""
    starts = [s.start for s in document.sections]
    out: list[Sentence] = []
    paragraph, last = 0, 0
    for tokens in doc.sents:
        if "\n" in document.text[last : tokens.start_char + 1] and out:
            paragraph += 1
        first = next((t.idx for t in tokens if not t.is_space), tokens.start_char)
        kind: SectionKind = section_at(document, starts, first)
        if kind == "dateline":
            kind = section_at(document, starts, max(first, tokens.end_char - 2))
        out.append(Sentence(start=tokens.start_char, end=tokens.end_char, kind=kind, paragraph=paragraph))
        last = max(0, tokens.end_char - 1)
    return out


def section_at(document: Document, starts: Sequence[int], offset: int) -> SectionKind:
    i = bisect_right(starts, offset) - 1
    return document.sections[i].kind if i >= 0 and offset < document.sections[i].end else "body"


def main_event(events: Sequence[Event], spans: Sequence[Span], doc: Doc) -> Event | None:
    """The event that a content is about: the one nearest to the head of its clause, the surer one on a tie."""
    inside = [e for e in events if any(s.start <= e.trigger.start < s.end for s in spans)]
    if not inside:
        return None
    return min(inside, key=lambda e: (depth(doc, e, spans), -e.confidence, e.trigger.start))


def depth(doc: Doc, event: Event, spans: Sequence[Span]) -> int:
    """Steps from the trigger up to the top of the content's clause."""
    tokens = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if tokens is None:
        return 99
    token, steps = tokens.root, 0
    while token.head.i != token.i and any(s.start <= token.head.idx < s.end for s in spans):
        token = token.head
        steps += 1
    return steps


def owned(event: Event, statements: Sequence[Statement]) -> Event:
    """The event with the index of the innermost statement that it stands in, and "we" read as its speaker's side."""
    holding = [(s.content[-1].end - s.content[0].start, i) for i, s in enumerate(statements)
               if not s.topic and any(c.start <= event.trigger.start < c.end for c in s.content)]  # fmt: skip
    if not holding:
        return event
    index = min(holding)[1]
    speaker = statements[index].speaker
    actor = event.actor
    if actor is not None and actor.country is None and speaker is not None and set(actor.name.lower().split()) & OURS:
        actor = replace(actor, country=speaker.country)
    words = " ".join(c.quote for c in statements[index].content).lower()
    if (
        event.modality == "planned"
        and statements[index].act == "assert"
        and not says("future", words)
        and not says("infinitive", words)
    ):
        event = replace(event, modality="actual")
    denied = statements[index].act == "deny" and event.polarity == "positive" and not says("deny", words)
    return replace(event, statement=index, actor=actor, polarity="negative" if denied else event.polarity)


def nested(statements: Sequence[Statement]) -> list[Statement]:
    """Each statement with the index of the smallest other one that holds its cue and content."""
    out: list[Statement] = []
    for s in statements:
        start = min([s.content[0].start, *(c.start for c in s.cue)])
        end = s.content[-1].end
        holding = [
            (o.content[-1].end - o.content[0].start, i)
            for i, o in enumerate(statements)
            if o is not s and o.cue != s.cue and any(c.start <= start and end <= c.end for c in o.content)
        ]
        out.append(replace(s, nested_in=min(holding)[1]) if holding else s)
    return out


def offsets(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]
