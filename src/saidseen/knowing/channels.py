"""By which medium, on what occasion and to whom something is said: a look-up over ``data/channels.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

KINDS = ("documents", "occasions", "broadcast", "wires", "online", "rostrum", "bodies")
"""Tables of common nouns, each with its prepositions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Lemmas of one sort of channel and what stands before them.

    ``endings`` are the phrases by their last words, the longest first; ``bare`` are those that need no article.
    """

    name: str
    nouns: frozenset[str]
    prepositions: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    endings: dict[str, tuple[tuple[str, ...], ...]]
    bare: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """The table.

    ``platforms`` and ``stations`` are tuples of words in their own case, ``openers`` their first words; ``addressee`` gives
    lemmas by frame.
    """

    kinds: tuple[Kind, ...]
    parts: frozenset[tuple[str, ...]]
    platforms: frozenset[tuple[str, ...]]
    openers: frozenset[str]
    platform_prepositions: frozenset[str]
    stations: frozenset[tuple[str, ...]]
    station_words: frozenset[str]
    transcribed: frozenset[str]
    issued: frozenset[str]
    issue: frozenset[str]
    press: frozenset[str]
    verbs: frozenset[str]
    carried: frozenset[str]
    idle: frozenset[str]
    sizes: frozenset[str]
    series: frozenset[str]
    reporters: frozenset[str]
    addressee: dict[str, frozenset[str]]

    def kind(self, name: str) -> Kind:
        """One kind by its name. KeyError: there is none."""
        found = next((k for k in self.kinds if k.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def channels() -> Channels:
    """The table, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/channels.toml").read_text("utf8"))
    named, said = raw["platforms"], raw["verbs"]
    return Channels(
        kinds=tuple(kind(name, raw[name]) for name in KINDS),
        parts=frozenset(tuple(p.split()) for p in raw["bodies"]["parts"]),
        platforms=words(named["names"]),
        openers=frozenset(name[0] for name in words(f"{named['names']} {named['stations']}")),
        platform_prepositions=frozenset(named["prepositions"].split()),
        stations=words(named["stations"]),
        station_words=frozenset(named["station_words"].split()),
        transcribed=frozenset(raw["transcribed"]["nouns"].split()),
        issued=frozenset(raw["documents"]["issued"].split()),
        issue=frozenset(raw["documents"]["issue"].split()),
        press=frozenset(raw["documents"]["press"].split()),
        verbs=frozenset(said["media"].split()),
        carried=frozenset(said["carried"].split()),
        idle=frozenset(raw["words"]["idle"].split()),
        series=frozenset(raw["words"]["series"].split()),
        sizes=frozenset(raw["words"]["sizes"].split()),
        reporters=frozenset(raw["words"]["reporters"].split()),
        addressee={frame: frozenset(lemmas.split()) for frame, lemmas in raw["addressee"].items()},
    )


def kind(name: str, row: dict[str, Any]) -> Kind:
    phrases = frozenset(tuple(p.split()) for p in row.get("phrases", ()))
    return Kind(
        name=name,
        nouns=frozenset(row["nouns"].split()),
        prepositions=frozenset(row["prepositions"].split()),
        phrases=phrases,
        endings=by_last(phrases),
        bare=frozenset(row.get("bare", "").split()),
    )


def by_last(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        out[phrase[-1]] = (*out.get(phrase[-1], ()), phrase)
    return out


def words(names: str) -> frozenset[tuple[str, ...]]:
    """Names as tuples of their words; an underscore joins the words of one name."""
    return frozenset(tuple(name.split("_")) for name in names.split())
