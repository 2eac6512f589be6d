"""``saidseen verify``."""

from __future__ import annotations

import click

from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import echo_json, opened, output, settings


@click.command("verify")
@output("table", "json")
@settings
def command(given: Settings, form: str) -> None:
    """Walk the ledger's hash chain; every row that was altered or removed is named.

    \b
    Examples:
      saidseen verify
      saidseen --ledger old.db verify --format json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    with opened(given, read_only=True) as ledger:
        faults = ledger.verify()
    if form == "json":
        echo_json([{"seq": fault.seq, "what": fault.what} for fault in faults])
    else:
        for fault in faults:
            click.echo(f"row {fault.seq}: {fault.what}", err=True)
        click.echo(f"{given.ledger}: {len(faults)} faults" if faults else f"{given.ledger}: whole, nothing altered or removed")
    finish(faults)
