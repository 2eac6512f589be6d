"""``saidseen log``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings

HEADER = ("row", "recorded", "kind", "id", "by", "why", "url")


@click.command("log")
@click.option("--limit", type=click.IntRange(min=1), default=40, show_default=True, help="How many entries.")
@click.option("--all", "everything", is_flag=True, help="All entries.")
@as_of
@output("table", "json")
@settings
def command(given: Settings, *, limit: int, everything: bool, as_of: datetime | None, form: str) -> None:
    """What happened to the ledger, newest first: when, and by which version of which stage or by whom and why.

    Here --as-of means: what had been recorded by then.

    \b
    Examples:
      saidseen log
      saidseen log --all --format json
      saidseen log --as-of 2024-05-03 --limit 10
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing import views  # noqa: PLC0415  # help does not need it
    from saidseen.showing.formats import entry_json  # noqa: PLC0415
    from saidseen.showing.moments import iso  # noqa: PLC0415
    from saidseen.showing.tables import print_rows  # noqa: PLC0415
    from saidseen.showing.terminal import page  # noqa: PLC0415

    with opened(given, read_only=True) as ledger:
        entries = views.log(ledger, limit=None if everything else limit, as_of=as_of)
    if form == "json":
        echo_json([entry_json(entry) for entry in entries])
        return
    rows = [
        (str(e.seq), str(iso(e.recorded_at.replace(microsecond=0))), e.kind, e.key, e.who or e.stage or "reading", e.why, e.url)
        for e in entries
    ]
    print_rows(HEADER, rows, page())
