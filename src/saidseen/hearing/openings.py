"""Sentences that only say that eyes were somewhere: a reporter stood at the road, an operator described its images, the paper's
own desk compared a film. What their paragraph goes on to tell was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.papers import overlaps
from saidseen.hearing.parsing.grammar import subject_of
from saidseen.knowing.actwords import says
from saidseen.things import Actor, Basis

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from saidseen.hearing.sightings import Watcher

PLACED = frozenset({"in", "at", "on", "near", "outside", "inside", "aboard"})

OBJECTS = frozenset({"dobj", "pobj"})


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whose eyes were on the spot, how, and in which sentence they were last said to be."""

    observer: Actor
    basis: Basis
    sentence: int


def opened(watcher: Watcher, tokens: Tokens, index: int) -> Eyes | None:
    """The eyes that a sentence puts somewhere without saying what they saw; None where it says nothing of the kind."""
    for verb in tokens:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        subject = subject_of(verb)
        if subject is None:
            continue
        found = _there(watcher, verb, subject) or _pictures(watcher, verb, subject) or _desk(watcher, subject)
        if found is not None:
            return Eyes(*found, index)
    return None


def _there(watcher: Watcher, verb: Token, subject: Token) -> tuple[Actor, Basis] | None:
    """A reporter, be it by a pronoun, is or goes somewhere; not what he was told to do or will do."""
    stays = verb.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ in PLACED for c in verb.children)
    if not (stays or verb.lemma_.lower() in watcher.cues.present) or verb.tag_ not in {"VBD", "VBN"}:
        return None
    found = watcher.witness(subject)
    return found if found is not None and found[0].standing == "press" else None


def _pictures(watcher: Watcher, verb: Token, subject: Token) -> tuple[Actor, Basis] | None:
    """An observer describes or releases its images."""
    if verb.lemma_.lower() not in watcher.cues.publishes:
        return None
    if not any(t.lemma_.lower() in watcher.cues.images and t.dep_ in OBJECTS for t in verb.subtree):
        return None
    found = watcher.witness(subject)
    return (found[0], "imagery") if found is not None and found[0].standing == "observer" else None


def _desk(watcher: Watcher, subject: Token) -> tuple[Actor, Basis] | None:
    """The outlet's own desk that verifies films."""
    phrase = subject.doc[subject.left_edge.i : subject.i + 1].text.lower()
    desk = any(phrase.endswith(name) for name in watcher.cues.desks)
    return (watcher.reporter(phrase)[0], "imagery") if desk else None


def goes_on(watcher: Watcher, tokens: Tokens, index: int, eyes: Eyes) -> tuple[Actor, Basis, Token | None] | None:
    """The next sentence of the paragraph, in the writer's own voice: what a reporter saw in the past tense, what an image shows
    in the present ("are gone", "has been cleared"). What had happened before was not seen."""
    last, sentence = watcher.heard.sentences[index - 1], watcher.heard.sentences[index]
    if eyes.sentence != index - 1 or last.paragraph != sentence.paragraph or eyes.observer.standing not in {"press", "observer"}:
        return None
    if any(overlaps(s, tokens) for s in watcher.heard.statements) or says("doubt", tokens.text.lower()):
        return None
    root = tokens.root
    now = any(t.tag_ in {"VBZ", "VBP"} for t in (root, *(c for c in root.children if c.dep_ in {"aux", "auxpass"})))
    if eyes.observer.standing == "observer":
        return (eyes.observer, eyes.basis, None) if now and eyes.basis == "imagery" else None
    before = any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in root.children)
    return (eyes.observer, eyes.basis, None) if root.tag_ in {"VBD", "VBN"} and not now and not before else None
