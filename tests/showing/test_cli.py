"""The commands: what they print, where, and how they exit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hand_made import CASE, DOCUMENT, HEARING

from saidseen.ledger import Ledger
from saidseen.showing.cli import COMMANDS, cli, main

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with Ledger(path) as kept:
        kept.add([DOCUMENT])
        kept.put(HEARING, who="test", why="made by hand")
        kept.put(CASE, who="test", why="made by hand")
    return path


def call(*words: object, ledger: Path | None = None) -> Result:
    given = ["--ledger", str(ledger)] if ledger else []
    return CliRunner().invoke(cli, [*given, *map(str, words)], standalone_mode=True, terminal_width=100)


def program(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "saidseen", *map(str, words)], capture_output=True, text=True, check=False, **options
    )


def help_page() -> str:
    """All help texts as one page."""
    parts = ["# The command line\n\nMade from the help texts by `make docs`; a test compares them.\n"]
    for words in [[], *([name] for name in COMMANDS)]:
        text = call(*words, "--help").output.replace("Usage: cli", "Usage: saidseen")
        parts.append(f"## {' '.join(['saidseen', *words])}\n\n```\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def test_the_page_of_commands_is_what_help_says(current: Callable[[Path, str], None]) -> None:
    current(PAGE, help_page())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    done = call(name, "--help")
    assert done.exit_code == 0
    assert f"saidseen {name}" in done.output.split("Examples:")[1] or name == "demo"


def test_claims_as_json_csv_and_plain_lines(ledger: Path) -> None:
    as_json = json.loads(call("claims", "--as-of", "2021-05-20", "--format", "json", ledger=ledger).output)
    assert [(c["id"], c["status"]) for c in as_json] == [("c-000000000001", "contradicted")]
    assert call("claims", "--as-of", "2021-05-20", "--format", "csv", ledger=ledger).output.startswith("id,status,")
    assert call("claims", "--as-of", "2021-05-20", ledger=ledger).output.startswith("contradicted ")


def test_an_as_of_date_takes_in_its_whole_day(ledger: Path) -> None:
    assert json.loads(call("claims", "--as-of", "2021-05-01", "--format", "json", ledger=ledger).output)
    assert not json.loads(call("claims", "--as-of", "2021-05-01T00:00", "--format", "json", ledger=ledger).output)


def test_show_a_claim_and_a_document(ledger: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("show-claim", call("show", "c-000000000001", "--as-of", "2021-05-20", ledger=ledger).output)
    snapshot("show-document", call("show", DOCUMENT.url, "--as-of", "2021-05-20", ledger=ledger).output)
    shown = json.loads(call("show", "c-0", "--as-of", "2021-05-20", "--format", "json", ledger=ledger).output)
    assert [v["status"] for v in shown["history"]] == ["too-early", "expired", "contradicted"]


def test_log_and_verify(ledger: Path) -> None:
    entries = json.loads(call("log", "--format", "json", ledger=ledger).output)
    assert [e["kind"] for e in entries] == ["case", "hearing", "document"]
    assert (entries[0]["who"], entries[0]["why"]) == ("test", "made by hand")
    assert json.loads(call("log", "--as-of", "2020-01-01", "--format", "json", ledger=ledger).output) == []
    assert len(call("log", "--limit", "1", ledger=ledger).output.splitlines()) == 1
    whole = call("verify", ledger=ledger)
    assert (whole.exit_code, "whole" in whole.output) == (0, True)


def test_an_altered_row_is_named_and_the_exit_code_tells(ledger: Path) -> None:
    import sqlite3  # noqa: PLC0415  # only the forger needs it

    with sqlite3.connect(ledger) as forger:
        forger.execute("DROP TRIGGER entries_no_update")
        forger.execute("UPDATE entries SET body = replace(body, 'Varr', 'Vorr') WHERE seq = 1")
    forger.close()
    done = call("verify", ledger=ledger)
    assert done.exit_code == 1
    assert "row 1: altered" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["claims", "--as-of", "yesterday"], 2, "ISO 8601"),
        (["claims", "--status", "true"], 2, "Invalid value"),
        (["nonsense"], 2, "No such command"),
        (["claims"], 1, "there is no ledger at"),
        (["show", "c-1"], 1, "there is no ledger at"),
        (["check"], 2, "Missing argument"),
    ],
)
def test_what_goes_wrong_is_said_and_coded(tmp_path: Path, words: list[str], code: int, message: str) -> None:
    done = call(*words, ledger=tmp_path / "none.db")
    assert (done.exit_code, message in done.stderr) == (code, True), done.stderr
    assert not (tmp_path / "none.db").exists()


def test_an_unknown_claim_is_no_crash(ledger: Path) -> None:
    done = call("show", "c-ffff", ledger=ledger)
    assert done.exit_code == 1
    assert "neither a claim nor a document" in done.stderr


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a ledger, but dear to somebody" * 100)
    done = call("claims", ledger=path)
    assert done.exit_code == 1
    assert "not a ledger" in done.stderr
    assert path.read_text().startswith("not a ledger, but dear")


def test_entries_by_hand_want_their_parts(ledger: Path) -> None:
    cases = (
        (["review", "accept", "c-0"], "--why"),
        (["review", "merge", "c-0", "--why", "x"], "--into"),
        (["review", "split", "c-0", "--why", "x"], "--statement"),
        (["review", "split", "c-0", "--statement", "1", "--why", "x"], "at least one"),
        (["review", "regrade", "c-0", "--grade", "G9", "--why", "x"], "Admiralty"),
        (["observe", "x", "--class", "seen-direct", "--source", "s", "--when", "2021-05-06", "--why", "y"], "--supports"),
        (
            [
                "observe",
                "x",
                "--class",
                "seen-direct",
                "--source",
                "s",
                "--when",
                "2021",
                "--not-seen",
                "--why",
                "y",
                "--refutes",
                "c-0",
            ],
            "ISO 8601",
        ),
        (["observe", "x", "--class", "told-party", "--source", "s", "--when", "2021-05-06", "--why", "y"], "told-party"),
    )
    for words, message in cases:
        done = call(*words, ledger=ledger)
        assert (done.exit_code, message in done.stderr) == (2, True), (words, done.stderr)


def test_as_a_module_and_a_reader_that_stops_early(ledger: Path) -> None:
    assert program("--version").stdout.startswith("saidseen, version")
    piped = f"{sys.executable} -m saidseen --ledger {ledger} log --all | head -0"
    done = subprocess.run(piped, shell=True, capture_output=True, text=True, check=False)  # noqa: S602  # a pipe is the point
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyboardInterrupt(), "the same command goes on from there"),
        (OSError(28, "No space left on device", "x.jsonl"), "No space left on device: x.jsonl"),
    ],
)
def test_however_a_run_ends_the_user_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, message: str
) -> None:
    def ends(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "main", ends)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert message in capsys.readouterr().err
