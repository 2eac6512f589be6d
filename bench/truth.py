"""Whom to believe where sources differ: values decided by track records, against the vote, on public sets with gold.

    python bench/truth.py [--shared ../shared] [--seeds 5] [--json]

Some gold items are drawn as resolved, the same for both methods; the others are decided. Ours learns each source's accuracy from
the resolved items (``weighing/records.py``, as for the sides of a ledger: Beta posteriors shrunk to all other sources) and weighs
the values that exclude each other by it (``weighing/choosing.py``). The vote counts a source once for each value. Values that
tie count by their share, for both. The sets declare no provenance, so none is taken for the copy of another.

Values are compared as the sets normalise them (``value_norm``: times as HH:MM, authors as sorted surnames), for both alike. The
gold of "flight" was taken from three of the sources, so it is measured again without these. ECE is the expected calibration error
of the chosen value's probability, in ten bins of equal width; beside it stands what the same probabilities would show if they
were true: on few items, no less can be told from nothing.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from common import Measured, parser, show, wanted
from saidseen.weighing.choosing import Item, Scale, Voice, fit, log_odds, outcomes, probabilities
from saidseen.weighing.records import Records, learn, tallied

RESOLVED = (40, 100)
"""Items resolved: as many as goals name."""

GOLD_GIVERS = frozenset({"aa", "ua", "CO"})
"""The airlines' own sites, from which the gold of "flight" was taken."""

SETS = (
    ("flight", "flight", "flight", frozenset[str]()),
    ("flight without aa ua CO", "flight", "flight", GOLD_GIVERS),
    ("book, silver gold", "book", "book_silver", frozenset[str]()),
    ("book, golden gold", "book", "book_golden", frozenset[str]()),
    ("birthplaces", "birthplaces", "birthplaces", frozenset[str]()),
    ("population", "population", "population", frozenset[str]()),
)
"""Name, claims, gold and sources left out."""

GAINS = {"flight", "flight without aa ua CO", "book, silver gold"}
"""Sets on which the vote is to be beaten by GAIN with the fewer items resolved. On no set may the worst draw fall below it."""

GAIN, CALIBRATED = 0.05, 0.05
BINS = 10
DRAWS = 20
"""Draws of outcomes for the error that true probabilities would show: its own error is then below half a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Items with their gold."""

    name: str
    items: Mapping[str, Item]
    gold: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One draw: accuracy of both, calibration error, and that of true probabilities."""

    vote: float
    ours: float
    error: float
    least: float


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def load(folder: Path, name: str, claims: str, gold: str, left_out: frozenset[str]) -> Set:
    """A set's items that have a gold and somebody who speaks."""
    truth = {f"{r['object']}\t{r['attribute']}": r["value_norm"] for r in rows(wanted(folder / f"{gold}_gold.csv.gz"))}
    said: dict[str, dict[str, set[str]]] = {}
    for r in rows(wanted(folder / f"{claims}_claims.csv.gz")):
        key = f"{r['object']}\t{r['attribute']}"
        if key in truth and r["source"] not in left_out:
            said.setdefault(key, {}).setdefault(r["value_norm"], set()).add(r["source"])
    items = {
        key: {value: [Voice(path=(source,), group=source) for source in sorted(who)] for value, who in sorted(values.items())}
        for key, values in sorted(said.items())
    }
    return Set(name=name, items=items, gold=truth)


def right(scores: Mapping[str, float], truth: str) -> float:
    """1 where the value with the highest score is true, its share where several tie."""
    top = max(scores.values())
    first = [value for value, score in scores.items() if score > top - 1e-12]
    return (truth in first) / len(first)


def learnt(found: Set, resolved: Sequence[str]) -> tuple[Records, tuple[Scale, ...]]:
    """The product's own: records of the sources, and how their odds are scaled."""
    records = learn(tallied(one for key in resolved for one in outcomes(found.items[key], found.gold[key])))
    return records, fit([(found.items[key], found.gold[key]) for key in resolved], records)


def calibration(pairs: Sequence[tuple[float, float]]) -> float:
    """Expected calibration error of (probability, right or not)."""
    bins: dict[int, list[float]] = {}
    for p, hit in pairs:
        bins.setdefault(min(BINS - 1, int(p * BINS)), []).append(p - hit)
    return sum(abs(sum(found)) for found in bins.values()) / len(pairs)


def draw(found: Set, count: int, seed: int) -> Drawn:
    """One draw of resolved items, and what is made of the others."""
    keys = sorted(found.items)
    random.Random(seed).shuffle(keys)  # noqa: S311  # a draw, no secret
    records, scales = learnt(found, keys[:count])
    votes, pairs = [], []
    for key in keys[count:]:
        item, truth = found.items[key], found.gold[key]
        votes.append(right({value: float(len(voices)) for value, voices in item.items()}, truth))
        chances = probabilities(log_odds(item, records), scales)
        pairs.append((max(chances.values()), right(chances, truth)))
    dice = random.Random(seed)  # noqa: S311  # likewise
    least = mean(calibration([(p, float(dice.random() < p)) for p, _ in pairs]) for _ in range(DRAWS))
    return Drawn(vote=mean(votes), ours=mean(hit for _, hit in pairs), error=calibration(pairs), least=least)


def measured(name: str, count: int, draws: Sequence[Drawn]) -> list[Measured]:
    """The figures that have a goal."""
    gain = mean(d.ours - d.vote for d in draws)
    worst = min(d.ours - d.vote for d in draws)
    few = count == min(RESOLVED)
    found = [
        Measured(name=f"{name} {count} gain", value=gain, floor=GAIN if few and name in GAINS else None),
        Measured(name=f"{name} {count} worst", value=worst, floor=0.0),
    ]
    if not few:
        found.append(Measured(name=f"{name} {count} ECE", value=mean(d.error for d in draws), floor=CALIBRATED, most=True))
    return found


def line(name: str, count: int, draws: Sequence[Drawn]) -> str:
    ours = [d.ours for d in draws]
    cells = (mean(d.vote for d in draws), mean(ours), min(ours), mean(d.error for d in draws), mean(d.least for d in draws))
    return f"{name:<24} {count:>4} " + " ".join(f"{cell:>8.3f}" for cell in cells)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--seeds", type=int, default=5, help="draws of resolved items (default: %(default)s)")
    options.add_argument("--first", type=int, default=0, help="seed of the first draw (default: %(default)s)")
    given = options.parse_args()
    folder = wanted(given.shared / "data" / "truth")
    figures: list[Measured] = []
    table = [f"{'set':<24} {'N':>4} {'vote':>8} {'ours':>8} {'worst':>8} {'ECE':>8} {'if true':>8}"]
    for name, claims, gold, left_out in SETS:
        found = load(folder, name, claims, gold, left_out)
        for count in RESOLVED:
            if len(found.items) > count:
                draws = [draw(found, count, seed) for seed in range(given.first, given.first + given.seeds)]
                table.append(line(name, count, draws))
                figures += measured(name, count, draws)
    if not given.json:
        print("\n".join(table))
    show("values decided by track records", figures, as_json=given.json)


if __name__ == "__main__":
    main()
