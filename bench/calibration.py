"""Is the confidence of a statement a probability? Expected calibration error, and a table of how sure and how often right.

    python bench/calibration.py [--shared ../shared] [--fit] [--json]

Measured with the encoder on two halves that the curves were not fitted on: every second article of PolNeAR's development part,
and the part of our own statements that is held back. A statement is right where its content covers a gold content (words,
intersection over union at least .5, one to one, best first) and its source shares a word with the gold's, or neither has one.
Of our own statements, a gold source of null asks for none, as that set leaves the source of answers in transcripts null.

``--fit`` fits the curves of ``saidseen.hearing.attribution.confidence`` anew on the other halves, and prints them.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import statements as own
from common import Measured, parser, show, wanted

CORPUS = "data/attribution/polnear_dev.jsonl.gz"

CEILING = 0.05
"""Of the pooled error: a reader who trusts a confidence is wrong by so much in the mean."""

BINS = 10
"""Of equal width, as is the custom (Guo et al. 2017)."""

FEW = 30
"""Findings that a curve needs at least. Chosen, ten or more for each of its two parameters; with fewer, those with and without a
source share one, and where both together are fewer, none is fitted."""

STEADY = 0.5
"""Ridge on the slope: a curve that few findings speak for stays flat. Chosen; with hundreds of findings it changes nothing."""

STEPS = 60
"""Newton steps of a fit, many more than two parameters need."""


class Traced(float):
    """A confidence that knows how it was made."""

    __slots__ = ("by", "raw", "sourced")

    by: str
    raw: float
    sourced: bool

    @classmethod
    def of(cls, found: Any) -> Self:  # noqa: ANN401  # an attribution; loading its module is slow
        """In the place of ``confidence_of``, with the same value."""
        from saidseen.hearing.attribution.confidence import confidence_of  # noqa: PLC0415  # heavy

        made = cls(confidence_of(found))
        made.by, made.raw, made.sourced = found.by, found.confidence, found.source is not None
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One statement as people marked it: offsets of its content's words; of its source, offsets or words in lower case.

    A source of None asks for nothing.
    """

    content: set[int]
    source: Collection[int | str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document and what people marked in it. ``fitted``: of the half that the curves are fitted on."""

    corpus: str
    document: Any
    gold: list[Gold]
    fitted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement of ours: how sure we were, and whether it is right."""

    corpus: str
    confidence: float
    right: bool


def contents(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Offsets of the words, without a "that" in front."""
    at = own.words(text, spans)
    return at - {min(at)} if at and text[min(at) :][:5].lower() == "that " else at


def polnear(corpus: Path) -> Iterator[Text]:
    """Odd articles are measured, even ones fitted on."""
    from saidseen.things import Document  # noqa: PLC0415  # heavy

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            text, day = row["text"], row.get("date")
            when = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else None
            made = Document.make(url=row["id"], text=text, outlet=row["publisher"], title=row["title"], published=when)
            gold = [
                Gold(content=content, source=own.words(text, a["source"]))
                for a in row["attributions"]
                if (content := contents(text, a["content"]))
            ]
            yield Text(corpus="PolNeAR", document=made, gold=gold, fitted=number % 2 == 0)


def ours() -> Iterator[Text]:
    """The crises held back are measured, the open ones fitted on."""
    from saidseen.things import Document  # noqa: PLC0415  # heavy

    labels = own.gold()
    for row in own.rows("texts"):
        text, when = row["text"], datetime.fromisoformat(row["published"])
        gold = [
            Gold(
                content=contents(text, own.placed(text, g["content"])),
                source=frozenset(own.WORD.findall(g["source"].lower())) if g["source"] else None,
            )
            for g in labels
            if g["doc"] == row["id"]
        ]
        made = Document.make(url=row["url"], text=text, outlet=row["outlet"], published=when)
        yield Text(corpus="own", document=made, gold=gold, fitted=row["crisis"] not in own.HELD)


def sources_meet(text: str, gold: Gold, said: Any) -> bool:  # noqa: ANN401  # a statement
    """One word in common, or neither has a source."""
    if gold.source is None:
        return True
    offsets = own.words(text, own.offsets(said.source))
    words = {m.group().lower() for at in offsets if (m := own.WORD.match(text, at))}
    return not (gold.source or offsets) or not (offsets | words).isdisjoint(gold.source)


def right(text: str, gold: Sequence[Gold], said: Sequence[Any]) -> list[bool]:
    """Of each statement: does a gold one answer to it?"""
    have = [contents(text, own.offsets(s.content)) for s in said]
    pairs = [
        (len(g.content & h) / len(g.content | h), i, j) for i, g in enumerate(gold) for j, h in enumerate(have) if g.content & h
    ]
    of: dict[int, int] = {}
    for share, i, j in sorted(pairs, reverse=True):
        if share >= own.OVERLAP and j not in of and i not in of.values():
            of[j] = i
    return [j in of and sources_meet(text, gold[of[j]], s) for j, s in enumerate(said)]


def heard(texts: Sequence[Text], engine: str = "encoder") -> list[Row]:
    """Every statement of the texts; its confidence is ``Traced``."""
    from saidseen.hearing import hear  # noqa: PLC0415  # heavy
    from saidseen.stages import annotate  # noqa: PLC0415  # likewise

    out: list[Row] = []
    with patch.object(hear, "confidence_of", Traced.of):
        for text in texts:
            said = annotate(text.document, engine).statements  # type: ignore[arg-type]  # both are engines
            marks = right(text.document.text, text.gold, said)
            out += [Row(corpus=text.corpus, confidence=s.confidence, right=m) for s, m in zip(said, marks, strict=True)]
    return out


def table(found: Sequence[Row]) -> list[dict[str, float]]:
    """Each bin that is not empty: its lower edge, mean confidence, share right, count."""
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        bins[min(int(row.confidence * BINS), BINS - 1)].append(row)
    return [
        {
            "bin": number / BINS,
            "confidence": sum(float(r.confidence) for r in rows) / len(rows),
            "right": sum(r.right for r in rows) / len(rows),
            "count": len(rows),
        }
        for number, rows in sorted(bins.items())
    ]


def error(bins: Sequence[dict[str, float]]) -> float:
    """Expected calibration error: the mean distance of confidence and share right, each bin by its count."""
    return sum(b["count"] * abs(b["confidence"] - b["right"]) for b in bins) / max(1, sum(b["count"] for b in bins))


def curve(found: Sequence[tuple[Traced, bool]]) -> tuple[float, float]:
    """Slope and offset on the log odds of the raw score (Platt 1999), by Newton's method."""
    import numpy as np  # noqa: PLC0415  # for --fit alone

    from saidseen.hearing.attribution.confidence import EDGE  # noqa: PLC0415  # heavy

    odds = [math.log(p / (1 - p)) for p in (min(max(c.raw, EDGE), 1 - EDGE) for c, _ in found)]
    x, y = np.column_stack([odds, np.ones(len(found))]), np.array([float(mark) for _, mark in found])
    ridge, at = np.diag([STEADY, 1e-6]), np.zeros(2)  # the offset is free; a little keeps the system solvable
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ at))
        slope = x.T @ (p - y) + ridge @ at
        at = at - np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, slope)
    return float(at[0]), float(at[1])


