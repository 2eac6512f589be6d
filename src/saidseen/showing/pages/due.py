"""What is due, on a terminal and as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from saidseen.showing.moments import ending, minute
from saidseen.showing.reasons import closing_reason, look_reason, to_look_for
from saidseen.showing.tables import claim_words, sheet, window_words
from saidseen.showing.terminal import is_fancy, one_line, percent, status_text
from saidseen.showing.views import ClaimRow, who

if TYPE_CHECKING:
    from rich.console import Console

    from saidseen.showing.views.due import DueView, Wanted


def reasons(wanted: Wanted) -> list[str]:
    return [one_line(look_reason(wanted, look)) for look in wanted.looks]


def entries(view: DueView) -> list[tuple[str, ClaimRow, list[str]]]:
    """All that is due in its order: when, or why in a word; the claim; the reasons."""
    closing = [(f"by {ending(row.case.claim.window.end)}", row) for row in view.closing if row.case.claim.window.end]
    return [
        *((when, row, [closing_reason(row)]) for when, row in closing),
        *((wanted.looks[0].want.replace("-", " "), wanted.row, reasons(wanted)) for wanted in view.wanted),
    ]


def print_lines(view: DueView, console: Console) -> None:
    for head, row, why in entries(view):
        state = f"{row.verdict.status:12} {percent(row.verdict.probability):>5}"
        console.print(f"{head:26} {state}  {one_line(who(row.case.claim.speaker))}: {claim_words(row)}")
        console.print(f"    {row.case.claim.id}, {window_words(row)}")
        for line in [*why, f"look {to_look_for(row)}"]:
            console.print(f"    {line}")


def print_tables(view: DueView, console: Console) -> None:
    table = sheet("due", "verdict", "who claims what, and why to look", "what to look for", console=console)
    for number, (head, row, why) in enumerate(entries(view)):
        if number == len(view.closing) and number:
            table.add_section()
        state = status_text(row.verdict.status).append(f"\n{percent(row.verdict.probability)}\n", style="default not bold")
        words = Text(f"{one_line(who(row.case.claim.speaker))}: ", style="bold").append(claim_words(row), style="not bold")
        words.append(f"\n{row.case.claim.id}, {window_words(row)}", style="dim not bold")
        words.append("".join(f"\n{line}" for line in why), style="italic not bold")
        table.add_row(Text(head), state, words, Text(to_look_for(row)))
    if table.row_count:
        console.print(table)


def print_due(view: DueView, console: Console) -> None:
    """Windows that are about to close, soonest first, and below them what wants a look."""
    (print_tables if is_fancy(console) else print_lines)(view, console)
    days = "1 day" if view.days == 1 else f"{view.days} days"
    count = "1 claim" if view.total == 1 else f"{view.total} claims"
    closing = "1 window closes" if len(view.closing) == 1 else f"{len(view.closing)} windows close"
    want = "1 claim wants" if len(view.wanted) == 1 else f"{len(view.wanted)} claims want"
    console.print(f"{closing} within {days}, {want} a look, of {count}, as of {minute(view.as_of)}", style="dim")
    if view.undated:
        console.print(f"{view.undated} left out: nobody can tell when their documents were published", style="dim")
