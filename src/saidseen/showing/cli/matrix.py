"""``saidseen matrix``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings


@click.command("matrix")
@click.argument("keys", nargs=-1, required=True, metavar="CLAIM...")
@as_of
@output("table", "json")
@settings
def command(given: Settings, keys: tuple[str, ...], as_of: datetime | None, form: str) -> None:
    """Set rival claims against the evidence on all of them, and see what hangs on what.

    Claims are named by their ids or the beginnings of them. Of a single one the rivals are found: what other sides say of the
    same event or its opposite at the same place and time. Rows that tell most between the claims come first; each says what
    would become of the verdicts without its group.

    \b
    Examples:
      saidseen matrix c-1f2e3d4c5b6a
      saidseen matrix c-1f2e c-77ab --as-of 2022-02-17
      saidseen matrix c-1f2e --format json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing.views.matrix import matrix  # noqa: PLC0415  # help does not need it

    with opened(given, read_only=True) as ledger:
        try:
            view = matrix(ledger, keys, as_of=as_of)
        except KeyError as error:
            raise click.ClickException(
                f"there is no claim {error.args[0]} in {given.ledger} as of then (or several begin so); "
                "`saidseen claims` lists the claims with their ids"
            ) from error
    if form == "json":
        from saidseen.showing.pages.data import matrix_json  # noqa: PLC0415

        echo_json(matrix_json(view))
    else:
        from saidseen.showing.pages.matrix import print_matrix  # noqa: PLC0415  # programs need no tables
        from saidseen.showing.terminal import page  # noqa: PLC0415

        print_matrix(view, page())
