"""``saidseen demo``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import click

from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import opened
from saidseen.things import Problem


@click.command("demo")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Read the bundled story day by day, and print the claims as they stood at the end of each day.

    The story is our own prose on the crisis over Ukraine in February 2022. It goes into a new ledger in a temporary folder, or
    into the new file that --ledger names, and stays there to be questioned.

    \b
    Examples:
      saidseen demo
      saidseen --ledger story.db demo
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing.demo import replay, story  # noqa: PLC0415  # help does not need it
    from saidseen.showing.tables import print_day  # noqa: PLC0415
    from saidseen.showing.terminal import page, report  # noqa: PLC0415

    named: Path | None = ctx.parent.params["ledger"] if ctx.parent else None
    if named and named.exists():
        raise click.UsageError(f"{named} exists; the demo wants a new ledger")
    path = named or Path(tempfile.mkdtemp(prefix="saidseen-demo-")) / "demo.db"
    console = page()
    problems: list[Problem] = []
    with opened(Settings(ledger=path)) as ledger:
        for day in replay(ledger, story(), problems):
            print_day(day, console)
    shown = day.view.rows[0].case.claim.id if day.view.rows else "CLAIM"
    click.echo("\nThe ledger is kept. To go on:")
    for words in (
        f"show {shown}",
        "claims --as-of 2022-02-17",
        "claims --status contradicted",
        f"show {day.documents[0].url}",
        "verify",
    ):
        click.echo(f"  {program()} --ledger {path} {words}")
    click.echo(f"  {program()} check YOUR-ARTICLE.html --published 2024-05-02")
    report(problems)
    finish(problems)


def program() -> str:
    """How this program is called from here: by its name where that is found, else by its place in the virtual environment."""
    script = Path(sys.executable).with_name("saidseen")
    return "saidseen" if shutil.which("saidseen") or not script.exists() else os.path.relpath(script)
