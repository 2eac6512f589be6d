"""Patterns for acts, bases, and who and where is meant: a look-up over two data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from saidseen.things import Basis

BASES: tuple[Basis, ...] = ("imagery", "instrument", "intelligence", "witness", "record", "told", "inferred")
"""In the order in which they are tried: what is most particular first."""

Patterns = dict[str, re.Pattern[str]]


@cache
def tables() -> tuple[Patterns, Patterns, Patterns]:
    """(acts, bases, what is meant): one compiled pattern a name. The last heeds no case, the others want it lowered."""
    raw, bases = read("acts"), read("basis")
    return compiled(raw["acts"]), compiled(bases["mentions"]), compiled(raw["meant"], re.IGNORECASE)


def read(name: str) -> dict[str, dict[str, list[str]]]:
    """One of the data files."""
    return tomllib.loads(files("saidseen.knowing").joinpath(f"data/{name}.toml").read_text("utf8"))


def compiled(table: dict[str, list[str]], flags: re.RegexFlag = re.NOFLAG) -> Patterns:
    return {name: re.compile("|".join(f"(?:{p})" for p in patterns), flags) for name, patterns in table.items()}


def says(name: str, text: str) -> bool:
    """Do the words fit the act pattern of that name?"""
    return tables()[0][name].search(text) is not None


def names(name: str, text: str) -> bool:
    """Do the words, in any case, name somebody or somewhere of that sort ("official", "town")?"""
    return tables()[2][name].search(text) is not None


def basis_in(text: str) -> Basis:
    """The first basis whose pattern fits, "none" otherwise."""
    return next((name for name in BASES if tables()[1][name].search(text)), "none")


PART = re.compile(r"<(\w+)>")
"""Stands in a pattern for a list of the data file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What tells how a speaker knows: patterns over lower-cased text, by basis or by the names in ``data/basis.toml``."""

    nouns: Patterns
    frames: dict[tuple[str, str], re.Pattern[str]]
    """By where the words stand ("content", "around", "source") and kind of evidence."""

    sure: Patterns
    phrases: Patterns
    cues: Patterns
    sources: Patterns
    near: Patterns
    grounds: Patterns
    tells: Patterns
    vetoes: Patterns


@cache
def evidence() -> Evidence:
    """The lexicon of the bases, with its parts put in."""
    raw = read("basis")
    parts, nouns = raw["parts"], raw["evidence"]
    simple = {
        name: {key: any_of(patterns, parts) for key, patterns in raw[name].items()}
        for name in ("sure", "phrases", "cues", "sources", "near", "grounds", "tells", "vetoes")
    }
    return Evidence(
        nouns={kind: re.compile(rf"\b(?:{'|'.join(words)})\b") for kind, words in nouns.items()},
        frames={
            (where, kind): any_of(patterns, {**parts, "evidence": words})
            for where, patterns in raw["frames"].items()
            for kind, words in nouns.items()
        },
        **simple,
    )


def any_of(patterns: Sequence[str], parts: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """One pattern for any of some, each with its parts put in; none at all never fits."""

    def put(match: re.Match[str]) -> str:
        return f"(?:{'|'.join(PART.sub(put, p) for p in parts[match[1]])})"

    return re.compile("|".join(f"(?:{PART.sub(put, p)})" for p in patterns) or r"(?!)")
