"""What is due, what changed, and rivals: asked of the demo's ledger and of small ones."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hand_made import CASE, LATER, SAID, SHELF, Shelf, claim, evidence
from rich.console import Console

from saidseen.follow import follow
from saidseen.ledger import Ledger
from saidseen.showing import views
from saidseen.showing.cli import cli
from saidseen.showing.pages.diff import print_diff
from saidseen.showing.pages.due import print_due
from saidseen.showing.pages.matrix import letter, print_matrix
from saidseen.showing.views.diff import State, diff, state
from saidseen.showing.views.due import due
from saidseen.showing.views.matrix import matrix
from saidseen.stages import STAGES
from saidseen.things import Case, Document, Place

ASKED = datetime(2022, 2, 25, 23, 59, 59, tzinfo=UTC)
SINCE = datetime(2022, 2, 17, 23, 59, 59, tzinfo=UTC)
QUESTIONS = {
    "due": ("due", "--as-of", "2022-02-26"),
    "diff": ("diff", "2022-02-17", "2022-02-25"),
    "matrix": ("matrix", "{denial}", "--as-of", "2022-02-25"),
}


def call(ledger: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["--ledger", str(ledger), *map(str, words)], terminal_width=100)


def asked(ledger: Path, question: str, *more: str) -> str:
    """The answer to a question about the demo; ``{denial}`` stands for the first claim that it contradicts."""
    with Ledger(ledger, read_only=True) as kept:
        denial = views.claims(kept, as_of=ASKED, status="contradicted").rows[0].case.claim.id
    done = call(ledger, *(word.format(denial=denial) for word in QUESTIONS[question]), *more)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def slim(value: Any) -> Any:
    """An answer with its claims and evidence cut to what tells them apart: their full form is that of ``claims``."""
    if isinstance(value, list):
        return [slim(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "statements" in value:
        return {key: value[key] for key in ("id", "status", "probability")}
    if "weight" in value:
        return {key: value[key] for key in ("class", "relation", "weight", "source")}
    return {key: slim(part) for key, part in value.items()}


def screen(width: int, *, terminal: bool = True) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=terminal, color_system=None, width=width, markup=False, highlight=False, emoji=False
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_demo_in_each_form(question: str, played: tuple[Path, str], snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"{question}-piped", asked(played[0], question))
    given = json.loads(asked(played[0], question, "--format", "json"))
    snapshot(f"{question}-json", json.dumps(slim(given), ensure_ascii=False, indent=1))
    with Ledger(played[0], read_only=True) as ledger:
        first = views.claims(ledger, as_of=ASKED, status="contradicted").rows[0].case.claim.id
        for width in (80, 120):
            console = screen(width)
            if question == "due":
                print_due(due(ledger, as_of=ASKED + timedelta(days=1)), console)
            elif question == "diff":
                print_diff(diff(ledger, SINCE, ASKED), console)
            else:
                print_matrix(matrix(ledger, [first], as_of=ASKED), console)
            shown = console.file.getvalue()
            assert max(map(len, shown.splitlines())) <= width
        snapshot(f"{question}-120", shown)


@pytest.mark.parametrize("day", [11, 15, 17, 21, 25])
def test_the_states_that_are_compared_are_what_the_ledger_shows_of_those_moments(played: tuple[Path, str], day: int) -> None:
    moment = datetime(2022, 2, day, 23, 59, 59, tzinfo=UTC)
    with Ledger(played[0], read_only=True) as ledger:
        found = state(ledger, list(ledger.things(Case)), moment, datetime.now(UTC))
        shown = {row.case.claim.id: (row.case, row.verdict) for row in views.claims(ledger, as_of=moment).rows}
        assert found == State(moment=moment, judged=shown, reviews=())
        same = diff(ledger, moment, moment)
        assert (same.changes, same.total) == ((), len(shown))


def test_what_changes_from_day_to_day_adds_up_to_what_changed(played: tuple[Path, str]) -> None:
    with Ledger(played[0], read_only=True) as ledger:
        whole = {c.row.case.claim.id for c in diff(ledger, SINCE, ASKED).changes}
        days = [SINCE + timedelta(days=n) for n in range(9)]
        parts = {c.row.case.claim.id for a, b in pairwise(days) for c in diff(ledger, a, b).changes}
        assert whole
        assert whole <= parts


def test_nothing_that_is_due_or_weighed_comes_from_after_the_moment(played: tuple[Path, str]) -> None:
    for day in ("2022-02-15", "2022-02-18", "2022-02-21"):
        for words in (("due", "--as-of", day, "--within", "400"), ("diff", "2022-02-11", day)):
            answer = json.loads(call(played[0], *words, "--format", "json").stdout)
            dates = published(answer)
            assert dates
            assert max(dates)[:10] <= day


def published(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["published"]] if value.get("published") else []
        return own + [when for part in value.values() for when in published(part)]
    return [when for part in value for when in published(part)] if isinstance(value, list) else []


def test_a_review_is_named_with_its_person_and_counts_from_its_entry(played: tuple[Path, str], tmp_path: Path) -> None:
    path = Path(shutil.copy(played[0], tmp_path / "mine.db"))
    with Ledger(path, read_only=True) as ledger:
        first, second, third = (row.case.claim.id for row in views.claims(ledger, status="unverified").rows[:3])
    before = datetime.now(UTC)
    for words in (("reject", first), ("regrade", second, "--grade", "B2"), ("accept", third)):
        assert call(path, "review", *words, "--who", "Ada", "--why", "read it again").exit_code == 0
    after = datetime.now(UTC)
    with Ledger(path, read_only=True) as ledger:
        view = diff(ledger, before, after)
        assert [(c.kind, c.row.case.claim.id) for c in view.changes] == [("grade", second), ("gone", first)]
        assert diff(ledger, SINCE, ASKED).changes
        assert first in state(ledger, list(ledger.things(Case)), before, after).judged
    told = call(path, "diff", before.isoformat(), after.isoformat()).stdout
    assert "review by Ada: reject, read it again" in told
    assert "review by Ada: regrade to B2, read it again" in told


CORRECTED = (
    ("wire/1", 1, "The defence ministry of Russia denied on Wednesday that its missiles had struck Kharkiv."),
    ("post/2", 2, "On Wednesday morning a reporter of the Harbour Post saw Russian missiles strike a block of flats in Kharkiv."),
    ("post/2", 6, "This report has been withdrawn. The Harbour Post regrets the error."),
)


def test_a_correction_is_named_as_what_undid_the_verdict(tmp_path: Path) -> None:
    path = tmp_path / "corrected.db"
    with Ledger(path) as ledger:
        for name, day, text in CORRECTED:
            when = datetime(2024, 5, day, 20, tzinfo=UTC)
            ledger.add([Document.make(url=f"https://example.org/{name}", text=text, outlet="Harbour Post", published=when)])
            follow(STAGES, ledger)
    there = json.loads(call(path, "diff", "2024-05-01", "2024-05-03", "--format", "json").stdout)["changes"]
    gone = json.loads(call(path, "diff", "2024-05-03", "2024-05-07", "--format", "json").stdout)["changes"]
    assert [(c["before"]["status"], c["claim"]["status"]) for c in there] == [("unverified", "contradicted")]
    assert [(c["before"]["status"], c["claim"]["status"]) for c in gone] == [("contradicted", "unverified")]
    assert [cause["why"] for cause in there[0]["causes"]] == ["evidence"]
    assert [cause["why"] for cause in gone[0]["causes"]] == ["correction"]
    assert gone[0]["causes"][0]["reason"].startswith("a correction of https://example.org/post/2; no longer against it: ")


def test_a_window_is_due_soonest_first_and_within_the_days_that_are_asked() -> None:
    soon, later = (claim(id=f"c-{n:012d}", window=replace(claim().window, end=SAID + timedelta(days=n))) for n in (2, 5))
    shelf = Shelf(Case(claim=later, evidence=()), Case(claim=soon, evidence=()))
    for within, wanted in ((1, []), (3, [soon.id]), (9, [soon.id, later.id])):
        assert [row.case.claim.id for row in due(shelf, as_of=SAID, within=within).closing] == wanted


def test_what_wants_a_look_says_why_and_what_to_look_for() -> None:
    console = screen(100, terminal=False)
    print_due(due(SHELF, as_of=LATER), console)
    out = console.file.getvalue()
    assert "It is contradicted by a single origin (reporter of the Valley Post)" in out
    assert "look for it: gates open; against it: gates shut" in out


@pytest.mark.parametrize("terminal", [True, False])
def test_hostile_text_is_printed_and_never_obeyed(*, terminal: bool) -> None:
    hostile = "[red]x[/red] :boom: \x1b[2J\x1b]8;;https://example.org\x07 \u202e end"
    place = Place(span=None, name="Oru", country="XOA", lat=1.5, lon=2.5, precision="point")
    bad = claim(text=hostile, event=replace(claim().event, place=place), side=hostile, condition=hostile)
    case = Case(claim=bad, evidence=(evidence(quote=hostile, source=hostile, why=hostile, url=hostile, group=hostile),))
    shelf = Shelf(case)
    console = screen(100, terminal=terminal)
    print_due(due(shelf, as_of=LATER), console)
    print_diff(diff(shelf, SAID, LATER), console)
    print_matrix(matrix(shelf, [CASE.claim.id], as_of=LATER), console)
    out = console.file.getvalue()
    assert out.count("[red]x[/red]") > 5
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_a_claim_without_rivals_says_so_and_an_unknown_one_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with Ledger(path) as ledger:
        ledger.put(CASE, who="test", why="made by hand")
    assert "no other side speaks of the same event" in call(path, "matrix", "c-0", "--as-of", "2021-05-20").stdout
    done = call(path, "matrix", "c-0", "c-f")
    assert (done.exit_code, "there is no claim c-f" in done.stderr) == (1, True)


def test_moments_in_the_wrong_order_are_a_mistake_of_the_user(played: tuple[Path, str]) -> None:
    done = call(played[0], "diff", "2022-02-25", "2022-02-17")
    assert (done.exit_code, "it lies before T1" in done.stderr) == (2, True)


def test_columns_have_letters_for_as_many_as_are_named() -> None:
    assert [letter(n) for n in (0, 25, 26, 52)] == ["A", "Z", "A2", "A3"]
