"""Was it seen where the claim means, also where the claim does not say where?"""

from __future__ import annotations

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Observation, Place
from saidseen.weighing import alike, fitting
from saidseen.weighing.fitting import Fit

WORDY = 3
"""Telling words shared from which a claim without place and doer is of the thing that was seen. Chosen: a deed and two things."""


def fit(claim: Claim, event: Event, seen: Observation) -> Fit:
    """Where the claim names no place, the same deed by the same hands fits loosely, but not in another country than is meant."""
    located = event.place is not None and event.place.lat is not None
    where = event.place if located or seen.place is None else seen.place
    found = fitting.place(claim.event.place, where)
    sense = alike.sense(claim.event, event)
    row = testtable.row(claim.event.root, claim.event.mode)
    if row.rare and sense == "same" and found.degree == "unknown" and event.place is not None:
        return _same_day(claim, event, found)
    if row.counted and claim.event.place is None:
        return _anywhere(claim, event, where)
    once = row.momentary and claim.kind == "fact"  # what is to be done once is that very deed; of what was done there are many
    if claim.event.place is None and claim.event.actor is None and sense == "same" and not once:
        words = alike.shared_words(claim.text, seen.quote)
        return Fit(degree="loose", why=f"{found.why}, but its words are the same") if len(words) >= WORDY else found
    if claim.event.place is not None or claim.event.actor is None or sense is None:
        return found
    return _unplaced(claim, sense, where, found)


def _unplaced(claim: Claim, sense: alike.Sense, where: Place | None, found: Fit) -> Fit:
    """The claim names hands and no place: whom it befalls says in which country it is."""
    suffers = claim.event.recipient.country if claim.event.recipient else None
    if suffers and where is not None and where.country == suffers and claim.event.root == "ASSAULT" and sense != "opposite":
        return Fit(degree="fits", why=f"seen at {where.name}, in the country that is meant")
    universal = claim.polarity == "negative" and sense == "same" and testtable.has("universal", claim.text)
    if universal and where is not None:
        return Fit(degree="fits", why=f"seen at {where.name}, and the claim makes no exception")
    if suffers and where is not None and where.country and where.country != suffers:
        return Fit(degree="apart", why=f"seen at {where.name}, in another country than is meant")
    if sense != "same" and claim.event.root != "ASSAULT":
        return found
    return Fit(degree="loose", why=found.why)


def _same_day(claim: Claim, event: Event, found: Fit) -> Fit:
    """Something so rare, at a place that no map has, and on the last day that the claim can mean: it is the same."""
    when, end = event.when, claim.window.end
    if claim.kind != "fact" or when is None or when.start is None or when.end is None or end is None:
        return found
    same = when.end - when.start <= fitting.SEEN_WITHIN and abs(when.end - end) <= fitting.SEEN_WITHIN
    return Fit(degree="fits", why="the same rare event on the same day") if same else found


def _anywhere(claim: Claim, event: Event, where: Place | None) -> Fit:
    """All of a side's arms or captives, wherever they are: anywhere in its country."""
    actor = claim.event.actor
    country = (actor.country if actor else None) or claim.speaker.country
    if where is None or (country and where.country == country):
        return Fit(degree="fits", why="")
    apart = country and where.country and not (event.actor and event.actor.country == country)
    return Fit(degree="apart" if apart else "loose", why=f"seen at {where.name}, and the claim names no place")
