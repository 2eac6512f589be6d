"""What is done by saying: act, basis, channel, addressee and day of our own labelled statements (CC0, ``bench/statements``).

    python bench/statements.py [--part held|open|all] [--engine encoder|rules] [--errors] [--json]

Ten invented crises, each statement labelled twice without a look at the other's labels; rulings on what differed stand beside.
Six crises are open to development, four are held back: nobody reads their errors. A gold statement is heard where one of ours
has its content (words, intersection over union at least .5), one to one; labels are measured on what was heard.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from common import Measured, parts, show
from saidseen.hearing.joining import offsets

FOLDER = Path(__file__).parent / "statements"

HELD = frozenset({"Wangara coup", "Sierra Verde talks", "nuclear inspections in Marzan", "Kurose islets dispute"})
"""Crises that are held back."""

FLOORS = {"act_macro_f1": 0.80, "basis_macro_f1": 0.75}
"""Wanted of the part held back."""

OVERLAP = 0.5
FIELDS = ("act", "basis", "channel", "addressee", "said")
WORD = re.compile(r"\w+")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold statement and what was heard of it, if anything."""

    gold: Row
    heard: Any
    linked: bool = False
    """Content and source are both there (or neither has a source)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All of one part: the pairs, how many statements were heard in all, and counts of content words."""

    pairs: list[Pair]
    said: int
    words: Counter[str]


def rows(name: str) -> Iterator[Row]:
    """The lines of one file of each set."""
    for path in sorted(FOLDER.glob(f"set_*_{name}.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf8").splitlines() if line)


