"""What is done by saying: the act, and the splitting of contents that hold more than one.

The cue decides where it can ("denied", "served notice"), by its own words; elsewhere the words of the content do
("would respond", "must leave", "too early to tell"), together with who would carry out the event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from saidseen.hearing.parsing.grammar import Range
from saidseen.hearing.saying.contentacts import by_content, denies, threatens
from saidseen.hearing.saying.doers import (
    DIRECT,
    FINITE,
    acts_itself,
    first_sentence,
    is_expert,
    is_harmful,
    is_others,
    subject_words,
)
from saidseen.knowing.actwords import says
from saidseen.knowing.cues import cues, kinds_of
from saidseen.things import Act, Actor, Event

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAMILY_KIND = {"deny": "deny", "reject": "deny", "retract": "deny", "threaten": "threaten", "forecast": "forecast"}
"""Families of the rules that they find by more than the lemma."""

PLAIN: tuple[Act, ...] = ("doubt", "offer", "forecast", "threaten", "judge")
"""Kinds of cues that are acts; the others look at the content too. In the order in which they are tried."""

QUOTES = re.compile(r"[\"“”]")

JOINTS = frozenset({"to", "that", "for", "not", "whether"})
"""First words of a content that belong to a phrase of its cue ("called" + "for")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that the choice of an act looks at. ``cue`` has the cue's words where they are more than the lemma."""

    text: str
    lemma: str
    family: str
    frame: str
    speaker: Actor | None
    event: Event | None
    cue: str = ""


def act_of(words: Words) -> Act:
    """The act of one statement."""
    text = QUOTES.sub("", first_sentence(words.text).lower())
    kinds = kinds_in(words, text)
    if "offer" in kinds:
        return "offer"
    if words.frame == "obj-to" and words.lemma in cues().frames["obj_to"] and words.lemma != "expect":
        return "demand"
    if says("barred", text) and words.frame != "release" and "deny" not in kinds:
        return "doubt"
    return by_cue(words, kinds, text) or by_content(words, text)


def speaks_ahead(text: str) -> bool:
    """Is a content about what will be?"""
    return says("will", QUOTES.sub("", first_sentence(text).lower()))


def speaks_against(text: str) -> bool:
    """Does a content say itself that something is not so?"""
    plain = QUOTES.sub("", text.lower())
    return says("negated", plain) or says("untrue_all", plain)


def kinds_in(words: Words, text: str) -> frozenset[str]:
    """What the cue does by its own words; what the rules know of it counts where these are in no list."""
    first = (text.split()[:1] or [""])[0]
    cue = words.cue or words.lemma
    found = kinds_of(f"{cue} {first}" if first in JOINTS else cue)
    if found:
        return found
    kind = FAMILY_KIND.get(words.family)
    return frozenset({kind}) if kind else frozenset()


def by_cue(words: Words, kinds: frozenset[str], text: str) -> Act | None:
    """The act that the cue gives, None where it leaves it to the content."""
    tried = (reading(words, text) for kind, reading in READINGS if kind in kinds)
    return next((act for act in tried if act is not None), None)


def waved_off(words: Words, text: str) -> Act | None:
    """What is laughed at is denied where it is an allegation, not where the laughing is in the words."""
    return "deny" if words.frame != "quote" or says("untrue_all", text) or denies(text) else None


def warned(words: Words, text: str) -> Act:
    """A warning is a threat where the speaker's own side would do the harm, a demand where it says must."""
    if says("doubt", text) or says("unknown", text):
        return "doubt"
    ready = says("offer", text) and says("harm", text)
    own = acts_itself(words, text) and is_harmful(words) and says("future", text)
    if ready or own or words.frame == "against" or says("threat", text) or threatens(words, text):
        return "threaten"
    return "demand" if says("demand", text) and not says("future", text) else "forecast"


def asked(words: Words, text: str) -> Act:
    """What is asked for; what the speaker wants to do is only told."""
    if says("ultimatum", text) and says("imperative", text):
        return "threaten"
    wishes = words.lemma in {"want", "seek", "need"} and words.frame == "to"
    return "assert" if wishes else "demand"


def called(words: Words, text: str) -> Act:
    """What something is called: untrue, likely, good or bad; what is only described is so."""
    if says("untrue_all", text):
        return "deny"
    if says("likely", text):
        return "forecast"
    softly = words.lemma in {"consider", "find", "deem", "rate", "cast", "tag"}
    return "assert" if softly and FINITE.search(text) and not says("judge", text) else "judge"


