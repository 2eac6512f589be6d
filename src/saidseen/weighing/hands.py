"""Was it seen to be done by whom the claim names?"""

from __future__ import annotations

from saidseen.knowing import testtable
from saidseen.things import Claim, Event, Observation
from saidseen.weighing import alike, fitting
from saidseen.weighing.fitting import Fit

HANDS_MATTER = frozenset({"ASSAULT", "COERCE"})
"""Roots where who did it is the very question: seen without the doer it decides nothing."""

MOVES = frozenset({"MOBILIZE", "RETREAT"})
"""Roots where the forces that are named are what is seen: helicopters are no tanks."""

PAPER_WORDS = 2
"""Telling words that a paper shares with the claim of it, from which it is the one that is meant."""


def fit(claim: Claim, event: Event, seen: Observation) -> Fit:
    """How the doer that was seen fits the one that is claimed. Forces without a flag, and none at all, fit loosely where who did
    it is not the question."""
    row, claimed_by = testtable.row(claim.event.root, claim.event.mode), claim.event.actor
    if row.counted and claimed_by is not None and claimed_by.country is None and claim.polarity == "positive":
        return Fit(degree="fits", why="the claim names no actor")
    if claimed_by is not None and claim.polarity == "positive" and fitting.is_unflagged(claimed_by):
        same = claim.event.root not in MOVES or bool(alike.shared_words(claimed_by.name, seen.quote))
        return Fit(degree="fits" if same else "unknown", why="the claim does not say whose" if same else "other forces were seen")
    found = fitting.actor(claim.event.actor, event.actor)
    paper = row.placeless and event.actor is None and len(alike.shared_words(claim.text, seen.quote)) >= PAPER_WORDS
    if paper and claim.polarity == "positive":
        return Fit(degree="fits", why="the paper that is meant")
    if claim.event.actor is None and claim.polarity == "negative":
        anybody = Fit(degree="fits", why="the denial is of anybody's doing")
        return anybody if row.rare else Fit(degree="loose", why="the denial names nobody")
    flagged = claimed_by is not None and claimed_by.country is not None
    unnamed = event.actor is None or (flagged and fitting.is_anybody(event.actor))
    if unnamed and found.degree == "unknown" and claim.polarity == "positive" and claim.event.root not in HANDS_MATTER:
        return Fit(degree="loose", why=found.why)
    return found
