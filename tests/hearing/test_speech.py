"""Acts and bases by the trained network: which words it looks at, and how its shares and the rules' answer become one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saidseen.hearing.attribution.decoding import CONTENT, CUE, SOURCE
from saidseen.hearing.attribution.encoder import encoder
from saidseen.hearing.saying.speech import ACTS, BASES, ENDS, Reading, Weighed, chosen_act, chosen_basis, nearby

STOP = min(ENDS)


def weighed(act: str, share: float) -> Weighed:
    rest = (1 - share) / (len(ACTS) - 1)
    acts = {a: share if a == act else rest for a in ACTS}
    return Weighed(acts=acts, bases={b: 1.0 if b == "none" else 0.0 for b in BASES})


def test_the_sentences_of_a_statement_and_the_one_before_are_near() -> None:
    ids = [5, STOP, 6, 7, STOP, 8, 9, STOP, 4]
    assert nearby(ids, [0, 0, 0, 0, 0, 0, 1, 0, 0]) == [0, 0, 1, 1, 1, 1, 1, 1, 0]


@given(st.lists(st.tuples(st.integers(990, 1030), st.integers(0, 3)), min_size=1))
def test_what_has_a_role_is_always_near(pieces: list[tuple[int, int]]) -> None:
    ids, roles = [p for p, _ in pieces], [r for _, r in pieces]
    near = nearby(ids, roles)
    assert len(near) == len(ids)
    assert all(n for n, r in zip(near, roles, strict=True) if r)


def test_rules_alone_decide_where_nothing_was_weighed() -> None:
    assert chosen_act("offer", None) == "offer"
    assert chosen_basis("told", None) == "told"


def test_a_sure_network_overrules_and_a_doubtful_one_does_not() -> None:
    assert chosen_act("assert", weighed("threaten", 0.97)) == "threaten"
    assert chosen_act("threaten", weighed("pledge", 0.2)) == "threaten"


def test_what_says_nothing_against_anything_is_no_denial() -> None:
    assert chosen_act("assert", weighed("deny", 0.97), negated=True) == "deny"
    assert chosen_act("assert", weighed("deny", 0.97), negated=False) == "assert"
    assert chosen_act("deny", weighed("deny", 0.97), negated=False) == "deny"


def test_a_statement_is_weighed_in_its_own_stretch() -> None:
    seen: list[tuple[int, list[int], list[int]]] = []

    def weigh(view: np.ndarray, roles: Sequence[int], near: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        seen.append((int(view[0, 0]), list(roles), list(near)))
        return np.eye(len(ACTS))[2], np.eye(len(BASES))[0]

    text = "one two three four"
    offsets = [(0, 3), (4, 7), (8, 13), (14, 18)]
    views = [np.array([[0.0], [1.0]]), np.array([[2.0], [3.0]])]
    reading = Reading(marked=[], events=[], ids=[7, 8, 9, 10], offsets=offsets, views=views, weigh=weigh)
    found = reading.weighed([(8, 13)], [(14, 18)], [(0, 3)])  # the cue stands in the stretch before
    assert found is not None
    assert max(found.acts, key=found.acts.__getitem__) == "pledge"
    assert seen == [(2, [CONTENT, SOURCE], [1, 1])]
    assert CUE not in seen[0][1]
    assert reading.weighed([(3, 4)], [], []) is None
    assert text[8:13] == "three"


def test_shares_of_a_real_reading_sum_to_one() -> None:
    text = "The minister vowed that her army would leave the valley by June."
    found = encoder().read(text).weighed([(24, 63)], [(0, 12)], [(13, 18)])
    assert found is not None
    assert abs(sum(found.acts.values()) - 1) < 1e-4
    assert abs(sum(found.bases.values()) - 1) < 1e-4
    assert max(found.acts, key=found.acts.__getitem__) in {"pledge", "forecast"}
