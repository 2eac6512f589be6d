"""The act that the words of a content give, where its cue leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.hearing.saying.doers import (
    DIRECT,
    acts_itself,
    begins_own,
    has_target,
    is_conditional,
    is_expert,
    is_harmful,
    is_own,
    position,
)
from saidseen.knowing.actwords import says
from saidseen.things import Act

if TYPE_CHECKING:
    from saidseen.hearing.saying.acts import Words

PLAIN_WORDS: tuple[tuple[str, Act], ...] = (
    ("unknown", "doubt"),
    ("doubt", "doubt"),
    ("deny", "deny"),
    ("idle", "judge"),
    ("needed", "demand"),
)
"""Patterns of ``data/acts.toml`` that give the act whoever speaks, in the order in which they are tried."""

SHORT = 8
"""Words up to which a content that says "nonsense" says no more than that. Chosen."""


def by_content(words: Words, text: str) -> Act:
    """The act that the words of the content give, what is most particular first."""
    plain = next((act for name, act in PLAIN_WORDS if says(name, text)), None)
    if plain is not None:
        return plain
    if threatens(words, text):
        return "threaten"
    wanted = asked_or_offered(words, text)
    if wanted is not None:
        return wanted
    if denies(text) and not is_expert(words):
        return "deny"
    return act_ahead(words, text) if is_ahead(words, text) else act_of_now(words, text)


def asked_or_offered(words: Words, text: str) -> Act | None:
    """A demand or an offer; of two the one that comes first, as in "must be ready to" and "is ready to meet the demands"."""
    offered = min(position("offer", text), position("gain", text))
    asks = position("demand", text) if not begins_own(words, text) else len(text)
    spoken = words.frame in {*DIRECT, "noun"} or not words.cue
    if asks < offered or says("requests", text) or says("wanted", text) or (spoken and says("imperative", text)):
        return "demand"
    if offered < len(text) and not is_expert(words):
        return "threaten" if is_harmful(words) and is_own(words) else "offer"
    should = says("should", text) and not says("condition", text) and not says("will", text)
    return "demand" if should else None


def threatens(words: Words, text: str) -> bool:
    """Is a harmful step held over somebody: under a condition, or over whoever does something?"""
    if is_expert(words):
        return False
    choice = says("ultimatum", text) and (says("imperative", text) or says("will", text))
    lever = says("lever", text) and (says("harm", text) or says("negated", text)) and words.frame != "to"
    penal = says("penal", text) and says("harm", text) and not says("gain", text)
    if choice or lever or penal or says("deadline", text) or says("threat", text):
        return True
    held = says("condition", text) and (says("will", text) or words.frame in DIRECT)
    return held and says("harm", text) and not says("gain", text) and acts_itself(words, text)


def denies(text: str) -> bool:
    """Is it said that something is not so?"""
    if says("will", text):
        return False
    return says("negated", text) or (says("untrue_all", text) and len(text.split()) <= SHORT)


def is_ahead(words: Words, text: str) -> bool:
    """Is it about what is to come?"""
    event = words.event
    planned = event is not None and event.modality == "planned" and words.frame != "release"
    return says("future", text) or says("will", text) or (planned and says("planned", text))


def act_ahead(words: Words, text: str) -> Act:
    """What the own side will do is pledged or, held over somebody, threatened; what others will do is forecast."""
    if not acts_itself(words, text):
        return "forecast"
    conditional = is_conditional(text, words.event)
    harms = is_harmful(words, conditional=conditional)
    return "threaten" if harms and (conditional or has_target(words.event)) else "pledge"


def act_of_now(words: Words, text: str) -> Act:
    """What is wanted, to be expected or good or bad about what is so; else it is only told."""
    sure = not says("surmised", text)
    if says("should", text):
        return "demand"
    if says("foreseen", text) and sure:
        return "forecast"
    if says("verdict", text):
        return "judge"
    event = words.event
    if event is not None:
        return "forecast" if sure and event.modality in {"possible", "planned"} and says("possible", text) else "assert"
    return "judge" if says("judge", text) else "assert"
