"""What a site's own history and its surroundings let one say, and what they do not."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from radar import days, made_stack

from saidseen.seeing.imagery.ground import decibels, metres_outside
from saidseen.seeing.imagery.site_change import ALARM, BLIND, site_change

SEEDS = st.integers(0, 10_000)


def cut(stack, dates):
    return replace(stack, times=stack.times[:dates], levels=stack.levels[:dates])


@pytest.mark.parametrize(("gain", "answer"), [(3.0, "increase"), (-3.0, "decrease"), (0.0, "no change")])
def test_a_camp_that_fills_or_empties_is_told(gain, answer):
    found = site_change(made_stack(gain=gain))
    assert found.answer == answer
    assert found.change == pytest.approx(gain, abs=0.6)
    assert 0 < found.smallest < BLIND
    assert (len(found.before), len(found.after), found.coverage) == (8, 2, 1.0)


def test_two_dates_tell_nothing_however_far_apart_they_are():
    found = site_change(cut(replace(made_stack(gain=0, dates=2), levels=made_stack(gain=20, dates=2).levels), 2))
    assert (found.answer, found.smallest) == ("ambiguous", None)
    assert "two dates" in found.why


@pytest.mark.parametrize("dates", range(3, 8))
def test_a_short_history_tells_nothing(dates):
    found = site_change(made_stack(gain=10, dates=dates))
    assert (found.answer, found.smallest) == ("ambiguous", None)
    assert f"holds {dates - 2} of the 6" in found.why


def test_one_pass_is_not_enough():
    stack = made_stack(gain=0)
    stack.levels[-1, stack.site] += 10
    assert (site_change(stack).answer, "do not agree" in site_change(stack).why) == ("ambiguous", True)
    only = site_change(stack, since=stack.times[-1])
    assert (only.answer, "only one pass" in only.why) == ("ambiguous", True)


def test_passes_a_year_apart_do_not_confirm_each_other():
    stack = made_stack(gain=5)
    late = replace(stack, times=(*stack.times[:-1], stack.times[-1] + timedelta(days=365)))
    assert (site_change(late).answer, "days apart" in site_change(late).why) == ("ambiguous", True)


def test_what_came_before_the_moment_is_history_and_what_lies_between_is_neither():
    stack = made_stack(gain=3, dates=12)
    found = site_change(stack, since=stack.times[8])
    assert (found.before, found.after) == (stack.times[:8], stack.times[10:])
    assert site_change(stack, since=days(20)[-1]).answer == "not observable"


def test_water_is_refused():
    found = site_change(made_stack(level=-26, gain=3))
    assert (found.answer, found.smallest, found.coverage) == ("not observable", None, 0.0)
    assert "is water" in found.why


def test_a_site_in_layover_or_behind_gaps_is_refused():
    stack = made_stack(gain=3)
    hidden = replace(stack, hidden=stack.site)
    assert "layover" in site_change(hidden).why
    stack.levels[3, np.flatnonzero(stack.site)[:60]] = np.nan
    found = site_change(stack)
    assert (found.answer, found.coverage) == ("not observable", 0.4)


def test_the_sea_around_an_island_is_no_surroundings():
    stack = made_stack(gain=3)
    stack.levels[:, ~stack.site] = -27
    assert (site_change(stack).answer, "too little land" in site_change(stack).why) == ("not observable", True)


def test_no_change_is_not_said_of_a_site_that_varies_more_than_what_is_looked_for():
    found = site_change(made_stack(seed=2, spread=4))
    assert found.answer == "ambiguous"
    assert found.smallest > BLIND


@given(SEEDS, st.lists(st.floats(-6, 6), min_size=10, max_size=10), st.floats(-4, 4))
def test_rain_that_falls_on_site_and_ring_alike_changes_nothing(seed, weather, gain):
    dry = made_stack(seed=seed, gain=gain, level=-12)
    wet = replace(dry, levels=dry.levels + np.array(weather, dtype="float32")[:, None])
    one, other = site_change(dry), site_change(wet)
    assert other.change == pytest.approx(one.change, abs=1e-3)
    assert other.smallest == pytest.approx(one.smallest, abs=1e-3)


@given(SEEDS, st.permutations(range(8)))
def test_the_order_of_the_history_does_not_matter(seed, order):
    stack = made_stack(seed=seed)
    mixed = replace(stack, levels=stack.levels[[*order, 8, 9]])
    assert site_change(mixed).smallest == pytest.approx(site_change(stack).smallest, rel=1e-5)
    assert site_change(mixed).answer == site_change(stack).answer


OPPOSITE = {"increase": "decrease", "decrease": "increase"}


@given(SEEDS, st.floats(-5, 5))
def test_up_and_down_are_treated_alike(seed, gain):
    stack = made_stack(seed=seed, gain=gain)
    mirrored = site_change(replace(stack, levels=np.float32(-30) - stack.levels))
    found = site_change(stack)
    assert mirrored.answer == OPPOSITE.get(found.answer, found.answer)
    assert mirrored.change == pytest.approx(-found.change, abs=1e-4)


@settings(deadline=None)
@given(SEEDS, st.integers(0, 10), st.integers(0, 3))
def test_an_answer_always_says_how_much_would_have_been_seen(seed, dates, gaps):
    stack = cut(made_stack(seed=seed), dates)
    stack.levels[:, : gaps * 200] = np.nan
    found = site_change(stack)
    assert (found.smallest is None) <= (found.answer in ("ambiguous", "not observable"))
    assert found.answer not in ("increase", "decrease") or abs(found.change) <= 20
    assert 0 <= found.coverage <= 1
    assert found.why


@pytest.mark.parametrize("spread", [0, 0.3, 1.0])
def test_untouched_sites_are_rarely_called_changed_and_the_smallest_change_is_seen_eight_times_in_ten(spread):
    alarms, seen = [], []
    for seed in range(300):
        quiet = site_change(made_stack(seed=seed, spread=spread))
        alarms.append(quiet.answer in ("increase", "decrease"))
        seen.append(site_change(made_stack(seed=seed, spread=spread, gain=quiet.smallest)).answer == "increase")
    assert np.mean(alarms) <= ALARM / 2
    assert 0.8 <= np.mean(seen) <= 0.9


@given(SEEDS, st.floats(0.001, 0.5))
def test_decibels_and_linear_values_are_told_apart(seed, level):
    linear = np.random.default_rng(seed).gamma(20, level / 20, 200).astype("float32")
    already = (10 * np.log10(linear)).astype("float32")
    assert decibels(linear) == pytest.approx(decibels(already), abs=1e-4)


def test_marks_of_missing_data_are_no_measurements():
    linear = np.array([0.03, 0.02, 0.0, -9999, np.nan, 0.04], dtype="float32")
    assert np.isfinite(decibels(linear)).tolist() == [True, True, False, False, False, True]
    assert decibels(np.array([120.0, 80.0], dtype="float32")) is None
    assert np.isnan(decibels(np.full(4, -9999, dtype="float32"))).all()


@settings(deadline=None)
@given(SEEDS, st.floats(5, 40), st.floats(5, 40))
def test_distances_are_those_of_all_pairs(seed, height, width):
    site = np.random.default_rng(seed).random((9, 11)) < 0.1
    found = metres_outside(site, (height, width), 100)
    rows, columns = np.nonzero(site)
    for (r, c), distance in np.ndenumerate(found):
        true = np.hypot((rows - r) * height, (columns - c) * width).min() if len(rows) else np.inf
        assert distance == (pytest.approx(true, rel=1e-5) if true < 99.999 else np.inf) or abs(true - 100) < 0.01
