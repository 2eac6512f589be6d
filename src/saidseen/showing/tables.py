"""Claims, log and faults as tables on a terminal and as plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from saidseen.showing.moments import minute, stretch
from saidseen.showing.terminal import LOOKS, is_fancy, one_line, percent, status_text
from saidseen.showing.views import ClaimRow, ClaimsView, who
from saidseen.showing.views.record import RecordRow, RecordsView
from saidseen.things import SETTLING, Evidence, Review, Status

if TYPE_CHECKING:
    from rich.console import Console

    from saidseen.showing.demo import Day

Changes = Mapping[str, Status | None]

WIDE = 110
"""Columns from which what would have to be seen and what was seen get a column of their own: below, the words of a claim
would be squeezed to fewer than forty characters."""

DAY_COLUMNS = (14, 4, 5, 20)
"""Least widths of status, probability, mark and words in the demo, so that the days stand in line."""

SHOWN_EVIDENCE = 3
"""Pieces of evidence a table shows for one claim; ``saidseen show`` shows all."""


def status_cell(row: ClaimRow, changes: Changes) -> Text:
    """Status, probability, grade, and what it was before where it has just changed."""
    cell = status_text(row.verdict.status)
    before = changes.get(row.case.claim.id)
    if before:
        cell.append(f"\nwas {before}", style=LOOKS[before][1])
    cell.append(f"\n{percent(row.verdict.probability)}, {row.verdict.words}", style="default not bold")
    cell.append(f"\n{row.case.claim.id}", style="dim not bold")
    return cell


def claim_words(row: ClaimRow) -> str:
    """The claim in its words. A denial is marked: its words may be those of what is denied, or have a "not" of their own."""
    claim = row.case.claim
    return one_line(f"{claim.text} (a denial)" if claim.polarity == "negative" else claim.text)


def window_words(row: ClaimRow) -> str:
    claim = row.case.claim
    words = f"{claim.kind}, {stretch(claim.window)}"
    if not claim.condition:
        return words
    condition = one_line(claim.condition)
    return f"{words}, {condition if condition.startswith(('if ', 'unless ')) else f'if {condition}'}"


def to_be_seen(row: ClaimRow) -> str:
    """What would have to be seen for the claim to be believed."""
    test = row.case.claim.test
    return one_line("; ".join(test.supports) or "nothing that could be seen")


def settling(row: ClaimRow) -> list[Evidence]:
    """The evidence that may settle the claim, weightiest first, one for each origin."""
    found = [e for e in row.case.evidence if e.cls in SETTLING and e.relation != "neutral"]
    unique = {e.group: e for e in sorted(found, key=lambda e: abs(e.weight))}
    return sorted(unique.values(), key=lambda e: -abs(e.weight))


def evidence_words(evidence: Evidence) -> str:
    side = "for" if evidence.relation == "supports" else "against"
    quote = f': "{one_line(evidence.quote)}"' if evidence.quote else ""
    return f"{side}, {one_line(evidence.source)}{quote}"


def seen_lines(row: ClaimRow) -> list[str]:
    """What has been seen so far, in a few lines."""
    found = settling(row)
    lines = [evidence_words(e) for e in found[:SHOWN_EVIDENCE]]
    if len(found) > SHOWN_EVIDENCE:
        lines.append(f"and {len(found) - SHOWN_EVIDENCE} more")
    return lines or ["nothing yet"]


def claims_table(view: ClaimsView, width: int, changes: Changes) -> Table:
    """The claims as a table for a terminal of that width."""
    wide = width >= WIDE
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True, show_lines=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("who claims what", ratio=4, overflow="fold")
    if wide:
        table.add_column("what would have to be seen", ratio=3, overflow="fold")
        table.add_column("what has been seen", ratio=4, overflow="fold")
    for row in view.rows:
        words = Text(f"{one_line(who(row.case.claim.speaker))}: ", style="bold")
        words.append(claim_words(row), style="not bold").append(f"\n{window_words(row)}", style="dim not bold")
        test, seen = Text(to_be_seen(row)), Text("\n".join(seen_lines(row)))
        if wide:
            table.add_row(status_cell(row, changes), words, test, seen)
        else:
            words.append(f"\nto be seen: {test.plain}\nseen: {'; '.join(seen_lines(row))}", style="not bold")
            table.add_row(status_cell(row, changes), words)
    return table


def claim_lines(row: ClaimRow, changes: Changes) -> list[str]:
    """One claim as plain lines: the first alone tells the verdict, and can be searched for."""
    before = changes.get(row.case.claim.id)
    verdict = f"{before} -> {row.verdict.status}" if before else row.verdict.status
    return [
        f"{verdict:12} {percent(row.verdict.probability):>5}  {one_line(who(row.case.claim.speaker))}: {claim_words(row)}",
        f"    {row.case.claim.id}, {window_words(row)}",
        f"    to be seen: {to_be_seen(row)}",
        *(f"    seen: {line}" for line in seen_lines(row)),
    ]


def moved_lines(row: ClaimRow, before: Status) -> list[str]:
    """Why a verdict has just moved, and what was seen."""
    seen = [f"seen {line}" for line in seen_lines(row)] if settling(row) else []
    return [f"was {before}; {row.verdict.why}", *seen]


def print_day(day: Day, console: Console) -> None:
    """A day of the demo: every claim in a line, and below it the reason where its verdict has just moved."""
    count = "1 document" if len(day.documents) == 1 else f"{len(day.documents)} documents"
    outlets = ", ".join(dict.fromkeys(one_line(d.outlet) for d in day.documents))
    console.print(Text(f"\n{day.date.day} {day.date:%B %Y}", style="bold").append(f": {count} ({outlets})", style="not bold"))
    grid = Table.grid(padding=(0, 1))
    for width in DAY_COLUMNS:
        grid.add_column(min_width=width)
    for row in day.view.rows:
        before = day.changes.get(row.case.claim.id)
        mark = "moved" if before else "new" if row.case.claim.id in day.changes else ""
        speaker, more = one_line(who(row.case.claim.speaker)), moved_lines(row, before) if before else []
        if is_fancy(console):
            words = Text(f"{speaker}: ", style="bold").append(claim_words(row), style="not bold")
            words.append("".join(f"\n{line}" for line in more), style="italic not bold")
            percents = Text(percent(row.verdict.probability), justify="right")
            grid.add_row(status_text(row.verdict.status), percents, Text(mark, style="reverse" if before else "bold"), words)
            continue
        console.print(f"{row.verdict.status:12} {percent(row.verdict.probability):>5} {mark:5} {speaker}: {claim_words(row)}")
        for line in more:
            console.print(f"    {line}")
    if is_fancy(console):
        console.print(grid)
    for line in footer(day.view):
        console.print(line, style="dim")


def footer(view: ClaimsView) -> list[str]:
    shown = len(view.rows)
    count = "1 claim" if view.total == 1 else f"{view.total} claims"
    lines = [f"{shown} of {count}, as of {minute(view.as_of)}" if shown != view.total else f"{count}, as of {minute(view.as_of)}"]
    if view.undated:
        lines.append(f"{view.undated} left out: their documents have no date, so nobody can tell whether they were known by then")
    if any(not row.case.claim.utterances[0].published for row in view.rows):
        lines.append("some documents have no date: relative times in them stay unresolved (--published DATE fills it in)")
    return lines


def print_claims(view: ClaimsView, console: Console, changes: Changes | None = None) -> None:
    """The claims, however this console shows them best."""
    if is_fancy(console):
        if view.rows:
            console.print(claims_table(view, console.width, changes or {}))
    else:
        for row in view.rows:
            for line in claim_lines(row, changes or {}):
                console.print(line)
    for line in footer(view):
        console.print(line, style="dim")


def sheet(*header: str, console: Console, narrow: Sequence[str] = ()) -> Table:
    """An empty table as wide as the terminal, a line between rows; the first column is not wrapped, ``narrow`` ones are small."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True, show_lines=True, width=console.width)
    for number, name in enumerate(header):
        small = not number or name in narrow or name == "verdict"
        table.add_column(
            name, no_wrap=not number, ratio=None if small else 3, overflow="fold", min_width=SMALL if name in narrow else None
        )
    return table


