"""What sides say about one another's claims: admissions against interest, which settle, and mere contradiction, which does not.

Conservative: only a strong fit of kind, hands, place and time makes a concession.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from saidseen.knowing import testtable
from saidseen.things import Claim, Evidence, EvidenceClass, Relation, Withdrawal
from saidseen.weighing import fitting
from saidseen.weighing.pairs import Pairs, bounded, first

CONCEDED = 3.5
"""Log likelihood ratio of an admission against interest: parties seldom invent what harms them (about 3 of 100 admissions)."""

TOLD_PARTY, TOLD_INDEPENDENT = 0.4, 0.7
"""Log likelihood ratios of what is told: three to two by a party, two to one by someone who is none."""

GIVING_WAY = frozenset({"RETREAT", "CONCEDE", "AID"})
"""Roots of deeds that do their doer credit, so that the adversary has an interest to deny them."""


def concessions(claims: Sequence[Claim], pairs: Pairs | None = None) -> list[Evidence]:
    """Evidence of the class ``conceded``, in the order of the claims that it bears on. ``pairs``: their index, where
    there is one already.

    A side admits its own deed that it denied; it says to its adversary's credit that he has given way; it calls its own claim of
    fact untrue.
    """
    found = [e for claim in claims if (e := _taken_back(claim)) is not None]
    index = pairs or Pairs(claims)
    for other in (c for c in claims if c.kind == "fact" and c.polarity == "positive"):
        beside = index.beside(other)
        denied = any(d.side == other.side and _admits(other, d) for d in beside)
        for claim in beside:
            if other.side == claim.side and _admits(other, claim):
                found.append(evidence(claim, other, "conceded", "refutes", "the side now states what it denied"))
            elif other.side != claim.side and denied and claim.polarity == "positive" and _same_event(claim, other, strict=True):
                found.append(evidence(claim, other, "conceded", "supports", "the side states of itself what it had denied"))
            elif other.side != claim.side and _credits_adversary(other, claim):
                found.append(evidence(claim, other, "conceded", "supports", "the adversary, whom it does not suit, says so too"))
    return sorted(found, key=_order)


def withdrawals(claims: Sequence[Claim]) -> dict[str, Withdrawal]:
    """What sides took back, by claim id: the side later says the opposite of the very claim. The first time counts.

    ``untrue`` where it calls its own claim of fact untrue in so many words. A denial that is followed by an admission is no
    withdrawal but a concession (see ``concessions``).
    """
    found: dict[str, tuple[datetime, Withdrawal]] = {}
    index = Pairs(claims)
    for later in (c for c in claims if c.polarity == "negative"):
        for claim in index.beside(later):
            said, back = first(claim), first(later)
            if said is None or back is None or back <= said or not _takes_back(claim, later):
                continue
            statement = later.utterances[0].statement.id
            if claim.id not in found or (back, statement) < (found[claim.id][0], found[claim.id][1].statement):
                untrue = claim.kind == "fact" and testtable.has("untrue", later.text)
                found[claim.id] = back, Withdrawal(statement=statement, published=back, untrue=untrue)
    return {claim_id: withdrawal for claim_id, (_, withdrawal) in found.items()}


ALIKE = 3
"""Telling words shared by a claim and its withdrawal where the place of one of them is not known."""


def _takes_back(claim: Claim, later: Claim) -> bool:
    """The side's own positive claim, denied by itself: a fact as a fact, what it would do as a fact or as what it will not do."""
    turned = claim.side == later.side and claim.polarity == "positive" and later.polarity == "negative"
    kinds = {"fact": {"fact"}, "pledge": {"pledge", "fact"}, "threat": {"threat", "pledge", "fact"}}
    if not turned or later.kind not in kinds.get(claim.kind, set()) or claim.event.mode != later.event.mode:
        return False
    if claim.kind != "fact" and (claim.speaker.name is None or claim.speaker.name != later.speaker.name):
        return False  # what one minister says he will not do, another may have promised in earnest
    if _same_event(claim, later, strict=True):
        return True
    alike = len(testtable.telling(claim.text) & testtable.telling(later.text)) >= ALIKE
    return claim.event.mode is not None and alike and _same_event(claim, later)


