"""``saidseen check``."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import as_of, echo_json, engine, inputs, opened, output, settings
from saidseen.things import Engine


@click.command("check")
@inputs
@as_of
@output("table", "json")
@engine
@settings
def command(  # noqa: PLR0913  # click hands over each option by name
    given: Settings,
    *,
    files: tuple[str, ...],
    published: datetime | None,
    outlet: str | None,
    url: str | None,
    as_of: datetime | None,
    form: str,
    engine: Engine,
) -> None:
    """Read documents, and print who claims what with the verdicts.

    FILE is a text, HTML page, Markdown, feed, JSON Lines file, folder or pattern; - is standard input. All goes into the ledger;
    what is there already is not added again. Claims that neither stand in these documents nor are touched by them are left out
    here: `saidseen claims` lists all.

    \b
    Examples:
      saidseen check article.html
      saidseen check speech.txt --published 2024-05-02 --outlet "Harbour Post"
      saidseen check reports/ --as-of 2024-05-20
      curl -s https://example.org/story | saidseen check - --url https://example.org/story
      saidseen check news.jsonl --format json > claims.json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.reading import read  # noqa: PLC0415  # help does not need it
    from saidseen.showing import views  # noqa: PLC0415
    from saidseen.showing.formats import claims_json  # noqa: PLC0415
    from saidseen.showing.intake import take_in  # noqa: PLC0415
    from saidseen.showing.tables import print_claims  # noqa: PLC0415
    from saidseen.showing.terminal import page, report, watching  # noqa: PLC0415

    sources = read(files, published=published, outlet=outlet, url=url, stdin=sys.stdin.buffer)
    with opened(given) as ledger:
        with watching() as watch:
            taken = take_in(ledger, sources, watch, engine)
        view = views.claims(ledger, as_of=as_of, urls=taken.urls)
    if form == "json":
        echo_json(claims_json(view))
    else:
        print_claims(view, page())
        click.echo(f"{taken.summary}; ledger: {given.ledger}", err=True)
    report(taken.problems, taken.notes)
    finish(taken.problems)
