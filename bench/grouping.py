"""Do statements of one side on the same event become one claim? Pairs of the gold's statements in the shared stories.

    python bench/grouping.py [--shared ../shared] [--stories A,B] [--engine encoder|rules] [--json]

A gold statement is that of the claim of ours with which it shares the most words of the text. Of all pairs of such statements of
one story: precision is the share of those together in a claim of ours that are together in the gold, recall the reverse. Gold
statements in no claim of ours are left out, and counted: what was not heard cannot be grouped.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from common import PROGRAM, Measured, parser, show, wanted

FLOOR = 0.85
"""Wanted of the pairwise F1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A gold statement: its claim, and that of ours that it stands in, if any."""

    gold: str
    ours: str | None


@dataclass(slots=True, kw_only=True)
class Pairs:
    """Pairs together in the gold, in ours, in both; statements in all and in a claim of ours."""

    gold: int = 0
    ours: int = 0
    both: int = 0
    statements: int = 0
    met: int = 0

    def add(self, placed: list[Placed]) -> None:
        self.statements += len(placed)
        kept = [p for p in placed if p.ours is not None]
        self.met += len(kept)
        for a, b in combinations(kept, 2):
            self.gold += a.gold == b.gold
            self.ours += a.ours == b.ours
            self.both += a.gold == b.gold and a.ours == b.ours

    def figures(self) -> dict[str, float]:
        precision, recall = self.both / max(1, self.ours), self.both / max(1, self.gold)
        return {
            "pairwise_precision": precision,
            "pairwise_recall": recall,
            "pairwise_f1": 2 * self.both / max(1, self.gold + self.ours),
            "statements in a claim": self.met / max(1, self.statements),
        }


def claims(story: Path, engine: str) -> list[dict[str, Any]]:
    """All claims of a story, as of its last document."""
    with tempfile.TemporaryDirectory() as folder:
        program = [*PROGRAM, "--ledger", str(Path(folder, "ledger.db"))]
        subprocess.run([*program, "check", story / "documents.jsonl", "--engine", engine], check=False, capture_output=True)
        found = subprocess.run([*program, "claims", "--format", "json"], check=True, capture_output=True, text=True).stdout
    listed: list[dict[str, Any]] = json.loads(found)
    return listed


def shared_words(ours: dict[str, Any], url: str, start: int, end: int) -> int:
    """Characters that a claim's statements share with a stretch of a document."""
    same = (s for s in ours["statements"] if s["url"] == url)
    return max((min(end, s["end"]) - max(start, s["start"]) for s in same), default=0)


def placed(story: Path, ours: list[dict[str, Any]]) -> list[Placed]:
    lines = (story / "documents.jsonl").read_text("utf8").splitlines()
    texts = {d["url"]: d["text"] for d in map(json.loads, lines)}
    out = []
    for claim in json.loads((story / "gold.json").read_text("utf8"))["claims"]:
        for s in claim["statements"]:
            start = texts[s["url"]].find(s["quote"])
            scored = [(shared_words(o, s["url"], start, start + len(s["quote"])), o["id"]) for o in ours]
            best = max(scored, default=(0, ""))
            out.append(Placed(gold=claim["id"], ours=best[1] if best[0] > 0 else None))
    return out


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--stories", help="names, comma between; default: all but the seed")
    options.add_argument("--engine", choices=("encoder", "rules"), default="encoder")
    given = options.parse_args()
    folder = wanted(given.shared / "gold")
    stories = sorted(p.parent for p in folder.glob("*/documents.jsonl") if p.parent.name != "seed")
    chosen = [s for s in stories if not given.stories or s.name in given.stories.split(",")]
    total = Pairs()
    for story in chosen:
        one, found = Pairs(), placed(story, claims(story, given.engine))
        one.add(found)
        total.add(found)
        if not given.json:
            print(f"{story.name:<22}", *(f"{k} {v:.3f}" for k, v in one.figures().items()))
    measured = [Measured(name=k, value=v, floor=FLOOR if k == "pairwise_f1" else None) for k, v in total.figures().items()]
    show(f"{len(chosen)} stories", measured, as_json=given.json)


if __name__ == "__main__":
    main()
