"""What is done by saying: the act, and the splitting of contents that hold more than one.

The family of the cue decides where it can ("denied", "threatened"); elsewhere the words of the content do
("would respond", "must leave", "too early to tell"), together with who would carry out the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from saidseen.hearing.grammar import Range
from saidseen.knowing import countries
from saidseen.knowing.actwords import says
from saidseen.knowing.cues import cues
from saidseen.things import Act, Actor, Event

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
HARMFUL_IF = HARMFUL | {"MOBILIZE", "REJECT"}
"""Bringing up forces is a threat only where it is said with an "if"."""

FAMILY_ACT: dict[str, Act] = {
    "deny": "deny",
    "reject": "deny",
    "retract": "deny",
    "doubt": "doubt",
    "pledge": "pledge",
    "threaten": "threaten",
    "forecast": "forecast",
    "demand": "demand",
    "offer": "offer",
    "judge": "judge",
    "call": "judge",
}

PLAIN_ACTS: tuple[tuple[str, Act], ...] = (
    ("doubt", "doubt"),
    ("deny", "deny"),
    ("idle", "judge"),
    ("needed", "demand"),
    ("threat", "threaten"),
)
"""Patterns of ``data/acts.toml`` that give the act whoever speaks, in the order in which they are tried."""

SPOKEN_OF = frozenset({"such", "that", "this", "these", "those", "any", "one"})
OURSELVES = frozenset({"we", "i", "our", "my"})
CALLING = frozenset({"call", "appeal", "press"})
ASSURING = frozenset({"assure", "reassure", "guarantee", "swear"})
"""One assures somebody of what was, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that the choice of an act looks at."""

    text: str
    lemma: str
    family: str
    frame: str
    speaker: Actor | None
    event: Event | None


def act_of(words: Words) -> Act:
    """The act of one statement."""
    text = words.text.lower()
    calls_on = words.lemma in CALLING and words.frame == "to"
    if words.frame in {"obj-to", "for"} or calls_on:
        return "forecast" if words.lemma == "expect" else "demand"
    fixed = FAMILY_ACT.get(words.family)
    if words.lemma in ASSURING and not says("future", text):
        return by_content(words, text)
    if fixed == "forecast":
        return warned(words, text)
    if fixed == "pledge" and not is_own(words) and words.event is not None and words.event.actor is not None:
        return "forecast"
    if fixed:
        return fixed
    return by_content(words, text)


def warned(words: Words, text: str) -> Act:
    """A warning is a threat where the speaker's own side would do the harm, a demand where it says must."""
    if says("doubt", text):
        return "doubt"
    if words.lemma in {"warn", "caution", "alert", "warning"}:
        if words.frame == "against":
            return "threaten"
        if says("threat", text) or (is_own(words) and is_harmful(words) and says("future", text)):
            return "threaten"
        if says("demand", text) and not says("future", text):
            return "demand"
    return "forecast"


def by_content(words: Words, text: str) -> Act:
    """The act that the words of the content give, what is most particular first."""
    plain = next((act for name, act in PLAIN_ACTS if says(name, text)), None)
    if plain is not None:
        return plain
    if says("demand", text) and (text.split()[:1] or [""])[0] not in OURSELVES:
        return "demand"
    if says("offer", text):
        return "threaten" if is_harmful(words) and is_own(words) else "offer"
    if is_ahead(words, text):
        return act_ahead(words, text)
    return act_of_now(words, text)


def is_ahead(words: Words, text: str) -> bool:
    """Is it about what is to come?"""
    event = words.event
    planned = event is not None and event.modality == "planned" and words.frame != "release"
    return says("future", text) or (planned and says("infinitive", text))


def act_ahead(words: Words, text: str) -> Act:
    """What the own side will do is pledged or, held over somebody, threatened; what others will do is forecast."""
    if not is_own(words):
        return "forecast"
    conditional = is_conditional(text, words.event)
    harms = is_harmful(words, conditional=conditional)
    return "threaten" if harms and (conditional or has_target(words.event)) else "pledge"


def act_of_now(words: Words, text: str) -> Act:
    if says("should", text):
        return "demand"
    event = words.event
    if event is not None:
        return "forecast" if event.modality in {"possible", "planned"} and says("possible", text) else "assert"
    return "judge" if says("judge", text) or words.family in {"think", "call"} else "assert"


def is_harmful(words: Words, *, conditional: bool = False) -> bool:
    roots = HARMFUL_IF if conditional else HARMFUL
    return words.event is not None and words.event.root in roots and words.event.polarity == "positive"


def has_target(event: Event | None) -> bool:
    return event is not None and event.recipient is not None and event.recipient.country is not None


def is_conditional(text: str, event: Event | None) -> bool:
    """An "if" and not an "until": what follows the condition is held over somebody."""
    said = (event.condition or "").lower() if event is not None else ""
    return any(w in f" {said or text} " for w in (" if ", " unless ", " should ", " in case ")) or (
        event is not None and event.modality == "conditional" and not said.startswith(("until", "once", "when", "after"))
    )


def is_own(words: Words) -> bool:
    """Would the speaker's own side do it? Without a named doer the speaker answers for it, if a party."""
    speaker, event = words.speaker, words.event
    if speaker is None or speaker.standing in {"press", "observer"}:
        return False
    if event is None:
        return speaker.standing == "party" and is_about_self(words.text, speaker)
    if event.actor is None:
        return speaker.standing == "party"
    if event.actor.country and speaker.country:
        return event.actor.country == speaker.country
    foes = set(event.actor.name.lower().split()) & cues().adversaries
    return event.actor.country is None and speaker.standing == "party" and not foes


def is_about_self(text: str, speaker: Actor) -> bool:
    """Could it be the speaker's side that will do what no coded event tells of? Not where the content begins with another
    country or with what is spoken of ("such a step would ...")."""
    first = [w.strip(",.'\"").removesuffix("'s") for w in text.split()[:5]]
    if not first or first[0].lower() in SPOKEN_OF:
        return False
    named = {c for w in first for c in (countries.by_name(w), countries.by_demonym(w)) if c and w[:1].isupper()}
    return not named or speaker.country in named


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
