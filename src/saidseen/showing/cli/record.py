"""``saidseen record``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings


@click.command("record")
@click.argument("wanted", required=False, metavar="[SIDE|SPEAKER]")
@as_of
@output("table", "json", "csv")
@settings
def command(given: Settings, wanted: str | None, as_of: datetime | None, form: str) -> None:
    """Show how the claims of each side, or of a side or speaker, turned out, and which grade that proposes.

    Only resolved claims count: confirmed is held, contradicted is failed. The mean and the interval tell what to expect of a
    further claim, drawn towards the side's other kinds of claims and towards the other sides. With fewer than five resolved
    claims the grade is F: cannot be judged. `saidseen review regrade SIDE` accepts or overrides it.

    A side is named as `saidseen record` lists it, or by its country's code; anything else is looked for in the names, roles,
    organisations and countries of speakers.

    \b
    Examples:
      saidseen record
      saidseen record RUS --as-of 2022-02-25
      saidseen record "defence ministry" --format json
      saidseen record --format csv > records.csv
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing import formats  # noqa: PLC0415  # help does not need it
    from saidseen.showing.views.record import records  # noqa: PLC0415  # help does not need it

    with opened(given, read_only=True) as ledger:
        view = records(ledger, wanted, as_of=as_of)
    if view is None:
        raise click.ClickException(
            f"nobody called {wanted} had claimed anything by then; `saidseen record` lists sides, `saidseen claims` all claims"
        )
    if form == "json":
        echo_json(formats.records_json(view))
    elif form == "csv":
        click.echo(formats.records_csv(view), nl=False)
    else:
        from saidseen.showing.tables import print_records  # noqa: PLC0415  # programs need no tables
        from saidseen.showing.terminal import page  # noqa: PLC0415

        print_records(view, page())
