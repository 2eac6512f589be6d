"""What a document tells right beside a claim: the promise and what became of it."""

from __future__ import annotations

import re
from typing import Literal

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Interval, Observation
from saidseen.weighing import alike, fitting, intime
from saidseen.weighing.fitting import Fit

BESIDE = 400
"""Characters between two passages that a document sets against each other: about two sentences of news."""


def beside(claim: Claim, seen: Observation) -> Literal["before", "after"] | None:
    """Whether what was seen is told right before or after the claim: the document itself sets one against the other."""
    for u in claim.utterances:
        if u.url == seen.url and seen.start is not None and seen.end is not None:
            if 0 <= seen.start - u.end <= BESIDE:
                return "after"
            if 0 <= u.start - seen.end <= BESIDE:
                return "before"
    return None


def lacking(claim: Claim, quote: str) -> frozenset[str]:
    """The things promised of which the words say that there was none."""
    gone = " ".join(m[1] for m in NONE_OF.finditer(quote))
    return alike.shared_words(claim.text, gone)


NONE_OF = re.compile(r"\b(?:no|without|not an?|neither|nor) ((?:[a-z-]+ )?[a-z-]+)", re.IGNORECASE)
"""A thing that is missing, with a word before it at most ("no running water")."""


def some_lack(claim: Claim, seen: Observation) -> tuple[Fit, Fit] | None:
    """Things were promised to all by a day, and then an eye-witness finds some without: told beside the promise."""
    if claim.kind != "pledge" or claim.polarity == "negative" or claim.window.end is None or claim.event.mode is not None:
        return None
    if not testtable.has("everyone", claim.text) or not lacking(claim, seen.quote) or beside(claim, seen) is None:
        return None
    when = fitting.seen_time(seen.when, seen.published)
    time = intime.fit(claim, happened=False, when=when, published=seen.published)
    return (Fit(degree="fits", why="of what was promised to all, some had none"), time) if time.degree == "fits" else None


KEPT_SOON = fitting.RECENT
"""A pledge of which the fulfilment is told with it was made no longer before: the default window."""


def kept_already(claim: Claim, seen: Observation, when: Interval | None) -> bool:
    """A register shows it done, right after the pledge that has no date: the document tells them in their order."""
    row, start = testtable.row(claim.event.root, claim.event.mode), claim.window.start
    undated = claim.kind == "pledge" and claim.window.assumed and row.placeless
    if not undated or when is None or when.start is None or start is None:
        return False
    return when.start > start - KEPT_SOON and beside(claim, seen) == "after"


def brought_together(claim: Claim, seen: Observation, event: Event, where: Fit, hands: Fit) -> tuple[Fit, Fit]:
    """The place and the hands of what a document tells right beside the claim, where its words leave them open.

    What is set against a claim is of the same place, unless that is a single site; forces without a flag are whose the claim says
    they are where both are named by the same word ("their tanks had entered", "five tanks drove in"), and that only loosely.
    """
    if beside(claim, seen) is None:
        return where, hands
    site = claim.event.place is not None and claim.event.place.precision == "point"
    guessed = where.degree == "loose" and seen.place is not None and seen.place.confidence < fitting.SURE_PLACE
    if not site and (where.degree == "unknown" or guessed):
        where = Fit(degree="fits", why="told right beside the claim")
    actor, claimed = event.actor, claim.event.actor
    unflagged = hands.degree == "unknown" and actor is not None and fitting.is_anybody(actor)
    if unflagged and actor is not None and claimed is not None and alike.shared_words(actor.name, claimed.name):
        hands = Fit(degree="loose", why=f"by {actor.name}, told right beside the claim")
    return where, hands
