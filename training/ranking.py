"""Learn weights for ``hearing/places/ranking.py`` from texts whose places are known, to compare with those that stand there.

    python training/ranking.py [--shared ../shared] [--folds 5]

A conditional logit: of the candidates of a name the right one is to have the highest sum. Mentions whose right place is no
candidate teach nothing. With folds, documents are left out in turn and the share chosen rightly is printed; the weights printed
at the end are learned from all of them. Every corpus counts the same, so that local news of one country does not decide.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.places.find import adjacent, choose
from saidseen.hearing.places.ranking import MOST, WEIGHTS, features, look_around
from saidseen.hearing.places.toponyms import find_mentions
from saidseen.knowing.gazetteer import Candidate, Gazetteer
from saidseen.knowing.placenames import key
from saidseen.things import Document

CORPORA = ("trnews_odd", "lgl_odd")
STEPS, RATE, PULL = 400, 0.05, 0.002
"""Steps of gradient ascent, its rate, and the pull to 0. Usual values; more steps change nothing."""

NAMES = tuple(WEIGHTS)
Row = tuple[int, np.ndarray, int]
"""Number of the document, features [candidates, features], and which candidate is right."""


def documents(path: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            text, outlet = row["text"], row.get("domain") or ""
            yield Document.make(url=str(row["id"]), text=text, title=row.get("title") or "", outlet=outlet), row["mentions"]


def right(candidates: Sequence[Candidate], gold: dict[str, Any]) -> int | None:
    """Which candidate has the gold's id."""
    wanted = int(gold["geonameid"]) if gold.get("geonameid") else None
    return next((n for n, c in enumerate(candidates) if wanted is not None and c.geonameid == wanted), None)


def rows(path: Path, gazetteer: Gazetteer) -> Iterator[Row]:
    for number, (document, gold) in enumerate(documents(path)):
        doc = parse(document)
        mentions = find_mentions(doc, document, gazetteer)
        around, pairs = look_around(mentions, gazetteer.home(document.outlet)), adjacent(doc, mentions)
        first = {m: choose(m, around, pairs.get(m), ())[0] for m in mentions}
        anchors = list(
            dict.fromkeys(
                (c.lat, c.lon, key(m.name))
                for m, c in first.items()
                if c and c.lat and c.lon and c.precision in {"city", "admin"}
            )
        )
        for m in mentions:
            start, end = doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])
            said = next((g for g in gold if g["start"] < end and start < g["end"]), None)
            candidates = m.candidates[:MOST]
            at = right(candidates, said) if said else None
            if at is not None and len(candidates) > 1:
                found = [features(c, m, around, pairs.get(m), anchors) for c in candidates]
                yield number, np.array([[f.get(name, 0.0) for name in NAMES] for f in found]), at


def learned(corpora: Sequence[Sequence[Row]]) -> np.ndarray:
    """Weights in the order of NAMES."""
    weights, moment, square = np.array([WEIGHTS[n] for n in NAMES]), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, STEPS + 1):
        gradient = -PULL * weights
        for corpus in corpora:
            for _, x, at in corpus:
                scores = x @ weights
                p = np.exp(scores - scores.max())
                gradient += (x[at] - (p / p.sum()) @ x) / len(corpus)
        moment, square = 0.9 * moment + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights + RATE * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def share(corpus: Sequence[Row], weights: np.ndarray) -> list[bool]:
    return [int((x @ weights).argmax()) == at for _, x, at in corpus]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    options.add_argument("--folds", type=int, default=5)
    given = options.parse_args()
    folder = given.shared / "data/places"
    if not folder.is_dir():
        raise SystemExit(f"{folder} is absent: nothing to learn from")
    gazetteer = Gazetteer.open(print)
    corpora = [list(rows(folder / f"{name}.jsonl.gz", gazetteer)) for name in CORPORA]
    now = np.array([WEIGHTS[n] for n in NAMES])
    found: list[list[bool]] = [[] for _ in corpora]
    for fold in range(given.folds):
        weights = learned([[r for r in c if r[0] % given.folds != fold] for c in corpora])
        for out, corpus in zip(found, corpora, strict=True):
            out.extend(share([r for r in corpus if r[0] % given.folds == fold], weights))
    for name, corpus, out in zip(CORPORA, corpora, found, strict=True):
        print(
            f"{name}: {len(corpus)} names with a choice, right {np.mean(share(corpus, now)):.3f} now, {np.mean(out):.3f} left out"
        )
    print({n: round(float(w), 2) for n, w in zip(NAMES, learned(corpora), strict=True)})


if __name__ == "__main__":
    main()
