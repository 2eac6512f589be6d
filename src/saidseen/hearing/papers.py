"""Observers' reports, notes and bulletins, cited without naming again whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.things import Actor, Basis, Statement

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from saidseen.hearing.sightings import Watcher

PAPERS_SAY = frozenset({"show", "say", "state", "record", "list", "note"})


def on_paper(watcher: Watcher, tokens: Tokens) -> tuple[Actor, Basis, Token | None] | None:
    """What an observer's report says, by whose name it stands in the paragraph: "the report shows", "states in its note"."""
    texts = [t for t in tokens if t.dep_ in {"nsubj", "pobj"} and t.lemma_.lower() in watcher.cues.texts]
    cited = [t for t in texts if t.head.lemma_.lower() in PAPERS_SAY or t.head.lower_ in {"to", "in"}]
    said = [s.speaker for s in watcher.heard.statements if overlaps(s, tokens)]
    if not cited or any(s is not None and s.standing == "party" for s in said):
        return None
    actor = observer_before(watcher, cited[0])
    return (actor, "witness", None) if actor is not None and watcher.is_watching(actor) else None


def observer_before(watcher: Watcher, paper: Token) -> Actor | None:
    """The observer that speaks or acts last before its paper, in the same paragraph or the one before."""
    offset = paper.idx
    here = next((s for s in watcher.heard.sentences if s.start <= offset < s.end), None)
    if here is None:
        return None
    start = min(s.start for s in watcher.heard.sentences if s.paragraph >= here.paragraph - 1)
    own = [s for s in watcher.heard.statements if s.speaker and s.content and start <= s.content[0].start < offset]
    said = [s.speaker for s in own if s.speaker is not None and s.speaker.standing == "observer"]
    if said:
        return said[-1]
    words = paper.doc.char_span(start, offset, alignment_mode="contract")
    misread = ("compound", "nmod")  # "the mission states" is often parsed as a noun phrase
    subjects = [t for t in words if t.dep_ == "nsubj" or (t.dep_ in misread and t.head.lemma_ in PAPERS_SAY)] if words else []
    seen = [w[0] for t in subjects if (w := watcher.witness(t)) is not None and w[0].standing == "observer"]
    return seen[-1] if seen else None


def overlaps(statement: Statement, tokens: Tokens) -> bool:
    return any(c.start < tokens.end_char and tokens.start_char < c.end for c in statement.content)
