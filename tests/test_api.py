"""What ``import saidseen`` promises."""

from __future__ import annotations

import subprocess
import sys

import pytest

import saidseen

TEXT = "Norland's defence ministry said on Monday that its troops would leave the harbour of Eastport within a week."


def test_annotate_gives_spans_of_the_text():
    heard = saidseen.annotate(TEXT, published="2024-05-06")
    (statement,) = heard.statements
    assert TEXT[statement.cue[0].start : statement.cue[0].end] == "said"
    assert statement.said is not None


def test_a_date_that_is_none_is_refused():
    with pytest.raises(ValueError, match="soon"):
        saidseen.annotate(TEXT, published="soon")


def test_a_ledger_follows_the_stages(tmp_path):
    with saidseen.Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([saidseen.Document.make(url="https://example.org/1", text=TEXT)])
        saidseen.follow(saidseen.STAGES, ledger)
        assert not list(ledger.todo(saidseen.STAGES[0]))


def test_importing_it_loads_nothing_heavy():
    code = "import sys, saidseen; sys.exit(bool({'spacy', 'numpy', 'rich', 'sqlite3'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)
