"""Bad input through the real command line: a message in the user's words, the right exit code, nothing lost, no traceback.

Exit codes: 0 done, 1 finished with problems, 2 bad usage.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from saidseen.ledger import Ledger
from saidseen.things import Case, Document, Hearing, Observation, Verdict

PROGRAM = (sys.executable, "-m", "saidseen")
NEWS = (
    "Norland's defence ministry said on Monday that its troops would leave the harbour of Eastport within a week.\n\n"
    "“We will withdraw all units from Eastport,” Colonel Ada Brandt told reporters.\n\n"
    "A spokesman for Sudmark denied that any soldiers had left.\n"
)
MEMORY = 700
"""MB that one process may take."""


class Desk:
    """A folder in which one works, with a ledger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = folder / "ledger.db"

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def command(self, *words: object) -> list[str]:
        return [*PROGRAM, "--ledger", str(self.ledger), *map(str, words)]

    def run(self, *words: object, **options: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False, timeout=120, **options)
        assert "Traceback" not in done.stderr
        return done

    def kept(self) -> list[str]:
        """The texts in the ledger."""
        if not self.ledger.exists():
            return []
        with Ledger(self.ledger, read_only=True) as ledger:
            assert ledger.verify() == []
            return [document.text for document in ledger.things(Document)]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def row(number: int, text: str = NEWS, published: str = "2021-05-03T09:00:00Z") -> str:
    return json.dumps({"url": f"https://example.org/{number}", "published": published, "text": text, "outlet": "Harbour Post"})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("picture.txt", bytes(range(256)) * 64, "no text but binary data"),
        ("program", b"\x7fELF\x02\x01\x01\x00" + bytes(4000), "no text but a program"),
        (
            "page.html",
            b"<!doctype html><html><head><title>x</title></head><body><script>go()</script></body></html>",
            "no article text",
        ),
        ("news.txt.gz", b"\x1f\x8b\x08\x00broken", "damaged"),
    ],
)
def test_what_holds_no_text_is_told_and_the_rest_is_read(desk, name, content, words):
    done = desk.run("check", desk.put(name, content), desk.put("good.txt", NEWS), "--published", "2021-05-03")
    assert done.returncode == 1
    assert name in done.stderr
    assert words in done.stderr
    assert [text.strip() for text in desk.kept()] == [NEWS.strip()]


