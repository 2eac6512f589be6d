"""How sure it is that a statement is one: content and source as a reader would mark them.

Raw scores become probabilities by one logistic curve for each way in which an attribution was found (Platt 1999), fitted on
half of the development articles and on the open part of our own statements; ``bench/calibration.py`` measures on the rest.
"""

from __future__ import annotations

import math

from saidseen.hearing.attribution.contents import Attribution, Hearer

CURVES: dict[tuple[Hearer, bool], tuple[float, float]] = {
    ("both", True): (0.46, 0.77),
    ("both", False): (0.47, 0.75),
    ("encoder", True): (0.61, -0.02),
    ("encoder", False): (0.25, -0.89),
    ("rest", True): (0.25, -1.23),
    ("rest", False): (0.28, -1.29),
    ("rules", True): (1.62, -1.20),
    ("rules", False): (0.11, -1.76),
    ("layout", True): (1.0, 0.8),
    ("layout", False): (1.0, 0.8),
}
"""Slope and offset on the log odds of the raw score, by who found it and whether it has a source. The curves of the layout are
chosen, as its findings were too few to fit (25 of 26 right on the development articles); the others are fitted anew by
``bench/calibration.py --fit``."""

EDGE = 1e-4
"""Scores are kept this far from 0 and 1, whose log odds are infinite."""


def confidence_of(found: Attribution) -> float:
    """The probability that it is right, 0 to 1."""
    slope, offset = CURVES[found.by, found.source is not None]
    score = min(max(found.confidence, EDGE), 1 - EDGE)
    return round(1 / (1 + math.exp(-(slope * math.log(score / (1 - score)) + offset))), 3)
