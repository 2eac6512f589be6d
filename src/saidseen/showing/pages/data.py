"""What is due, what changed, and rivals as data for programs. Fields may be added; none is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.showing.annotation import Json
from saidseen.showing.formats import claim_json, evidence_json, review_json, verdict_json
from saidseen.showing.moments import iso
from saidseen.showing.reasons import cause_reason, closing_reason, first_said, gone_reason, look_reason

if TYPE_CHECKING:
    from saidseen.showing.views.diff import Change, DiffView
    from saidseen.showing.views.due import DueView
    from saidseen.showing.views.matrix import MatrixView
    from saidseen.weighing.rivals import Row


def due_json(view: DueView) -> Json:
    return {
        "as_of": iso(view.as_of),
        "within_days": view.days,
        "total": view.total,
        "undated": view.undated,
        "closing": [
            {"closes": iso(r.case.claim.window.end), "reason": closing_reason(r), "claim": claim_json(r)} for r in view.closing
        ],
        "wanted": [
            {
                "looks": [
                    {
                        "want": look.want,
                        "reason": look_reason(wanted, look),
                        "evidence": [evidence_json(e) for e in look.evidence],
                    }
                    for look in wanted.looks
                ],
                "claim": claim_json(wanted.row),
            }
            for wanted in view.wanted
        ],
    }


def diff_json(view: DiffView) -> Json:
    return {
        "since": iso(view.since),
        "until": iso(view.until),
        "total": view.total,
        "undated": view.undated,
        "changes": [change_json(change) for change in view.changes],
    }


def change_json(change: Change) -> Json:
    """One claim that is not what it was; of a claim that is gone, as it was."""
    reason = {"new": first_said(change.row), "gone": gone_reason(change)} if change.kind in {"new", "gone"} else {}
    return {
        "kind": change.kind,
        "before": verdict_json(change.before) if change.before else None,
        "reason": reason.get(change.kind),
        "causes": [
            {
                "why": cause.why,
                "alone": cause.alone,
                "needed": cause.needed,
                "instead": cause.instead,
                "reason": cause_reason(change, cause),
                "evidence": [evidence_json(e) for e in cause.evidence],
            }
            for cause in change.causes
        ],
        "reviews": [review_json(r) for r in change.reviews],
        "claim": claim_json(change.row),
    }


def matrix_json(view: MatrixView) -> Json:
    return {
        "as_of": iso(view.as_of),
        "found": view.found,
        "more": view.more,
        "claims": [{"stance": c.stance, "against": c.against, "claim": claim_json(c.row)} for c in view.columns],
        "rows": [row_json(row) for row in view.rows],
    }


def row_json(row: Row) -> Json:
    """One row of the matrix; its cells and what is left without it go with the claims, in their order."""
    return {
        "group": row.group,
        "class": row.cls,
        "diagnosticity": row.diagnosticity,
        "cells": list(row.cells),
        "weights": list(row.weights),
        "without": [
            {
                "claim": left.verdict.claim,
                "status": left.verdict.status,
                "probability": left.verdict.probability,
                "words": left.verdict.words,
                "hangs": left.hangs,
            }
            for left in row.left
        ],
        "evidence": [evidence_json(e) for e in row.evidence],
    }
