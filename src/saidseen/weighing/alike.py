"""What the claim alleges, all its repetitions taken together, and whether an observed event is of its kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from saidseen.knowing import ontology, testtable
from saidseen.things import Claim, Event, Observation, Participant
from saidseen.weighing.fitting import Fit

OURS = frozenset({"clear", "hold", "control", "hold_off"})
"""Kinds that a side claims for itself: where it names nobody that is known, it speaks of its own."""

UNSURE_EVENT = 0.3
"""An event coded with less confidence fits loosely at best."""

Sense = Literal["same", "kin", "loose", "opposite"]

WORDS: dict[Sense, str] = {
    "same": "the same kind of event",
    "kin": "a like event",
    "loose": "a distantly like event",
    "opposite": "its opposite",
}


def meant(claim: Claim, seen: Observation) -> Event:
    """The alleged event with what only later repetitions say of its place and hands; those out before it was seen count."""
    event = claim.event
    others = [u for u in claim.utterances if u.event is not event]
    out = [u.event for u in others if u.published and seen.published and u.published <= seen.published]
    alike = [e for e in out if sense(event, e) in {"same", "kin"}]
    place = event.place or next((e.place for e in alike if e.place is not None and e.place.lat is not None), None)
    recipient = event.recipient or next((e.recipient for e in alike if e.recipient is not None), None)
    actor = event.actor
    if actor is None or actor.country is None:
        actor = next((e.actor for e in alike if e.actor is not None and e.actor.country), actor)
    if event.mode in OURS and event.polarity == "positive" and (actor is None or actor.country is None) and claim.speaker.country:
        own = claim.speaker
        actor = Participant(span=None, name=own.organisation or claim.side, country=own.country)
    if place is event.place and recipient is event.recipient and actor is event.actor:
        return event
    return replace(event, place=place, recipient=recipient, actor=actor)


def sense(claimed: Event, seen: Event) -> Sense | None:
    """Same kind of event, its kin, or its opposite; the roots alone fit loosely."""
    if claimed.mode and seen.mode:
        if claimed.mode == seen.mode:
            return "same"
        if seen.mode in ontology.opposites(claimed.mode):
            return "opposite"
        if ontology.shows(seen.mode, claimed.mode):
            return "kin"
        if seen.mode in ontology.kin(claimed.mode):
            return "kin" if claimed.root == seen.root else "loose"
        return None
    return "loose" if claimed.root == seen.root else None


def same_things(claim: Claim, quote: str) -> bool:
    """Whether the words are about the arms or the captives that are meant, where no narrow place says it.

    People take two words in common, things one.
    """
    place = claim.event.place
    if place is not None and place.precision not in {"country", "region"}:
        return True
    return len(shared_words(claim.text, quote)) >= (2 if claim.event.mode == "release" else 1)


ARMS = frozenset({"weapons_deploy", "arming", "arms_supply"})
"""Kinds that are about certain arms: other arms, or men, do not show them."""


def other_arms(claim: Claim, quote: str) -> bool:
    """Whether a claim is about arms that the words do not name; the name of the place is no name of arms."""
    place = claim.event.place.name if claim.event.place else ""
    return claim.event.mode in ARMS and not shared_words(claim.text, quote) - shared_words(place, place)


def shared_words(one: str, other: str) -> frozenset[str]:
    """The telling words that two texts have in common, one and many alike ("roof", "roofs")."""
    a, b = (frozenset(w.removesuffix("s") for w in testtable.telling(text)) for text in (one, other))
    return a & b


def kind_fit(claim: Claim, how: Sense, event: Event, quote: str) -> Fit:
    """Does what was seen fit the claim by its kind, and by the arms that it is about?"""
    name = (event.mode or event.root).replace("_", " ").lower()
    if other_arms(claim, quote):
        return Fit(degree="loose", why=f"{WORDS[how]} ({name}), but the arms that are meant are not named")
    loose = how == "loose" or event.confidence < UNSURE_EVENT
    return Fit(degree="loose" if loose else "fits", why=f"{WORDS[how]} ({name})")
