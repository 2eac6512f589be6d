"""Admissions in so many words ("conceded that", "admitted"): evidence about earlier claims, and no claims of their own.

A speaker marks them by the cue. They go against the own side's denial or contrary claim, and for the other side's claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from saidseen.knowing import ontology, testtable
from saidseen.knowing.actwords import says
from saidseen.things import Claim, Event, Evidence, Relation
from saidseen.weighing import concessions, fitting
from saidseen.weighing.pairs import Pairs, first

ALIKE = 2
"""Telling words that an admission must share with a claim where the place of one of them is not known."""


def admitted(claims: Sequence[Claim]) -> tuple[list[Evidence], frozenset[str]]:
    """The evidence of the class ``conceded``, and the ids of the claims that turned out to be nothing but admissions."""
    found: list[Evidence] = []
    used: set[str] = set()
    admissions = [c for c in claims if c.event.mode is not None and is_admission(c)]
    index = Pairs(claims if admissions else ())
    for admission in admissions:
        for claim in index.whenever(admission):
            relation = bearing(claim, admission)
            if relation is not None:
                why = "its own side admits it" if claim.side == admission.side else f"{admission.side} admits it"
                found.append(concessions.evidence(claim, admission, "conceded", relation, why))
                used.add(admission.id)
    return found, frozenset(used)


def is_admission(claim: Claim) -> bool:
    return claim.kind == "fact" and says("admission", " ".join(c.quote for c in claim.utterances[0].statement.cue).lower())


def bearing(claim: Claim, admission: Claim) -> Relation | None:
    """What an admission does to an earlier claim; None where they are about different things."""
    before, after = first(claim), first(admission)
    if claim.kind != "fact" or before is None or after is None or after <= before or not fits(claim, admission):
        return None
    sense = sense_of(claim.event, admission.event)
    same = claim.polarity == admission.polarity
    if claim.side == admission.side:
        return "refutes" if (sense == "same" and not same) or (sense == "opposite" and same) else None
    return (
        "supports"
        if claim.event.mode == admission.event.mode and sense == "same" and same and claim.polarity == "positive"
        else None
    )


def sense_of(a: Event, b: Event) -> str | None:
    if a.mode is None or b.mode is None:
        return None
    if b.mode in ontology.opposites(a.mode):
        return "opposite"
    return "same" if a.mode == b.mode or b.mode in ontology.kin(a.mode) else None


def fits(claim: Claim, admission: Claim) -> bool:
    """Not in other hands, not elsewhere, and where the place is not known in words that are alike."""
    where = fitting.place(claim.event.place, admission.event.place)
    hands = fitting.actor(claim.event.actor, admission.event.actor)
    if "apart" in {where.degree, hands.degree}:
        return False
    return where.degree in {"fits", "loose"} or len(testtable.telling(claim.text) & testtable.telling(admission.text)) >= ALIKE
