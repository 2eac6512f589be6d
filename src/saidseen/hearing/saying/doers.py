"""Who would do what is said: the speaker's own side or another, and whether it would do harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from saidseen.knowing import countries
from saidseen.knowing.actwords import says, tables
from saidseen.knowing.cues import cues
from saidseen.things import Actor, Event

if TYPE_CHECKING:
    from saidseen.hearing.saying.acts import Words

HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
HARMFUL_IF = HARMFUL | {"MOBILIZE", "REJECT"}
"""Bringing up forces is a threat only where it is said with an "if"."""

DIRECT = frozenset({"quote", "turn", "release", "headline"})
"""Frames in which the speaker says "I"; elsewhere the speaker is "he", "she", "it" or "they"."""

FIRST = frozenset({"we", "i", "our", "my", "us", "let's"})
THIRD = frozenset({"he", "she", "it", "his", "her", "its"})
THEY = frozenset({"they", "their"})
GROUPS = frozenset({"crew", "staff", "police", "people", "family", "team", "men", "women"})
SPOKEN_OF = frozenset({"such", "that", "this", "these", "those", "any", "one"})
OPENING = 8
"""Words before "will" in which its subject is looked for. Chosen: an adverbial and a short noun phrase."""

WORD = re.compile(r"[\w'’-]+")
JOINT = re.compile(r"[,;:.]|\b(?:that|if|unless|and)\b")
"""Between the clauses before "will"."""

FINITE = re.compile(r"\b(?:is|are|was|were|ha[sd]|have|will|would|did|does|can|could|may|might|should|must)\b|['’](?:re|ve|ll)\b")
"""Marks a clause; what something is called has none."""

SENTENCE = re.compile(r"(?<=\w\w\w[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])")

SHORT = 4
"""Words below which a first sentence ("Yes.", "No, no.") leaves the act to the next. Chosen."""


def first_sentence(text: str) -> str:
    """The first sentence that says something: it gives the act of a longer quotation."""
    return next((text[: m.start()] for m in SENTENCE.finditer(text) if len(WORD.findall(text[: m.start()])) >= SHORT), text)


def position(name: str, text: str) -> int:
    """Where an act pattern first fits, the end of the text where it does not."""
    found = tables()[0][name].search(text)
    return found.start() if found else len(text)


def own_words(words: Words) -> frozenset[str]:
    """The pronouns that mean the speaker; "they" only for more than one, by their name."""
    if words.frame in DIRECT:
        return FIRST
    surface = words.speaker.surface.lower() if words.speaker is not None else ""
    many = not surface or surface in THEY or " and " in surface or any(w.endswith("s") or w in GROUPS for w in surface.split())
    return FIRST | THIRD | THEY if many else FIRST | THIRD


def begins_own(words: Words, text: str) -> bool:
    """Does the content begin with the speaker: "we must", "he said he had to"?"""
    return (text.split()[:1] or [""])[0].strip("'‘") in own_words(words) - THEY - {"we"}


def acts_itself(words: Words, text: str) -> bool:
    """Would the speaker's side do it: by its pronoun before "will", by the event's doer, or by nobody named?"""
    if is_expert(words):
        return False
    subject = subject_words(text)
    if set(subject) & own_words(words) and not says("impersonal", text):
        return True
    if words.event is not None and words.event.actor is not None:
        return is_own(words)
    if says("done_to", text) and words.speaker is not None and says("power", words.speaker.surface.lower()):
        return True
    return is_own(words) and (not subject or says("own_body", " ".join(subject)) or says("done_to", text))


def subject_words(text: str) -> list[str]:
    """The last words of the clause before "will"."""
    before = text[: position("will", text)]
    clause = JOINT.split(before.rstrip(" ,"))[-1] if len(before) < len(text) else ""
    return WORD.findall(clause)[-OPENING:]


def is_expert(words: Words) -> bool:
    """Somebody who only looks on: press, monitors, analysts, people in the street."""
    speaker = words.speaker
    if speaker is None:
        return False
    return speaker.standing in {"press", "observer"} or says("expert", f"{speaker.surface} {speaker.role or ''}".lower())


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


def is_known_own(words: Words) -> bool | None:
    """Is the doer of the speaker's country? None where one of the two is not known."""
    actor = words.event.actor if words.event is not None else None
    known = actor is not None and actor.country and words.speaker is not None and words.speaker.country
    return is_own(words) if known else None


def is_others(words: Words) -> bool:
    """Is somebody else named who would do it?"""
    return words.event is not None and words.event.actor is not None and not is_own(words)


def is_about_self(text: str, speaker: Actor) -> bool:
    """Could it be the speaker's side that will do what no coded event tells of? Not where the content begins with another
    country or with what is spoken of ("such a step would ...")."""
    first = [w.strip(",.'\"").removesuffix("'s") for w in text.split()[:5]]
    if not first or first[0].lower() in SPOKEN_OF:
        return False
    named = {c for w in first for c in (countries.by_name(w), countries.by_demonym(w)) if c and w[:1].isupper()}
    return not named or speaker.country in named
