"""The encoder's rows as spans: offsets, order, doubles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saidseen.hearing.attribution.decoding import CONTENT, CUE, SOURCE, Marked, Row, decode, smooth, without_doubles

TEXT = "The ministry said the bridge was open , and closed it ."
PIECES = [(m, m + len(w)) for w, m in ((w, TEXT.index(w)) for w in TEXT.split())]


def row(roles: str, *, probability: float = 0.9, sure: float = 0.94) -> Row:
    """One letter a piece: n(one), c(ontent), s(ource), q (cue)."""
    shares = np.full((len(roles), 4), (1 - sure) / 3, dtype=np.float32)
    for i, letter in enumerate(roles):
        shares[i, "ncsq".index(letter)] = sure
    return Row(anchor=max(0, roles.find("q")), probability=probability, first=0, shares=shares)


def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [TEXT[s:e] for s, e in spans]


def test_roles_become_spans() -> None:
    (found,) = decode(TEXT, PIECES, [row("ssqccccnnnnn")])
    assert words(found.source) == ["The ministry"]
    assert words(found.cue) == ["said"]
    assert words(found.content) == ["the bridge was open"]


def test_one_wavering_piece_does_not_break_a_content() -> None:
    wavers = row("ssqccncnnnnn")
    wavers.shares[5] = (0.5, 0.4, 0.05, 0.05)
    (found,) = decode(TEXT, PIECES, [wavers])
    assert words(found.content) == ["the bridge was open"]


def test_an_improbable_anchor_says_nothing() -> None:
    assert decode(TEXT, PIECES, [row("ssqccccnnnnn", probability=0.2)]) == []


def test_a_row_without_content_says_nothing() -> None:
    assert decode(TEXT, PIECES, [row("ssqnnnnnnnnn")]) == []


def test_of_two_that_say_the_same_the_surer_stays() -> None:
    (found,) = decode(TEXT, PIECES, [row("ssqccccnnnnn"), row("nnqcccccccnn", probability=0.6)])
    assert words(found.content) == ["the bridge was open"]


@given(st.lists(st.lists(st.floats(0.01, 1.0), min_size=4, max_size=4), min_size=12, max_size=12))
def test_any_row_slices_to_the_text(shares: list[list[float]]) -> None:
    table = np.array(shares, dtype=np.float32)
    given_row = Row(anchor=0, probability=0.9, first=0, shares=table / table.sum(1, keepdims=True))
    for found in decode(TEXT, PIECES, [given_row]):
        for spans in (found.content, found.source, found.cue):
            assert all(0 <= s < e <= len(TEXT) for s, e in spans)
            assert list(spans) == sorted(spans)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15), st.floats(0.1, 0.9)), max_size=8), st.randoms())
def test_what_stays_does_not_depend_on_the_order(found: list[tuple[int, int, float]], random: object) -> None:
    marked = [Marked(content=((s, s + n),), source=(), cue=(), anchor=i, confidence=p) for i, (s, n, p) in enumerate(found)]
    other = list(marked)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert without_doubles(marked) == without_doubles(other)


def test_rows_of_different_length_are_smoothed_together() -> None:
    long, short = row("ssqccccnnnnn"), row("qccc")
    paths = smooth([long, short])
    assert [len(p) for p in paths] == [12, 4]
    assert paths[0].tolist()[:4] == [SOURCE, SOURCE, CUE, CONTENT]
