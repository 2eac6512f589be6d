"""What is done by saying: acts, bases, channels."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saidseen.knowing.actwords import BASES, tables
from saidseen.stages import annotate
from saidseen.things import Document, Hearing

PUBLISHED = datetime(2019, 5, 14, 18, tzinfo=UTC)


def hear(text: str) -> Hearing:
    return annotate(Document.make(url="test:1", text=text, outlet="Test Gazette", published=PUBLISHED))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Peruvian army said that its troops had left the village of Santa Elena.", "assert"),
        ("The Peruvian government denied that its troops were in the valley.", "deny"),
        ("The Peruvian foreign ministry said it had no plans to close the border.", "deny"),
        ("The Peruvian defence minister said that the troops would leave the valley by Friday.", "pledge"),
        ("The Peruvian president vowed to withdraw the troops.", "pledge"),
        ("The Peruvian president threatened to bomb the camps.", "threaten"),
        ("If the raids went on, Peru would strike back, the Peruvian defence minister said.", "threaten"),
        ("Chile must withdraw its troops from the pass, the Peruvian foreign minister said.", "demand"),
        ("The Peruvian foreign minister urged Chile to release the sailors.", "demand"),
        ("The Peruvian foreign minister stressed the need for Chile to reopen the pass.", "demand"),
        ("Chile would attack the port within days, the Peruvian defence minister said.", "forecast"),
        ("The Peruvian defence minister warned that an attack by Chile was imminent.", "forecast"),
        ("The Peruvian president said he was ready to talk to Chile.", "offer"),
        ("It was too early to tell whether the troops had gone, a Peruvian official said.", "doubt"),
        ("The Peruvian foreign ministry said that it had not seen any sign of a withdrawal.", "doubt"),
        ("The Peruvian president called the speech shameful and said that the deal was a great victory.", "judge"),
    ],
)
def test_act(text: str, act: str) -> None:
    assert act in {s.act for s in hear(text).statements}


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Satellite images show new trenches, the minister said.", "imagery"),
        ("The convoy had crossed the river, the mayor said, citing reports from the field.", "told"),
        ("The general said that intelligence pointed to a new camp.", "intelligence"),
        ("The general said that the road was open.", "none"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    assert {s.basis for s in hear(text).statements} == {basis}


def test_the_table_of_bases_is_the_list_of_bases() -> None:
    assert set(tables()[1]) == set(BASES)


def test_channel_is_in_the_words_of_the_cue() -> None:
    statements = hear("The pass would reopen on Monday, Minister Ruth Vale said in a radio interview.").statements
    assert [s.channel for s in statements] == ["radio interview"]


def test_said_is_the_day_of_the_words_else_of_publication() -> None:
    on_monday = hear("The guards had left, the Peruvian army said on Monday.").statements[0].said
    undated = hear("The guards had left, the Peruvian army said.").statements[0].said
    assert on_monday is not None
    assert on_monday.start is not None
    assert on_monday.start.date().isoformat() == "2019-05-13"
    assert undated is not None
    assert undated.assumed
    assert undated.start is not None
    assert undated.start.date() == PUBLISHED.date()


def test_quote_types() -> None:
    text = 'The mayor said "the well is dry". The doctor said that "two men" had died. The priest said that it rained.'
    assert [s.quote_type for s in hear(text).statements] == ["direct", "mixed", "indirect"]


def test_another_language_is_kept_and_makes_no_statement() -> None:
    text = "Der Minister sagte, dass die Truppen das Tal am Montag verlassen werden und dass die Straße nun wieder offen ist."
    hearing = annotate(Document.make(url="test:2", text=text, lang="de", published=PUBLISHED))
    assert hearing.statements == ()
    assert "another language" in hearing.problems[0].what


def test_without_a_date_relative_times_stay_open_and_it_is_told() -> None:
    hearing = annotate(Document.make(url="test:3", text="The army said on Monday that it had left the town."))
    assert all(t.interval is None for t in hearing.times)
    assert any("date of publication" in p.what for p in hearing.problems)
