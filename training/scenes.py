"""Training examples of events: triggers with kind, modality and polarity, and who and what belongs to each.

Rows are sentences as in ``bench/sentences`` (``training/sentences``); the open part of that set is added, the crises held back
there are never read.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from network import KINDS

from saidseen.hearing.attribution.encoder import STRETCH
from saidseen.hearing.events.heard import MODALITIES, POLARITIES

HERE = Path(__file__).parent
OWN = HERE.parent / "bench/sentences"

HELD = frozenset({"coup", "contested election", "Ardenia sanctions and expulsions", "Kembari peace process"})
"""As in ``bench/sentences.py``."""

LIMITS = (32, 64, 128, STRETCH)
"""Pieces of a stretch into which sentences are put together. Chosen: single ones up to what the program reads at once."""

ACTOR, RECIPIENT, PLACE, QUANTITY = 1, 2, 3, 4

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event: first piece and all pieces of its trigger, its labels, the roles of pieces around it."""

    at: int
    trigger: list[int]
    kind: int
    modality: int
    polarity: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """Pieces with the events in them."""

    ids: list[int]
    deeds: list[Deed]


def rows(folder: Path) -> Iterator[Row]:
    """The sentences of every file of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf8").splitlines() if line)


def own(folder: Path) -> Iterator[Row]:
    """The sentences of the open crises, with their rulings."""

    def read(name: str) -> list[Row]:
        return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf8").splitlines() if line]

    ruled: dict[str, list[Row]] = {}
    for r in read("ruled"):
        ruled.setdefault(r["id"], []).append(r)
    for row in read("first"):
        if row["crisis"] in HELD:
            continue
        events: list[Row | None] = [dict(e) for e in row["events"]]
        for r in ruled.get(row["id"], ()):
            if r["field"] == "add":
                events.append(r["value"])
            elif r["field"] == "drop":
                events[r["index"]] = None
            elif (event := events[r["index"]]) is not None:
                event[r["field"]] = r["value"]
        yield {**row, "events": [e for e in events if e is not None]}


def nearest(text: str, words: str | None, at: int) -> tuple[int, int] | None:
    """Where some words stand that is nearest to an offset."""
    found = [m.start() for m in re.finditer(re.escape(words), text)] if words else []
    start = min(found, key=lambda s: abs(s - at), default=None)
    return (start, start + len(words or "")) if start is not None else None


def trigger(text: str, event: Row) -> tuple[int, int] | None:
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(event['trigger'])}", text)]
    if not found:
        return None
    start = found[min(len(found), event.get("nth") or 1) - 1]
    return start, start + len(event["trigger"])


def scenes(given: Iterable[Row], tokenizer: Any) -> Iterator[Scene]:  # noqa: ANN401  # has no types
    """The sentences in pieces."""
    for row in given:
        pieces = tokenizer.encode(row["text"], add_special_tokens=False)
        deeds = [d for e in row["events"] if (d := deed(row["text"], e, pieces.offsets)) is not None]
        if len(pieces.ids) <= STRETCH:
            yield Scene(pieces.ids, deeds)


def deed(text: str, event: Row, offsets: Sequence[tuple[int, int]]) -> Deed | None:
    place = trigger(text, event)
    if place is None or event["kind"] not in KINDS:
        return None

    def touched(span: tuple[int, int]) -> list[int]:
        return [i for i, (low, high) in enumerate(offsets) if low < span[1] and span[0] < high]

    roles: dict[int, int] = {}
    parts = [(QUANTITY, event.get("quantity")), *((PLACE, p) for p in event.get("places") or ())]
    for role, words in (*parts, (RECIPIENT, event.get("recipient")), (ACTOR, event.get("actor"))):
        span = nearest(text, words, place[0])
        if span is not None:
            roles |= dict.fromkeys(touched(span), role)
    at = touched(place)
    labels = KINDS.index(event["kind"]), MODALITIES.index(event["modality"]), POLARITIES.index(event["polarity"])
    return Deed(at[0], at, *labels, roles) if at else None


def packed(given: Sequence[Scene], rng: random.Random, limits: Sequence[int] = LIMITS) -> Iterator[Scene]:
    """Sentences put behind each other, as they stand in a text."""
    rest, limit = list(given), 0
    rng.shuffle(rest)
    ids: list[int] = []
    deeds: list[Deed] = []
    for scene in rest:
        if ids and len(ids) + len(scene.ids) > limit:
            yield Scene(ids, deeds)
            ids, deeds = [], []
        if not ids:
            limit = rng.choice(limits)
        n = len(ids)
        deeds = [*deeds, *(moved(d, n) for d in scene.deeds)]
        ids = [*ids, *scene.ids]
    if ids:
        yield Scene(ids, deeds)


def moved(d: Deed, n: int) -> Deed:
    return Deed(d.at + n, [i + n for i in d.trigger], d.kind, d.modality, d.polarity, {i + n: r for i, r in d.roles.items()})


def batches(given: Sequence[Scene], seed: int, size: int) -> list[list[Scene]]:
    """One pass in batches of at most ``size`` pieces, padding counted; the same seed gives the same."""
    rng = random.Random(seed)  # noqa: S311  # no secret
    out: list[list[Scene]] = [[]]
    for scene in sorted(packed(given, rng), key=lambda s: len(s.ids)):
        if out[-1] and (len(scene.ids) + 2) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(scene)
    rng.shuffle(out)
    return out


def read(tokenizer: Any, folder: Path = HERE / "sentences") -> list[Scene]:  # noqa: ANN401  # has no types
    """All sentences to learn from."""
    return list(scenes([*rows(folder), *own(OWN)], tokenizer))
