"""How likely a speaker calls what they say, in the words of ICD 203: "highly likely" is 80 to 95 %.

A confidence ("we assess with high confidence") tells how sure analysts are of their grounds; it is no probability and is kept
apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from saidseen.knowing.estimates import LEVELS, Bounds, Confidence, estimates
from saidseen.things import Likelihood

LEAST, MOST = 0.01, 0.99
"""Ends of the scale: ICD 203 knows neither impossible nor certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A probability between ``low`` and ``high`` (0 to 1; None where only a confidence is stated) in a speaker's wording.

    ``wording`` stands at ``start`` of the words that were looked at. ``negated``: a "not" before the wording is already in
    the range, so that it tells of the event without that "not".
    """

    wording: str
    start: int
    low: float | None = None
    high: float | None = None
    negated: bool = False
    source: str = ""
    """Where the range is from: ``icd203``, ``phia``, ``neighbours`` (chosen), ``said`` (a number); see ``estimates.toml``."""
    confidence: Confidence | None = None


def estimate(words: str) -> Estimate | None:
    """The first estimate in a cue or content, of those at one place the longest; None where nothing is estimated."""
    level = confidence(words)
    found = min((*by_number(words), *by_word(words)), key=lambda e: (e.start, -len(e.wording)), default=None)
    if found is None:
        return level
    return replace(found, confidence=level.confidence if level else None)


def likelihood(content: str, cue: str) -> Likelihood | None:
    """What a statement's content, else its cue, says about how likely it is."""
    found = estimate(content) or estimate(cue)
    if found is None:
        return None
    return Likelihood(words=found.wording, low=found.low, high=found.high, confidence=found.confidence)


def by_word(words: str) -> Iterator[Estimate]:
    """The first hit of each wording; the negation before it belongs to it."""
    table = estimates()
    for row in table.wordings:
        for hit in row.form.finditer(words):
            before = flat(words[: hit.start()])
            if row.unless and row.unless.search(before):
                continue
            negation = table.negation.search(before)
            low, high = row.negated if negation else row.bounds
            start = negation.start() if negation else hit.start()
            wording = words[start : hit.end()]
            yield made(wording, start, (low, high), row.source, negated=bool(negation))
            break


def by_number(words: str) -> Iterator[Estimate]:
    """Probabilities given as numbers."""
    table = estimates()
    for form in table.numbers:
        for hit in form.finditer(words):
            groups = hit.groupdict()
            if groups.get("part"):
                part, whole = number(groups["part"]), number(groups["whole"])
                low = high = part / whole if whole else 0.0
            else:
                low = float(groups["low"]) / 100
                high = float(groups["high"]) / 100 if groups.get("high") else low
            before = flat(words[: hit.start() + hit.group().find(groups.get("low") or "")])
            bounds = (LEAST, high) if table.less.search(before) else (low, MOST) if table.more.search(before) else (low, high)
            yield made(hit.group(), hit.start(), bounds, "said")


def made(wording: str, start: int, bounds: Bounds, source: str, *, negated: bool = False) -> Estimate:
    """An estimate within the scale, without blanks around its wording."""
    low, high = (min(MOST, max(LEAST, b)) for b in sorted(bounds))
    gap = len(wording) - len(wording.lstrip())
    return Estimate(wording=wording.strip(), start=start + gap, low=low, high=high, negated=negated, source=source)


def confidence(words: str) -> Estimate | None:
    """The confidence that is stated, as an estimate without a range."""
    table = estimates()
    for level in LEVELS:
        hit = table.confidence[level].search(words)
        if hit and not table.negation.search(flat(words[: hit.start()])):
            return Estimate(wording=hit.group(), start=hit.start(), confidence=level)
    return None


def number(word: str) -> int:
    return int(word) if word.isdigit() else estimates().words.get(word.lower(), 0)


def flat(words: str) -> str:
    """With plain blanks, one character for one, so that offsets hold."""
    return re.sub(r"\s", " ", words)
