"""Pages as they look on terminals of two widths and in a pipe."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hand_made import CASE, DOCUMENT, LATER, SAID, SHELF, Shelf, claim, evidence
from rich.console import Console

from saidseen.showing import views
from saidseen.showing.demo import Day
from saidseen.showing.tables import print_claims, print_day
from saidseen.things import Case


def screen(width: int) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, color_system=None, width=width, markup=False, highlight=False, emoji=False
    )


def pipe() -> Console:
    return Console(file=io.StringIO(), force_terminal=False, markup=False, highlight=False, emoji=False, soft_wrap=True)


def shown(console: Console) -> str:
    return console.file.getvalue()


@pytest.mark.parametrize("width", [70, 130])
def test_claims_on_a_terminal(width: int, snapshot: Callable[[str, str], None]) -> None:
    console = screen(width)
    print_claims(views.claims(SHELF, as_of=LATER), console, {"c-000000000001": "too-early"})
    snapshot(f"claims-{width}", shown(console))
    assert max(map(len, shown(console).splitlines())) <= width


def test_claims_in_a_pipe(snapshot: Callable[[str, str], None]) -> None:
    console = pipe()
    print_claims(views.claims(SHELF, as_of=LATER), console)
    snapshot("claims-piped", shown(console))


@pytest.mark.parametrize("make", [lambda: screen(100), pipe], ids=["screen", "pipe"])
def test_a_day_of_the_demo_marks_what_is_new_and_what_moved(make: Callable[[], Console]) -> None:
    before, after = views.claims(SHELF, as_of=SAID), views.claims(SHELF, as_of=LATER)
    console = make()
    print_day(Day(date=date(2021, 5, 1), documents=(DOCUMENT,), view=before, changes=views.changed(None, before)), console)
    assert "1 May 2021: 1 document (Valley Post)" in shown(console)
    assert " new " in shown(console)
    console = make()
    print_day(Day(date=date(2021, 5, 6), documents=(DOCUMENT,), view=after, changes=views.changed(before, after)), console)
    assert " moved " in shown(console)
    assert "was too-early;" in shown(console)
    assert "saw all gates shut" in shown(console)


@pytest.mark.parametrize("make", [lambda: screen(100), pipe], ids=["screen", "pipe"])
def test_text_from_outside_is_printed_and_never_obeyed(make: Callable[[], Console]) -> None:
    hostile = "[red]x[/red] :boom: \x1b[2J\x1b]8;;https://example.org\x07 \u202e end"
    case = Case(claim=claim(text=hostile), evidence=(evidence(quote=hostile, source=hostile),))
    console = make()
    print_claims(views.claims(Shelf(case), as_of=LATER), console)
    out = shown(console)
    assert "[red]x[/red] :boom:" in out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_a_denial_is_marked_and_one_origin_is_shown_once() -> None:
    twice = (evidence(), evidence(url="https://example.org/dam/3", weight=-2.0), evidence(cls="told-party", relation="supports"))
    console = pipe()
    print_claims(views.claims(Shelf(replace(CASE, claim=claim(polarity="negative"), evidence=twice)), as_of=LATER), console)
    assert "on 5 May (a denial)" in shown(console)
    assert shown(console).count("    seen: ") == 1
