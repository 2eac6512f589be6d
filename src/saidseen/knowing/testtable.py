"""What would have to be seen for each kind of event: a look-up over ``data/tests.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from saidseen.knowing.ontology import ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What to look for, and how the kind behaves in time. The file's head explains the traits."""

    supports: tuple[str, ...]
    refutes: tuple[str, ...]
    sensors: tuple[str, ...]
    placeless: bool = False
    momentary: bool = False
    kept: bool = False
    state: bool = False
    homecoming: bool = False
    absence: bool = False
    counted: bool = False
    rare: bool = False
    trace_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by root and by kind, and the word lists as patterns that match whole words in any case."""

    roots: Mapping[str, Row]
    kinds: Mapping[str, Row]
    words: Mapping[str, re.Pattern[str]]


OPENING = " \"'\u201c\u2018"
"""What may stand before the first word of a quotation."""

UNKNOWN = Row(
    supports=("the event itself, seen by somebody who is no party",),
    refutes=("its opposite, seen at the same place and time by somebody who is no party",),
    sensors=("reporters on the spot", "monitoring missions"),
)
"""For a root that the ontology does not know."""


LETTERS, STEM = 4, 6
"""Words shorter than four letters tell nothing; six letters tell most words apart and join their forms (soldier, soldiers)."""

LONGEST = 4
"""Words that the longest phrase of a list has that is asked for at the end of a text."""

_DAY = re.compile(r" (?:the )?\d")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def table() -> Table:
    """The file, read once. What a kind leaves out comes from its root."""
    raw: dict[str, Any] = tomllib.loads(files("saidseen.knowing").joinpath("data/tests.toml").read_text("utf-8"))
    roots: dict[str, dict[str, Any]] = raw["root"]
    kinds = {
        name: _row({**roots.get(kind.root, {}), **raw["kind"].get(name, {})})
        for name, kind in ontology().kinds.items()
        if kind.root in roots
    }
    words = {name: _pattern(phrases) for name, phrases in raw["words"].items()}
    return Table(roots={name: _row(fields) for name, fields in roots.items()}, kinds=kinds, words=words)


def row(root: str, kind: str | None) -> Row:
    """The kind's row, else its root's, else the one for anything."""
    known = table()
    return known.kinds.get(kind or "") or known.roots.get(root.upper()) or UNKNOWN


def has(words: str, text: str) -> bool:
    """Whether the text holds a phrase of the word list of that name."""
    return table().words[words].search(text) is not None


def begins(words: str, text: str) -> bool:
    """Whether the text begins with a phrase of the word list of that name."""
    return table().words[words].match(text.lstrip(OPENING)) is not None


def ends(words: str, text: str) -> bool:
    """Whether the text ends with a phrase of the word list of that name."""
    last = " ".join(text.rsplit(maxsplit=LONGEST)[-LONGEST:])
    return any(m.end() == len(last) for m in table().words[words].finditer(last))


def dated(words: str, text: str) -> bool:
    """Whether a word of that list stands right before a date ("by 3 March", "after the end of the week")."""
    found = table().words[words].finditer(text)
    return any(_DAY.match(text[m.end() :]) or begins("dates", text[m.end() :].removeprefix(" the")) for m in found)


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The first letters of the words that say what a text is about."""
    words = (w.group().casefold() for w in _WORD.finditer(text))
    return frozenset(w[:STEM] for w in words if len(w) >= LETTERS and not is_one("common", w))


def is_one(words: str, text: str) -> bool:
    """Whether the text is a phrase of the word list of that name."""
    return table().words[words].fullmatch(text) is not None


def _row(fields: Mapping[str, Any]) -> Row:
    lists = {key: tuple(fields[key]) for key in ("supports", "refutes", "sensors")}
    return Row(**{**fields, **lists})


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in longest_first) + r")\b", re.IGNORECASE)
