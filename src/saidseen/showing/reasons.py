"""Reasons in one sentence: why a claim wants a look, why a verdict changed, what becomes of it without one group."""

from __future__ import annotations

from collections.abc import Iterable

from saidseen.showing.moments import day, ending, minute
from saidseen.showing.sentences import listing, sources, the
from saidseen.showing.terminal import one_line, percent
from saidseen.showing.views import ClaimRow, who
from saidseen.showing.views.diff import Change
from saidseen.showing.views.due import Wanted
from saidseen.things import Case, Evidence, TrackRecord
from saidseen.weighing.causes import Cause
from saidseen.weighing.leaving import Left
from saidseen.weighing.looking import Look
from saidseen.weighing.verdict import signed

SIDES = {"supports": "for it", "refutes": "against it", "neutral": "neither for nor against it"}


def closing_reason(row: ClaimRow) -> str:
    """Why the claim is due: its window is about to close."""
    end = row.case.claim.window.end
    assumed = " (the words give no date)" if row.case.claim.window.assumed else ""
    return f"Its time is over by {ending(end)}{assumed}, and nothing has settled it." if end else ""


def look_reason(wanted: Wanted, look: Look) -> str:
    """One reason to look at the claim."""
    names, status = listing(sources(look.evidence)), wanted.row.verdict.status
    if look.want == "both-sides":
        return f"What is known from those who are no party points both ways: {_both(look.evidence)}."
    if look.want == "loose-fits":
        return (
            f"It is {status} by what fits only loosely ({names}); something that fits closely would bear that out or unsettle it."
        )
    if look.want == "one-group":
        return f"It is {status} by a single origin ({names}); a second, independent one would bear that out or unsettle it."
    if look.want == "nobody-looked":
        way = "for it" if sum(map(signed, look.evidence)) > 0 else "against it"
        return (
            f"What is told speaks {way} ({names}), but nobody is known to have looked there and then; {could_look(wanted.row)}."
        )
    end = wanted.row.case.claim.window.end
    return f"Nobody said by when: it is a rule's assumption that its time is over by {ending(end)}." if end else ""


def could_look(row: ClaimRow) -> str:
    """Which sensors or registers of the test could tell."""
    able = listing(row.case.claim.test.sensors)
    return f"these could: {able}" if able else "no sensor is known that could"


def to_look_for(row: ClaimRow) -> str:
    """What would have to be seen for the claim, and what against it."""
    test = row.case.claim.test
    return one_line(f"for it: {'; '.join(test.supports) or 'nothing'}; against it: {'; '.join(test.refutes) or 'nothing'}")


def _both(evidence: Iterable[Evidence]) -> str:
    found = list(evidence)
    parts = [
        f"{listing(sources(some))} {SIDES[relation]}"
        for relation in ("supports", "refutes")
        if (some := [e for e in found if e.relation == relation])
    ]
    return ", ".join(parts)


def piece(evidence: Evidence) -> str:
    """A piece of evidence in a line: who, when, which way, and the words."""
    when = f", {minute(evidence.published)}" if evidence.published else ""
    quote = f': "{evidence.quote}"' if evidence.quote else ""
    names = evidence.source or "an observer who is not named"
    return one_line(f"{names}{when}, {SIDES[evidence.relation]} ({evidence.cls}, group {evidence.group}){quote}")


def cause_reason(change: Change, cause: Cause) -> str:
    """What made the difference, in one line. Untrusted words in it are harmless."""
    claim = change.row.case.claim
    if cause.why == "evidence":
        more = f" (and {len(cause.evidence) - 1} more of the same group)" if len(cause.evidence) > 1 else ""
        return f"{piece(cause.evidence[0])}{more}"
    if cause.why == "correction":
        return _corrected(change.row.case, cause)
    if cause.why == "window":
        return (
            f"time alone: its window closed by {ending(claim.window.end)}"
            if claim.window.end
            else "time alone: its window closed"
        )
    if cause.why == "withdrawal":
        back = claim.withdrawn
        when = f" on {day(back.published)}" if back and back.published else ""
        return one_line(f"{the(claim.side)} took it back{when}" if back else f"{the(claim.side)} no longer takes it back")
    if cause.why == "record":
        before, after = change.records
        return one_line(f"the track record of {the(claim.side)}: {_record(before)} before, {_record(after)} now")
    return "; ".join(reviewed(change)) or "a person's review"


def _corrected(after: Case, cause: Cause) -> str:
    """Which document was corrected, and what it no longer says or says now."""
    now = set(after.evidence)
    words = [f'{"now" if e in now else "no longer"} {SIDES[e.relation]}: "{e.quote}"' for e in cause.evidence]
    return one_line(f"a correction of {cause.evidence[0].url}; {'; '.join(words)}")


def _record(record: TrackRecord | None) -> str:
    """Held of settled."""
    whole = record.held + record.failed if record else 0
    return f"{record.held} of {whole} other settled claims held" if record and whole else "no other settled claims"


def reviewed(change: Change) -> list[str]:
    """The reviews between, each with its person and reason."""
    found = []
    for r in change.reviews:
        more = f" to {r.grade}" if r.grade else f" into {r.into}" if r.into else ""
        found.append(one_line(f"review by {r.who}: {r.action}{more}, {r.why}"))
    return found


def first_said(row: ClaimRow) -> str:
    """Who brought a new claim up, where and when."""
    first = row.case.claim.utterances[0]
    when = f", {minute(first.published)}" if first.published else ", no date"
    quote = row.quotes[0] if row.quotes else first.text
    return one_line(f'first said by {who(row.case.claim.speaker)}: "{quote}" ({first.outlet or first.url}{when})')


def gone_reason(change: Change) -> str:
    """What became of a claim that is no more."""
    corrected = sorted({u.url for u in change.row.case.claim.utterances if u.until is not None})
    if corrected:
        return one_line(f"corrected away: {listing(corrected)} no longer says it")
    return "; ".join(reviewed(change)) or "its statements now stand with another claim"


def share(cause: Cause, of: int) -> str:
    """How a cause makes the difference, where it is not the only one named."""
    if of == 1:
        return ""
    if cause.instead:
        return "no part of it, but would have changed the verdict had the others not come"
    if cause.alone:
        return "enough alone, and indispensable" if cause.needed else "enough alone, and so is another"
    return "indispensable, and not enough alone" if cause.needed else "counts together with others"


def left_reason(row: ClaimRow, left: Left) -> str:
    """What becomes of a verdict without one group."""
    verdict = left.verdict
    if left.hangs:
        return f"{verdict.status}, {percent(verdict.probability)} (hangs on it)"
    same = percent(verdict.probability) == percent(row.verdict.probability)
    return "as it is" if same else f"{verdict.status}, {percent(verdict.probability)}"
