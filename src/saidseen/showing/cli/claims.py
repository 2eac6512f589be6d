"""``saidseen claims``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings, statuses


@click.command("claims")
@as_of
@click.option("--status", type=statuses(), help="Only claims with this verdict.")
@click.option("--speaker", help="Only claims by whose name, role, organisation, country code or side these words stand.")
@output("table", "json", "csv")
@settings
def command(given: Settings, as_of: datetime | None, status: str | None, speaker: str | None, form: str) -> None:
    """List the claims in the ledger with their verdicts as of a moment.

    \b
    Examples:
      saidseen claims
      saidseen claims --as-of 2022-02-17
      saidseen claims --status contradicted --speaker ministry
      saidseen claims --format csv > claims.csv
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing import formats, views  # noqa: PLC0415  # help does not need it

    with opened(given, read_only=True) as ledger:
        view = views.claims(ledger, as_of=as_of, status=status, speaker=speaker)
    if form == "json":
        echo_json(formats.claims_json(view))
    elif form == "csv":
        click.echo(formats.claims_csv(view), nl=False)
    else:
        from saidseen.showing.tables import print_claims  # noqa: PLC0415  # programs need no tables
        from saidseen.showing.terminal import page  # noqa: PLC0415

        print_claims(view, page())