def fit(texts: Sequence[Text]) -> None:
    """Print a curve for each way of finding: the rules' by what that engine hears, the others' by what the encoder hears."""
    groups: dict[tuple[str, bool], list[tuple[Traced, bool]]] = defaultdict(list)
    for engine in ("encoder", "rules"):
        for row in heard(texts, engine):
            at = row.confidence
            if isinstance(at, Traced) and (at.by == "rules") == (engine == "rules"):
                groups[at.by, at.sourced].append((at, row.right))
    for (by, sourced), mine in sorted(groups.items()):
        both = mine if len(mine) >= FEW else [*mine, *groups.get((by, not sourced), [])]
        if len(both) < FEW:
            print(f'("{by}", {sourced}): too few to fit,  # {len(mine)}, {sum(m for _, m in mine)} right')
            continue
        slope, offset = curve(both)
        print(f'("{by}", {sourced}): ({slope:.2f}, {offset:.2f}),  # {len(mine)}, {sum(m for _, m in mine)} right')


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--fit", action="store_true", help="fit the curves on the other halves and print them")
    given = options.parse_args()
    texts = [*polnear(wanted(given.shared / CORPUS)), *ours()]
    if given.fit:
        fit([t for t in texts if t.fitted])
        return
    rows = heard([t for t in texts if not t.fitted])
    parts = {"pooled": rows, **{name: [r for r in rows if r.corpus == name] for name in ("PolNeAR", "own")}}
    tables = {name: table(mine) for name, mine in parts.items()}
    measured: list[Measured] = []
    for name, mine in parts.items():
        ceiling = CEILING if name == "pooled" else None
        measured.append(Measured(name=f"calibration error, {name}", value=error(tables[name]), floor=ceiling, most=True))
        measured.append(Measured(name=f"  statements, {name}", value=float(len(mine))))
    if not given.json:
        for name, bins in tables.items():
            print(f"{name}\n  bin   confidence  right  count")
            for b in bins:
                print(f"  {b['bin']:.1f}   {b['confidence']:>10.3f}  {b['right']:>5.3f}  {b['count']:>5.0f}")
    show("confidence of statements, encoder", measured, as_json=given.json, more={"tables": tables})


if __name__ == "__main__":
    main()