def words(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Offsets of the words in some spans."""
    return {m.start() for start, end in spans for m in WORD.finditer(text, start, end)}


def placed(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    """Where the parts of a content stand; each occurs once."""
    return [(at, at + len(part)) for part in parts if (at := text.find(part)) >= 0]


def paired(text: str, gold: Sequence[Row], heard: Sequence[Any]) -> Iterator[Pair]:
    """Each gold statement with the heard one that covers it best."""
    wanted = [words(text, placed(text, g["content"])) for g in gold]
    have = [words(text, offsets(h.content)) for h in heard]
    scored = [(len(w & h) / len(w | h), i, j) for i, w in enumerate(wanted) for j, h in enumerate(have) if w & h]
    best: dict[int, int] = {}
    for share, i, j in sorted(scored, reverse=True):
        if share >= OVERLAP and i not in best and j not in best.values():
            best[i] = j
    for i, row in enumerate(gold):
        found = heard[best[i]] if i in best else None
        source = (row["source"] or "").lower()
        ours = " ".join(s.quote for s in found.source).lower() if found is not None else ""
        linked = found is not None and bool(set(WORD.findall(source)) & set(WORD.findall(ours)) or not (source or ours))
        yield Pair(gold=row, heard=found, linked=linked)


def gold() -> list[Row]:
    """The first labels with the rulings put in."""
    ruled = {r["id"]: r for r in rows("ruled")}
    return [{**row, **ruled.get(row["id"], {})} for row in rows("first")]


def listen(part: str, engine: str) -> Heard:
    """Hear the texts of one part (``open``, ``held`` or ``all``) and pair what was heard with the labels."""
    from saidseen.stages import annotate  # noqa: PLC0415  # heavy
    from saidseen.things import Document  # noqa: PLC0415  # likewise

    labels, pairs, said, counts = gold(), [], 0, Counter[str]()
    for row in rows("texts"):
        if part != "all" and (row["crisis"] in HELD) != (part == "held"):
            continue
        when, text = datetime.fromisoformat(row["published"]), row["text"]
        made = Document.make(url=row["url"], text=text, outlet=row["outlet"], published=when)
        heard = annotate(made, engine).statements  # type: ignore[arg-type]  # the option's choices are the engines
        mine = [g for g in labels if g["doc"] == row["id"]]
        pairs += paired(text, mine, heard)
        said += len(heard)
        want = words(text, placed(text, (p for g in mine for p in g["content"])))
        have = words(text, (s for h in heard for s in offsets(h.content)))
        counts.update(both=len(want & have), want=len(want), have=len(have))
    return Heard(pairs=pairs, said=said, words=counts)


def f1(hits: float, wanted: float, had: float) -> float:
    return 2 * hits / (wanted + had) if wanted + had else 0.0


def macro_f1(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """Mean F1 of the labels that the gold has; None where one side has nothing."""
    hits = Counter(g for g, h in pairs if g == h)
    wanted, had = Counter(g for g, _ in pairs if g), Counter(h for _, h in pairs if h)
    return sum(f1(hits[x], wanted[x], had[x]) for x in wanted) / max(1, len(wanted))


def value(field: str, heard: Any) -> Any:  # noqa: ANN401  # each field has its own type
    """What was heard, in the form of the labels."""
    found = getattr(heard, field)
    if field != "said":
        return found
    return None if found is None or found.assumed or found.start is None else found.start.date().isoformat()


def right(field: str, label: Row, heard: Any) -> bool:  # noqa: ANN401  # a statement
    """Is it the label? Of words, half of the shorter must be the same; of days, the first."""
    want, have = label[field], value(field, heard)
    if field == "said":
        return bool((want or {}).get("start") == have)
    if field in {"channel", "addressee"} and want and have:
        a, b = set(WORD.findall(want.lower())), set(WORD.findall(have.lower()))
        return len(a & b) * 2 >= min(len(a), len(b))
    return bool(want == have)


def agreement() -> list[Measured]:
    """How often the two passes gave the same label, and Cohen's kappa for the closed lists."""
    other = {r["id"]: r for r in rows("second")}
    both = [(a, other[a["id"]]) for a in rows("first") if a["id"] in other]
    out: list[Measured] = []
    for field in FIELDS:
        same = sum(a[field] == b[field] for a, b in both) / max(1, len(both))
        out.append(Measured(name=f"{field}: two passes agree", value=same))
        if field in {"act", "basis"}:
            ours, theirs = Counter(a[field] for a, _ in both), Counter(b[field] for _, b in both)
            chance = sum(ours[x] * theirs[x] for x in ours) / max(1, len(both)) ** 2
            out.append(Measured(name=f"{field}: Cohen's kappa", value=(same - chance) / (1 - chance)))
    return out


def found(heard: Heard) -> list[Measured]:
    """How much was heard."""
    pairs, total = heard.pairs, len(heard.pairs)
    met, linked = sum(p.heard is not None for p in pairs), sum(p.linked for p in pairs)
    return [
        Measured(name="statements", value=float(total)),
        Measured(name="content_f1", value=f1(heard.words["both"], heard.words["want"], heard.words["have"])),
        Measured(name="iou50_f1", value=f1(met, total, heard.said)),
        Measured(name="attr_f1", value=f1(linked, total, heard.said)),
        Measured(name="recall", value=met / total),
    ]


def labelled(heard: Heard) -> list[Measured]:
    """How well what was heard is labelled."""
    met = [p for p in heard.pairs if p.heard is not None]
    out = []
    for field in ("act", "basis"):
        name = f"{field}_macro_f1"
        out.append(
            Measured(name=name, value=macro_f1([(p.gold[field], getattr(p.heard, field)) for p in met]), floor=FLOORS[name])
        )
        everything = macro_f1([(p.gold[field], getattr(p.heard, field, None)) for p in heard.pairs])
        out.append(Measured(name=f"{name}, unheard as wrong", value=everything))
        out.append(Measured(name=f"{field}, share right", value=sum(right(field, p.gold, p.heard) for p in met) / len(met)))
    for field in ("channel", "addressee", "said"):
        for name, mine in (("stated", True), ("not stated", False)):
            these = [p for p in met if bool(p.gold[field]) == mine]
            share = sum(right(field, p.gold, p.heard) for p in these) / max(1, len(these))
            out.append(Measured(name=f"{field}, right where {name}", value=share))
    return out


def wrong(heard: Heard) -> None:
    """Every miss and every label that is not the gold's, on standard error."""
    for pair in heard.pairs:
        label = pair.gold
        words_of = f"{label['id']} [{label['source']}|{label['cue']}] {' … '.join(label['content'])}"
        if pair.heard is None:
            print(f"UNHEARD {words_of}", file=sys.stderr)
            continue
        for field in FIELDS:
            if not right(field, label, pair.heard):
                print(f"{field.upper()} {label[field]} / {value(field, pair.heard)} {words_of}", file=sys.stderr)


def main() -> None:
    given = parts(__doc__)
    heard = listen(given.part, given.engine)
    if given.errors:
        wrong(heard)
    title = f"own statements, {given.part} part, {given.engine}"
    show(title, [*agreement(), *found(heard), *labelled(heard)], as_json=given.json)


if __name__ == "__main__":
    main()
