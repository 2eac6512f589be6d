"""The bundled story, and what can be asked of it: the main job from end to end."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from saidseen.showing.cli import cli
from saidseen.showing.demo import story

if TYPE_CHECKING:
    import pytest

README = Path(__file__).parents[2] / "README.md"
SESSION = re.compile(r"<!-- session -->\n.*?<!-- end of session -->", re.DOTALL)
ASKED = "2022-02-25"


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(w) for w in words], terminal_width=100)


def test_the_story_is_read_whole() -> None:
    documents = story()
    assert len(documents) == 14
    assert all(d.published and d.lang == "en" for d in documents)


def test_the_demo_prints_every_day_and_verdicts_move(played: tuple[Path, str]) -> None:
    _, out = played
    days = re.findall(r"^(\d+ February 2022): ", out, re.MULTILINE)
    assert days == [f"{n} February 2022" for n in (11, 15, 16, 17, 18, 19, 21, 25)]
    assert " moved " in out
    assert "To go on:" in out


def test_the_demo_leaves_an_existing_ledger_alone(played: tuple[Path, str]) -> None:
    done = call("--ledger", played[0], "demo")
    assert done.exit_code == 2
    assert "wants a new ledger" in done.stderr


def test_a_second_check_of_the_same_story_adds_nothing(played: tuple[Path, str], tmp_path: Path) -> None:
    path, _ = played
    lines = tmp_path / "story.jsonl"
    rows = [
        {"url": d.url, "outlet": d.outlet, "published": d.published, "title": d.title, "text": d.text, "lang": "en"}
        for d in story()
    ]
    lines.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows), encoding="utf-8")
    before = call("--ledger", path, "claims", "--as-of", ASKED, "--format", "json").stdout
    done = call("--ledger", path, "check", lines, "--as-of", ASKED, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert call("--ledger", path, "claims", "--as-of", ASKED, "--format", "json").stdout == before
    assert (
        call("--ledger", path, "check", lines)
        .stderr.rstrip()
        .splitlines()[-1]
        .startswith("14 documents: 0 new, 14 known already")
    )


def test_quotes_of_claims_and_evidence_stand_in_the_texts(played: tuple[Path, str]) -> None:
    texts = {d.url: d.text for d in story()}
    claims = json.loads(call("--ledger", played[0], "claims", "--as-of", ASKED, "--format", "json").stdout)
    assert claims
    for claim in claims:
        for said in claim["statements"]:
            assert texts[said["url"]][said["start"] : said["end"]] == said["quote"]
        for seen in claim["evidence"]:
            assert seen["quote"] in texts[seen["url"]]


def test_no_question_about_the_past_gets_an_answer_from_its_future(played: tuple[Path, str]) -> None:
    for day in ("2022-02-11", "2022-02-15", "2022-02-17", "2022-02-21"):
        claims = json.loads(call("--ledger", played[0], "claims", "--as-of", day, "--format", "json").stdout)
        dates = [x["published"] for claim in claims for x in claim["statements"] + claim["evidence"]]
        assert dates
        assert max(dates)[:10] <= day


def test_the_ledger_of_the_demo_is_whole(played: tuple[Path, str]) -> None:
    assert call("--ledger", played[0], "verify").exit_code == 0


def test_what_a_person_enters_counts_at_once_and_is_named(played: tuple[Path, str], tmp_path: Path) -> None:
    path = Path(shutil.copy(played[0], tmp_path / "mine.db"))
    rows = json.loads(call("--ledger", path, "claims", "--status", "unverified", "--format", "json").stdout)
    first, second = rows[0]["id"], rows[1]["id"]
    seen = (
        "observe",
        "Nothing of it there",
        "--class",
        "seen-direct",
        "--source",
        "own count",
        "--when",
        rows[0]["said"]["start"],
    )
    done = call("--ledger", path, *seen, "--refutes", first, "--who", "Ada", "--why", "counted twice")
    assert (done.exit_code, "is now contradicted" in done.stdout) == (0, True), done.output
    for words in (("reject", second), ("regrade", first, "--grade", "B2"), ("accept", first)):
        assert call("--ledger", path, "review", *words, "--who", "Ada", "--why", "read it again").exit_code == 0
    after = {c["id"]: c for c in json.loads(call("--ledger", path, "claims", "--format", "json").stdout)}
    assert second not in after
    assert after[first]["grade"] == "B2"
    assert "accept, by Ada: read it again" in call("--ledger", path, "show", first).stdout
    log = json.loads(call("--ledger", path, "log", "--all", "--format", "json").stdout)
    assert [e["kind"] for e in log if e["who"] == "Ada"] == ["review", "review", "review", "observation"]
    assert call("--ledger", path, "verify").exit_code == 0


def session(path: Path) -> str:
    """The README's session: what was contradicted, and why the first of them."""
    shown = [("claims", "--as-of", ASKED, "--status", "contradicted")]
    found = json.loads(call("--ledger", path, *shown[0], "--format", "json").stdout)
    assert found, "the README wants a claim that was contradicted"
    shown.append(("show", found[0]["id"], "--as-of", ASKED))
    parts = ["$ saidseen --ledger story.db demo > days.txt"]
    for words in shown:
        done = call("--ledger", path, *words)
        assert done.exit_code == 0
        parts.append(f"$ saidseen --ledger story.db {' '.join(words)}\n{done.stdout.rstrip()}")
    return "<!-- session -->\n```console\n" + "\n\n".join(parts) + "\n```\n<!-- end of session -->"


def test_the_session_in_the_readme_is_real(played: tuple[Path, str], current: Callable[[Path, str], None]) -> None:
    page = README.read_text("utf-8")
    assert SESSION.search(page)
    current(README, SESSION.sub(lambda _: session(played[0]), page))


def test_the_example_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert len(code.strip().splitlines()) <= 12
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "bridge.txt").write_text("The bridge is shut, the ministry said.", encoding="utf-8")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  # running the example is the test
    assert "pledge" in capsys.readouterr().out or (tmp_path / "bridge.db").exists()


def test_every_word_of_the_output_is_explained() -> None:
    """Fixed words of the data model stand in docs/concepts.md."""
    from typing import get_args  # noqa: PLC0415

    from saidseen import things  # noqa: PLC0415

    page = (README.parent / "docs" / "concepts.md").read_text("utf-8")
    for words in (things.Act, things.Basis, things.Kind, things.EvidenceClass, things.Status):
        for word in get_args(words):
            assert f"`{word}`" in page, word
