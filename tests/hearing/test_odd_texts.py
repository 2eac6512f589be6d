"""Texts that are no news: whatever is read, nothing fails, every span is in the text, and work grows with its length."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import saidseen
from saidseen.hearing.attribution.mixing import with_turns
from saidseen.hearing.attribution.turns import Turns
from saidseen.hearing.parsing.parse import parse
from saidseen.things import Document, Hearing, Span

PUBLISHED = "2024-02-15T12:00:00Z"

ODD = {
    "quotes only": '"We leave at once." "We have gone." "Nobody is left in the town of Tamo."',
    "no quotes": "The ministry said that the bridge was open. It was shut.",
    "one sentence": "The army said that it had left " + "and that the town of Tamo was quiet " * 700 + ".",
    "transcript": "Q: Will you leave?\n\nMR. KWAME: We will leave.\n\n(Laughter.)\n\nQ: When?\n\nMINISTER KWAME: Soon.",
    "table": "Country\tTroops\tTanks\nNorland\t5,000\t40\nSudmark:\t400\t3\n| a | b |\n|---|---|\n",
    "capitals": 'THE MINISTER SAID: "WE WILL LEAVE BY FRIDAY." THE ARMY DENIED IT.',
    "languages": "The minister said that they leave. Der Minister sagte: „Wir gehen.“ Министр сказал: «Мы уходим».部长说",
    "right to left": '\u202bThe minister said: \u202e"We leave."\u202c\u200f The army \u05d0\u05d1\u05d2 denied it.',
    "emoji": 'The minister 🇺🇦 said 🚀: "We leave 👨\u200d👩\u200d👧 on Friday." 😀😀',
    "zero width": "The min\u200bister\u200b said\ufeff that\u2060 the bridge\u00ad was open.\u200b\n\u200bQ\u200b: When?",
    "open marks": '"We leave, “he said. "And we “stay» «there" \'now, he added.\n"Again',
    "marks only": '"""“”«»„:::---\n\n:\n"',
}  # fmt: skip

PIECES = st.sampled_from(
    [*(piece for text in ODD.values() for piece in (text[:40], text[-30:])), "\n", "\n\n", '"', ": ", " - ", "\u200b"]
)


def spans(hearing: Hearing) -> list[Span]:
    said = [span for s in hearing.statements for span in (*s.source, *s.cue, *s.content)]
    places = [p.span for p in hearing.places if p.span is not None]
    return [*said, *(e.trigger for e in hearing.events), *places, *(t.span for t in hearing.times)]


def check(text: str) -> None:
    hearing = saidseen.annotate(text, published=PUBLISHED)
    assert all(text[s.start : s.end] == s.quote for s in spans(hearing))
    assert all(s.content and 0 <= s.confidence <= 1 for s in hearing.statements)


def check_layout(text: str) -> None:
    """The turns too, whether or not they are part of what is annotated."""
    doc = parse(Document.make(url="test:odd", text=text))
    for a in with_turns(Turns(doc), []):
        assert all(0 <= low < high <= len(doc) for low, high in a.content)
        assert a.source is not None
        assert 0 <= a.source[0] < a.source[1] <= len(doc)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(name: str) -> None:
    check(ODD[name])
    check_layout(ODD[name])


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_mixtures(parts: list[str]) -> None:
    text = "".join(parts)
    check(text)
    check_layout(text)


def calls(text: str) -> int:
    """Calls of Python functions that it takes to find the turns: counted, since a clock lies on a busy machine."""
    doc = parse(Document.make(url="test:odd", text=text))
    count = 0

    def profile(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        Turns(doc).find()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_length() -> None:
    turn = "\n\nQ: Will you leave?\n\nMINISTER KWAME: We will leave by Friday. The town is quiet."
    calls(turn)  # what is looked up once is in memory from here on
    assert calls(turn * 40) < 6 * calls(turn * 10)
