from __future__ import annotations

import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from saidseen.follow import Stage, one_by_one
from saidseen.showing.terminal import Watch, harmless, one_line, report, watching
from saidseen.things import Outcome, Problem


@given(st.text())
def test_no_text_from_outside_can_steer_the_terminal(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not any(c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in shown)


def test_hostile_text_is_defused_and_plain_text_left_alone() -> None:
    assert harmless("\x1b[31mred\x1b]0;title\x07") == "�[31mred�]0;title�"
    assert harmless("Kyjiv \u202edrawkcab") == "Kyjiv �drawkcab"
    plain = "Übung, 50 % \N{EN DASH} «так»"
    assert harmless(plain) == plain
    assert one_line("a\tb\r\n c") == "a b c"


def test_a_watch_counts_and_keeps_problems() -> None:
    out = io.StringIO()
    watch = Watch(Console(file=out), None)
    bad = Problem(where="x", what="broken")
    stage = Stage(
        name="weigh", version="1", takes="ledger", run=lambda item: Outcome(item=item, problems=(bad,) if item == "b" else ())
    )
    outcomes = list(watch.runner(one_by_one)(stage, ["a", "b", "c"]))
    assert [o.item for o in outcomes] == ["a", "b", "c"]
    assert watch.problems == [bad]
    assert out.getvalue() == "weighing: 3 done\n"


def test_problems_are_told_once_with_what_to_do(capsys) -> None:
    bad = Problem(where="in.jsonl, line 3", what="no JSON [bold]", kept="the other lines", todo="mend the line")
    report([bad, bad])
    assert capsys.readouterr().err == (
        "Problem: in.jsonl, line 3: no JSON [bold]\n    kept: the other lines\n    do: mend the line\n"
    )


def test_nothing_done_says_nothing(capsys) -> None:
    with watching() as watch:
        assert list(watch.over([], "reading")) == []
    assert not capsys.readouterr().err


def test_a_note_on_many_files_is_told_once(capsys) -> None:
    report([], [Problem(where=f"{n}.txt", what="no date") for n in range(8)])
    assert capsys.readouterr().err == "Note: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 3 more: no date\n"
