"""What an actor is (army, police, government, civilians ...), in PLOVER's sectors, by the words of its name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

AGAINST = frozenset({"REB", "OPP"})
"""Sectors that stand against a government, whatever office or arm of its kind they have themselves."""

LONGEST = 4
"""Words of a longer name in the table: "house of representatives", "council of minister" and one more."""


@cache
def words() -> dict[str, str]:
    """Names and words in the singular to sectors; of two tables the first counts."""
    found: dict[str, str] = {}
    for sector, listed in tomllib.loads(files("saidseen.knowing").joinpath("data/sectors.toml").read_text("utf-8")).items():
        for name in listed.replace("\n", "").split("|"):
            found.setdefault(name, sector)
    return found


def sector_of(lemmas: Sequence[str], head: int) -> str | None:
    """The sector of a noun phrase by its lemmas in lower case, of which the one at ``head`` heads it; None where none is known.

    A longer name in the phrase decides first, then a word before the head that says against whom it stands ("rebel army"), then
    the head, then the other words before it.
    """
    known = words()
    for size in range(min(LONGEST, len(lemmas)), 1, -1):
        for start in range(len(lemmas) - size, -1, -1):
            if (sector := known.get(" ".join(lemmas[start : start + size]))) is not None:
                return sector
    found = [sector for lemma in reversed(lemmas[: head + 1]) if (sector := known.get(lemma)) is not None]
    return next((sector for sector in found if sector in AGAINST), found[0] if found else None)