def told(claims: Sequence[Claim], pairs: Pairs | None = None) -> list[Evidence]:
    """What other sides say of the same event: small weights, which settle nothing. ``pairs`` as for ``concessions``."""
    found: list[Evidence] = []
    index = pairs or Pairs(claims)
    for other in (c for c in claims if c.kind == "fact"):
        cls: EvidenceClass = "told-party" if other.speaker.standing == "party" else "told-independent"
        for claim in index.beside(other):
            if other.side != claim.side and _same_event(claim, other):
                agrees = other.polarity == claim.polarity
                why = f"{other.side} says {'the same' if agrees else 'the opposite'}"
                found.append(evidence(claim, other, cls, "supports" if agrees else "refutes", why))
    return sorted(found, key=_order)


def _order(e: Evidence) -> tuple[str, ...]:
    return (e.claim, e.published.isoformat() if e.published else "", e.source, e.url)


def _admits(later: Claim, earlier: Claim) -> bool:
    """A denial, then, later, the plain statement of the side's own deed."""
    before, after = first(earlier), first(later)
    doer = later.event.actor.country if later.event.actor else None
    if doer is None or doer != later.speaker.country or before is None or after is None or after <= before:
        return False
    plain = earlier.kind == later.kind == "fact" and later.event.modality in {"actual", "ongoing"}
    turned = earlier.polarity == "negative" and later.polarity == "positive"
    return plain and turned and earlier.event.modality == later.event.modality and _same_event(earlier, later, strict=True)


def _credits_adversary(other: Claim, claim: Claim) -> bool:
    """A party that suffers the claimant says as a fact that he has given way: the defender says that the attacker has left."""
    actor = claim.event.actor.country if claim.event.actor else None
    mine, theirs = claim.speaker.country, other.speaker.country
    if other.kind != "fact" or other.speaker.standing != "party" or other.event.modality != "actual":
        return False
    if claim.polarity != "positive" or other.polarity != "positive" or claim.event.root not in GIVING_WAY:
        return False
    if not (actor and mine == actor and theirs and theirs != actor):
        return False
    place, recipient = claim.event.place, claim.event.recipient
    sufferers = {place.country if place else None, recipient.country if recipient else None}
    return theirs in sufferers and _same_event(claim, other, strict=True)


def _same_event(a: Claim, b: Claim, *, strict: bool = False) -> bool:
    """Same kind, hands, place and time. Strict: the very kind, and nothing unknown in hands and place."""
    x, y = a.event, b.event
    if strict and (x.mode is None or x.mode != y.mode or x.actor is None or y.actor is None):
        return False
    wanted = {"fits"} if strict else {"fits", "loose", "unknown"}
    hands = fitting.actor(x.actor, y.actor).degree
    if hands not in wanted or not meet(a, b):
        return False
    where = fitting.place(x.place, y.place).degree
    return where in wanted and not where == hands == "unknown"


def meet(a: Claim, b: Claim) -> bool:
    """Their times touch."""
    return fitting.timing(bounded(a), bounded(b)).where == "within"


def _taken_back(claim: Claim) -> Evidence | None:
    back = claim.withdrawn
    if back is None or not back.untrue or claim.kind != "fact":
        return None
    return Evidence(
        claim=claim.id,
        cls="conceded",
        relation="refutes",
        weight=-CONCEDED,
        group=back.statement,
        source=claim.speaker.name or claim.speaker.organisation or claim.speaker.surface,
        url="",
        quote="",
        why="the side calls its own claim untrue",
        published=back.published,
    )


def evidence(claim: Claim, other: Claim, cls: EvidenceClass, relation: Relation, why: str) -> Evidence:
    """The other claim's first utterance as evidence for or against the claim."""
    said = other.utterances[0]
    strength = {"conceded": CONCEDED, "told-party": TOLD_PARTY}.get(cls, TOLD_INDEPENDENT)
    return Evidence(
        claim=claim.id,
        cls=cls,
        relation=relation,
        weight=strength if relation == "supports" else -strength,
        group=said.group,
        source=other.speaker.name or other.speaker.organisation or other.speaker.surface,
        url=said.url,
        quote=said.text,
        why=why,
        published=said.published,
        start=said.start,
        end=said.end,
    )
