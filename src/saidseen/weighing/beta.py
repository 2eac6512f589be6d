"""The Beta distribution, as far as track records want it: mean, log odds, quantiles. Pure functions of two positive numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

TERMS = 400
"""Most terms of the continued fraction. It wants about the square root of the larger parameter: enough for 100,000 claims."""

PRECISION = 1e-12
"""Where fraction and bisection stop: far below what a record of some claims can tell, far above rounding."""

TINY = 1e-300
"""Stands for nought in the denominators of the continued fraction (Lentz's method)."""


def log_beta(a: float, b: float) -> float:
    """Natural logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """What is known of a share between 0 and 1 after ``a`` (pseudo-)cases in which it came true and ``b`` in which it did not."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)

    @property
    def log_odds(self) -> float:
        """Natural log odds of the mean."""
        return log(self.a / self.b)

    def below(self, x: float) -> float:
        """The probability of a share of at most ``x``: the regularised incomplete beta function (DLMF 8.17)."""
        if x <= 0 or x >= 1:
            return float(x > 0)
        if x > (self.a + 1) / (self.a + self.b + 2):  # past the bulk the fraction is slow: ask from the other end
            return 1 - Beta(a=self.b, b=self.a).below(1 - x)
        front = exp(self.a * log(x) + self.b * log1p(-x) - log_beta(self.a, self.b)) / self.a
        return front * _fraction(self.a, self.b, x)

    def quantile(self, p: float) -> float:
        """The share that is undercut with probability ``p``, by bisection."""
        low, high = 0.0, 1.0
        while high - low > PRECISION:
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < p else (low, middle)
        return (low + high) / 2

    def interval(self, mass: float) -> tuple[float, float]:
        """The central interval that holds the share with that probability: as much is left out above as below."""
        return self.quantile((1 - mass) / 2), self.quantile((1 + mass) / 2)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified method of Lentz."""
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    d = 1 / d
    value = d
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < PRECISION:
            break
    return value


def _away(x: float) -> float:
    return x if abs(x) > TINY else TINY