def test_what_is_not_there_is_told(desk):
    done = desk.run("check", desk.folder / "nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr
    assert "no such file" in done.stderr


def test_a_broken_line_is_named_and_the_others_are_read(desk):
    path = desk.put("news.jsonl", "\n".join([row(1), '{"url": "https://example.org/2", "text": ', row(3), "[]"]))
    done = desk.run("check", path)
    assert done.returncode == 1
    assert f"{path}:2" in done.stderr
    assert f"{path}:4" in done.stderr
    assert len(desk.kept()) == 2


def test_a_wrong_encoding_is_read_and_told(desk):
    text = "The mayor of Besançon said: “The café is open.” Visitors may return."
    done = desk.run("check", desk.put("news.txt", text.encode("cp1252")), "--published", "2021-05-03")
    assert done.returncode == 0, done.stderr
    assert "not in UTF-8" in done.stderr
    assert desk.kept() == [text]


def test_without_a_date_times_stay_unresolved_and_it_is_told(desk):
    done = desk.run("check", desk.put("news.txt", NEWS))
    assert done.returncode == 0
    assert "date" in done.stderr
    out = json.loads(desk.run("annotate", desk.put("news.txt", NEWS)).stdout)
    assert out["times"]
    assert all(t["start"] is None for t in out["times"])
    with Ledger(desk.ledger, read_only=True) as ledger:
        assert [d.published for d in ledger.things(Document)] == [None]


def test_a_date_in_the_future_is_told(desk):
    ahead = datetime.now(UTC) + timedelta(days=400)
    done = desk.run("check", desk.put("news.jsonl", row(1, published=ahead.isoformat())))
    assert "future" in done.stderr
    assert len(desk.kept()) == 1


def test_another_language_is_kept_without_claims(desk):
    text = (
        "Das Ministerium erklärte am Montag, die Truppen würden den Hafen innerhalb einer Woche verlassen. "
        "Ein Sprecher der Gegenseite bestritt, dass Soldaten abgezogen seien, und verlangte eine Untersuchung. "
        "Die Bewohner der Stadt warten seit Wochen darauf, dass die Straßen wieder geöffnet werden."
    )
    done = desk.run("check", desk.put("nachricht.txt", text), "--published", "2021-05-03")
    assert "(de)" in done.stderr
    assert desk.kept() == [text]
    assert json.loads(desk.run("claims", "--format", "json").stdout) == []


PEAK = """
import re, sys
from pathlib import Path
from saidseen.showing.cli import cli
try:
    cli(sys.argv[2:])
finally:
    Path(sys.argv[1]).write_text(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""Runs a command and leaves its peak of memory behind, by Linux's own count: what getrusage gives of a process that was started
includes the peak of the one that started it."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read as Linux tells it")
def test_a_text_far_too_long_is_cut_and_it_is_told(desk):
    peak, text = desk.folder / "peak.txt", desk.put("log.txt", "0123456789 abcdef\n" * 500_000)
    words = ["annotate", str(text), "-o", str(desk.folder / "out.jsonl")]
    done = subprocess.run(  # our own program on a file of our own
        [sys.executable, "-c", PEAK, str(peak), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}
    assert "longer than" in done.stderr
    assert "300,000" in done.stderr
    assert int(peak.read_text()) / 1024 < MEMORY


def test_a_newer_ledger_is_left_alone(desk):
    desk.run("check", desk.put("news.txt", NEWS))
    with closing(sqlite3.connect(desk.ledger)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = desk.ledger.read_bytes()
    for words in (("claims",), ("check", desk.folder / "news.txt"), ("log",), ("verify",)):
        done = desk.run(*words)
        assert done.returncode == 1
        assert "newer saidseen" in done.stderr
    assert desk.ledger.read_bytes() == before


def test_what_is_no_ledger_is_left_alone(desk):
    desk.ledger.write_text("These are my notes, not a ledger. " * 50)
    before = desk.ledger.read_bytes()
    done = desk.run("check", desk.put("news.txt", NEWS))
    assert done.returncode == 1
    assert "not a ledger" in done.stderr
    assert desk.ledger.read_bytes() == before


def bound_by_permissions() -> None:
    """Root may write everything: take from it the capability to override permissions (Linux, capabilities(7))."""
    if os.geteuid() == 0:
        drop_from_bounding_set, override = 24, 1
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override, 0, 0, 0)


def test_a_protected_ledger_can_be_read_but_not_added_to(desk):
    desk.run("check", desk.put("news.txt", NEWS), "--published", "2021-05-03")
    desk.ledger.chmod(0o444)
    desk.folder.chmod(0o555)
    try:
        done = desk.run("check", desk.folder / "news.txt", preexec_fn=bound_by_permissions)
        assert done.returncode == 1
        assert "read-only" in done.stderr
        assert "copy the ledger" in done.stderr
        assert desk.run("claims", preexec_fn=bound_by_permissions).returncode == 0
    finally:
        desk.folder.chmod(0o755)


def full_disk() -> None:
    """No file may grow over 100 KB: what SQLite is told then is what it is told when the disk is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(desk):
    path = desk.put("news.jsonl", "\n".join(row(n, NEWS + f"\nReport {n} of the day.\n") for n in range(60)))
    done = desk.run("check", path, preexec_fn=full_disk)
    assert done.returncode == 1
    assert "disk" in done.stderr or "could not be used" in done.stderr
    assert "kept" in done.stderr
    desk.kept()
    assert desk.run("check", path).returncode == 0
    assert len(desk.kept()) == 60


@pytest.mark.parametrize(
    "words", [["check"], ["claims", "--as-of", "soon"], ["nonsense"], ["check", "x.txt", "--published", "5/3"]]
)
def test_bad_usage(desk, words):
    assert desk.run(*words).returncode == 2


def content(path: Path) -> tuple[list[object], ...]:
    """What a ledger holds, without the moments at which it was written."""
    with Ledger(path, read_only=True) as ledger:
        assert ledger.verify() == []
        verdicts = sorted((v.claim, v.status, v.rule, round(v.probability, 6)) for v in ledger.things(Verdict))
        kinds = (Document, Hearing, Observation, Case)
        return (*(sorted(map(repr, ledger.things(kind))) for kind in kinds), verdicts)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A story, and the ledger of a run that nobody disturbed."""
    desk = Desk(tmp_path_factory.mktemp("undisturbed"))
    texts = [NEWS + f"\nIn village {n} a reporter of the Harbour Post saw {n + 2} tanks leave on Tuesday.\n" for n in range(30)]
    path = desk.put("story.jsonl", "\n".join(row(n, text) for n, text in enumerate(texts)))
    begin = time.monotonic()
    assert desk.run("check", path).returncode == 0
    return path, content(desk.ledger), time.monotonic() - begin


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_disturbed_run_goes_on_and_nothing_is_doubled(desk, undisturbed, how):
    story, expected, seconds = undisturbed
    chance = random.Random(how)  # noqa: S311  # moments, not secrets
    for part in sorted(chance.uniform(0.2, 1.0) for _ in range(2)):
        with subprocess.Popen(
            desk.command("check", story), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as process:
            try:
                process.wait(part * seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(how)
            told = process.stderr.read()
        assert "Traceback" not in told
        if how == signal.SIGINT and process.returncode:
            assert process.returncode in {1, -signal.SIGINT}
        desk.kept()
    assert desk.run("check", story).returncode == 0
    assert content(desk.ledger) == expected
    with Ledger(desk.ledger, read_only=True) as ledger:
        done = [(entry.stage, entry.key) for entry in ledger.log() if entry.kind == "hearing"]
    assert len(done) == len(set(done)), "nothing is done twice"
