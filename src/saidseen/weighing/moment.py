"""What a case was at a moment: only what had been published by then and not yet been replaced by a correction.

A document without a date counts from the moment of asking only: nothing tells that it was there before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from saidseen.things import Case, Evidence, Utterance


def known(published: datetime | None, moment: datetime, now: datetime) -> bool:
    """Whether something published then counted at the moment."""
    return moment >= now if published is None else published <= moment


def stood(item: Utterance | Evidence, moment: datetime, now: datetime) -> bool:
    """Published by then, and not yet corrected away."""
    return known(item.published, moment, now) and not (item.until is not None and item.until <= moment)


def case_at(case: Case, moment: datetime, now: datetime) -> Case | None:
    """The case with only what was known; None where nobody had made the claim yet, or a correction had taken it out."""
    said = tuple(u for u in case.claim.utterances if stood(u, moment, now))
    if not said:
        return None
    withdrawn = case.claim.withdrawn
    if withdrawn and not known(withdrawn.published, moment, now):
        withdrawn = None
    claim = replace(case.claim, utterances=said, withdrawn=withdrawn)
    return replace(case, claim=claim, evidence=tuple(e for e in case.evidence if stood(e, moment, now)), record=None)
