"""Scripts and the small words of languages: a look-up over ``data/languages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """What a language is told by. ``by_script``: scripts that one language alone writes; ``ranges``: code points of scripts."""

    by_script: dict[str, str]
    ranges: dict[str, tuple[tuple[int, int], ...]]
    script: dict[str, str]
    words: dict[str, frozenset[str]]


@cache
def languages() -> Languages:
    """The table, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/languages.toml").read_text("utf8"))
    return Languages(
        by_script={name: row["language"] for name, row in raw["scripts"].items() if "language" in row},
        ranges={name: tuple((low, high) for low, high in row["ranges"]) for name, row in raw["scripts"].items()},
        script={code: row["script"] for code, row in raw["words"].items()},
        words={code: frozenset(row["small"].split()) for code, row in raw["words"].items()},
    )
