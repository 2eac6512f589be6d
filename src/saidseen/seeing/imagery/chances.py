"""Student's t and chi-squared for whole degrees of freedom, so that no statistics library is needed."""

from __future__ import annotations

from functools import cache
from math import atan, cos, erfc, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HALVINGS = 80
"""Steps of the search for a quantile. Chosen: the bracket of 1e6 shrinks below the rounding of a float."""


def t_below(t: float, freedom: int) -> float:
    """Probability that Student's t with ``freedom`` degrees (1 or more) is at most ``t`` (Abramowitz, Stegun 26.7.3, 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total, k = 0.0, odd
    while k <= freedom - 2:
        total += term
        term *= cos(angle) ** 2 * (k + 1) / (k + 2)
        k += 2
    within = 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
    return 0.5 + within / 2


@cache
def t_quantile(p: float, freedom: int) -> float:
    """The value that t is at most with probability ``p``, at least one half."""
    low, high = 0.0, 1e6
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if t_below(middle, freedom) < p else (low, middle)
    return high


def chi_squared_above(x: NDArray[np.float64], freedom: int) -> NDArray[np.float64]:
    """Probability of more than ``x`` (any shape, 0 or more) with ``freedom`` degrees (Abramowitz and Stegun 26.4.4, 26.4.5)."""
    half = np.maximum(x, 0) / 2
    if freedom % 2 == 0:
        term = np.ones_like(half)
        total = term.copy()
        for i in range(1, freedom // 2):
            term = term * half / i
            total += term
        return total * np.exp(-half)
    root = np.sqrt(half)
    above = np.vectorize(erfc, otypes=[float])(root) if half.size else half
    term = root * np.exp(-half) * 2 / sqrt(pi)
    for i in range(1, (freedom + 1) // 2):
        above = above + term
        term = term * half / (i + 0.5)
    return np.asarray(above, dtype=np.float64)
