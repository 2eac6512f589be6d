"""The judge: a pure function of a case and a moment. The same case gives the same verdict anywhere, in any order of its evidence.

What is heard moves the probability between 0.20 and 0.80 and settles nothing; one group has one vote each way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import exp, log

from saidseen.knowing import testtable
from saidseen.things import SETTLING, Case, Claim, Evidence, EvidenceClass, Status, Verdict
from saidseen.weighing.reliability import grade, prior_log_odds


class Rule(StrEnum):
    """The rules of the law, one for each way to a status."""

    SEEN_FOR = "seen-for"
    SEEN_AGAINST = "seen-against"
    SEEN_BOTH = "seen-both"
    IMPOSSIBLE = "made-impossible"
    TAKEN_BACK_AS_UNTRUE = "taken-back-as-untrue"
    TAKEN_BACK = "taken-back"
    SEEN_TOO_WEAK = "seen-too-weak"
    NOTHING_SEEN = "nothing-seen"
    WINDOW_OPEN = "window-open"
    NO_WINDOW = "condition-not-dated"
    WINDOW_CLOSED = "window-closed"


SENTENCES: dict[Rule, str] = {
    Rule.SEEN_FOR: "what was seen supports it ({votes}) and nothing seen speaks against it",
    Rule.SEEN_AGAINST: "what was seen refutes it ({votes}) and nothing seen speaks for it",
    Rule.SEEN_BOTH: "what was seen speaks both for and against it ({votes})",
    Rule.IMPOSSIBLE: "what was seen makes it impossible before its time is up ({votes})",
    Rule.TAKEN_BACK_AS_UNTRUE: "the side itself calls its claim untrue",
    Rule.TAKEN_BACK: "the side took it back and nothing seen had settled it",
    Rule.SEEN_TOO_WEAK: "what was seen ({votes}) fits too loosely to settle it",
    Rule.NOTHING_SEEN: "nothing has been seen that settles it, and what is heard settles nothing",
    Rule.WINDOW_OPEN: "its time runs until {until} and nothing seen settles it yet",
    Rule.NO_WINDOW: "its condition is not dated or its time is open, and nothing seen settles it yet",
    Rule.WINDOW_CLOSED: "its time ended {until} and nothing seen settled it either way",
}

TOLD_BOUND = log(0.80 / 0.20)
"""What is told moves the probability between 0.20 and 0.80, no further: the law."""

CAPS: dict[EvidenceClass, float] = {
    "seen-direct": 4.0,
    "seen-reported": 3.0,
    "conceded": 3.5,
    "told-independent": 0.7,
    "told-party": 0.4,
    "echo": 0.0,
}
"""The most that one group may weigh, in log odds. Chosen so that one full observation, against the worst track record, still
gives 0.90 (3.0 - 0.62 = 2.38, p = .915), and that a told group moves even odds by a tenth (party) or by two tenths (no party)."""

VOTE = 0.5
"""Below this weight (likelihood ratio 1.6) a settling class does not vote: it is as good as neutral."""

SURE, REFUTED = 0.90, 0.10
"""Probabilities wanted for confirmed and contradicted: the law."""

FLOOR, CEILING = 0.01, 0.99
"""Never 0 or 100 %: ICD 203."""

JUST_BELOW = 0.01
"""A status other than confirmed or contradicted keeps this far from their thresholds, so that words and status agree."""

ESTIMATIVE: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
"""Upper ends of the words of estimative probability, ICD 203; above the last: almost certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The votes of a case as of a moment: settling groups each way, and log odds of what was seen and of what was told."""

    supporting: int
    refuting: int
    seen: float
    told: float
    probability: float


def judge(case: Case, as_of: datetime) -> Verdict:
    """The verdict on the claim as of a moment.

    Evidence without a date cannot be shown to have been known by then and is left out: whoever builds the case dates it by its
    delivery where nothing says when it was published.
    """
    claim = case.claim
    known = tuple(e for e in case.evidence if e.published is not None and e.published <= as_of)
    then = replace(case, evidence=known)
    balance = _balance(then)
    status, rule = _status(claim, balance, as_of)
    probability = round(_fitting(balance, status), 4)
    return Verdict(
        claim=claim.id,
        as_of=as_of,
        status=status,
        probability=probability,
        words=words(probability),
        grade=grade(then),
        rule=rule.value,
        why=_why(rule, balance, claim),
        would_change=_would_change(claim, status),
        evidence=tuple(sorted(known, key=_order)),
    )


def words(probability: float) -> str:
    """The ICD 203 expression for a probability."""
    return next((name for end, name in ESTIMATIVE if probability <= end), "almost certain")


def votes(evidence: Iterable[Evidence]) -> list[Evidence]:
    """One vote a group and relation: its strongest evidence. Neutral evidence and echoes do not vote."""
    best: dict[tuple[str, str, bool], Evidence] = {}
    for e in evidence:
        if e.relation == "neutral" or e.cls == "echo" or (e.cls in SETTLING and abs(e.weight) < VOTE):
            continue
        key = (e.group, e.relation, e.cls in SETTLING)
        if key not in best or (strength(e), _order(e)) > (strength(best[key]), _order(best[key])):
            best[key] = e
    return [best[key] for key in sorted(best)]


def strength(e: Evidence) -> float:
    """What a piece weighs at most in log odds: its weight, capped by its class."""
    return min(abs(e.weight), CAPS[e.cls])


def signed(e: Evidence) -> float:
    """Its strength, above zero where it supports and below where it refutes."""
    return strength(e) if e.relation == "supports" else -strength(e)


def _balance(case: Case) -> Balance:
    """Log odds from the prior. What is told is bounded together with the prior; beside what was seen it holds only where it says
    the same and says it more strongly, so that a weak sight never takes away from what it supports."""
    cast = votes(case.evidence)
    settling = [e for e in cast if e.cls in SETTLING]
    prior = prior_log_odds(case.record)
    seen = sum(signed(e) for e in settling)
    told = max(-TOLD_BOUND, min(TOLD_BOUND, prior + sum(signed(e) for e in cast if e.cls not in SETTLING)))
    return Balance(
        supporting=sum(e.relation == "supports" for e in settling),
        refuting=sum(e.relation == "refutes" for e in settling),
        seen=seen,
        told=told,
        probability=_probability(_together(prior + seen, told, seen) if settling else told),
    )


def _together(sight: float, told: float, seen: float) -> float:
    """Log odds of both, by the way in which what was seen points; where that is neither way, hearsay says nothing."""
    if not seen:
        return sight
    return max(sight, told) if seen > 0 else min(sight, told)


def _probability(log_odds: float) -> float:
    return max(FLOOR, min(CEILING, 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))))


def _status(claim: Claim, balance: Balance, as_of: datetime) -> tuple[Status, Rule]:
    """The exact rules. A settled status goes before a withdrawal; a side that calls its own claim of fact untrue concedes."""
    settled = _settled(claim, balance, as_of)
    if settled is not None:
        return settled
    back = claim.withdrawn if claim.withdrawn and claim.withdrawn.published and claim.withdrawn.published <= as_of else None
    if back is not None and back.untrue and claim.kind == "fact":
        return ("mixed", Rule.SEEN_BOTH) if balance.supporting else ("contradicted", Rule.TAKEN_BACK_AS_UNTRUE)
    closed = claim.window.end is not None and claim.window.end <= as_of
    in_time = back is not None and not (claim.window.end and back.published and claim.window.end <= back.published)
    if back is not None and (claim.kind == "fact" or in_time):
        return "withdrawn", Rule.TAKEN_BACK
    if claim.kind == "fact":
        return "unverified", Rule.SEEN_TOO_WEAK if balance.supporting or balance.refuting else Rule.NOTHING_SEEN
    if closed:
        return "expired", Rule.WINDOW_CLOSED
    return "too-early", Rule.NO_WINDOW if claim.window.end is None else Rule.WINDOW_OPEN


def _settled(claim: Claim, balance: Balance, as_of: datetime) -> tuple[Status, Rule] | None:
    """The status that settling groups give, if any.

    What is to come is decided early only by what cannot be undone: that the alleged event happened (which fulfils a claim and
    breaks a denial), or one breach of what was to be kept. That it has not happened yet decides only when the window has closed.
    """
    if balance.supporting and balance.refuting:
        return "mixed", Rule.SEEN_BOTH
    waits = claim.kind != "fact" and (claim.window.end is None or claim.window.end > as_of)
    kept = testtable.row(claim.event.root, claim.event.mode).kept
    keeping = claim.polarity == "negative" or kept
    if balance.supporting and balance.probability >= SURE and not (waits and keeping):
        return "confirmed", Rule.SEEN_FOR
    if balance.refuting and balance.probability <= REFUTED and not (waits and not keeping):
        return "contradicted", Rule.IMPOSSIBLE if waits else Rule.SEEN_AGAINST
    return None


def _fitting(balance: Balance, status: Status) -> float:
    """The probability, kept consistent with the status."""
    p = balance.probability
    if status == "confirmed":
        return max(p, SURE)
    if status == "contradicted":
        return min(p, REFUTED)
    if balance.supporting or balance.refuting:
        return max(REFUTED + JUST_BELOW, min(SURE - JUST_BELOW, p))
    return max(0.20, min(0.80, p))


def _why(rule: Rule, balance: Balance, claim: Claim) -> str:
    sides = [(balance.supporting, "for"), (balance.refuting, "against")]
    count = ", ".join(f"{n} independent {'group' if n == 1 else 'groups'} {side}" for n, side in sides if n)
    sentence = SENTENCES[rule].format(votes=count or "its own words", until=_day(claim.window.end))
    return f"Rule {rule.value}: {sentence}."


def _would_change(claim: Claim, status: Status) -> str:
    """The test's observations that are still lacking, in a sentence or two."""
    for_it, against_it = (
        "; ".join(found[:1]) or "nothing that could be seen" for found in (claim.test.supports, claim.test.refutes)
    )
    if status == "confirmed":
        return f"What would make it mixed: {against_it}."
    if status == "contradicted":
        return f"What would make it mixed: {for_it}."
    if status == "mixed":
        return "Only a correction or withdrawal of what was seen on one side would change it."
    return f"What would confirm it: {for_it}. What would contradict it: {against_it}."


def _day(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else "no date given"


def _order(e: Evidence) -> tuple[str, ...]:
    """A total order, so that no verdict depends on the order in which evidence came."""
    when = e.published.isoformat() if e.published else ""
    weight = f"{e.weight:.6f}", repr(e.weight)  # the last tells apart what differs in no place that is shown
    return (when, e.cls, e.relation, e.group, e.url, e.source, e.quote, e.why, e.observation or "", *weight)
