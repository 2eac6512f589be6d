"""Who speaks where the layout says so: interviews, briefings, headlines, names under quotations."""

from __future__ import annotations

import pytest

from saidseen.hearing.attribution.mixing import with_turns
from saidseen.hearing.attribution.rules import Finder
from saidseen.hearing.attribution.turns import Turns
from saidseen.hearing.parsing.parse import parse
from saidseen.things import Document

Told = list[tuple[str, str]]

INTERVIEW = """Interview with Foreign Minister Paul Kwame

Paul Kwame spoke to Anna Roth of the Valley Tribune on Monday.

Q: Will the army leave? I think it has left.

A: Yes. We will leave by Friday. The ministry said the bridge is open.

The harbour is closed, as you know.

Q: The mayor says that you lied. Is it true?

A: "The mayor is wrong," the prime minister told me.

The interview was held in Tamo."""

BRIEFING = """PRESS BRIEFING BY ADA HALDEN, SPOKESPERSON

MS. HALDEN: Good afternoon, everyone. The troops have left the valley.

QUESTION: You said the troops have left. Can you prove it?

MS. HALDEN: I cannot verify that.

(Laughter.)

But we are sure of it.

MR. OKORO: The defence ministry will publish the images tomorrow."""


def read(text: str, *, frame: str = "") -> Told:
    """(source, content) of what the layout marks."""
    doc = parse(Document.make(url="test:turns", text=text, outlet="Test Gazette"))
    found = [a for a in Turns(doc).find() if not frame or a.frame == frame]
    return [(doc[slice(*(a.source or (0, 0)))].text, doc[slice(*a.content[0])].text) for a in found]


def mixed(text: str) -> Told:
    """(source, content) of all attributions."""
    doc = parse(Document.make(url="test:turns", text=text, outlet="Test Gazette"))
    found = with_turns(Turns(doc), Finder(doc).find())
    return [(doc[slice(*(a.source or (0, 0)))].text, doc[slice(*a.content[0])].text) for a in found]


def test_an_answer_is_said_by_whom_the_introduction_names() -> None:
    assert read(INTERVIEW) == [
        ("Paul Kwame", "We will leave by Friday"),
        ("Paul Kwame", "The ministry said the bridge is open"),
        ("Paul Kwame", "The harbour is closed, as you know"),
        ("Paul Kwame", '"The mayor is wrong," the prime minister told me'),
    ]


def test_questions_state_nothing_but_may_hold_what_others_say() -> None:
    found = mixed(INTERVIEW)
    assert ("The mayor", "you lied") in found
    assert ("The ministry", "the bridge is open") in found
    assert not any(source == "I" for source, _ in found)


def test_a_briefing_runs_over_paragraphs() -> None:
    assert read(BRIEFING) == [
        ("MS. HALDEN", "The troops have left the valley"),
        ("MS. HALDEN", "I cannot verify that"),
        ("MS. HALDEN", "But we are sure of it"),
        ("MR. OKORO", "The defence ministry will publish the images tomorrow"),
    ]


def test_questions_are_told_apart() -> None:
    doc = parse(Document.make(url="test:turns", text=BRIEFING, outlet="Test Gazette"))
    assert [doc[low:high].text for low, high in Turns(doc).asked] == ["You said the troops have left. Can you prove it?"]


def test_turns_by_name_title_and_surname() -> None:
    text = (
        "Harbour talks\n\nROSA LIND: We will not open the gates.\n\nADA BRANDT: The gates must be opened by noon.\n\n"
        "LIND: We will appeal to the court.\n\nBRANDT: It is a promise.\n\nKEY POINTS: Nobody opened the gates."
    )
    assert [source for source, _ in read(text)] == ["ROSA LIND", "ADA BRANDT", "LIND", "BRANDT"]


