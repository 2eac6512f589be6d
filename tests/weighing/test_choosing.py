"""Of values that exclude each other, the one whose voices were right before is the likelier; copies are one voice."""

from __future__ import annotations

import random
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.weighing.choosing import Scale, Voice, fit, log_odds, outcomes, probabilities
from saidseen.weighing.records import Tally, learn, tallied

PLAIN = (Scale(slope=1.0, offset=0.0, share=1.0),)
GOOD, BAD = Tally(held=9, failed=1), Tally(held=3, failed=7)
RECORDS = learn({("seer",): GOOD, ("rumour",): BAD, ("echo",): BAD, ("gossip",): BAD})


def voice(source, group=""):
    return Voice(path=(source,), group=group or source)


def chances(item, scales=PLAIN):
    return probabilities(log_odds(item, RECORDS), scales)


def test_one_that_was_right_outweighs_three_that_were_not():
    found = chances({"north": [voice("seer")], "south": [voice("rumour"), voice("echo"), voice("gossip")]})
    assert found["north"] > 0.6
    assert found["south"] < 0.1


def test_copies_of_one_origin_have_the_one_voice_of_the_best_of_them():
    copied = [voice("seer", "g"), *(voice(source, "g") for source in ("rumour", "echo", "gossip"))]
    assert log_odds({"north": copied}, RECORDS) == log_odds({"north": [voice("seer")]}, RECORDS)


def test_somebody_who_never_was_resolved_counts_as_the_usual_one():
    assert log_odds({"north": [voice("new")]}, RECORDS)["north"] == pytest.approx(RECORDS.prior(("new",)).log_odds)


SOURCES = st.sampled_from(["seer", "rumour", "echo", "gossip", "new"])
ITEMS = st.dictionaries(st.sampled_from("abcd"), st.lists(SOURCES, min_size=1, max_size=4, unique=True), min_size=1)
SCALES = st.lists(st.tuples(st.floats(0.1, 1.5), st.floats(-4, 1)), min_size=1, max_size=3).map(
    lambda pairs: tuple(Scale(slope=s, offset=o, share=1 / len(pairs)) for s, o in pairs)
)


@given(ITEMS, SCALES, st.randoms())
def test_probabilities_leave_room_for_none_of_these_and_follow_no_order(said, scales, dice):
    item = {value: [voice(source) for source in sources] for value, sources in said.items()}
    found = chances(item, scales)
    assert all(0 < p < 1 for p in found.values())
    assert fsum(found.values()) < 1
    mixed = {value: dice.sample(item[value], len(item[value])) for value in dice.sample(sorted(item), len(item))}
    assert log_odds(mixed, RECORDS) == log_odds(item, RECORDS)


def test_where_voices_repeat_each_other_the_sum_is_scaled_down():
    dice = random.Random(1)  # noqa: S311  # a draw, no secret
    parrots = [f"parrot{n}" for n in range(8)]

    def slope(say):
        resolved = []
        for _ in range(60):
            right = say()
            sides = {"true": [p for p, r in zip(parrots, right, strict=True) if r], "false": []}
            sides["false"] = [p for p in parrots if p not in sides["true"]]
            resolved.append(({value: [voice(p) for p in who] for value, who in sides.items() if who}, "true"))
        records = learn(tallied(one for item, truth in resolved for one in outcomes(item, truth)))
        return fsum(scale.slope * scale.share for scale in fit(resolved, records))

    alone = slope(lambda: [dice.random() < 0.7 for _ in parrots])
    together = slope(lambda: [dice.random() < 0.7] * len(parrots))
    assert together < 0.4
    assert alone > 0.6


def test_the_readings_share_one_whole():
    scales = fit([({"yes": [voice("seer")]}, "yes"), ({"yes": [voice("rumour")]}, "no")], RECORDS)
    assert fsum(scale.share for scale in scales) == pytest.approx(1)
