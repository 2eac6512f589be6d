"""CAMEO codes for our kinds of event, for the tables of those who still use the older ontology.

Codes are those of CAMEO 1.1b3 as GDELT lists them; the way from kind to code is our own (``data/cameo.toml``), and so are the
reasons where it leaves the PLOVER project's mapping of CAMEO (2021-09-17). Scores are GDELT's Goldstein table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from saidseen.knowing.countries import rows
from saidseen.knowing.ontology import kind_of

QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))
"""Last root of each of CAMEO's quadrants: verbal and material cooperation, verbal and material conflict (GDELT codebook 2.0)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One CAMEO event code. ``plover`` is the root that the mapping gives it, None where it drops it; ``goldstein`` -10 to 10."""

    code: str
    plover: str | None
    goldstein: float

    @property
    def base(self) -> str:
        """The second level: ``087`` for ``0874``."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The first level: ``08`` for ``0874``."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """1 verbal, 2 material cooperation; 3 verbal, 4 material conflict. CAMEO's, which is not PLOVER's for every event."""
        return next(quad for last, quad in QUADS if int(self.root) <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The way from kinds, from a root with a PLOVER mode and from roots to codes. ``exceptions`` has the reason by the name of a
    kind, by ``ROOT mode`` or by ``ROOT``; ``sectors`` CAMEO's word for a PLOVER sector."""

    kinds: Mapping[str, str]
    modes: Mapping[str, Mapping[str, str]]
    roots: Mapping[str, str]
    exceptions: Mapping[str, str]
    sectors: Mapping[str, str]


@cache
def codes() -> Mapping[str, Code]:
    """All event codes by their digits, without the twenty roots."""
    return {
        row["code"]: Code(code=row["code"], plover=row["plover"] or None, goldstein=float(row["goldstein"]))
        for row in rows("cameo_codes.tsv")
    }


@cache
def table() -> Table:
    """The file, read once."""
    return Table(**tomllib.loads(files("saidseen.knowing").joinpath("data/cameo.toml").read_text("utf-8")))


def code_of(root: str, mode: str | None) -> Code | None:
    """The code of an event by its PLOVER root and its kind (or PLOVER mode); None where the root is not PLOVER's."""
    known = table()
    kind = kind_of(mode)
    found = known.kinds.get(kind.name) if kind else known.modes.get(root, {}).get(mode or "")
    found = found or known.roots.get(root)
    return codes()[found] if found else None


def role_of(sector: str | None) -> str | None:
    """CAMEO's three letters for what an actor is (``GOV``, ``MIL``, ...); None where it has none for the sector."""
    return table().sectors.get(sector or "")
