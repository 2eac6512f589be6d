"""A party's own document speaks for that party: the sentences of a release that allege something in its own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.parsing.grammar import Range
from saidseen.knowing.actwords import says
from saidseen.things import Event, Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

SURE = 0.45
"""Confidence from which an event in a party's own voice is its claim. The event coder gives nouns in passing .4 and less."""

STALE = timedelta(days=30)
"""A party's own release tells older events as background, not as claims. Chosen: the longest default window."""


def alleged(events: Sequence[Event], published: datetime | None) -> list[Event]:
    """The events that a release is sure to name, without what it tells as background."""
    return [e for e in events if e.confidence >= SURE and not is_background(e, published)]


def own_voice(
    doc: Doc,
    events: Sequence[Event],
    sentences: Sequence[Sentence],
    said: tuple[Sequence[Span], Sequence[Span]],
    asked: Sequence[Range],
) -> Iterator[Attribution]:
    """Each sentence with one of the events, without its last mark, that lies in nobody's words and in no question (``asked``,
    tokens). ``said``: contents and cues of the statements that were found."""
    taken, cues = said
    named = {e.sentence for e in events}
    for index, tokens in enumerate(doc.sents):
        inside = [c for c in taken if c.start < tokens.end_char and tokens.start_char < c.end]
        told = bool(inside) and not main_clause_is_own(tokens, inside, cues)
        question = "?" in tokens.text[-3:] or any(low <= tokens.start < high for low, high in asked)
        idle = question or says("logistics", tokens.text.lower())
        if index not in named or told or sentences[index].kind != "body" or idle:
            continue
        start = next((t.i for t in tokens if not t.is_space and not t.is_punct), tokens.start)
        end = tokens.end - 1 if tokens[-1].is_punct or tokens[-1].is_space else tokens.end
        yield Attribution(
            source=None, cue=None, content=((start, max(end, start + 1)),), lemma="", family="say", frame="release",
            confidence=0.6, anchor=tokens.start,
        )  # fmt: skip


def main_clause_is_own(tokens: Tokens, taken: Sequence[Span], cues: Sequence[Span]) -> bool:
    """Is only an aside of the sentence in somebody's words ("in line with what both sides agreed, the troops have left")?"""
    at = tokens.root.idx
    return not any(s.start <= at < s.end for s in (*taken, *cues))


def is_background(event: Event, published: datetime | None) -> bool:
    return event.when is not None and event.when.end is not None and published is not None and event.when.end < published - STALE
