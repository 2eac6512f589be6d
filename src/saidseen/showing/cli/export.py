"""``saidseen export``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from saidseen.showing.cli import finish
from saidseen.showing.cli.options import engine, inputs, no_input
from saidseen.things import Engine, Problem

if TYPE_CHECKING:
    from saidseen.showing.exports.rows import Heard

FORMS = {"csv": "plain", "parquet": "parquet", "gdelt": "gdelt"}
"""The forms with the module of ``showing.exports`` that writes each."""

ENDINGS = {".csv": "csv", ".parquet": "parquet", ".tsv": "gdelt"}


def form_of(out: Path | None, said: str | None) -> str:
    """The form that is meant: the one that was said, else the one that the file's name ends on, else CSV."""
    if said or out is None:
        form = said or "csv"
    elif out.suffix.lower() in ENDINGS:
        form = ENDINGS[out.suffix.lower()]
    else:
        what = f"the name {out.name} does not tell the form of the table: end it on .csv, .parquet or .tsv, or give --as"
        raise click.BadParameter(what, param_hint="--output")
    if form == "parquet" and out is None:
        raise click.BadParameter("a Parquet file is not for a terminal or a pipe: name it with -o", param_hint="--as")
    return form


def writer_of(form: str) -> Callable[[BinaryIO, Heard], str]:
    """What writes the form; a form that lacks its library here ends the command before anything is read."""
    module = import_module(f"saidseen.showing.exports.{FORMS[form]}")
    if form == "parquet":
        try:
            module.schema()
        except ImportError:
            what = "Parquet needs pyarrow, which is not installed: pip install 'saidseen[parquet]', or choose another form"
            raise click.BadParameter(what, param_hint="--as") from None
    write: Callable[[BinaryIO, Heard], str] = module.write
    return write


@click.command("export")
@inputs
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default: standard output. It is whole or not there.",
)
@click.option(
    "--as",
    "said",
    type=click.Choice(list(FORMS)),
    help="Form of the table. Default: what the name of the file ends on (.csv, .parquet; .tsv for gdelt), else csv.",
)
@engine
def command(  # noqa: PLR0913  # click hands over each option by name
    files: tuple[str, ...],
    *,
    published: datetime | None,
    outlet: str | None,
    url: str | None,
    out: Path | None,
    said: str | None,
    engine: Engine,
) -> None:
    """Write the events coded in documents as a table, one row an event: who did what to whom, where and when, and who says so.
    No ledger is touched.

    csv and parquet have all events with PLOVER and CAMEO codes, denied and planned ones marked as such. gdelt has the 61 columns
    of GDELT 2.0's event table, and only what is told as having happened. docs/exports.md explains every column.

    \b
    Examples:
      saidseen export news.jsonl -o events.csv
      saidseen export news.jsonl -o events.parquet
      saidseen export reports/ -o 20240502.export.CSV --as gdelt
      cat story.txt | saidseen export - --published 2024-05-02 | head
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.reading import read  # noqa: PLC0415  # help does not need it
    from saidseen.showing.exports.files import written  # noqa: PLC0415
    from saidseen.showing.intake import Sieve, understood  # noqa: PLC0415
    from saidseen.showing.terminal import report, watching  # noqa: PLC0415

    no_input(out, files)
    write = writer_of(form_of(out, said))
    sources = read(files, published=published, outlet=outlet, url=url, stdin=sys.stdin.buffer)
    sieve = Sieve()
    failed: list[Problem] = []
    with written(out) as stream, watching() as watch:
        told = write(stream, understood(watch.over(sieve.over(sources), "coding events"), failed, engine))
    click.echo(told, err=True)
    failed = [*sieve.failures, *failed]
    report(failed, sieve.notes)
    finish(failed)
