"""The cues of attribution and perception: a look-up over ``data/cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Which lemmas open what. ``verbs`` and ``nouns`` give a lemma's family."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    acts: dict[str, str]
    quote_only: frozenset[str]
    frames: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    view_nouns: frozenset[str]
    utter: frozenset[str]
    speakers: frozenset[str]
    speaker_suffixes: tuple[str, ...]
    adversaries: frozenset[str]
    texts: frozenset[str]
    perceive: frozenset[str]
    show: frozenset[str]
    images: frozenset[str]
    instruments: frozenset[str]
    reporters: frozenset[str]
    monitors: frozenset[str]
    present: frozenset[str]
    takers: frozenset[str]


@cache
def cues() -> Cues:
    """The table, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/cues.toml").read_text("utf8"))
    seen = {k: frozenset(v.split()) for k, v in raw["perception"].items()}
    return Cues(
        verbs={v: family for family, row in raw["families"].items() for v in row["verbs"].split()},
        nouns={n: family for family, row in raw["nouns"].items() if family != "utter" for n in row.split()},
        acts={family: row["act"] for family, row in raw["families"].items()},
        quote_only=frozenset(raw["families"]["say"]["quote_only"].split()),
        frames={k: frozenset(v.split()) for k, v in raw["frames"].items()},
        phrases=tuple(tuple(p.split()) for p in raw["prepositions"]["phrases"]),
        utter=frozenset(raw["nouns"]["utter"].split()),
        speakers=frozenset(raw["speakers"]["nouns"].split()),
        speaker_suffixes=tuple(raw["speakers"]["suffixes"]),
        adversaries=frozenset(raw["speakers"]["adversaries"].split()),
        texts=frozenset(raw["speakers"]["texts"].split()),
        view_nouns=frozenset(raw["prepositions"]["view_nouns"].split()),
        perceive=seen["verbs"],
        show=seen["shows"],
        images=seen["images"],
        instruments=seen["instruments"],
        reporters=seen["reporters"],
        monitors=seen["monitors"],
        present=seen["present"],
        takers=seen["takers"],
    )
