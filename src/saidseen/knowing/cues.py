"""The cues of attribution and perception: look-ups over ``data/cues.toml`` and the cues of ``data/acts.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
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
    silent: frozenset[str]
    studies: frozenset[str]
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
    noted: frozenset[str]
    publishes: frozenset[str]
    desks: tuple[str, ...]
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
        silent=frozenset(raw["silent"]["verbs"].split()),
        studies=frozenset(raw["silent"]["studies"].split()),
        view_nouns=frozenset(raw["prepositions"]["view_nouns"].split()),
        perceive=seen["verbs"],
        show=seen["shows"],
        images=seen["images"],
        instruments=seen["instruments"],
        reporters=seen["reporters"],
        monitors=seen["monitors"],
        present=seen["present"],
        noted=seen["noted"],
        publishes=seen["publishes"],
        desks=tuple(f"{name} desk" for name in sorted(seen["desks"])),
        takers=seen["takers"],
    )


GAP = 2
"""Words that may stand between two words of a phrase. Chosen: "cast some serious doubt"."""

WORD = re.compile(r"[^\W\d_]+")
NOT = re.compile(r"n['’]t\b|\bcannot\b|\bnever\b")
VOWELS = frozenset("aeiou")

UNDOING = frozenset(
    ["not", "decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing", "short", "without"]
)
"""Before the word of an act they take it back: "did not deny", "stopped short of blaming"."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Classes of speech-act words. ``phrases`` lists by first word the phrases and their classes, ``forms`` gives the dictionary
    forms of a word."""

    phrases: dict[str, list[tuple[Phrase, str]]]
    forms: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The cues of ``data/acts.toml``, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/acts.toml").read_text("utf8"))
    phrases: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    forms: dict[str, set[str]] = defaultdict(set)
    for kind, row in raw["cues"].items():
        for phrase in (tuple(p.split("_")) for p in row.split()):
            phrases[phrase[0]].append((phrase, kind))
            for word in phrase:
                for form in (*regular(word), *raw["forms"].get(word, "").split()):
                    forms[form].add(word)
    return Lexicon(phrases=dict(phrases), forms={k: frozenset(v) for k, v in forms.items()})


def regular(word: str) -> set[str]:
    """The forms that a verb or noun takes by rule, itself with them; a few that no one writes do no harm."""
    if len(word) <= len("of"):
        return {word}
    out = {word, word + "s", word + "ed", word + "ing"}
    if word.endswith("e"):
        out |= {word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2] not in VOWELS:
        out |= {word[:-1] + "ies", word[:-1] + "ied"}
    elif word.endswith(("s", "sh", "ch", "x", "z")):
        out.add(word + "es")
    elif word[-1] not in VOWELS | set("wxy") and word[-2] in VOWELS:
        out |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return out


@cache
def kinds_of(cue: str) -> frozenset[str]:
    """The classes of the longest phrases among the words of a cue, none where what comes before takes it back."""
    words = WORD.findall(NOT.sub(" not ", cue.lower().replace("can't", "can not").replace("can’t", "can not")))
    known, table = lexicon().forms, lexicon().phrases
    best, out = 0, set[str]()
    for at, word in enumerate(words):
        for lemma in known.get(word, frozenset()):
            for phrase, kind in table.get(lemma, ()):
                undone = "not" not in phrase and phrase[0] not in UNDOING and UNDOING & set(words[:at])
                if len(phrase) < best or undone or not follows(words, at, phrase):
                    continue
                if len(phrase) > best:
                    best, out = len(phrase), set()
                out.add(kind)
    return frozenset(out)


def follows(words: list[str], at: int, phrase: Phrase) -> bool:
    """Do the words of a phrase come from there on in this order, with small gaps?"""
    known = lexicon().forms
    for want in phrase[1:]:
        near = range(at + 1, min(len(words), at + 2 + GAP))
        step = next((i for i in near if want in known.get(words[i], frozenset())), None)
        if step is None:
            return False
        at = step
    return True
