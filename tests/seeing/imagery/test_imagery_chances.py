"""The chances agree with printed tables, and with each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.seeing.imagery.chances import chi_squared_above, t_below, t_quantile


@pytest.mark.parametrize(("p", "freedom", "value"), [(0.975, 1, 12.706), (0.975, 5, 2.571), (0.95, 30, 1.697)])
def test_quantiles_of_t_are_those_of_the_tables(p, freedom, value):
    assert t_quantile(p, freedom) == pytest.approx(value, abs=6e-4)


@pytest.mark.parametrize(("x", "freedom"), [(3.841, 1), (5.991, 2), (7.815, 3), (11.070, 5), (12.592, 6), (19.675, 11)])
def test_one_in_twenty_lies_above_the_tables_chi_squared(x, freedom):
    assert chi_squared_above(np.array([x]), freedom)[0] == pytest.approx(0.05, abs=1e-4)


@given(st.floats(-50, 50), st.integers(1, 200))
def test_t_is_even(t, freedom):
    assert t_below(t, freedom) + t_below(-t, freedom) == pytest.approx(1, abs=1e-12)


@given(st.floats(0.5, 0.999), st.integers(1, 200))
def test_a_quantile_is_undercut_as_often_as_asked(p, freedom):
    assert t_below(t_quantile(p, freedom), freedom) == pytest.approx(p, abs=1e-9)


@given(st.lists(st.floats(0, 500), min_size=2, max_size=20), st.integers(1, 20))
def test_more_is_less_likely(values, freedom):
    above = chi_squared_above(np.sort(np.array(values)), freedom)
    assert (np.diff(above) <= 1e-12).all()
    assert ((above >= 0) & (above <= 1 + 1e-12)).all()
