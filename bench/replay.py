"""Does every claim get the right verdict at the right time? Replays the crises of the shared gold, each on a fresh ledger.

    python bench/replay.py [--shared ../shared] [--stories A,B] [--engine rules] [--save FOLDER] [--json]

Prints each story and the mean of the stories beside its floor. Figures over what was found (status_matched, speaker, ...) say
nothing without claim_recall. not_claims: share of the gold's spans that make no claim of which one was made.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import fmean
from typing import Any

from common import WITH_LEDGER, Measured, parser, score, show, wanted

FLOORS: dict[str, tuple[float, bool]] = {
    "claim_recall": (0.80, False),
    "status_matched": (0.85, False),
    "status_all": (0.68, False),
    "observation_recall": (0.75, False),
    "extra_per_document": (3, True),
    "not_claims": (0.10, True),
    "false+wrong": (0, True),
    "observation_misapplied": (0, True),
    "group_purity": (1, False),
    "brier": (0.12, True),
    "future_leaks": (0, True),
}
"""By figure: the floor of the mean of the stories, and whether it is a ceiling. They may only get stricter."""

ALSO = ("false_settle", "wrong_settle", "speaker", "kind", "root", "window", "observation_linked")
"""Figures without a floor that say where a miss comes from."""

COLUMNS = 9
"""Of the floors, those that the table of the stories has room for."""

Figures = dict[str, float | None]


def figures(result: dict[str, Any]) -> Figures:
    """The scorer's metrics with the two that are made of them."""
    found: Figures = dict(result["metrics"])
    spans = result["counts"].get("nc", 0)
    found["not_claims"] = result["counts"].get("nc_hit", 0) / spans if spans else None
    found["false+wrong"] = (found["false_settle"] or 0) + (found["wrong_settle"] or 0)
    return found


def mean(stories: list[Figures], name: str) -> float | None:
    """Over the stories that have the figure."""
    values = [value for story in stories if (value := story.get(name)) is not None]
    return fmean(values) if values else None


def table(stories: dict[str, Figures]) -> str:
    names = list(FLOORS)[:COLUMNS]
    width = max(map(len, stories))
    lines = [" " * width + "".join(f"{name:>20}" for name in names)]
    for story, found in stories.items():
        values = (found.get(name) for name in names)
        lines.append(f"{story:<{width}}" + "".join(f"{'-' if v is None else f'{v:.3f}':>20}" for v in values))
    return "\n".join(lines)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--stories", help="names of stories, with commas between (default: all)")
    options.add_argument("--save", type=Path, metavar="FOLDER", help="keep each story's claims at every moment")
    options.add_argument("--jobs", type=int, default=1, help="stories at a time (default: 1)")
    options.add_argument("--engine", choices=("encoder", "rules"), default="encoder")
    given = options.parse_args()
    os.environ["SAIDSEEN_ENGINE"] = given.engine
    script, gold = wanted(given.shared / "score/replay.py"), wanted(given.shared / "gold")
    named = given.stories.split(",") if given.stories else sorted(p.parent.name for p in gold.glob("*/gold.json"))
    folders = [wanted(gold / name) for name in named if name != "seed"]
    keep = ("--save", given.save) if given.save else ()
    with ThreadPoolExecutor(given.jobs) as pool:
        results = pool.map(lambda folder: score(script, folder, "--cmd", WITH_LEDGER, *keep), folders)
        stories = {folder.name: figures(result) for folder, result in zip(folders, results, strict=True)}
    found = list(stories.values())
    measured = [Measured(name=n, value=mean(found, n), floor=floor, most=most) for n, (floor, most) in FLOORS.items()]
    measured += [Measured(name=name, value=mean(found, name)) for name in ALSO]
    if not given.json:
        print(table(stories) + "\n")
    show(f"mean of {len(stories)} stories", measured, as_json=given.json, more={"stories": stories})


if __name__ == "__main__":
    main()
