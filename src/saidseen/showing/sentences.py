"""Verdicts in plain sentences that can be printed, each with the numbers of the evidence that it rests on.

How likely a claim is and how far its source can be trusted are told in sentences of their own (ICD 203 forbids to mix them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saidseen.showing.moments import day, minute
from saidseen.showing.terminal import percent
from saidseen.showing.views import ClaimRow
from saidseen.things import SETTLING, Case, Claim, Evidence
from saidseen.weighing.reliability import ENOUGH, prior_log_odds
from saidseen.weighing.verdict import Rule, votes

RELIABILITY: dict[str, str] = {
    "A": "the source is reliable by its record",
    "B": "the source is usually reliable by its record",
    "C": "the source is fairly reliable by its record",
    "D": "the source is not usually reliable by its record",
    "E": "the source is unreliable by its record",
    "F": f"the source cannot be judged, since fewer than {ENOUGH} such claims of its side have been settled",
}
"""The letters of the Admiralty code in its own words (STANAG 2511)."""

CREDIBILITY: dict[str, str] = {
    "1": "what it says was seen by two independent groups or more",
    "2": "what it says was seen by one group",
    "3": "what it says was seen both ways, or is only told",
    "4": "others who are no party tell the opposite",
    "5": "the opposite was seen",
    "6": "what it says cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, and the numbers in the list of evidence (from 1) that it rests on; they stand in it as ``[1]``."""

    text: str
    rests_on: tuple[int, ...] = ()


def numbered(case: Case) -> tuple[Evidence, ...]:
    """The evidence in the order in which it is listed: what weighs, weightiest first, then what decides nothing."""
    return tuple(
        sorted(
            case.evidence,
            key=lambda e: (
                e.relation == "neutral",
                -abs(e.weight),
                e.published is None,
                e.published and e.published.isoformat(),
                e.url,
                e.start or 0,
            ),
        )
    )


class Listed:
    """A claim's evidence with its numbers."""

    def __init__(self, case: Case) -> None:
        self.all = numbered(case)
        self._number = {id(e): n for n, e in enumerate(self.all, 1)}

    def marks(self, some: Iterable[Evidence]) -> str:
        return "".join(f"[{n}]" for n in self.numbers(some))

    def numbers(self, some: Iterable[Evidence]) -> tuple[int, ...]:
        return tuple(sorted({self._number[id(e)] for e in some}))

    def sentence(self, text: str, rests_on: Iterable[Evidence] = ()) -> Sentence:
        return Sentence(text=text, rests_on=self.numbers(rests_on))


