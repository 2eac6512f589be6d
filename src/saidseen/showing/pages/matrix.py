"""The evidence against rival claims, on a terminal and as plain lines."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from rich.text import Text

from saidseen.showing.moments import minute
from saidseen.showing.reasons import left_reason, piece
from saidseen.showing.sentences import listing, sources
from saidseen.showing.tables import claim_words, sheet, window_words
from saidseen.showing.terminal import LOOKS, is_fancy, one_line, percent
from saidseen.showing.views import who
from saidseen.things import SETTLING

if TYPE_CHECKING:
    from rich.console import Console

    from saidseen.showing.views.matrix import MatrixView
    from saidseen.weighing.rivals import Row, Stance


TOWARDS: dict[Stance, str] = {"contradicts": "contradicts", "agrees": "agrees with"}


def letter(number: int) -> str:
    """A, B, ... Z, then A2, B2 ..., by which a column is named."""
    round_, place = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[place]}{round_ + 1 if round_ else ''}"


def column_lines(view: MatrixView) -> list[Text]:
    """Each claim with its letter, its verdict and how it stands to the first."""
    lines = []
    for number, column in enumerate(view.columns):
        row = column.row
        how = f", {TOWARDS[column.stance]} {letter(0)}" if column.stance else ""
        line = Text(f"{letter(number)}  ", style="bold")
        line.append(
            f"{row.verdict.status:12} {percent(row.verdict.probability):>5}  ", style=f"not bold {LOOKS[row.verdict.status][1]}"
        )
        line.append(f"{one_line(who(row.case.claim.speaker))}: {claim_words(row)}", style="not bold default")
        lines.append(line.append(f" ({row.case.claim.id}, {window_words(row)}{how})", style="dim"))
    return lines


def cells(row: Row) -> list[str]:
    """The cells in words, with the weights that they stand for."""
    return [f"{cell} {weight:+.1f}" if weight else cell for cell, weight in zip(row.cells, row.weights, strict=True)]


def without_words(view: MatrixView, row: Row) -> str:
    """What would become of the verdicts without this group."""
    found = [(letter(n), left_reason(c.row, left)) for n, (c, left) in enumerate(zip(view.columns, row.left, strict=True))]
    changed = [f"{name} {words}" for name, words in found if words != "as it is"]
    return "; ".join(changed) or "all as they are"


def head(row: Row) -> str:
    return one_line(f"{listing(sources(row.evidence))} ({row.cls}, group {row.group})")


def print_lines(view: MatrixView, console: Console) -> None:
    for row in view.rows:
        found = ", ".join(f"{letter(n)} {cell}" for n, cell in enumerate(cells(row)))
        console.print(f"{row.diagnosticity:4.1f}  {head(row)}: {found}")
        for line in dict.fromkeys(piece_words(row)):
            console.print(f"      {line}")
        console.print(f"      without this group: {without_words(view, row)}")


def piece_words(row: Row) -> list[str]:
    """The words of a row's evidence; of what is only told, whether they say the same or the opposite."""
    found = []
    for e in row.evidence:
        why = "" if e.cls in SETTLING else f" ({e.why})"
        found.append(one_line(f'"{e.quote}"{why}') if e.quote else piece(e))
    return found


def print_tables(view: MatrixView, console: Console) -> None:
    names = [letter(n) for n in range(len(view.columns))]
    table = sheet("tells", "evidence", *names, "without this group", console=console, narrow=names)
    for row in view.rows:
        words = Text(head(row), style="bold").append("".join(f"\n{w}" for w in dict.fromkeys(piece_words(row))), style="not bold")
        table.add_row(f"{row.diagnosticity:.1f}", words, *(Text(c) for c in cells(row)), Text(without_words(view, row)))
    if table.row_count:
        console.print(table)


def best(view: MatrixView) -> str:
    """Which claim has least against it: Heuer's question."""
    sums = [(letter(n), c.against) for n, c in enumerate(view.columns)]
    least = max((against for _, against in sums), default=0.0)
    told = ", ".join(f"{name} {against:.1f}" for name, against in sums)
    return f"against each: {told}; least against {listing([name for name, against in sums if against == least])}"


def print_matrix(view: MatrixView, console: Console) -> None:
    """The claims, the rows of evidence with what tells most first, and what hangs on what."""
    for line in column_lines(view):
        console.print(line)
    (print_tables if is_fancy(console) else print_lines)(view, console)
    if not view.rows:
        console.print("no evidence weighs on any of them")
    if len(view.columns) > 1:
        console.print(best(view))
    elif view.found:
        console.print("no other side speaks of the same event at the same place and time")
    if view.more:
        console.print(f"{view.more} more rivals are left out; name the claims to choose others")
    measure = (
        "first figure: how far the row tells the claims apart, in log odds" if len(view.columns) > 1 else "first figure: weight"
    )
    console.print(f"{measure}; one vote a group; as of {minute(view.as_of)}", style="dim")
