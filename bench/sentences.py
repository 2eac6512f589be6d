"""What is alleged: kind, polarity, modality, voice and participants of events in our own sentences (CC0, ``bench/sentences``).

    python bench/sentences.py [--part held|open|all] [--engine encoder|rules] [--errors] [--json]

Ten invented crises; six are open to development, four are held back: nobody reads their errors. An event is found where one of
ours has a trigger that shares a word with it, one to one, the same kind first. Kinds are measured end to end: an event that is
missed, or that nobody marked, counts. Polarity, modality and voice are measured on what was found.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import Measured, parts, show
from saidseen.knowing.ontology import ontology
from statements import f1, macro_f1

FOLDER = Path(__file__).parent / "sentences"

HELD = frozenset({"coup", "contested election", "Ardenia sanctions and expulsions", "Kembari peace process"})
"""Crises that are held back."""

FLOORS = {"mode macro F1": 0.75, "polarity": 0.95, "modality": 0.85}
"""Wanted of the part held back."""

PUBLISHED = "2024-05-14T06:00:00+00:00"
"""A Tuesday; no label depends on it."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An event of the gold, of ours, or both; the text that they stand in."""

    text: str
    gold: Row | None
    ours: Any = None


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf8").splitlines() if line]


def gold() -> Iterator[Row]:
    """The sentences with the labels that count."""
    rulings: dict[str, list[Row]] = {}
    for r in rows("ruled"):
        rulings.setdefault(r["id"], []).append(r)
    for row in rows("first"):
        events = [dict(e) for e in row["events"]]
        gone: set[int] = set()
        for r in rulings.get(row["id"], ()):
            if r["field"] == "drop":
                gone.add(r["index"])
            elif r["field"] == "add":
                events.append(r["value"])
            else:
                events[r["index"]][r["field"]] = r["value"]
        yield {**row, "events": [e for i, e in enumerate(events) if i not in gone]}


def span(text: str, event: Row) -> tuple[int, int]:
    """Where the trigger stands."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(event['trigger'])}", text)]
    start = found[min(len(found), event.get("nth", 1)) - 1]
    return start, start + len(event["trigger"])


def pairs(text: str, wanted: Sequence[Row], heard: Sequence[Any]) -> Iterator[Pair]:
    """Gold and heard events, one to one where their triggers meet."""
    places = [span(text, e) for e in wanted]
    met = sorted(
        (e.mode != g["kind"], i, j)
        for i, g in enumerate(wanted)
        for j, e in enumerate(heard)
        if e.trigger.start < places[i][1] and places[i][0] < e.trigger.end
    )
    mine: dict[int, int] = {}
    for _, i, j in met:
        if i not in mine and j not in mine.values():
            mine[i] = j
    yield from (Pair(text=text, gold=g, ours=heard[mine[i]] if i in mine else None) for i, g in enumerate(wanted))
    yield from (Pair(text=text, gold=None, ours=e) for j, e in enumerate(heard) if j not in mine.values())


def listen(part: str, engine: str) -> list[Pair]:
    """All events of one part."""
    from datetime import datetime  # noqa: PLC0415  # with what is heavy

    from saidseen.stages import annotate  # noqa: PLC0415  # heavy
    from saidseen.things import Document  # noqa: PLC0415  # likewise

    out: list[Pair] = []
    for row in gold():
        if part != "all" and (row["crisis"] in HELD) != (part == "held"):
            continue
        made = Document.make(url=f"sentence:{row['id']}", text=row["text"], published=datetime.fromisoformat(PUBLISHED))
        out += pairs(row["text"], row["events"], annotate(made, engine).events)  # type: ignore[arg-type]  # the option's choices are the engines
    return out


def words(phrase: str | None) -> set[str]:
    return set(re.findall(r"\w{3,}", (phrase or "").lower())) - {"the", "its", "their", "and", "two", "from"}


def participants(found: Sequence[Pair], who: str) -> float:
    """Share of found events with the right participant, or rightly with none."""
    right = 0
    for p in found:
        ours = getattr(p.ours.parties, who)
        named = words(ours.span.quote if ours is not None and ours.span is not None else None)
        want = words(p.gold[who] if p.gold else None)
        right += bool(named & want) or not (named or want)
    return right / max(1, len(found))


def measured(all_: Sequence[Pair]) -> list[Measured]:
    found = [p for p in all_ if p.gold is not None and p.ours is not None]
    wanted, had = sum(p.gold is not None for p in all_), sum(p.ours is not None for p in all_)
    kinds = ontology().kinds
    by_kind = [(p.gold["kind"] if p.gold else None, p.ours.mode if p.ours else None) for p in all_]
    by_root = [(kinds[g].root if g else None, p.ours.root if p.ours else None) for p, (g, _) in zip(all_, by_kind, strict=True)]

    def share(field: str) -> float:
        return sum(getattr(p.ours, field) == p.gold[field] for p in found if p.gold) / max(1, len(found))

    voice = sum((p.ours.statement is None) == p.gold["own_voice"] for p in found if p.gold) / max(1, len(found))
    return [
        Measured(name="events found, F1", value=f1(len(found), wanted, had)),
        Measured(name="  recall", value=len(found) / max(1, wanted)),
        Measured(name="root macro F1", value=macro_f1(by_root)),
        Measured(name="mode macro F1", value=macro_f1(by_kind), floor=FLOORS["mode macro F1"]),
        Measured(name="mode micro F1", value=f1(sum(g == h for g, h in by_kind), wanted, had)),
        Measured(name="polarity", value=share("polarity"), floor=FLOORS["polarity"]),
        Measured(name="modality", value=share("modality"), floor=FLOORS["modality"]),
        Measured(name="modality macro F1", value=macro_f1([(p.gold["modality"], p.ours.modality) for p in found if p.gold])),
        Measured(name="own voice", value=voice),
        Measured(name="actor", value=participants(found, "actor")),
        Measured(name="recipient", value=participants(found, "recipient")),
    ]  # fmt: skip


def errors(all_: Sequence[Pair]) -> None:
    """Everything that is wrong, on standard error."""
    for p in all_:
        if p.ours is None and p.gold:
            print(f"MISSED {p.gold['kind']} [{p.gold['trigger']}] {p.text}", file=sys.stderr)
        elif p.gold is None:
            print(f"EXTRA {p.ours.mode} [{p.ours.trigger.quote}] {p.text}", file=sys.stderr)
        else:
            for field, have in (("kind", p.ours.mode), ("polarity", p.ours.polarity), ("modality", p.ours.modality)):
                if have != p.gold[field]:
                    print(f"{field.upper()} {p.gold[field]} not {have} [{p.gold['trigger']}] {p.text}", file=sys.stderr)


def main() -> None:
    given = parts(__doc__)
    found = listen(given.part, given.engine)
    if given.errors:
        errors(found)
    show(f"own sentences, {given.part}", measured(found), as_json=given.json)


if __name__ == "__main__":
    main()
