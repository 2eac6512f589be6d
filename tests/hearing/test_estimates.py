"""Words of estimative probability and their ranges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.hearing.saying.estimates import estimate


@pytest.mark.parametrize(
    ("words", "low", "high", "wording"),
    [
        ("the troops are likely to leave", 0.55, 0.80, "likely"),
        ("the likely candidate", 0.55, 0.80, "likely"),
        ("an attack is highly likely", 0.80, 0.95, "highly likely"),
        ("it is very unlikely that they return", 0.05, 0.20, "very unlikely"),
        ("the truce is unlikely to hold", 0.20, 0.45, "unlikely"),
        ("the army will almost certainly stay", 0.95, 0.99, "almost certainly"),
        ("they will probably not come", 0.55, 0.80, "probably"),
        ("there is a roughly even chance of rain", 0.45, 0.55, "roughly even chance"),
        ("there is almost no chance of a deal", 0.01, 0.05, "almost no chance"),
        ("a remote possibility", 0.01, 0.05, "remote possibility"),
        ("it is more likely than not that they stay", 0.50, 0.80, "more likely than not"),
        ("there is a realistic possibility of war", 0.40, 0.50, "realistic possibility"),
        ("there is a real chance of war", 0.20, 0.55, "real chance"),
        ("war remains distinctly possible", 0.20, 0.55, "distinctly possible"),
        ("an attack could come any day", 0.01, 0.55, "could"),
        ("a strike cannot be ruled out", 0.01, 0.55, "cannot be ruled out"),
        ("the bridge may be closed", 0.01, 0.55, "may"),
        ("the talks might fail", 0.01, 0.55, "might"),
        ("they may well attack", 0.45, 0.80, "may well"),
        ("there is a good chance that it holds", 0.55, 0.80, "a good chance"),
        ("he did not rule out a strike", 0.01, 0.55, "not rule out"),
        ("the chances are slim", 0.05, 0.20, "chances are slim"),
        ("a possible attack", 0.01, 0.55, "possible"),
        ("a 30 percent chance of an attack", 0.30, 0.30, "30 percent chance"),
        ("the chance of war is 30 to 40 per cent", 0.30, 0.40, "chance of war is 30 to 40 per cent"),
        ("a less than 10% chance of success", 0.01, 0.10, "10% chance"),
        ("a one-in-four chance of rain", 0.25, 0.25, "one-in-four chance"),
    ],
)
def test_ranges(words: str, low: float, high: float, wording: str) -> None:
    found = estimate(words)
    assert found is not None
    assert (found.low, found.high, found.wording, found.negated) == (low, high, wording, False)
    assert words[found.start :].startswith(wording)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("an attack is not likely", 0.20, 0.45),
        ("an attack is no longer likely", 0.20, 0.45),
        ("an attack isn't at all likely", 0.20, 0.45),
        ("we do not think that an attack is likely", 0.20, 0.45),
        ("it is not very likely", 0.05, 0.45),
        ("it is not unlikely", 0.55, 0.80),
        ("it is not impossible", 0.01, 0.55),
        ("that is no longer possible", 0.01, 0.05),
        ("it is by no means certain that they left", None, None),
    ],
)
def test_negation(words: str, low: float | None, high: float | None) -> None:
    found = estimate(words)
    assert (found and found.low, found and found.high) == (low, high)
    assert found is None or found.negated


@pytest.mark.parametrize(
    "words",
    [
        "the talks begin in May",
        "May was hot",
        "they could not leave the town",
        "they couldn't leave",
        "we could see the lights",
        "so that they could leave",
        "they did all they could",
        "the might of the army",
        "its military might is great",
        "leave as soon as possible",
        "make it possible",
        "it is not possible to leave",
        "a chance to leave the town",
        "by chance",
        "nobody may enter the town",
        "you may leave",
        "a likely story",
        "this makes war more likely",
        "how likely is it?",
        "certain conditions must be met",
        "a confidence vote",
        "30 percent of the troops left",
        "",
    ],
)
def test_other_senses(words: str) -> None:
    assert estimate(words) is None


@pytest.mark.parametrize(
    ("words", "confidence", "low"),
    [
        ("we assess with high confidence that the troops left", "high", None),
        ("we assess with moderate confidence that an attack is likely", "moderate", 0.55),
        ("with low to moderate confidence we call it likely", "low", 0.55),
        ("we have low confidence in this", "low", None),
        ("it is likely; our confidence is low", "low", 0.55),
        ("we do not have high confidence in this", None, None),
        ("an attack is likely", None, 0.55),
    ],
)
def test_confidence_is_no_probability(words: str, confidence: str | None, low: float | None) -> None:
    found = estimate(words)
    assert (found and found.confidence, found and found.low) == (confidence, low)


WORDS = [
    "not",
    "likely",
    "un",
    "could",
    "may",
    "30",
    "percent",
    "chance",
    "of",
    "high",
    "confidence",
    "cannot",
    "be",
    "ruled",
    "out",
    "possible",
    ",",
    "%",
    "to",
    "very",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=15))
def test_the_wording_stands_where_it_says(parts: list[str]) -> None:
    words = " ".join(parts)
    found = estimate(words)
    if found is not None:
        assert words[found.start : found.start + len(found.wording)] == found.wording
        assert found.low is None or (found.high is not None and 0 < found.low <= found.high < 1)