def pledged(words: Words, text: str) -> Act:
    """What one promises that others will do is a forecast; harm that is promised under a condition is a threat."""
    if threatens(words, text):
        return "threaten"
    return "forecast" if is_others(words) and words.frame != "to" else "pledge"


def depicted(_: Words, text: str) -> Act:
    """A description with a value in it is an opinion."""
    return "judge" if says("judge", text) or says("verdict", text) else "assert"


def stood_by(_: Words, text: str) -> Act | None:
    """Said against something: where that is not so, it is denied."""
    return "deny" if denies(text) or says("merely", text) else None


def announced(words: Words, text: str) -> Act | None:
    """What is solemnly said to come is pledged, unless somebody else would do it or only looks on."""
    if not says("will", text):
        return None
    act = by_content(words, text)
    return "pledge" if act == "forecast" and not is_others(words) and not is_expert(words) else act


def told_of(_: Words, text: str) -> Act | None:
    """What is remembered or revealed is so."""
    return None if says("will", text) or says("unknown", text) else "assert"


def thought(_: Words, text: str) -> Act | None:
    """What one thinks will be is a forecast, unless one would do it."""
    ahead = says("will", text) and not {"i", "we", "he", "she"} & set(subject_words(text))
    return "forecast" if ahead else None


def uttered(words: Words, text: str) -> Act | None:
    """Words that are sighed or hissed are an opinion if nothing else."""
    if words.frame not in {*DIRECT, "np"}:
        return None
    act = by_content(words, text)
    return "judge" if act == "assert" else act


Reading = Callable[[Words, str], Act | None]


def always(act: Act) -> Reading:
    """A reading for cues that are the act."""
    return lambda _, __: act


READINGS: tuple[tuple[str, Reading], ...] = (
    ("deny", always("deny")),
    ("untrue", waved_off),
    *((act, always(act)) for act in PLAIN),
    ("warn", warned),
    ("demand", asked),
    ("pledge", pledged),
    ("call", called),
    ("depict", depicted),
    ("assure", stood_by),
    ("protest", stood_by),
    ("assure", announced),
    ("announce", announced),
    ("narrate", told_of),
    ("think", thought),
    ("manner", uttered),
)
"""What a cue of each kind does, what is most particular first; None leaves it to the next and last to the content."""


def parts(doc: Doc, content: Range) -> list[Range]:
    """The coordinated clauses of a content, each with its own subject or auxiliary; one part where there are none."""
    start, end = content
    inside = [t for t in doc[start:end] if t.pos_ in {"VERB", "AUX"}]
    heads = [t for t in inside if not start <= t.head.i < end or t.head.i == t.i]
    if not heads:
        return [content]
    top = heads[0]
    joined = {t.i for t in (top, *top.conjuncts)}
    clauses = [top, *(t for t in inside if t.dep_ == "conj" and t.head.i in joined and is_clause(t))]
    lead = next(
        (t for t in top.children if t.dep_ == "advcl" and t.i < top.i and any(c.lower_ == "while" for c in t.children)), None
    )
    if lead is not None and lead.left_edge.i >= start:
        clauses.insert(0, lead)
    if len(clauses) == 1:
        return [content]
    return cut(doc, content, sorted(clauses, key=lambda t: t.i))


def is_clause(token: Token) -> bool:
    return (
        any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in token.children)
        or any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children)
        or token.tag_ in {"VBD", "VBZ", "VBP"}
    )


def cut(doc: Doc, content: Range, heads: Sequence[Token]) -> list[Range]:
    """The content cut at the left edges of its clauses, conjunctions and marks at the seams left out."""
    start, end = content
    edges = [
        start,
        *(max(h.left_edge.i, prior.i + 1) if h.dep_ != "ccomp" else own_start(h, prior) for prior, h in pairwise(heads)),
        end,
    ]
    return [(low, high) for low, high in (without_seams(doc, *edge) for edge in pairwise(edges)) if high > low]


def without_seams(doc: Doc, low: int, high: int) -> Range:
    """The clause without the marks and conjunctions at its ends; empty where there is nothing else."""
    while low < high and (is_seam(doc[low]) or doc[low].lower_ in {"while", "that"}):
        low += 1
    while high > low and is_seam(doc[high - 1]):
        high -= 1
    return low, high


def is_seam(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "cc"


def own_start(head: Token, prior: Token) -> int:
    """Where a clause begins that has another before it: at its own subject."""
    mine = [c.left_edge.i for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "expl"} and c.i > prior.i]
    return min([*mine, head.i]) if mine or head.i > prior.i else head.i