SMALL = 8
"""Least width of a cell of a matrix: "strongly" stands in one line."""


def print_rows(header: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> None:
    """A plain table: columns on a terminal, tab-separated lines elsewhere (no header, for other programs)."""
    if not is_fancy(console):
        for row in rows:
            console.print("\t".join(one_line(cell) for cell in row))
        return
    table = Table(*header, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console.print(table)


RECORD_HEADER = ("who", "kind", "resolved", "held", "failed", "mean", "90 % interval", "grade", "claims")


def record_cells(row: RecordRow, review: Review | None) -> tuple[str, ...]:
    """A record as the cells of a table, with a person's grade for the side. A row over all kinds leaves claims to those below."""
    who = row.side if row.speaker is None else f"{row.speaker}, side {row.side}"
    named = [("held", row.held), ("failed", row.failed)] if row.kind else []
    claims = "; ".join(f"{word}: {' '.join(ids)}" for word, ids in named if ids)
    counts = (str(row.resolved), str(len(row.held)), str(len(row.failed)))
    interval = f"{percent(row.low)} to {percent(row.high)}"
    grade = f"{row.proposed}, by hand {review.grade}" if review else row.proposed
    return (who, row.kind or "all", *counts, percent(row.mean), interval, grade, claims)


def print_records(view: RecordsView, console: Console) -> None:
    """Track records, then what persons graded. On a terminal the claims stand below the numbers, as ids want much room."""
    rows = [record_cells(row, view.grades.get(row.side)) for row in view.rows]
    if not is_fancy(console):
        print_rows(RECORD_HEADER, rows, console)
    elif rows:
        print_rows(RECORD_HEADER[:-1], [row[:-1] for row in rows], console)
        for who, kind, *_, claims in rows:
            if claims:
                console.print(one_line(f"{who}, {kind}: {claims}"))
    for side, review in view.grades.items():
        console.print(one_line(f"{side}: graded {review.grade} by {review.who}: {review.why}"))
    claims = "1 claim" if view.total == 1 else f"{view.total} claims"
    console.print(f"{view.resolved} of {claims} resolved, as of {minute(view.as_of)}", style="dim")
