"""``saidseen due``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings


@click.command("due")
@as_of
@click.option(
    "--within", type=click.IntRange(0, 3650), default=3, show_default=True, metavar="DAYS", help="Windows that close so soon."
)
@output("table", "json")
@settings
def command(given: Settings, as_of: datetime | None, within: int, form: str) -> None:
    """What is due: windows that are about to close, and claims that want a look.

    A look is wanted where those who are no party point both ways, where a verdict rests on loose fits or on a single origin,
    where much is told and nobody looked, and where a rule, not the speaker, set the time. Each comes with what to look for.

    \b
    Examples:
      saidseen due
      saidseen due --within 14
      saidseen due --as-of 2022-02-26 --format json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing.views.due import due  # noqa: PLC0415  # help does not need it

    with opened(given, read_only=True) as ledger:
        view = due(ledger, as_of=as_of, within=within)
    if form == "json":
        from saidseen.showing.pages.data import due_json  # noqa: PLC0415

        echo_json(due_json(view))
    else:
        from saidseen.showing.pages.due import print_due  # noqa: PLC0415  # programs need no tables
        from saidseen.showing.terminal import page  # noqa: PLC0415

        print_due(view, page())
