"""Which of several values that exclude each other is true, by the track records of those who say each.

Every voice for a value adds the log odds of its record (naive Bayes; the accuracy of a source in Dong et al. 2009), and
"none of these" is a rival too. Sources are not independent, and how much they are not nobody declares: so the sum is scaled by a
slope, and "none of these" gets an offset, both taken from resolved items, each of which is left out of the records that judge it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import exp, fsum, log

from saidseen.weighing.records import Path, Records, tallied

SLOPES = (0.1, 0.15, 0.2, 0.3, 0.45, 0.65, 1.0, 1.5)
"""Of independent voices 1; a tenth where ten say it by one origin. Above 1 for the few whose records are still drawn too far."""

OFFSETS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0)
"""Log weight of "none of these" beside values without any voice: from hardly ever (2 %) to more often than not."""

LEAST = 1e-3
"""A reading of the resolved items that is a thousandth as likely as the best is dropped: it moves no probability by more."""

RARE = 1e-9
"""Least probability that a resolved item's value can have had: one surprise must not rule a reading out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says a value, as the path of a record, and the origin that it declares: all of one origin have one voice."""

    path: Path
    group: str


Item = Mapping[str, Collection[Voice]]
"""The values of one question, which exclude each other, with those who say each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A reading of the resolved items: slope and offset, and how likely it is beside the other readings (all sum to 1)."""

    slope: float
    offset: float
    share: float


def outcomes(item: Item, truth: str) -> list[tuple[Path, bool]]:
    """Whether each of those who spoke on a resolved item was right."""
    return [(voice.path, value == truth) for value, voices in item.items() for voice in voices]


def log_odds(item: Item, records: Records) -> dict[str, float]:
    """By value, the log odds of its voices added up; of voices with one origin the one with the best record counts."""
    odds = {}
    for value, voices in item.items():
        best: dict[str, float] = {}
        for voice in voices:
            own = records.posterior(voice.path).log_odds
            best[voice.group] = max(own, best.get(voice.group, own))
        odds[value] = fsum(best.values())
    return odds


def fit(resolved: Iterable[tuple[Item, str]], records: Records) -> tuple[Scale, ...]:
    """The readings of the resolved items (with their true values) that are likely, each item judged by records without it."""
    left_out = [(log_odds(item, records.without(tallied(outcomes(item, truth)))), truth) for item, truth in resolved]
    gains = {pair: _likelihood(left_out, *pair) for pair in product(SLOPES, OFFSETS)}
    best = max(gains.values())
    kept = {pair: exp(gain - best) for pair, gain in gains.items() if exp(gain - best) >= LEAST}
    whole = fsum(kept.values())
    return tuple(Scale(slope=slope, offset=offset, share=share / whole) for (slope, offset), share in kept.items())


def probabilities(odds: Mapping[str, float], scales: Iterable[Scale]) -> dict[str, float]:
    """By value, how probable it is, averaged over the readings; what is lacking to 1 is "none of these"."""
    found = dict.fromkeys(odds, 0.0)
    for scale in scales:
        for value, p in _shares(odds, scale.slope, scale.offset).items():
            found[value] += scale.share * p
    return found


def _shares(odds: Mapping[str, float], slope: float, offset: float) -> dict[str, float]:
    scaled = {value: slope * own for value, own in odds.items()}
    top = max([*scaled.values(), offset])
    whole = fsum(exp(own - top) for own in scaled.values()) + exp(offset - top)
    return {value: exp(own - top) / whole for value, own in scaled.items()}


def _likelihood(items: Iterable[tuple[Mapping[str, float], str]], slope: float, offset: float) -> float:
    """Log likelihood of the true values; of a value that nobody named, that of "none of these"."""
    gains = []
    for odds, truth in items:
        shares = _shares(odds, slope, offset)
        gains.append(log(max(RARE, shares.get(truth, 1 - fsum(shares.values())))))
    return fsum(gains)
