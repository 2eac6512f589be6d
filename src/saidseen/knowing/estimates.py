"""The words of estimative probability and of analysts' confidence: a look-up over ``data/estimates.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Confidence = Literal["low", "moderate", "high"]
Bounds = tuple[float, float]

LEVELS: tuple[Confidence, ...] = ("low", "moderate", "high")
"""In the order in which they are tried: of "low to moderate confidence" the lower one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Forms with one range of probability, 0 to 1; ``negated`` is the range behind a "not". Where what stands before a form
    fits ``unless``, the form has another sense there."""

    form: re.Pattern[str]
    bounds: Bounds
    negated: Bounds
    source: str
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """The table, compiled. ``less`` and ``more`` are matched against what stands before a number."""

    wordings: tuple[Wording, ...]
    negation: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    less: re.Pattern[str]
    more: re.Pattern[str]
    words: dict[str, int]
    confidence: dict[Confidence, re.Pattern[str]]


@cache
def estimates() -> Estimates:
    """The table, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/estimates.toml").read_text("utf8"))
    return Estimates(
        wordings=tuple(wording(row) for row in raw["wording"]),
        negation=re.compile(raw["negation"]["before"], re.IGNORECASE),
        numbers=tuple(re.compile(form, re.IGNORECASE) for form in raw["numbers"]["forms"]),
        less=re.compile(raw["numbers"]["less"], re.IGNORECASE),
        more=re.compile(raw["numbers"]["more"], re.IGNORECASE),
        words=dict(raw["numbers"]["words"]),
        confidence={level: one_of(raw["confidence"][level]) for level in LEVELS},
    )


def wording(row: dict[str, Any]) -> Wording:
    low, high = row["range"]
    # rounded, since 1 - 0.8 is 0.19999999999999996
    under, over = row.get("negated", (round(1 - high, 2), round(1 - low, 2)))
    return Wording(
        form=one_of(row["forms"], re.RegexFlag(0) if row.get("cased") else re.IGNORECASE),
        bounds=(low, high),
        negated=(under, over),
        source=row["source"],
        unless=re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
    )


def one_of(forms: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Any of the forms, from the beginning of a word to the end of one or to a blank."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?:(?<=\s)|(?!\w))", flags)
