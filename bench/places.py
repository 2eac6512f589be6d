"""Measure places: ``python bench/places.py [--shared ../shared] [FILE...]``. Runs the public scorer of the shared folder on what
``find_places`` finds in its corpora, and prints speed and peak memory.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common import over_corpora
from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.places.find import find_places
from saidseen.knowing.gazetteer import Gazetteer
from saidseen.things import Document, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = ("places/trnews_odd.jsonl.gz", "places/lgl_odd.jsonl.gz", "places/geovirus.jsonl.gz")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The gold rows of one corpus."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        yield from map(json.loads, file)


def as_json(place: Place) -> dict[str, Any]:
    """A place as ``saidseen annotate`` writes it."""
    span = place.span
    return {**asdict(place), "span": [span.start, span.end] if span else None}


def measure(shared: Path, corpus: str) -> None:
    """Annotate one corpus and score it."""
    gazetteer = Gazetteer.open(print)
    words, spent = 0, 0.0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        for row in rows(shared / "data" / corpus):
            document = Document.make(
                url=str(row["id"]), text=row["text"], title=row.get("title") or "", outlet=row.get("domain") or ""
            )
            doc = parse(document)
            start = time.perf_counter()
            places = find_places(doc, document, gazetteer)
            spent += time.perf_counter() - start
            words += len(row["text"].split())
            out.write(json.dumps({"url": document.url, "places": [as_json(p) for p in places]}) + "\n")
        out.flush()
        print(
            f"== {corpus}: {words / spent:,.0f} words/s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )
        subprocess.run([sys.executable, shared / "score" / "places.py", shared / "data" / corpus, out.name], check=True)


if __name__ == "__main__":
    over_corpora(__doc__, CORPORA, measure)