def test_initials_mean_the_person_named_before() -> None:
    text = "The Gazette asked Nils Berg about the dam.\n\nGazette: Is the dam safe?\n\nNB: The dam is safe."
    assert ("Nils Berg", "The dam is safe") in read(text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Ada Brandt, spokeswoman: The troops will leave on Friday.", "Ada Brandt, spokeswoman",
         "The troops will leave on Friday"),
        ("Minister Brandt: We will leave the harbour.", "Minister Brandt", "We will leave the harbour"),
        ("Statement by the Foreign Ministry: The army has left.", "the Foreign Ministry", "The army has left"),
        ('"We will never leave the valley."\n- Ada Brandt, mayor of Tamo', "Ada Brandt, mayor of Tamo",
         "We will never leave the valley"),
        ("Ada Brandt (foreign minister): We will leave the harbour.", "Ada Brandt", "We will leave the harbour"),
        ('"They have broken every promise," -- Rosa Lind, mayor of Tamo. It is quiet.', "Rosa Lind, mayor of Tamo",
         "They have broken every promise"),
        ('Quote from Rosa Lind, mayor: "We will never leave the valley."', "Rosa Lind, mayor", "We will never leave the valley"),
        ('He waited. The minister: "We will never leave the valley." He left.', "The minister", "We will never leave the valley"),
        ('He waited. Said Minister Brandt: "We will never leave the hill."', "Minister Brandt", "We will never leave the hill"),
        ('He waited. Gen. Ada Brandt: "We will never leave the hill."', "Gen. Ada Brandt", "We will never leave the hill"),
    ],
)  # fmt: skip
def test_a_name_beside_what_is_said(text: str, source: str, content: str) -> None:
    assert (source, content) in read(text)


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("Minister: Army will leave by Friday", "Minister", "Army will leave by Friday"),
        ("Army to leave by Friday - minister", "minister", "Army to leave by Friday"),
        ("Troops will stay \u2013 Norland\u2019s defence minister", "Norland's defence minister", "Troops will stay"),
        ("Two killed in blast: police", "police", "Two killed in blast"),
        ("Kyiv: no sign of pullback", "Kyiv", "no sign of pullback"),
        ("Defence ministry: 12 soldiers killed in attack", "Defence ministry", "12 soldiers killed in attack"),
    ],
)
def test_headlines(line: str, source: str, content: str) -> None:
    assert read(f"{line}\n\nThe army is at the border.", frame="headline") == [(source, content)]


def test_a_cue_goes_before_the_layout() -> None:
    found = mixed("Army to leave by Friday, says minister\n\nThe army is at the border.")
    assert found == [("minister", "Army to leave by Friday")]


NOBODY = [
    'The mayor\'s deputy, speaking on the radio, countered with an invitation: "Nobody has to leave the town tonight."',
    "Note: The army will leave by Friday.",
    "Photo: The minister visits the army.",
    "Sources: The army has left the town.",
    "Update: The army has left the town.",
    "Monday: rain will fall.\nTuesday: it will be dry.",
    "The train leaves at 10:30 and the ratio is 3:1.",
    "See https://example.org/a: it is there.",
    "Name: Rosa Lind\nAge: 40\nPresident: Paul Kwame\nArmy: 20,000 men\nGovernment: republic",
    "Weather\n\nKyiv: rain, 5 degrees\nParis: sun\nBerlin: it will snow",
    "Genesis 1:1 In the beginning there was light.\nJohn 3: And he went away to the hills.",
    "Syria: dozens killed in strike on market\n\nThe market is shut.",
    "Ukraine: What we know so far\n\nThe market is shut.",
    "Army: a history\n\nIt is long.",
    "Three things are known: The army left. The town is quiet.",
    "The minister made one demand: The army must leave.",
    "Country\tTroops\nNorland:\t5,000 are there",
    "Q: What is the Alliance?\nA: It is a group of states. It was founded by President Paul Kwame.",
    "Editor's note: The mayor has resigned.",
    "Explosions heard in town - Reuters\n\nThe market is shut.",
    "EUROPE: The army has left the town.\n\nASIA: The talks have failed.",
    "Ukraine: Troops shelled the town.\n\nRussia: The president met ministers.",
    "The Parliament: It has 200 members.\n\nThe Government: It is led by the prime minister.",
    '"We will never leave this valley again" - and so they stayed.',
    'He quoted the proverb: "A bird in the hand is worth two in the bush."',
    "",
    ":",
    "Q:",
    "A: \nQ: ",
]


@pytest.mark.parametrize("text", NOBODY)
def test_other_colons_and_dashes_name_nobody(text: str) -> None:
    assert read(text) == []
