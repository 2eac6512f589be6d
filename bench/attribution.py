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
    "attr_f1", "attr_p", "attr_r", "iou50_f1", "iou50_p", "iou50_r", "content_f1", "source_f1",
    "recall_direct", "recall_mixed", "recall_indirect",
)  # fmt: skip
"""attr: content (IoU at least .5) and source; iou50: content alone; recall by quote type is of the content."""


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
    measured = [Measured(name=name, value=result["metrics"][name]) for name in FIGURES]
    show(f"PolNeAR dev, {result['documents']} articles", measured, as_json=given.json)


if __name__ == "__main__":
    main()
