"""``saidseen diff``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import Moment, echo_json, opened, output, settings


@click.command("diff")
@click.argument("since", type=Moment(whole_day=True), metavar="T1")
@click.argument("until", type=Moment(whole_day=True), metavar="T2")
@output("table", "json")
@settings
def command(given: Settings, since: datetime, until: datetime, form: str) -> None:
    """What changed between two moments, and why: new claims, other verdicts, probabilities that moved by a tenth or more.

    A moment is an ISO 8601 time, or a date for the end of that day. Causes are worked out by judging each claim with and without
    whatever came between: evidence, a correction, a window that closed, a withdrawal, another track record, a review. What makes
    no difference is not named. A review counts from when it was entered.

    \b
    Examples:
      saidseen diff 2022-02-17 2022-02-25
      saidseen diff 2022-02-24T06:00Z 2022-02-24T18:00Z --format json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing.views.diff import diff  # noqa: PLC0415  # help does not need it

    if until < since:
        raise click.BadParameter("it lies before T1", param_hint="T2")
    with opened(given, read_only=True) as ledger:
        view = diff(ledger, since, until)
    if form == "json":
        from saidseen.showing.pages.data import diff_json  # noqa: PLC0415

        echo_json(diff_json(view))
    else:
        from saidseen.showing.pages.diff import print_diff  # noqa: PLC0415  # programs need no tables
        from saidseen.showing.terminal import page  # noqa: PLC0415

        print_diff(view, page())
