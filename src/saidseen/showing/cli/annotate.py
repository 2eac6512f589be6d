"""``saidseen annotate``."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from saidseen.showing.cli import finish
from saidseen.showing.cli.options import engine, inputs, no_input
from saidseen.things import Engine, Problem


@click.command("annotate")
@inputs
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="JSON Lines file to write; default: standard output.",
)
@engine
def command(  # noqa: PLR0913  # click hands over each option by name
    files: tuple[str, ...],
    *,
    published: datetime | None,
    outlet: str | None,
    url: str | None,
    out: Path | None,
    engine: Engine,
) -> None:
    """Mark statements, events, places and times: one JSON line a document, in the order of the input. No ledger is touched.

    \b
    Examples:
      saidseen annotate news.jsonl -o annotated.jsonl
      saidseen annotate speech.txt --published 2024-05-02
      cat story.txt | saidseen annotate - | jq .statements
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.reading import read  # noqa: PLC0415  # help does not need it
    from saidseen.showing.intake import Sieve, annotated  # noqa: PLC0415
    from saidseen.showing.terminal import report, watching  # noqa: PLC0415

    no_input(out, files)
    sources = read(files, published=published, outlet=outlet, url=url, stdin=sys.stdin.buffer)
    target = out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout)
    sieve = Sieve()
    failed: list[Problem] = []
    with target as stream, watching() as watch:
        for line in annotated(watch.over(sieve.over(sources), "annotating"), sieve, failed, engine):
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    failed = [*sieve.failures, *failed]
    report(failed, sieve.notes)
    finish(failed)
