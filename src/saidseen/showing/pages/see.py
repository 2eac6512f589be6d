"""What feeds showed, and what it does to the claims: on a terminal, as plain lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.showing.formats import evidence_json, observation_json
from saidseen.showing.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from saidseen.showing.annotation import Json
    from saidseen.showing.taking import Bearing, SeenView

SHOWN = 20
"""Observations that are printed one by one; all are in the JSON."""


def seen_json(view: SeenView) -> Json:
    """The same for programs."""
    return {
        "files": [{"file": file, "format": name} for file, name in view.formats],
        "observations": [observation_json(one) for one in view.new],
        "known": view.known,
        "claims": [
            {"claim": b.row.case.claim.id, "before": b.before, "status": b.row.verdict.status,
             "evidence": [evidence_json(e) for e in b.evidence]}
            for b in view.bearings
        ],
        "problems": [{"where": p.where, "what": p.what, "kept": p.kept, "todo": p.todo} for p in view.problems],
    }  # fmt: skip


def print_seen(view: SeenView, console: Console) -> None:
    """The new observations, then each claim that they bear on with what it is now."""
    for one in view.new[:SHOWN]:
        console.print(f"{one.id}  {one.cls}: {one_line(one.quote)}")
    if len(view.new) > SHOWN:
        console.print(f"and {len(view.new) - SHOWN} more; --show json lists all")
    for bearing in view.bearings:
        _print_bearing(bearing, console)
    known = f", {view.known} known already" if view.known else ""
    claims = "1 claim" if len(view.bearings) == 1 else f"{len(view.bearings)} claims"
    console.print(f"{len(view.new)} new observations{known}; they bear on {claims}", style="dim")


def _print_bearing(bearing: Bearing, console: Console) -> None:
    row = bearing.row
    moved = row.verdict.status if bearing.before in {None, row.verdict.status} else f"{bearing.before} -> {row.verdict.status}"
    console.print(f"{row.case.claim.id}  {moved}: {one_line(row.case.claim.text)}")
    for e in bearing.evidence:
        console.print(f"    {e.relation}: {one_line(e.why)}")
