"""``saidseen show``."""

from __future__ import annotations

from datetime import datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli.options import as_of, echo_json, opened, output, settings


@click.command("show")
@click.argument("key", metavar="CLAIM|URL")
@as_of
@output("table", "json")
@settings
def command(given: Settings, key: str, as_of: datetime | None, form: str) -> None:
    """Explain one claim, or show one document with its statements marked.

    A claim is named by its id or the beginning of it, and shown with its quotes in context, its test, all evidence, the rule
    that fired and the history of its verdicts. A document is named by its URL.

    \b
    Examples:
      saidseen show c-1f2e3d4c5b6a
      saidseen show c-1f2e --as-of 2022-02-17
      saidseen show https://example.org/story/1
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.showing import explain, formats, views  # noqa: PLC0415  # help does not need it
    from saidseen.showing.terminal import page  # noqa: PLC0415

    with opened(given, read_only=True) as ledger:
        claim = views.claim(ledger, key, as_of=as_of)
        document = None if claim else views.document(ledger, key, as_of=as_of)
    if claim:
        if form == "json":
            echo_json(formats.claim_view_json(claim))
        else:
            explain.print_claim(claim, page())
    elif document:
        if form == "json":
            echo_json(formats.document_view_json(document))
        else:
            explain.print_document(document, page())
    else:
        raise click.ClickException(
            f"there is neither a claim nor a document {key} in {given.ledger} as of then (or several claims begin so); "
            "`saidseen claims` lists the claims with their ids"
        )
