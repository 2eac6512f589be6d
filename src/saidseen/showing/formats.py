"""Answers as data for programs: the field names that users rely on. Fields may be added; none is renamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from saidseen.showing.annotation import Json, actor_json, annotation_json, event_json, interval_json, place_json
from saidseen.showing.moments import iso
from saidseen.showing.views import ClaimRow, ClaimsView, ClaimView, DocumentView, who
from saidseen.showing.views.record import RecordRow, RecordsView
from saidseen.things import Evidence, Interval, Observation, Review, Test, Verdict, joined

if TYPE_CHECKING:
    from saidseen.ledger import Entry

TABLE_FIELDS = (
    "id", "status", "probability", "words", "grade", "kind", "polarity", "speaker", "side", "text", "published",
    "window_start", "window_end", "window_assumed", "url", "supports", "refutes", "why", "as_of",
)  # fmt: skip
RECORD_FIELDS = (
    "side", "speaker", "kind", "resolved", "held", "failed", "mean", "low", "high", "proposed", "graded", "graded_by",
    "graded_why", "claims_held", "claims_failed", "as_of",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that spreadsheet programs run as a formula (OWASP, CSV injection)."""


def window_json(window: Interval) -> Json:
    return {"start": iso(window.start), "end": iso(window.end), "assumed": window.assumed}


def test_json(test: Test) -> Json:
    return {
        "supports": list(test.supports),
        "refutes": list(test.refutes),
        "where": test.where,
        "until": iso(test.until),
        "sensors": list(test.sensors),
    }


def utterances_json(row: ClaimRow) -> list[Json]:
    return [
        {
            "id": u.statement.id,
            "url": u.url,
            "outlet": u.outlet,
            "published": iso(u.published),
            "quote": quote,
            "start": u.start,
            "end": u.end,
            "cue": joined(u.statement.cue) or None,
            "channel": u.statement.channel,
            "group": u.group,
        }
        for u, quote in zip(row.case.claim.utterances, row.quotes, strict=True)
    ]


def evidence_json(evidence: Evidence) -> Json:
    return {
        "class": evidence.cls,
        "relation": evidence.relation,
        "weight": evidence.weight,
        "group": evidence.group,
        "source": evidence.source,
        "url": evidence.url,
        "quote": evidence.quote,
        "why": evidence.why,
        "coverage": evidence.coverage,
        "published": iso(evidence.published),
        "start": evidence.start,
        "end": evidence.end,
        "observation": evidence.observation,
    }


def verdict_json(verdict: Verdict) -> Json:
    return {
        "status": verdict.status,
        "probability": verdict.probability,
        "words": verdict.words,
        "grade": verdict.grade,
        "as_of": iso(verdict.as_of),
        "rule": verdict.rule,
        "why": verdict.why,
        "would_change": verdict.would_change,
    }


def claim_json(row: ClaimRow) -> Json:
    """One claim with its verdict."""
    claim = row.case.claim
    return {
        "id": claim.id,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "text": claim.text,
        "speaker": actor_json(claim.speaker),
        "side": claim.side,
        "said": interval_json(row.said),
        "event": event_json(claim.event, place_json(claim.event.place), interval_json(claim.event.when)),
        "window": window_json(claim.window),
        "condition": claim.condition,
        "test": test_json(claim.test),
        "statements": utterances_json(row),
        "evidence": [evidence_json(e) for e in row.case.evidence],
        **verdict_json(row.verdict),
    }


def claims_json(view: ClaimsView) -> list[Json]:
    return [claim_json(row) for row in view.rows]


def claim_view_json(view: ClaimView) -> Json:
    """One claim in full. The explanation's sentences rest on pieces of the evidence, by their places in it from 1."""
    from saidseen.showing.sentences import explanation, numbered  # noqa: PLC0415  # a list of claims needs no sentences

    return {
        **claim_json(view.row),
        "evidence": [evidence_json(e) for e in numbered(view.row.case)],
        "explanation": [{"text": s.text, "rests_on": list(s.rests_on)} for s in explanation(view.row)],
        "history": [verdict_json(v) for v in view.history],
        "reviews": [{**review_json(r), "side": r.side} for r in view.reviews],
    }


def review_json(review: Review) -> Json:
    return {"action": review.action, "who": review.who, "why": review.why, "grade": review.grade, "into": review.into}


