"""The words that speak of events: ``data/eventwords.toml`` read into patterns that the event coder matches against a parse.

The syntax of a pattern is explained at the head of the data file. A lemma is looked up in lower case.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from saidseen.knowing.ontology import ontology

ANYTHING = "*"
NO_EVENT = "none"
"""The kind of patterns that say: these words are no event."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What may fill a slot: these lemmas, or heads of entities of these types. ``anything`` takes whatever is there;
    with ``modifiers`` a modifier of the head may fill it too ("gas supplies")."""

    words: frozenset[str]
    labels: frozenset[str] = frozenset()
    anything: bool = False
    modifiers: bool = False

    def takes(self, lemma: str, label: str) -> bool:
        return self.anything or lemma in self.words or label in self.labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to speak of a kind of event. ``rank``: how much the pattern asks for."""

    kind: str
    words: tuple[frozenset[str], ...] = ()
    affected: Filler | None = None
    nothing_affected: bool = False
    passive: bool = False
    doer: Filler | None = None
    predicate: Filler | None = None
    phrases: tuple[tuple[frozenset[str], Filler], ...] = ()
    rank: int = 0
    alone: bool = False
    """The head is any word of a class: it counts only where no verb governs it ("3,000 more soldiers at the border")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Patterns by head lemma (those that ask for most first), word classes, and what governing words do to what they govern."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, Filler]
    aspect: Mapping[str, frozenset[str]]

    def speaks_of(self, name: str, *classes: str) -> bool:
        """Whether a word of the name, one or many, belongs to one of the classes: "the posts" to ``works``."""
        said = {word.removesuffix("s") for word in name.casefold().split()}
        return any(said & self.classes[kind].words for kind in classes)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(files("saidseen.knowing").joinpath("data/eventwords.toml").read_text("utf-8"))
    classes = {
        name: Filler(frozenset(c["words"]), frozenset(c["labels"]), modifiers=bool(c.get("modifiers")))
        for name, c in data["classes"].items()
    }
    aspect: dict[str, frozenset[str]] = {}
    for name, value in data["aspect"].items():
        for sub, words in value.items() if isinstance(value, dict) else [(name, value)]:
            aspect[sub if sub == name else f"{name}_{sub}"] = frozenset(words)
    return Lexicon(
        verbs=_patterns(data["kind"], "verbs", classes),
        nouns=_patterns(data["kind"], "nouns", classes),
        classes=classes,
        aspect=aspect,
    )


def _patterns(kinds: Mapping[str, Any], part: str, classes: Mapping[str, Filler]) -> Mapping[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = defaultdict(list)
    for kind, entry in kinds.items():
        if kind != NO_EVENT and kind not in ontology().kinds:
            raise ValueError(f"eventwords.toml names a kind that ontology.json lacks: {kind}")
        for line in entry[part]:
            head, *rest = line.split()
            alone = head.startswith("@")
            pattern = _pattern(kind, rest, classes, alone=alone)
            for lemma in classes[head[1:]].words if alone else head.split("|"):
                found[lemma].append(pattern)
    return {lemma: tuple(sorted(patterns, key=lambda p: -p.rank)) for lemma, patterns in found.items()}


def _pattern(kind: str, items: Iterable[str], classes: Mapping[str, Filler], *, alone: bool) -> Pattern:
    words: list[frozenset[str]] = []
    phrases: list[tuple[frozenset[str], Filler]] = []
    slots: dict[str, Filler] = {}
    nothing = passive = False
    rank = 0
    for item in items:
        before, colon, after = item.partition(":")
        if item == "@none":
            nothing, rank = True, rank + 1
        elif item == "@passive":
            passive, rank = True, rank + 1
        elif item[0] == "^":
            slots["doer"], rank = _filler(item[1:], classes), rank + 2
        elif item[0] == "=":
            slots["predicate"], rank = _filler(item[1:], classes), rank + 2
        elif item[0] == "@":
            slots["affected"], rank = _filler(item, classes), rank + 2
        elif colon:
            phrases.append((frozenset(before.split("|")), _filler(after, classes)))
            rank += 1 if after == ANYTHING else 2 if "@" in after else 3
        else:
            words.append(_filler(item, classes).words)
            rank += 3
    return Pattern(
        kind=kind,
        words=tuple(words),
        affected=slots.get("affected"),
        nothing_affected=nothing,
        passive=passive,
        doer=slots.get("doer"),
        predicate=slots.get("predicate"),
        phrases=tuple(phrases),
        rank=rank,
        alone=alone,
    )


def _filler(text: str, classes: Mapping[str, Filler]) -> Filler:
    words: set[str] = set()
    labels: set[str] = set()
    modifiers = False
    for part in text.split("|"):
        if part.startswith("@"):
            words |= classes[part[1:]].words
            labels |= classes[part[1:]].labels
            modifiers |= classes[part[1:]].modifiers
        else:
            words.add(part)
    return Filler(frozenset(words), frozenset(labels), anything=text == ANYTHING, modifiers=modifiers)
