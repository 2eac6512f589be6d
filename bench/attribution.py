"""Who said what in US political news (PolNeAR, development part): public gold, other topics than ours.

    python bench/attribution.py [--shared ../shared] [--limit N] [--json]

PolNeAR counts beliefs, intentions and polls as attributions; we hear what is said, so its recall has a ceiling for us.
"""

from __future__ import annotations

import gzip
import subprocess
import tempfile
from pathlib import Path

from common import PROGRAM, Measured, parser, score, show, wanted

CORPUS = "data/attribution/polnear_dev.jsonl.gz"

FIGURES = (
    "content_f1", "iou50_f1", "attr_f1", "exact_f1", "recall_direct", "recall_mixed", "recall_indirect",
    "attr_p", "attr_r", "iou50_p", "iou50_r", "source_f1", "cue_f1",
)  # fmt: skip
"""attr: content (IoU at least .5) and source; iou50: content alone; recall by quote type is of the content."""

FLOORS = {
    "content_f1": 0.88, "iou50_f1": 0.72, "attr_f1": 0.66, "exact_f1": 0.55,
    "recall_direct": 0.95, "recall_mixed": 0.88, "recall_indirect": 0.68,
}  # fmt: skip
"""Wanted of the encoder with the rules beside it, on all articles. Two people agree to .91, .80, .75, .69 and .98, .92, .74."""


def cut(gold: Path, limit: int | None, to: Path) -> Path:
    """The first ``limit`` articles of the gold, or all."""
    if limit is None:
        return gold
    with gzip.open(gold, "rt", encoding="utf-8") as rows, to.open("w", encoding="utf-8") as out:
        out.writelines(line for _, line in zip(range(limit), rows, strict=False))
    return to


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--limit", type=int, help="only so many articles")
    given = options.parse_args()
    scorers, corpus = wanted(given.shared / "score"), wanted(given.shared / CORPUS)
    with tempfile.TemporaryDirectory() as folder:
        gold = cut(corpus, given.limit, Path(folder, "gold.jsonl"))
        documents, annotated = Path(folder, "documents.jsonl"), Path(folder, "annotated.jsonl")
        subprocess.run([PROGRAM[0], scorers / "documents.py", gold, "-o", documents], check=True, capture_output=True)
        subprocess.run([*PROGRAM, "annotate", documents, "-o", annotated], check=False, capture_output=True)
        result = score(scorers / "attribution.py", gold, annotated)
    floors = FLOORS if given.limit is None else {}
    measured = [Measured(name=name, value=result["metrics"][name], floor=floors.get(name)) for name in FIGURES]
    show(f"PolNeAR dev, {result['documents']} articles", measured, as_json=given.json)


if __name__ == "__main__":
    main()
