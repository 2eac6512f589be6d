"""One question, one function, one frozen answer. The command line and every other face only render these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from saidseen.showing.asof import Judged, history, judged_at
from saidseen.things import Actor, Case, Document, Hearing, Interval, Observation, Review, Status, Utterance, Verdict
from saidseen.weighing.reviews import graded_sides, meant

if TYPE_CHECKING:
    from saidseen.ledger import Entry, Ledger

ORDER: tuple[Status, ...] = ("contradicted", "confirmed", "mixed", "too-early", "unverified", "expired", "withdrawn")
"""The order of a table: what is settled first, then what may still be settled."""

CONTEXT = 120
"""Characters shown on each side of a quote: about a sentence."""

EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch of a document with a little of what stands around it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its verdict. ``quotes`` are the exact words of its utterances, in their order."""

    case: Case
    verdict: Verdict
    quotes: tuple[str, ...] = ()

    @property
    def said(self) -> Interval:
        """When the claim was first made: as the words say, else when it was published."""
        first = self.case.claim.utterances[0]
        return first.statement.said or Interval(start=first.published, end=first.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsView:
    """Who claims what, as of a moment. ``total`` counts before the filters, ``undated`` what could not be placed in time."""

    as_of: datetime
    rows: tuple[ClaimRow, ...]
    total: int
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim in full. ``contexts`` go with the claim's utterances; a grade of its side is among the reviews."""

    row: ClaimRow
    contexts: tuple[Quoted, ...]
    history: tuple[Verdict, ...]
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document as it was understood. ``claims`` gives the claim that a statement belongs to, by statement id."""

    document: Document
    older: tuple[Document, ...]
    hearing: Hearing | None
    claims: dict[str, str] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()


def who(actor: Actor) -> str:
    """An actor in a few words: the name where known, else the role or the organisation, else the words of the text."""
    label = actor.name or " ".join(x for x in (actor.organisation, actor.role) if x) or actor.surface
    return f"{label} ({actor.country})" if actor.country and actor.country != label else label


def exact(utterance: Utterance) -> str | None:
    """The words between an utterance's offsets, where one span of its statement holds them; else only the document has them."""
    span = next((c for c in utterance.statement.content if c.start <= utterance.start and utterance.end <= c.end), None)
    return span.quote[utterance.start - span.start : utterance.end - span.start] if span else None


def quotes(ledger: Ledger, case: Case) -> tuple[str, ...]:
    """The exact words of each utterance of a claim. A document is only fetched where the content has gaps."""
    found = []
    for utterance in case.claim.utterances:
        words = exact(utterance)
        document = ledger.get(Document, utterance.statement.document) if words is None else None
        found.append(
            words if words is not None else document.text[utterance.start : utterance.end] if document else utterance.text
        )
    return tuple(found)


def sort_key(judged: Judged) -> tuple[int, float, str]:
    """Settled first; within a status the newest first."""
    case, verdict = judged
    newest = max((u.published or EARLIEST for u in case.claim.utterances), default=EARLIEST)
    return (ORDER.index(verdict.status), -(newest - EARLIEST).total_seconds(), case.claim.id)


def speaks(case: Case, wanted: str) -> bool:
    """Whether the words stand in the name, role, organisation, country or side of whoever makes the claim."""
    actor = case.claim.speaker
    fields = (actor.name, actor.role, actor.organisation, actor.surface, actor.country, case.claim.side)
    return any(wanted.casefold() in f.casefold() for f in fields if f)


def touches(case: Case, urls: frozenset[str]) -> bool:
    """Whether a claim, or evidence on it, stands in one of the documents."""
    return any(u.url in urls for u in case.claim.utterances) or any(e.url in urls for e in case.evidence)


def reviews_by_claim(ledger: Ledger, cases: Iterable[Case]) -> dict[str, list[Review]]:
    """The reviews that stand, by the claim that each is about now, in the order in which they were entered."""
    found: dict[str, list[Review]] = {}
    all_claims = [case.claim for case in cases]
    for review in ledger.things(Review):
        about = meant(all_claims, review.claim, review.statements)
        if about is not None:
            found.setdefault(about.id, []).append(review)
    return found


def regraded(ledger: Ledger, cases: Iterable[Case], judged: Iterable[Judged]) -> list[Judged]:
    """The verdicts with persons' grades: a claim's own goes before its side's, which is only a letter."""
    letters = {side: review.grade for side, review in graded_sides(ledger.things(Review)).items()}
    own = {key: review.grade for key, reviews in reviews_by_claim(ledger, cases).items() for review in reviews if review.grade}
    return [
        (c, replace(v, grade=own.get(v.claim) or f"{letters.get(c.claim.side) or v.grade[0]}{v.grade[1:]}")) for c, v in judged
    ]


def claims(
    ledger: Ledger,
    *,
    as_of: datetime | None = None,
    status: str | None = None,
    speaker: str | None = None,
    urls: Iterable[str] | None = None,
) -> ClaimsView:
    """The claims and their verdicts as of a moment (now, where none is given). ``urls`` keeps those of certain documents."""
    now = datetime.now(UTC)
    moment = as_of or now
    cases = list(ledger.things(Case))
    judged = regraded(ledger, cases, judged_at(cases, moment, now))
    within = None if urls is None else frozenset(urls)
    kept = [
        (case, verdict)
        for case, verdict in sorted(judged, key=sort_key)
        if (status is None or verdict.status == status)
        and (speaker is None or speaks(case, speaker))
        and (within is None or touches(case, within))
    ]
    rows = tuple(ClaimRow(case=c, verdict=v, quotes=quotes(ledger, c)) for c, v in kept)
    undated = sum(all(u.published is None for u in c.claim.utterances) for c in cases) if moment < now else 0
    return ClaimsView(as_of=moment, rows=rows, total=len(judged), undated=undated)


def around(text: str, start: int, end: int) -> Quoted:
    """A quote with what stands around it in its paragraph, at most ``CONTEXT`` characters on each side, whole words."""
    before, after = text[:start].rpartition("\n\n")[2], text[end:].partition("\n\n")[0]
    if len(before) > CONTEXT:
        before = "\N{HORIZONTAL ELLIPSIS} " + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + " \N{HORIZONTAL ELLIPSIS}"
    return Quoted(before=before, quote=text[start:end], after=after)


def claim(ledger: Ledger, key: str, *, as_of: datetime | None = None) -> ClaimView | None:
    """One claim in full, by its id or a beginning of it that only one claim has; None where there is none as of the moment."""
    found = [row for row in claims(ledger, as_of=as_of).rows if row.case.claim.id.startswith(key)]
    row = next((r for r in found if r.case.claim.id == key), found[0] if len(found) == 1 else None)
    if row is None:
        return None
    contexts = []
    for utterance in row.case.claim.utterances:
        document = ledger.get(Document, utterance.statement.document)
        text = document.text if document else ""
        contexts.append(around(text, utterance.start, utterance.end))
    now = datetime.now(UTC) if as_of else row.verdict.as_of
    past = history(row.case, ledger.things(Case), row.verdict.as_of, now)
    of_side = graded_sides(ledger.things(Review)).get(row.case.claim.side)
    reviews = (*([of_side] if of_side else []), *reviews_by_claim(ledger, [row.case]).get(row.case.claim.id, []))
    return ClaimView(row=row, contexts=tuple(contexts), history=tuple(past), reviews=reviews)


def document(ledger: Ledger, url: str, *, as_of: datetime | None = None) -> DocumentView | None:
    """The newest version of a document as of the moment, with what was understood of it."""
    now = datetime.now(UTC)
    moment = as_of or now
    versions = [d for d in ledger.documents_by_url(url) if d.published is None or d.published <= moment]
    if not versions:
        return None
    *older, newest = versions
    of_statement = {
        u.statement.id: row.case.claim.id for row in claims(ledger, as_of=as_of).rows for u in row.case.claim.utterances
    }
    seen = tuple(o for o in ledger.things(Observation) if o.document == newest.id)
    hearing = ledger.get(Hearing, newest.id)
    return DocumentView(document=newest, older=tuple(older), hearing=hearing, claims=of_statement, observations=seen)


def log(ledger: Ledger, *, limit: int | None = None, as_of: datetime | None = None) -> tuple[Entry, ...]:
    """What happened to the ledger until the moment, newest first; at most ``limit`` entries."""
    if as_of is None:
        return tuple(reversed(list(ledger.log(limit))))
    entries = [entry for entry in ledger.log() if entry.recorded_at <= as_of]
    return tuple(reversed(entries[-limit:] if limit else entries))


def changed(before: ClaimsView | None, after: ClaimsView) -> dict[str, Status | None]:
    """By claim id, the status that a claim had before, for those whose status is another now; None for a new claim."""
    old: dict[str, Status] = {r.case.claim.id: r.verdict.status for r in before.rows} if before else {}
    now = {r.case.claim.id: r.verdict.status for r in after.rows}
    return {key: old.get(key) for key, status in now.items() if old.get(key) != status}
