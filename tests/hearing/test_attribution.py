"""Who says what: the test's text is the news."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.hearing.attribution.rules import Finder
from saidseen.hearing.parsing.parse import parse, pieces
from saidseen.hearing.parsing.quotes import quotations
from saidseen.stages import annotate
from saidseen.things import Document


def heard(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each statement, mere topics left out."""
    hearing = annotate(Document.make(url="test:1", text=text, outlet="Test Gazette"))
    return [
        tuple(" // ".join(s.quote for s in part) for part in (x.source, x.cue, x.content))
        for x in hearing.statements
        if not x.topic
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "General Paul Kwame said that the bridge at Tamo had been closed.",
            ("General Paul Kwame", "said", "the bridge at Tamo had been closed"),
        ),
        (
            "The harbour would stay open, the deputy mayor of Port Anna, Rosa Lind, insisted on Friday.",
            ("the deputy mayor of Port Anna, Rosa Lind", "insisted", "The harbour would stay open"),
        ),
        (
            '"We have left the valley," said Colonel Ada Mensah, the commander of the brigade.',
            ("Colonel Ada Mensah, the commander of the brigade", "said", "We have left the valley"),
        ),
        (
            "The convoy had turned back before the border, according to the interior ministry.",
            ("the interior ministry", "according to", "The convoy had turned back before the border"),
        ),
        (
            "The rebels denied that they had shelled the market.",
            ("The rebels", "denied", "they had shelled the market"),
        ),
        (
            "The minister threatened to close the airspace if the flights went on.",
            ("The minister", "threatened", "to close the airspace if the flights went on"),
        ),
        (
            "The president repeated his promise that the prisoners would be freed.",
            ("The president", "repeated his promise", "the prisoners would be freed"),
        ),
    ],
)
def test_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in heard(text)


def test_a_quotation_that_is_interrupted_is_one_statement() -> None:
    text = '"The dam is safe," the engineer Nils Berg said. "Nobody has to leave the lower villages tonight."'
    contents = [content for _, _, content in heard(text)]
    assert contents == ["The dam is safe // Nobody has to leave the lower villages tonight"]


@pytest.mark.parametrize(
    "text",
    [
        "The spokeswoman did not say when the talks would begin.",
        "Nobody at the ministry would say whether the pipeline was shut.",
        "If the mediator says that the truce holds, the convoy will leave.",
        "It was too early to tell whether the fire was out.",
        "The two figures suggest a slow recovery.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert heard(text) == []


def test_two_acts_under_one_cue_are_two_statements() -> None:
    """A fact and a pledge, each with its own words."""
    text = "The engineers have finished the tunnel and will open the northern road on Monday, Minister Jon Hale said."
    assert [content for _, _, content in heard(text)] == [
        "The engineers have finished the tunnel",
        "will open the northern road on Monday",
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no deal" and left.', ["no deal"]),
        ("“One,” she said. «Two», he said.", ["One,", "Two"]),
        ('"It never ends\nA new paragraph.', ["It never ends"]),
        ("‘We wait here,’ he said.", ["We wait here,"]),
    ],
)
def test_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == inside


def test_a_quotation_that_runs_over_paragraphs_continues() -> None:
    found = quotations('"The first part.\n\n"The second part," she said.')
    assert [(q.open, q.continues) for q in found] == [(True, False), (False, True)]


@given(st.text(alphabet='ab ."“”‘’«»\n', max_size=200))
def test_quotations_lie_in_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for q in quotations(text):
        assert end <= q.start <= q.end <= len(text)
        end = q.end


@given(st.text(alphabet="ab \n", max_size=500))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text * 40)) == text * 40


NEWS = st.lists(
    st.sampled_from(
        [
            "The army said on Monday that it had left the town of Marovo.",
            '"We stay," the mayor said. "We have water."',
            "According to two officials, the talks failed",
            "Shots were heard.",
            'He denied it: "A lie!',
            "\n\n",
            "– Anna Roth, reporter",
            "Will they go? Perhaps, said one.",
        ]
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(NEWS)
def test_every_span_fits_the_text(parts: list[str]) -> None:
    document = Document.make(url="test:2", text=" ".join(parts), outlet="Test Gazette")
    hearing = annotate(document)
    for s in hearing.statements:
        for span in (*s.source, *s.cue, *s.content):
            assert document.text[span.start : span.end] == span.quote
        assert s.content
    for e in hearing.events:
        assert document.text[e.trigger.start : e.trigger.end] == e.trigger.quote
        assert e.statement is None or 0 <= e.statement < len(hearing.statements)


def test_a_finder_remembers_nothing_between_documents() -> None:
    doc = parse(Document.make(url="test:3", text="The guild said that the mill was sold."))
    assert Finder(doc).find() == Finder(doc).find()


def test_a_source_that_asks_not_to_be_named_says_nothing_by_it() -> None:
    text = "No civilian was hurt in the raid, insisted an Oranian official who asked not to be named."
    assert [[c.quote for c in s.content] for s in annotate(Document.make(url="t:1", text=text)).statements] == [
        ["No civilian was hurt in the raid"]
    ]


def test_the_writers_comment_is_none_of_the_content() -> None:
    text = "The army shelled the town of Lima in what is the worst breach of the truce so far, the Peruvian opposition said."
    assert "The army shelled the town of Lima" in {content for _, _, content in heard(text)}