def listing(words: Sequence[str]) -> str:
    """Words as in prose: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def sources(some: Iterable[Evidence]) -> list[str]:
    """Who it comes from, each once, in the order given."""
    return list(dict.fromkeys(e.source or "an observer who is not named" for e in some))


def explanation(row: ClaimRow) -> tuple[Sentence, ...]:
    """Why the verdict is what it is: what settles it or is wanting, who says so, the record, how likely it is."""
    listed = Listed(row.case)
    weighing = [e for e in listed.all if e.relation != "neutral" and e.cls != "echo"]
    settling = [e for e in weighing if e.cls in SETTLING]
    told = [e for e in weighing if e.cls not in SETTLING]
    found = [_outcome(row, settling, listed), *_origins(row, settling, listed), *_told(told, settling, listed)]
    found += [*_record(row.case), _likelihood(row, bare=not weighing), *_neutral(listed)]
    return tuple(found)


def _outcome(row: ClaimRow, settling: Sequence[Evidence], listed: Listed) -> Sentence:
    """The status and what it rests on."""
    claim, verdict, voting = row.case.claim, row.verdict, votes(row.case.evidence)
    of = {(e.group, e.relation) for e in voting if e.cls in SETTLING}
    cast = [e for e in settling if (e.group, e.relation) in of]
    both = [_seen([e for e in cast if e.relation == relation], relation, listed) for relation in ("supports", "refutes")]
    seen = ", and ".join(part for part in both if part)
    if verdict.rule == Rule.TAKEN_BACK_AS_UNTRUE:
        return listed.sentence(f"The claim is contradicted: {claim.side} itself calls it untrue{_on(claim)}.")
    if verdict.status == "withdrawn":
        return listed.sentence(f"{claim.side} took the claim back{_on(claim)}, before anything seen had settled it.")
    if verdict.status in {"confirmed", "contradicted"}:
        other = "against" if verdict.status == "confirmed" else "for"
        early = " before its time is up" if verdict.rule == Rule.IMPOSSIBLE else ""
        return listed.sentence(f"The claim is {verdict.status}{early}: {seen}, and nothing seen speaks {other} it.", cast)
    if verdict.status == "mixed":
        return listed.sentence(f"The evidence is mixed: {seen or 'what was seen points both ways'}.", cast)
    return _open(row, seen, cast, listed)


def _open(row: ClaimRow, seen: str, cast: Sequence[Evidence], listed: Listed) -> Sentence:
    """The status of a claim that nothing has settled, and what stands in the way."""
    end = row.case.claim.window.end
    weak = f"{_capital(seen)}, but not closely enough to settle the claim" if seen else ""
    if row.verdict.status == "unverified":
        return listed.sentence(f"{weak or 'Nobody has yet seen anything that would settle the claim'}.", cast)
    if row.verdict.status == "expired":
        when = f"on {minute(end)}" if end else "at a moment that is not known"
        had = "what was seen had not settled it" if seen else "nothing that would settle it had been seen"
        return listed.sentence(f"The time of the claim ran out {when}, and {had}{f': {seen}' if seen else ''}.", cast)
    until = f"its time runs until {minute(end)}" if end else "it depends on a condition or a date that is not known"
    return listed.sentence(f"It is too early to tell: {until}.{f' {weak}.' if weak else ''}", cast)


def _seen(some: Sequence[Evidence], relation: str, listed: Listed) -> str:
    """Who saw or conceded what speaks for or against the claim, with the numbers."""
    speaks = "bears it out" if relation == "supports" else "speaks against it"
    parts = []
    for cls, opening in (("seen-direct", "what was measured by"), ("seen-reported", "what was seen by"), ("conceded", "")):
        found = [e for e in some if e.cls == cls]
        names = listing(sources(found)) if found else ""
        if found and opening:
            parts.append(f"{opening} {names} {speaks} {listed.marks(found)}")
        elif found:
            concede = "concede" if len(sources(found)) > 1 else "concedes"
            parts.append(f"{names} {concede} {'it' if relation == 'supports' else 'the opposite'} {listed.marks(found)}")
    return ", and ".join(parts)


def _origins(row: ClaimRow, settling: Sequence[Evidence], listed: Listed) -> list[Sentence]:
    """Which pieces count as one, and whether a single origin decides."""
    groups = {e.group: [x for x in settling if x.group == e.group and x.relation == e.relation] for e in settling}
    shared = [found for found in groups.values() if len(found) > 1]
    out = [listed.sentence(f"{listed.marks(found)} have one origin and count once.", found) for found in shared]
    if row.verdict.status in {"confirmed", "contradicted"} and len({e.group for e in settling}) == 1:
        out.append(Sentence(text="That rests on a single origin; the ledger holds no second, independent one."))
    return out


def _told(told: Sequence[Evidence], settling: Sequence[Evidence], listed: Listed) -> list[Sentence]:
    """Who merely says the same or the opposite."""
    parts = []
    for relation, what in (("supports", "the same"), ("refutes", "the opposite")):
        found = [e for e in told if e.relation == relation]
        if found:
            names = sources(found)
            parts.append(f"{listing(names)} {'say' if len(names) > 1 else 'says'} {what} {listed.marks(found)}")
    if not parts:
        return []
    why = "which settles nothing" if settling else "which moves the probability a little and settles nothing"
    return [listed.sentence(f"{_capital('; '.join(parts))}, {why}.", told)]


def _record(case: Case) -> list[Sentence]:
    """The record of the side, where it counts."""
    record = case.record
    if record is None or not prior_log_odds(record):
        return []
    way = "for" if prior_log_odds(record) > 0 else "against"
    whole = record.held + record.failed
    kind = "claims of fact" if case.claim.kind == "fact" else f"{case.claim.kind}s"
    return [
        Sentence(
            text=f"Of {whole} other {kind} by {case.claim.side} that were settled, {record.held} held, which counts {way} it."
        )
    ]


def _likelihood(row: ClaimRow, *, bare: bool) -> Sentence:
    """How likely it is, in the words of ICD 203 and nothing else."""
    words, number = row.verdict.words, percent(row.verdict.probability)
    if bare and words == "roughly even chance":
        return Sentence(text=f"Nothing speaks either way, so the odds are left even ({number}).")
    chance = f"a {words}" if words == "roughly even chance" else words
    opening = f"There is {chance}" if words.endswith("chance") else f"It is {words}"
    return Sentence(text=f"{opening} ({number}) that {_truth(row)}.")


def _truth(row: ClaimRow) -> str:
    """What the probability is of, in the tense of the moment."""
    claim = row.case.claim
    if claim.kind == "fact":
        return "the denial is true" if claim.polarity == "negative" else "the claim is true"
    noun = {"pledge": "promise", "threat": "threat", "demand": "demand", "forecast": "forecast"}[claim.kind]
    over = row.verdict.status in {"confirmed", "contradicted", "expired"}
    verbs = {
        "pledge": ("will be kept", "was kept"),
        "demand": ("will be met", "was met"),
        "threat": ("will be carried out", "was carried out"),
    }
    ahead, back = verbs.get(claim.kind, ("will come true", "came true"))
    return f"the {noun} {back if over else ahead}"


def _neutral(listed: Listed) -> list[Sentence]:
    found = [e for e in listed.all if e.relation == "neutral"]
    if not found:
        return []
    first, last = listed.numbers(found)[0], listed.numbers(found)[-1]
    span = f"[{first}]" if first == last else f"[{first}] to [{last}]"
    what = "One further report was" if len(found) == 1 else f"{len(found)} further reports were"
    return [listed.sentence(f"{what} looked at and {'decides' if len(found) == 1 else 'decide'} nothing {span}.", found)]


def grade_words(grade: str, *, by_hand: bool) -> str:
    """The Admiralty grade explained; a person's own grade is only named."""
    if by_hand:
        return f"Grade {grade}, given by a person."
    return f"Grade {grade}: {RELIABILITY[grade[0]]}; {CREDIBILITY[grade[1]]}."


def _on(claim: Claim) -> str:
    back = claim.withdrawn
    return f" on {day(back.published)}" if back and back.published else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
