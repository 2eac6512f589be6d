"""Floors that no change may fall under, on texts that come with the project; under a minute, so for every change.

    python bench/floors.py [--raise] [--json]

What is heard of our own statements (``bench/statements.py``, all texts), and the processor time of a full annotation over that of
the bare language model on the same texts. Floors stand in ``floors.toml``; ``--raise`` sets them anew where that is stricter, and
never loosens one.
"""

from __future__ import annotations

import math
import os
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # read when NumPy is loaded, so before anything of ours

import statements as own  # noqa: E402  # after the lines above
from common import Measured, show  # noqa: E402  # likewise
from common import parser as options_of  # noqa: E402  # likewise
from speed import one_core  # noqa: E402  # likewise

FLOORS = Path(__file__).with_name("floors.toml")

RATIO = "time over bare spaCy's"

ROOM, RATIO_ROOM = 0.01, 1.3
"""How far below what is measured a floor is set, and how many times above it the ceiling of the ratio. Chosen: scores are the
same in every run but may move by rounding on other processors; single passes on a busy machine gave ratios from 3.1 to 4.3."""

EVERY = 7
"""Each so many texts one is timed. Chosen: ten texts, seconds of work; the sets' crises and registers take turns in them."""

PASSES = 3
"""Timed passes, of which the best counts, as a busy machine only ever adds time. Chosen: seconds more."""

KEPT = ("content_f1", "iou50_f1", "attr_f1", "act_macro_f1", "basis_macro_f1")
STATED = ("channel, right where stated", "addressee, right where stated")


def floors() -> dict[str, float]:
    """By name; empty where there is no file yet."""
    return {k: float(v) for k, v in tomllib.loads(FLOORS.read_text("utf8")).items()} if FLOORS.exists() else {}


def documents() -> list[Any]:
    """Some texts of our own statements."""
    from saidseen.things import Document  # noqa: PLC0415  # heavy

    return [
        Document.make(url=r["url"], text=r["text"], outlet=r["outlet"], published=datetime.fromisoformat(r["published"]))
        for r in list(own.rows("texts"))[::EVERY]
    ]


def busy(work: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Seconds of processor time for all items: the best pass of a few, after one to warm up."""
    spent = []
    for _ in range(1 + PASSES):
        begin = time.process_time()
        for item in items:
            work(item)
        spent.append(time.process_time() - begin)
    return min(spent[1:])


def ratio() -> Measured:
    """A full annotation over the language model as it comes, every component of it, text by text."""
    import spacy  # noqa: PLC0415  # heavy

    from saidseen.hearing.parsing.parse import MODEL  # noqa: PLC0415  # likewise
    from saidseen.stages import annotate  # noqa: PLC0415  # likewise

    made = documents()
    bare, full = busy(spacy.load(MODEL), [d.text for d in made]), busy(annotate, made)
    words = sum(len(d.text.split()) for d in made)
    print(f"{words:,} words: annotate {full:.2f} s, bare {MODEL} {bare:.2f} s of processor time", file=sys.stderr)
    return Measured(name=RATIO, value=full / bare, most=True, unit=" times")


def measure() -> list[Measured]:
    """Everything that has a floor here."""
    heard = own.listen("all", "encoder")
    all_of_it = {m.name: m for m in (*own.found(heard), *own.labelled(heard))}
    return [*(replace(all_of_it[name], floor=None) for name in (*KEPT, *STATED)), ratio()]


def stricter(measured: Measured, old: float | None) -> float:
    """The floor (or ceiling) that the figure allows, or the old one where that is stricter; three places."""
    value = measured.value or 0.0
    if measured.most:
        new = math.ceil(value * RATIO_ROOM * 1000) / 1000
        return new if old is None else min(old, new)
    new = math.floor((value - ROOM) * 1000) / 1000
    return new if old is None else max(old, new)


def write(measured: Sequence[Measured]) -> None:
    """Rewrite the file, only upwards."""
    old = floors()
    new = {**old, **{m.name: stricter(m, old.get(m.name)) for m in measured}}
    head = (
        "# Floors of bench/floors.py; the ratio is a ceiling. Written by `bench/floors.py --raise`; they may only get stricter.\n"
    )
    FLOORS.write_text(head + "".join(f'"{name}" = {floor}\n' for name, floor in new.items()), "utf8")


def main() -> None:
    options = options_of(__doc__)
    options.add_argument("--raise", action="store_true", dest="higher", help="set stricter floors where the figures allow them")
    given = options.parse_args()
    one_core()
    measured = measure()
    if given.higher:
        write(measured)
    set_ = floors()
    missing = [m.name for m in measured if m.name not in set_]
    if missing:
        sys.exit(f"{FLOORS.name} has no floor for: {'; '.join(missing)}; set them with --raise")
    show("floors", [replace(m, floor=set_[m.name]) for m in measured], as_json=given.json)


if __name__ == "__main__":
    main()