def observation_json(observation: Observation) -> Json:
    return {
        "id": observation.id,
        "class": observation.cls,
        "url": observation.url,
        "published": iso(observation.published),
        "quote": observation.quote,
        "start": observation.start,
        "end": observation.end,
        "observer": actor_json(observation.observer),
        "place": place_json(observation.place),
        "when": interval_json(observation.when),
        "coverage": observation.coverage,
        "looked_and_not_seen": observation.looked_and_not_seen,
        "kind": observation.kind,
        "subjects": list(observation.subjects),
        "leaves_open": observation.leaves_open,
        "detection": observation.detection,
        "sha256": observation.sha256,
        "reader": observation.reader,
    }


def document_view_json(view: DocumentView) -> Json:
    document = view.document
    heard = annotation_json(document, view.hearing) if view.hearing else {"url": document.url}
    return {
        **heard,
        "id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": iso(document.published),
        "text": document.text,
        "older": [d.id for d in view.older],
        "claims": view.claims,
        "observations": [observation_json(o) for o in view.observations],
    }


def entry_json(entry: Entry) -> Json:
    return {
        "seq": entry.seq,
        "recorded_at": iso(entry.recorded_at),
        "kind": entry.kind,
        "key": entry.key,
        "stage": entry.stage,
        "who": entry.who,
        "why": entry.why,
        "url": entry.url,
        "published": iso(entry.published),
    }


def harmless(cell: object) -> object:
    """A cell that a spreadsheet does not run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


class UnixLines:
    """What a ``csv.writer`` of the default dialect writes to, so that lines end as on Unix. The dialect quotes a carriage return
    within a cell; one that is told to end lines with a line feed does not, and what follows would pass for the next row."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, row: str) -> int:
        return self.stream.write(row.removesuffix("\r\n") + "\n")


def as_csv(fields: Sequence[str], rows: Iterable[Json]) -> str:
    """Rows as CSV (RFC 4180, but lines end as on Unix), with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(UnixLines(out), fields)
    writer.writeheader()
    writer.writerows({key: harmless(cell) for key, cell in row.items()} for row in rows)
    return out.getvalue()


def claims_csv(view: ClaimsView) -> str:
    """The claims as CSV, one row each."""
    rows = []
    for row in view.rows:
        claim, verdict = row.case.claim, row.verdict
        first = claim.utterances[0]
        cells = {
            **{k: v for k, v in verdict_json(verdict).items() if k in TABLE_FIELDS},
            "id": claim.id,
            "kind": claim.kind,
            "polarity": claim.polarity,
            "speaker": who(claim.speaker),
            "side": claim.side,
            "text": claim.text,
            "published": iso(first.published),
            "window_start": iso(claim.window.start),
            "window_end": iso(claim.window.end),
            "window_assumed": claim.window.assumed,
            "url": first.url,
            "supports": sum(e.relation == "supports" for e in row.case.evidence),
            "refutes": sum(e.relation == "refutes" for e in row.case.evidence),
        }
        rows.append(cells)
    return as_csv(TABLE_FIELDS, rows)


def record_json(view: RecordsView, row: RecordRow) -> Json:
    """One record. ``kind`` is null for all kinds together; what a person graded stands beside what is proposed."""
    review = view.grades.get(row.side)
    return {
        "side": row.side,
        "speaker": row.speaker,
        "kind": row.kind,
        "resolved": row.resolved,
        "held": len(row.held),
        "failed": len(row.failed),
        "mean": round(row.mean, 4),
        "low": round(row.low, 4),
        "high": round(row.high, 4),
        "proposed": row.proposed,
        "graded": review.grade if review else None,
        "graded_by": review.who if review else None,
        "graded_why": review.why if review else None,
        "claims_held": list(row.held),
        "claims_failed": list(row.failed),
        "as_of": iso(view.as_of),
    }


def records_json(view: RecordsView) -> list[Json]:
    return [record_json(view, row) for row in view.rows]


def records_csv(view: RecordsView) -> str:
    """The records as CSV, one row each; ids are separated by spaces, and no kind means all of them."""
    rows = [
        {**record_json(view, row), "claims_held": " ".join(row.held), "claims_failed": " ".join(row.failed)} for row in view.rows
    ]
    return as_csv(RECORD_FIELDS, rows)
