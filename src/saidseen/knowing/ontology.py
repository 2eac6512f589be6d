"""The event ontology: PLOVER's roots and modes, and our finer kinds below them with what contradicts and what resembles what.

``Event.mode`` holds a kind ("withdrawal"); its PLOVER mode is had with ``plover_mode``. Names of roots and modes are those of
the PLOVER manual 2.0; kinds, meanings and relations are ours (``data/ontology.json``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """One of PLOVER's sixteen event types. ``quad``: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict."""

    name: str
    quad: int
    meaning: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """A fine kind of event. ``ended``: the kind that it is when somebody ends it ("lifted the sanctions"). ``shows``: the kinds
    that are shown as well where it is seen, as who rolls into a town is there."""

    name: str
    root: str
    mode: str | None
    contexts: tuple[str, ...]
    opposites: frozenset[str]
    kin: frozenset[str]
    ended: str | None
    shows: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All roots and kinds by name."""

    roots: Mapping[str, Root]
    kinds: Mapping[str, EventKind]


@cache
def ontology() -> Ontology:
    """The ontology, read once. Relations between kinds are made mutual: each need stand in the file on one side only."""
    data = json.loads(files("saidseen.knowing").joinpath("data/ontology.json").read_text("utf-8"))
    rows: dict[str, dict[str, object]] = data["kinds"]
    mutual = {field: {name: _listed(row, field) for name, row in rows.items()} for field in ("opposites", "kin")}
    for table in mutual.values():
        for name, others in [(n, set(o)) for n, o in table.items()]:
            for other in others:
                table[other].add(name)
    kinds = {
        name: EventKind(
            name=name,
            root=str(row["root"]),
            mode=str(row["mode"]) if "mode" in row else None,
            contexts=tuple(sorted(_listed(row, "contexts"))),
            opposites=frozenset(mutual["opposites"][name]),
            kin=frozenset(mutual["kin"][name] - mutual["opposites"][name]),
            ended=str(row["ended"]) if "ended" in row else None,
            shows=frozenset(_listed(row, "shows")),
        )
        for name, row in rows.items()
    }
    roots = {
        name: Root(name=name, quad=row["quad"], meaning=row["meaning"], modes=tuple(row["modes"]))
        for name, row in data["roots"].items()
    }
    return Ontology(roots=roots, kinds=kinds)


def kind_of(name: str | None) -> EventKind | None:
    """The kind of that name, or None."""
    return ontology().kinds.get(name) if name else None


def plover_mode(kind: str | None) -> str | None:
    """The PLOVER mode to print for a kind; None where PLOVER has none. A name that is no kind gives None."""
    found = kind_of(kind)
    return found.mode if found else None


def opposites(kind: str | None) -> frozenset[str]:
    """Kinds that, seen at the same place and time, speak against this one."""
    found = kind_of(kind)
    return found.opposites if found else frozenset()


def kin(kind: str | None) -> frozenset[str]:
    """Kinds that would show the same thing, the kind itself included."""
    found = kind_of(kind)
    return found.kin | {found.name} if found else frozenset()


def shows(seen: str | None, claimed: str) -> bool:
    """Is the claimed kind shown as well where the other is seen?"""
    found = kind_of(seen)
    return found is not None and claimed in found.shows


def fine(root: str, mode: str | None = None) -> str | None:
    """The first kind in the file with this PLOVER root and mode, else the first with the root; None for an unknown root."""
    same = [k for k in ontology().kinds.values() if k.root == root.upper()]
    return next((k.name for k in same if k.mode == mode), same[0].name if same else None)


def _listed(row: Mapping[str, object], field: str) -> set[str]:
    value = row.get(field)
    return {str(v) for v in value} if isinstance(value, list) else set()
