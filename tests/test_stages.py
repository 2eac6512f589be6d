"""From documents to verdicts through a real ledger: a small crisis of our own, read day by day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saidseen.follow import follow
from saidseen.ledger import Ledger
from saidseen.stages import STAGES
from saidseen.things import Case, Document, Hearing, Observation, Verdict
from saidseen.weighing.moment import case_at

PLEDGE = "Peru will withdraw its troops from Tumbes by 20 May, the Peruvian defence minister pledged on Tuesday."
DENIAL = "The Peruvian foreign ministry denied that its troops were in Guayaquil."
SEEN = "On Thursday a Harbour Herald reporter saw Peruvian soldiers in Guayaquil, at the gate of the port."


def document(number: int, day: int, text: str) -> Document:
    return Document.make(
        url=f"test:{number}", text=text, outlet="Harbour Herald", published=datetime(2019, 5, day, 12, tzinfo=UTC)
    )


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def test_all_stages_fill_the_ledger_and_a_second_run_adds_nothing(ledger) -> None:
    ledger.add([document(1, 14, PLEDGE), document(2, 14, DENIAL), document(3, 16, SEEN)])
    follow(STAGES, ledger)
    assert len(list(ledger.things(Hearing))) == 3
    assert [o.cls for o in ledger.things(Observation)] == ["seen-reported"]
    assert {c.claim.kind for c in ledger.things(Case)} == {"pledge", "fact"}
    before = len(list(ledger.log()))
    follow(STAGES, ledger)
    assert len(list(ledger.log())) == before
    assert ledger.verify() == []


def test_an_observation_that_comes_late_changes_the_verdict(ledger) -> None:
    ledger.add([document(2, 14, DENIAL)])
    follow(STAGES, ledger)
    (case,) = ledger.things(Case)
    assert case.claim.polarity == "negative"
    assert [v.status for v in ledger.things(Verdict)] == ["unverified"]
    ledger.add([document(3, 16, SEEN)])
    follow(STAGES, ledger)
    (case,) = ledger.things(Case)
    assert [(e.cls, e.relation) for e in case.evidence] == [("seen-reported", "refutes")]
    assert [v.status for v in ledger.things(Verdict, history=True)] == ["unverified", "contradicted"]


def test_a_correction_that_takes_the_words_out_takes_the_claim_out_from_then_on(ledger) -> None:
    ledger.add([document(1, 14, PLEDGE)])
    follow(STAGES, ledger)
    ledger.add([document(1, 15, "Correction: the report on Tumbes was published in error.")])
    follow(STAGES, ledger)
    (case,) = ledger.things(Case)
    before, after = (datetime(2019, 5, day, 18, tzinfo=UTC) for day in (14, 15))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert case_at(case, before, now) is not None
    assert case_at(case, after, now) is None
    assert len(list(ledger.things(Document))) == 2
