"""Measure times: ``python bench/times.py [--shared ../shared] [CORPUS...]``. Runs the public scorer of the shared folder on what
``find_times`` finds in its corpora, and prints speed.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import over_corpora
from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.times.find import find_times
from saidseen.things import Document, TimeExpression

CORPORA = ("times/meantime_first60.jsonl.gz",)


def as_json(t: TimeExpression) -> dict[str, Any]:
    """A time as ``saidseen annotate`` writes it."""
    start, end = (t.interval.start, t.interval.end) if t.interval else (None, None)
    return {
        "span": [t.span.start, t.span.end],
        "type": t.type,
        "value": t.value,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
    }


def measure(shared: Path, corpus: str) -> None:
    """Annotate one corpus and score it."""
    words, spent = 0, 0.0
    with (
        gzip.open(shared / "data" / corpus, "rt", encoding="utf8") as gold,
        tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out,
    ):
        for row in map(json.loads, gold):
            published = datetime.fromisoformat(row["dct"]).replace(hour=12, tzinfo=UTC) if row["dct"] else None
            doc = parse(Document.make(url=str(row["id"]), text=row["text"]))
            start = time.perf_counter()
            times = find_times(doc, published)
            spent += time.perf_counter() - start
            words += len(row["text"].split())
            out.write(json.dumps({"url": str(row["id"]), "times": [as_json(t) for t in times]}) + "\n")
        out.flush()
        print(f"== {corpus}: {words / spent:,.0f} words/s")
        subprocess.run([sys.executable, shared / "score" / "times.py", shared / "data" / corpus, out.name], check=True)


if __name__ == "__main__":
    over_corpora(__doc__, CORPORA, measure)
