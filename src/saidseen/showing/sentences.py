"""Verdicts in plain sentences that can be printed, each with the numbers of the evidence that it rests on.

How likely a claim is and how far its source can be trusted are told in sentences of their own (ICD 203 forbids to mix them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saidseen.knowing import countries
from saidseen.showing.moments import day, ending
from saidseen.showing.terminal import percent
from saidseen.showing.views import ClaimRow
from saidseen.things import SETTLING, Case, Claim, Evidence
from saidseen.weighing.reliability import ENOUGH, prior_log_odds
from saidseen.weighing.verdict import VOTE, Rule, signed, votes

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
    "1": "what it says was seen by two independent observers or more",
    "2": "what it says was seen by one observer",
    "3": "both it and the opposite were seen, or others who are no party say the same",
    "4": "others who are no party say the opposite",
    "5": "the opposite was seen",
    "6": "its truth cannot be judged",
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
                (e.url, e.start or 0, e.cls, e.relation, e.quote, e.why),
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


def the(side: str) -> str:
    """A side as it stands in a sentence: "the United States", "Belarus"."""
    known = next((country.of for country in countries.every().values() if country.name == side), side)
    return f"the {side}" if known == side and side.endswith(("Republic", "Union", "Nations")) else known


def sources(some: Iterable[Evidence]) -> list[str]:
    """Who it comes from, each once, in the order given."""
    return list(dict.fromkeys(e.source or "an observer who is not named" for e in some))


def explanation(row: ClaimRow) -> tuple[Sentence, ...]:
    """Why the verdict is what it is: what settles it or is wanting, who says so, the record, how likely it is."""
    listed = Listed(row.case)
    counted = [e for e in listed.all if e.published is not None and e.published <= row.verdict.as_of]
    weighing = [e for e in counted if e.relation != "neutral" and e.cls != "echo"]
    settling = [e for e in weighing if e.cls in SETTLING and abs(e.weight) >= VOTE]
    leaning = [e for e in weighing if e.cls in SETTLING and abs(e.weight) < VOTE]
    told = [e for e in weighing if e.cls not in SETTLING]
    found = [_outcome(row, settling, listed), *_origins(row, settling, listed), *_leaning(leaning, listed)]
    found += [*_told(told, settling, listed), *_record(row.case)]
    found += [_likelihood(row, bare=not settling and not told), *_neutral(listed, alone=not weighing)]
    return tuple(found)


def _outcome(row: ClaimRow, settling: Sequence[Evidence], listed: Listed) -> Sentence:
    """The status and what it rests on."""
    claim, verdict = row.case.claim, row.verdict
    of = {(e.group, e.relation) for e in votes(verdict.evidence) if e.cls in SETTLING}
    cast = [e for e in settling if (e.group, e.relation) in of]
    both = [_seen([e for e in cast if e.relation == relation], relation, listed) for relation in ("supports", "refutes")]
    seen = ", and ".join(part for part in both if part)
    if verdict.rule == Rule.TAKEN_BACK_AS_UNTRUE:
        return listed.sentence(f"The claim is contradicted: {the(claim.side)} itself called it untrue{_on(claim)}.")
    if verdict.status == "withdrawn":
        return listed.sentence(f"{_capital(the(claim.side))} took it back{_on(claim)}, before anything seen had settled it.")
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
    weak = f"{_capital(seen)}, but not closely enough to settle it" if seen else ""
    if row.verdict.status == "unverified":
        return listed.sentence(f"{weak or 'Nothing has been seen yet that would settle the claim'}.", cast)
    if row.verdict.status == "expired":
        had = (
            f". {_capital(seen)}, but not closely enough to settle it"
            if seen
            else ", and nothing had been seen that would settle it"
        )
        over = f"The time for it was over by {ending(end)}" if end else "What it depended on can no longer come"
        return listed.sentence(f"{over}{had}.", cast)
    return listed.sentence(f"It is too early to tell: {time_left(row.case.claim)}.{f' {weak}.' if weak else ''}", cast)


def time_left(claim: Claim) -> str:
    """Until when a claim about what is to come is open."""
    if claim.window.end is not None:
        return f"there is time until {ending(claim.window.end)}"
    return "the condition that was named has no date yet" if claim.condition else "nobody has said by when"


def _seen(some: Sequence[Evidence], relation: str, listed: Listed) -> str:
    """Who saw or conceded what speaks for or against the claim, with the numbers."""
    speaks = "bears it out" if relation == "supports" else "speaks against it"
    parts = []
    for cls, verb in (("seen-direct", "measured"), ("seen-reported", "saw"), ("conceded", "")):
        found = [e for e in some if e.cls == cls]
        names = listing(sources(found)) if found else ""
        if found and verb:
            parts.append(f"what {names} {verb} {speaks} {listed.marks(found)}")
        elif found:
            concede = "concede" if len(sources(found)) > 1 else "concedes"
            parts.append(f"{names} {concede} {'it' if relation == 'supports' else 'the opposite'} {listed.marks(found)}")
    return ", and ".join(parts)


def _origins(row: ClaimRow, settling: Sequence[Evidence], listed: Listed) -> list[Sentence]:
    """Which pieces count as one, and whether a single origin decides."""
    groups = {(e.group, e.relation): [x for x in settling if (x.group, x.relation) == (e.group, e.relation)] for e in settling}
    shared = [found for found in groups.values() if len(found) > 1]
    out = [listed.sentence(f"{listed.marks(found)} have one origin and count once.", found) for found in shared]
    if row.verdict.status in {"confirmed", "contradicted"} and len({e.group for e in settling}) == 1:
        out.append(listed.sentence("That verdict rests on a single origin; no second, independent one is known.", settling))
    return out


def _leaning(leaning: Sequence[Evidence], listed: Listed) -> list[Sentence]:
    """What was seen and is too weak to have a vote."""
    parts = [
        f"what {listing(sources(found))} saw points {way} the claim {listed.marks(found)}"
        for relation, way in (("supports", "towards"), ("refutes", "away from"))
        if (found := [e for e in leaning if e.relation == relation])
    ]
    return [listed.sentence(f"{_capital('; '.join(parts))}, too faintly to count.", leaning)] if parts else []


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
    shifts = round(sum(signed(e) for e in votes(told)), 4) != 0
    why = ", and counts for nothing beside what was seen" if settling else ", and shifts the odds only a little" if shifts else ""
    return [listed.sentence(f"{_capital('; '.join(parts))}. What is only said settles nothing{why}.", told)]


def _record(case: Case) -> list[Sentence]:
    """The record of the side, where it counts."""
    record = case.record
    if record is None or not prior_log_odds(record):
        return []
    way = "for" if prior_log_odds(record) > 0 else "against"
    whole, held = record.held + record.failed, record.held or "none"
    kind = "claims of fact" if case.claim.kind == "fact" else f"{case.claim.kind}s"
    text = f"Of {whole} other {kind} by {the(case.claim.side)} that were settled, {held} held, which counts {way} it."
    return [Sentence(text=text)]


def _likelihood(row: ClaimRow, *, bare: bool) -> Sentence:
    """How likely it is, in the words of ICD 203 and nothing else."""
    words, number = row.verdict.words, percent(row.verdict.probability)
    if bare and words == "roughly even chance":
        return Sentence(text=f"Nothing that counts speaks for or against it, so the odds are left even ({number}).")
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


def _neutral(listed: Listed, *, alone: bool) -> list[Sentence]:
    """What was looked at and decides nothing; ``alone``: there is nothing else."""
    found = [e for e in listed.all if e.relation == "neutral"]
    if not found:
        return []
    first, last = listed.numbers(found)[0], listed.numbers(found)[-1]
    span = f"[{first}]" if first == last else f"[{first}]{' and ' if last == first + 1 else ' to '}[{last}]"
    more = "" if alone else " further"
    what = f"One{more} report was" if len(found) == 1 else f"{NUMERALS.get(len(found), len(found))}{more} reports were"
    return [listed.sentence(f"{what} looked at and {'decides' if len(found) == 1 else 'decide'} nothing {span}.", found)]


NUMERALS = dict(enumerate(("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"), 2))
"""No sentence begins with a figure below eleven."""


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
