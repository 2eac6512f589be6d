"""``saidseen see``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from saidseen.seeing.feeds.formats import FORMATS
from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import Moment, Stretch, echo_json, opened, settings
from saidseen.things import Interval

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("see")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@click.option("--format", "form", type=click.Choice([f.name for f in FORMATS]), help="What the files are; default: as they tell.")
@click.option("--site", "sites", multiple=True, metavar="NAME[=TEXT]", help="What is measured, and the text in rows about it.")
@click.option("--place", metavar="PLACE", help="Where: a name, or LAT,LON or LAT,LON,KM. Of hotspots only those there are taken.")
@click.option(
    "--during", type=Stretch(), metavar="A/B", help="Only what was so in that time; of a feed, the time that it covers."
)
@click.option("--published", type=Moment(whole_day=False), metavar="T", help="When it became known; default: as the feed has it.")
@click.option("--mapping", type=FILE, help="For --format register: what its columns are, in TOML.")
@click.option("--show", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Form of the answer.")
@settings
def command(  # noqa: PLR0913  # click hands over each option by name
    given: Settings,
    *,
    files: tuple[Path, ...],
    form: str | None,
    sites: tuple[str, ...],
    place: str | None,
    during: Interval | None,
    published: datetime | None,
    mapping: Path | None,
    show: str,
) -> None:
    """Read what instruments measured and registers list, and weigh the claims that it bears on again.

    Files of one format are read together: hotspots with those of earlier years, a list with its later state. A file is taken
    whole or not at all; each observation keeps the SHA-256 of its file. docs/concepts.md tells what each format can show.

    \b
    Examples:
      saidseen see probes.jsonl --site "PrivatBank=privatbank.ua" --site "Oschadbank=oschadbank.ua"
      saidseen see sdn-2022-02-21.csv sdn-2022-02-22.csv --format ofac
      saidseen see fires-2020.csv fires-2021.csv fires-2022.csv --place Kherson --during 2022-02-24/2022-03-05
      saidseen see votes.csv --format register --mapping votes.toml --show json
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    from saidseen.seeing.feeds.files import Feed  # noqa: PLC0415  # help does not need it
    from saidseen.seeing.feeds.places import place_of  # noqa: PLC0415
    from saidseen.seeing.feeds.shape import Asked  # noqa: PLC0415
    from saidseen.showing.pages.see import print_seen, seen_json  # noqa: PLC0415
    from saidseen.showing.taking import sorted_out, take  # noqa: PLC0415
    from saidseen.showing.terminal import page, report, watching  # noqa: PLC0415
    from saidseen.things import Problem  # noqa: PLC0415

    if form == "register" and mapping is None:
        raise click.UsageError("--format register wants --mapping: a register has no columns of its own")
    try:
        where, km = place_of(place) if place else (None, 0.0)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--place") from error
    named = tuple((name.strip(), sign.strip() or name.strip()) for name, _, sign in (s.partition("=") for s in sites))
    asked = Asked(
        now=datetime.now(UTC), sites=named, place=where, km=km, during=during, published=published,
        mapping=Feed(mapping) if mapping else None,
    )  # fmt: skip
    problems: list[Problem] = []
    with opened(given) as ledger, watching(quiet=show == "json") as watch:
        view = take(ledger, sorted_out(files, form, problems), asked, watch, problems)
    if show == "json":
        echo_json(seen_json(view))
    else:
        print_seen(view, page())
    report(view.problems)
    finish(view.problems)
