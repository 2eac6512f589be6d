"""The Beta distribution agrees with exact sums, and with itself from either end."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.weighing.beta import Beta

COUNTS = st.integers(1, 60)
SHARES = st.integers(1, 99).map(lambda n: Fraction(n, 100))


def exactly_below(a, b, x):
    """For whole numbers: the chance of at least ``a`` heads in ``a + b - 1`` throws (DLMF 8.17.5)."""
    n = a + b - 1
    return sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))


@given(COUNTS, COUNTS, SHARES)
def test_it_is_the_exact_sum_where_the_counts_are_whole(a, b, x):
    assert Beta(a=a, b=b).below(float(x)) == pytest.approx(float(exactly_below(a, b, x)), abs=1e-10)


@given(st.floats(0.05, 500), st.floats(0.05, 500), st.floats(0.001, 0.999))
def test_both_ends_tell_the_same(a, b, x):
    assert Beta(a=a, b=b).below(x) + Beta(a=b, b=a).below(1 - x) == pytest.approx(1, abs=1e-9)


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0.01, 0.99))
def test_a_quantile_is_undercut_as_often_as_asked(a, b, p):
    found = Beta(a=a, b=b)
    assert found.below(found.quantile(p)) == pytest.approx(p, abs=1e-6)


def test_an_interval_of_any_share_alike_and_of_many_claims():
    assert Beta(a=1, b=1).interval(0.9) == pytest.approx((0.05, 0.95))
    low, high = Beta(a=60_000, b=40_000).interval(0.9)
    assert (low, high) == pytest.approx((0.6 - 0.00255, 0.6 + 0.00255), abs=1e-4)  # as the normal distribution has it


def test_outside_of_0_and_1_there_is_nothing():
    assert [Beta(a=2, b=3).below(x) for x in (-1, 0, 1, 2)] == [0, 0, 1, 1]
