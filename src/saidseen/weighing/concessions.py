"""What sides say about one another's claims: admissions against interest, which settle, and mere contradiction, which does not.

Conservative: only a strong fit of kind, hands, place and time makes a concession.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from saidseen.knowing import ontology, testtable
from saidseen.things import Claim, Evidence, EvidenceClass, Interval, Relation, Withdrawal
from saidseen.weighing import fitting

CONCEDED = 3.5
"""Log likelihood ratio of an admission against interest: parties seldom invent what harms them (about 3 of 100 admissions)."""

TOLD_PARTY, TOLD_INDEPENDENT = 0.4, 0.7
"""Log likelihood ratios of what is told: three to two by a party, two to one by someone who is none."""

GIVING_WAY = frozenset({"RETREAT", "CONCEDE", "AID"})
"""Roots of deeds that do their doer credit, so that the adversary has an interest to deny them."""


def concessions(claims: Sequence[Claim]) -> list[Evidence]:
    """Evidence of the class ``conceded``, in the order of the claims that it bears on.

    A side admits its own deed that it denied; it says to its adversary's credit that he has given way; it calls its own claim of
    fact untrue.
    """
    found = [e for claim in claims if (e := _taken_back(claim)) is not None]
    for claim, other in _same_root(claims):
        if other.side == claim.side and _admits(other, claim):
            found.append(evidence(claim, other, "conceded", "refutes", "the side now states what it denied"))
        elif other.side != claim.side and _admission_for(claim, other, claims):
            found.append(evidence(claim, other, "conceded", "supports", "the side states of itself what it had denied"))
        elif other.side != claim.side and _credits_adversary(other, claim):
            found.append(evidence(claim, other, "conceded", "supports", "the adversary, whom it does not suit, says so too"))
    return sorted(found, key=lambda e: (e.claim, e.published.isoformat() if e.published else "", e.source, e.url))


def withdrawals(claims: Sequence[Claim]) -> dict[str, Withdrawal]:
    """What sides took back, by claim id: the side later says the opposite of the very claim. The first time counts.

    ``untrue`` where it calls its own claim of fact untrue in so many words. A denial that is followed by an admission is no
    withdrawal but a concession (see ``concessions``).
    """
    found: dict[str, tuple[datetime, Withdrawal]] = {}
    for claim, later in _same_root(claims):
        said, back = first(claim), first(later)
        if said is None or back is None or back <= said or not _takes_back(claim, later):
            continue
        if claim.id not in found or (back, later.id) < (found[claim.id][0], found[claim.id][1].statement):
            untrue = claim.kind == "fact" and testtable.has("untrue", later.text)
            found[claim.id] = back, Withdrawal(statement=later.utterances[0].statement.id, published=back, untrue=untrue)
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


def told(claims: Sequence[Claim]) -> list[Evidence]:
    """What other sides say of the same event: small weights, which settle nothing."""
    found: list[Evidence] = []
    for claim, other in _same_root(claims):
        if other.side == claim.side or other.kind != "fact" or not _same_event(claim, other):
            continue
        cls: EvidenceClass = "told-party" if other.speaker.standing == "party" else "told-independent"
        agrees = other.polarity == claim.polarity
        why = f"{other.side} says {'the same' if agrees else 'the opposite'}"
        found.append(evidence(claim, other, cls, "supports" if agrees else "refutes", why))
    return sorted(found, key=lambda e: (e.claim, e.published.isoformat() if e.published else "", e.source, e.url))


def _same_root(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Ordered pairs of claims on the same root and kind, or on roots whose kinds are kin: buckets keep it from all pairs."""
    buckets: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[claim.event.mode or claim.event.root].append(claim)
    for claim in claims:
        names = ontology.kin(claim.event.mode) or {claim.event.root}
        for name in sorted(names):
            yield from ((claim, other) for other in buckets.get(name, ()) if other.id != claim.id)


def _admits(later: Claim, earlier: Claim) -> bool:
    """A denial, then, later, the plain statement of the side's own deed."""
    before, after = first(earlier), first(later)
    doer = later.event.actor.country if later.event.actor else None
    if doer is None or doer != later.speaker.country or before is None or after is None or after <= before:
        return False
    plain = earlier.kind == later.kind == "fact" and later.event.modality in {"actual", "ongoing"}
    turned = earlier.polarity == "negative" and later.polarity == "positive"
    return plain and turned and earlier.event.modality == later.event.modality and _same_event(earlier, later, strict=True)


def _admission_for(claim: Claim, admission: Claim, claims: Sequence[Claim]) -> bool:
    """Another side's claim of the deed gains by the admission, where the deed was denied before."""
    if claim.polarity != "positive" or admission.polarity != "positive" or not _same_event(claim, admission, strict=True):
        return False
    return any(d.side == admission.side and d.id != admission.id and _admits(admission, d) for d in claims)


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
    if strict and (a.event.mode is None or a.event.mode != b.event.mode):
        return False
    wanted = {"fits"} if strict else {"fits", "loose", "unknown"}
    where, hands = fitting.place(a.event.place, b.event.place), fitting.actor(a.event.actor, b.event.actor)
    known = not strict or (a.event.actor is not None and b.event.actor is not None)
    unknown_both = where.degree == hands.degree == "unknown"
    return known and where.degree in wanted and hands.degree in wanted and not unknown_both and meet(a, b)


def meet(a: Claim, b: Claim) -> bool:
    """Their times touch."""
    return fitting.timing(_bounded(a), _bounded(b)).where == "within"


def _bounded(claim: Claim) -> Interval:
    """The window, its open sides bounded by the law's 30 days."""
    start, end, said = claim.window.start, claim.window.end, first(claim)
    if start is None and (end or said):
        anchor = end or said
        start = anchor - fitting.RECENT if anchor else None
    return Interval(start=start, end=end or (start + fitting.RECENT if start else None))


def first(claim: Claim) -> datetime | None:
    return min((u.published for u in claim.utterances if u.published), default=None)


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
