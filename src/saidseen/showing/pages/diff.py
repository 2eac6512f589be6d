"""What changed between two moments and why, on a terminal and as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from saidseen.showing.moments import minute
from saidseen.showing.reasons import cause_reason, first_said, gone_reason, reviewed, share
from saidseen.showing.tables import claim_words, sheet, window_words
from saidseen.showing.terminal import is_fancy, one_line, percent, status_text
from saidseen.showing.views import who

if TYPE_CHECKING:
    from rich.console import Console

    from saidseen.showing.views.diff import Change, DiffView


def moved_words(change: Change) -> tuple[str, str]:
    """From what to what, and the probabilities."""
    now = change.row.verdict
    if change.kind == "gone":
        return f"{now.status} -> gone", percent(now.probability)
    if change.before is None:
        return f"new -> {now.status}", percent(now.probability)
    if change.kind == "grade":
        return f"{now.status}, regraded", f"{change.before.grade} -> {now.grade}"
    chances = f"{percent(change.before.probability)} -> {percent(now.probability)}"
    return f"{change.before.status} -> {now.status}" if change.kind == "status" else now.status, chances


def why_lines(change: Change) -> list[str]:
    """The causes, each with how it makes the difference."""
    if change.kind == "gone":
        return [gone_reason(change)]
    if change.kind == "grade":
        return reviewed(change)
    lines = [first_said(change.row)] if change.kind == "new" else []
    for cause in change.causes:
        how = share(cause, len(change.causes))
        lines.append(f"{cause_reason(change, cause)}{f' [{how}]' if how else ''}")
    return lines


def print_lines(view: DiffView, console: Console) -> None:
    for change in view.changes:
        what, chances = moved_words(change)
        claim = change.row.case.claim
        console.print(f"{what:26} {chances:>12}  {one_line(who(claim.speaker))}: {claim_words(change.row)}")
        console.print(f"    {claim.id}, {window_words(change.row)}")
        for line in why_lines(change):
            console.print(f"    because: {line}" if change.kind != "new" else f"    {line}")


def print_tables(view: DiffView, console: Console) -> None:
    table = sheet("verdict", "who claims what", "why it changed", console=console)
    for change in view.changes:
        claim, now = change.row.case.claim, change.row.verdict
        cell = Text("gone\n") if change.kind == "gone" else status_text(now.status).append("\n")
        cell.append(
            "new\n"
            if change.kind == "new"
            else f"was {change.before.status}\n"
            if change.kind == "status" and change.before
            else "",
            style="dim",
        )
        cell.append(moved_words(change)[1], style="default not bold")
        words = Text(f"{one_line(who(claim.speaker))}: ", style="bold").append(claim_words(change.row), style="not bold")
        words.append(f"\n{claim.id}, {window_words(change.row)}", style="dim not bold")
        table.add_row(cell, words, Text("\n".join(why_lines(change))))
    if table.row_count:
        console.print(table)


def print_diff(view: DiffView, console: Console) -> None:
    """Flips first, then new claims, then what moved without flipping."""
    (print_tables if is_fancy(console) else print_lines)(view, console)
    counts = f"{len(view.changes)} changed or new" if view.changes else "nothing changed"
    total = "1 claim" if view.total == 1 else f"{view.total} claims"
    console.print(f"{counts}, of {total}, after {minute(view.since)} and until {minute(view.until)}", style="dim")
    if view.undated:
        console.print(f"{view.undated} left out: nobody can tell when their documents were published", style="dim")
