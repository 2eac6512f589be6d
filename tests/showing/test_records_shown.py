"""Track records as they are shown and graded, from a real ledger: a side that broke six pledges, and one that kept two."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hand_made import DOCUMENT, LATER, SEEN, VARR, claim, evidence
from rich.console import Console

from saidseen.ledger import Ledger
from saidseen.showing.cli import cli
from saidseen.showing.tables import print_records
from saidseen.showing.views.record import records
from saidseen.things import Case, Review

ROUX = replace(VARR, surface="minister Odile Roux", name="Odile Roux", country="FRA")
CLERK = replace(VARR, surface="the clerk", name="Tam Oss", role="clerk")


def pledge(number: int, *, kept: bool = False, **changes: object) -> Case:
    key = f"c-{number:012d}"
    seen = evidence(claim=key, relation="supports", weight=3.5) if kept else evidence(claim=key)
    return Case(claim=claim(id=key, **changes), evidence=(seen,))


CASES = (
    *(pledge(n) for n in range(1, 7)),
    Case(claim=claim(id="c-000000000007", speaker=CLERK, kind="fact"), evidence=()),
    *(pledge(n, kept=True, side="France", speaker=ROUX) for n in (8, 9)),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger(path) as kept:
        kept.add([DOCUMENT])
        for case in CASES:
            kept.put(case, who="test", why="made by hand")
    return path


def call(ledger: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["--ledger", str(ledger), *map(str, words)], terminal_width=100)


def rows(ledger: Path, *words: object) -> list[dict[str, object]]:
    done = call(ledger, "record", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_each_side_has_its_counts_its_mean_with_an_interval_and_the_claims_behind_it(ledger: Path) -> None:
    found = {(r["side"], r["kind"]): r for r in rows(ledger)}
    assert list(found) == [("France", None), ("France", "pledge"), ("XOA", None), ("XOA", "pledge")]
    broken = found["XOA", "pledge"]
    assert (broken["resolved"], broken["held"], broken["failed"], broken["proposed"]) == (6, 0, 6, "E")
    assert broken["claims_failed"] == [f"c-{n:012d}" for n in range(1, 7)]
    assert 0 < broken["low"] < broken["mean"] < broken["high"] < 0.6
    assert found["France", "pledge"]["proposed"] == "F"


def test_before_anything_was_seen_nobody_has_a_record(ledger: Path) -> None:
    assert rows(ledger, "--as-of", "2021-05-05") == []
    [whole] = rows(ledger, "XOA", "--as-of", "2021-05-05")
    assert (whole["resolved"], whole["proposed"]) == (0, "F")
    assert [r["resolved"] for r in rows(ledger, "XOA", "--as-of", SEEN.isoformat())] == [6, 6]


@pytest.mark.parametrize(
    ("wanted", "sides"), [("xoa", {"XOA"}), ("FRA", {"France"}), ("france", {"France"}), ("French", {"France"})]
)
def test_a_side_is_meant_by_its_name_or_its_countrys(ledger: Path, wanted: str, sides: set[str]) -> None:
    assert {r["speaker"] for r in rows(ledger, wanted)} == {None}
    assert {r["side"] for r in rows(ledger, wanted)} == sides


def test_a_speaker_has_a_record_within_the_side(ledger: Path) -> None:
    found = rows(ledger, "varr")
    assert [(r["speaker"], r["kind"], r["failed"]) for r in found] == [
        ("Ilka Varr (XOA)", None, 6),
        ("Ilka Varr (XOA)", "pledge", 6),
    ]
    [clerk] = rows(ledger, "oss")
    assert (clerk["resolved"], clerk["proposed"]) == (0, "F")
    assert clerk["mean"] < 0.5  # nobody has checked the clerk; the side's others broke their word
    done = call(ledger, "record", "nobody")
    assert (done.exit_code, "nobody called nobody" in done.stderr) == (1, True)


def test_a_persons_grade_of_a_side_stands_beside_the_proposal_and_goes_with_its_claims(ledger: Path) -> None:
    graded = call(ledger, "review", "regrade", "XOA", "--grade", "D", "--who", "Ada", "--why", "two were minor")
    assert graded.exit_code == 0, graded.output
    assert {(r["proposed"], r["graded"], r["graded_by"]) for r in rows(ledger, "XOA")} == {("E", "D", "Ada")}
    assert {r["graded"] for r in rows(ledger, "FRA")} == {None}
    claims = {c["id"]: c["grade"] for c in json.loads(call(ledger, "claims", "--format", "json").stdout)}
    assert claims == {c.claim.id: "D6" if not c.evidence else "F2" if c.claim.side == "France" else "D5" for c in CASES}
    assert "regrade XOA to D, by Ada: two were minor" in call(ledger, "show", "c-000000000001").stdout
    own = Review(claim="c-000000000001", action="regrade", who="Ada", why="this one was kept in part", grade="B2")
    with Ledger(ledger) as opened:
        opened.put(own, who=own.who, why=own.why)
    call(ledger, "review", "regrade", "XOA", "--grade", "C", "--who", "Ben", "--why", "one more was minor")
    claims = {c["id"]: c["grade"] for c in json.loads(call(ledger, "claims", "--format", "json").stdout)}
    assert (claims["c-000000000001"], claims["c-000000000002"]) == ("B2", "C5")
    log = json.loads(call(ledger, "log", "--all", "--format", "json").stdout)
    assert [e["who"] for e in log if e["kind"] == "review"] == ["Ben", "Ada", "Ada"]
    assert call(ledger, "verify").exit_code == 0


def test_who_returns_to_an_earlier_grade_for_the_same_reason_is_heard(ledger: Path) -> None:
    for grade in ("D", "C", "D"):
        call(ledger, "review", "regrade", "XOA", "--grade", grade, "--who", "Ada", "--why", "looked again")
    assert {r["graded"] for r in rows(ledger, "XOA")} == {"D"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("regrade", "Atlantis", "--grade", "D"), "no side is called Atlantis"),
        (("regrade", "XOA", "--grade", "G"), "no Admiralty grade"),
        (("regrade", "XOA", "--grade", "D2"), "there is no claim XOA"),
        (("accept", "XOA", "--grade", "D"), "no Admiralty grade"),
    ],
)
def test_a_grade_that_makes_no_sense_is_refused_and_nothing_is_entered(
    ledger: Path, words: tuple[str, ...], message: str
) -> None:
    done = call(ledger, "review", *words, "--who", "Ada", "--why", "x")
    assert (done.exit_code, message in done.stderr) == (2, True), done.stderr
    assert not any(e["kind"] == "review" for e in json.loads(call(ledger, "log", "--all", "--format", "json").stdout))


def test_as_csv_and_in_a_pipe(ledger: Path, snapshot: Callable[[str, str], None]) -> None:
    call(ledger, "review", "regrade", "XOA", "--grade", "D", "--who", "Ada", "--why", "two were minor")
    table = list(csv.DictReader(io.StringIO(call(ledger, "record", "--format", "csv").stdout)))
    assert [r["claims_held"] for r in table if r["kind"]] == ["c-000000000008 c-000000000009", ""]
    assert [r["graded_by"] for r in table] == ["", "", "Ada", "Ada"]
    snapshot("record-piped", call(ledger, "record", "--as-of", "2021-05-20").stdout)


@pytest.mark.parametrize("width", [80, 130])
def test_on_a_terminal(ledger: Path, width: int, snapshot: Callable[[str, str], None]) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=width, highlight=False)
    with Ledger(ledger, read_only=True) as opened:
        view = records(opened, as_of=LATER)
    assert view is not None
    print_records(view, console)
    text = console.file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    snapshot(f"record-{width}", text)


def test_a_name_that_steers_the_terminal_is_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    evil = "X\x1b[2Jtop"
    with Ledger(path) as kept:
        kept.put(pledge(1, side=evil), who="test", why="made by hand")
    call(path, "review", "regrade", evil, "--grade", "D", "--who", "Ada", "--why", "\x1b[31mred")
    done = call(path, "record")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "graded D by Ada" in done.stdout
