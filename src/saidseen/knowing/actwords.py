"""Patterns for acts, bases, and who and where is meant: a look-up over two data files."""

from __future__ import annotations

import re
import tomllib
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
    return compiled(raw["acts"]), compiled(bases["basis"]), compiled(raw["meant"], re.IGNORECASE)


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
