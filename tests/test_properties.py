"""What must hold whatever is read: spans fit, nothing is counted twice, and neither order nor copies change a verdict."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.follow import follow
from saidseen.hearing.parsing.parse import PIECE, pieces
from saidseen.ledger import Ledger
from saidseen.showing import views
from saidseen.showing.annotation import annotation_json
from saidseen.stages import STAGES, annotate
from saidseen.things import Document, Hearing

SENTENCES = (
    "Norland's defence ministry said its troops would leave the harbour of Eastport by Friday.",
    "“We will withdraw all units,” Colonel Ada Brandt told reporters on Monday, “and we will not return.”",
    "A spokesman for Sudmark denied that any soldiers had left the town.",
    "Nobody was hurt, according to the mayor.",
    "A reporter of the Harbour Post saw forty tanks drive out of Eastport on Thursday morning.",
    "Satellite images published by a commercial operator show 20 empty tents at the base.",
    "He warned of sanctions 🙂 “if they do not — and soon —",
    "\n\n",
    "EASTPORT, May 3 —",
    "The president, Mr. Ola Finn, said: ‘It's over.’",
)
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def document(number: int, text: str, day: int = 3) -> Document:
    url = f"https://example.org/{number}"
    return Document.make(url=url, text=text, outlet=f"Paper {number}", published=datetime(2024, 5, day, 9, tzinfo=UTC))


STORY = (
    document(1, "Norland's defence ministry said its troops would leave the harbour of Eastport by Friday.", 1),
    document(2, "A spokesman for Sudmark denied that any soldiers had left Eastport.", 2),
    document(3, "A reporter of the Harbour Post saw forty tanks of Norland drive out of Eastport on Thursday morning.", 3),
    document(4, "Sudmark's foreign minister, Eva Holm, said on Friday that Norland had shelled the village of Westby.", 4),
    document(5, "Norland's defence ministry said its troops would leave the harbour of Eastport by Friday.", 4),
)


def pairs(value: object) -> list[list[int]]:
    """Every span, ``[start, end]``, in an annotation."""
    if isinstance(value, dict):
        return [pair for part in value.values() for pair in pairs(part)]
    if isinstance(value, list):
        if len(value) == 2 and all(type(part) is int for part in value):
            return [value]
        return [pair for part in value for pair in pairs(part)]
    return []


def spans(value: object) -> list[object]:
    """Every Span in a thing."""
    if hasattr(value, "quote") and hasattr(value, "start"):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in spans(part)]
    names = getattr(type(value), "__slots__", ())
    return [span for name in names for span in spans(getattr(value, name))]


def fits(text: str, hearing: Hearing) -> None:
    for span in spans(hearing):
        assert text[span.start : span.end] == span.quote
        assert span.start < span.end
    for start, end in pairs({k: v for k, v in annotation_json(document(1, text), hearing).items() if k != "problems"}):
        assert 0 <= start <= end <= len(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.sampled_from([" ", "\n", "\n\n"]))
def test_every_span_fits_the_text(sentences, gap):
    text = gap.join(sentences)
    fits(text, annotate(document(1, text)))


def test_every_span_fits_a_text_that_is_parsed_in_pieces():
    text = "\n\n".join(SENTENCES[:7]) * (PIECE // 400)
    assert len(pieces(text)) > 1
    hearing = annotate(document(1, text))
    assert hearing.statements[-1].content[0].start > PIECE
    fits(text, hearing)


@given(st.text(st.sampled_from("ab \n"), max_size=40).map(lambda t: t * (PIECE // 8)))
@settings(max_examples=30, deadline=None)
def test_pieces_are_the_text(text):
    cut = pieces(text)
    assert "".join(cut) == text
    assert all(len(piece) <= PIECE for piece in cut)


def verdicts(documents: list[Document], path: Path) -> dict[str, tuple[object, ...]]:
    """Read together into a new ledger: every claim with its verdict."""
    with Ledger(path) as ledger:
        ledger.add(documents)
        follow(STAGES, ledger)
        rows = views.claims(ledger, as_of=NOW).rows
        assert ledger.verify() == []
    found = {}
    for row in rows:
        said = frozenset(u.url for u in row.case.claim.utterances)
        evidence = sorted((e.cls, e.relation, e.url, e.quote) for e in row.verdict.evidence)
        found[row.case.claim.id] = (
            said,
            row.verdict.status,
            round(row.verdict.probability, 9),
            row.verdict.rule,
            tuple(evidence),
        )
    return found


@pytest.fixture(scope="module")
def in_order(tmp_path_factory):
    found = verdicts(list(STORY), tmp_path_factory.mktemp("order") / "ledger.db")
    assert len(found) >= 2
    return found


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(STORY))
def test_the_order_of_documents_changes_nothing(in_order, order):
    with tempfile.TemporaryDirectory() as folder:
        assert verdicts(order, Path(folder, "ledger.db")) == in_order


@settings(max_examples=6, deadline=None)
@given(order=st.permutations(STORY), cut=st.integers(1, len(STORY) - 1))
def test_documents_that_come_later_give_what_they_give_at_once(in_order, order, cut):
    with tempfile.TemporaryDirectory() as folder:
        verdicts(order[:cut], Path(folder, "ledger.db"))
        assert verdicts(order[cut:], Path(folder, "ledger.db")) == in_order


def test_reading_again_adds_nothing(tmp_path):
    path = tmp_path / "ledger.db"
    before = verdicts(list(STORY), path)
    assert before
    with Ledger(path) as ledger:
        entries = len(list(ledger.log()))
        added = ledger.add(STORY)
        follow(STAGES, ledger)
        assert (added.new, added.known) == ((), len(STORY))
        assert len(list(ledger.log())) == entries
    assert verdicts([], path) == before


def test_a_thousand_copies_change_no_verdict(tmp_path, in_order):
    copies = [document(1000 + n, STORY[2].text, 4) for n in range(1000)]
    found = verdicts([*STORY, *copies], tmp_path / "ledger.db")
    assert {key: value[1:4] for key, value in found.items()} == {key: value[1:4] for key, value in in_order.items()}
