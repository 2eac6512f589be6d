"""Options that several commands share, and how a command opens the ledger."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from saidseen.ledger import Ledger, LedgerError
from saidseen.settings import ENGINE_VARIABLE, Settings
from saidseen.showing import moments
from saidseen.things import Engine, Interval, Status

if TYPE_CHECKING:
    from saidseen.showing.views import ClaimRow

F = TypeVar("F", bound=Callable[..., Any])

settings = click.make_pass_decorator(Settings)


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date or time; ``whole_day`` makes of a date alone its last instant."""

    name = "time"

    def __init__(self, *, whole_day: bool) -> None:
        self.read = moments.end_of if whole_day else moments.moment

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else self.read(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Stretch(click.ParamType[Interval]):
    """An ISO 8601 date, time, or interval A/B."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Interval:
        try:
            return value if isinstance(value, Interval) else moments.interval(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def as_of(function: F) -> F:
    words = (
        "Only what was published by then counts: an ISO 8601 time, or a date for the end of that day. UTC unless it names a zone."
    )
    return click.option("--as-of", type=Moment(whole_day=True), metavar="T", help=words + " Default: now.")(function)


def output(*choices: str) -> Callable[[F], F]:
    """``--format`` with the forms that a command can print."""
    words = "Form of the answer; a table becomes plain lines where the output is no terminal."
    return click.option("--format", "form", type=click.Choice(choices), default="table", show_default=True, help=words)


def inputs(function: F) -> F:
    """FILES and what may be said about a bare text."""
    options = (
        click.argument("files", nargs=-1, required=True, metavar="FILE..."),
        click.option(
            "--published", type=Moment(whole_day=False), metavar="T", help="When a text that does not say so was published."
        ),
        click.option("--outlet", help="Who published a text that does not say so."),
        click.option("--url", help="Address of a single text that does not say so."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def no_input(out: Path | None, files: Iterable[str]) -> None:
    """An output that is also an input would be overwritten before it is read: the command was not understood."""
    if out and any(name != "-" and Path(name).exists() and out.exists() and out.samefile(name) for name in files):
        raise click.BadParameter(f"{out} is also an input and would be overwritten", param_hint="--output")


def engine(function: F) -> F:
    """``--engine``: what hears."""
    words = f"What hears statements: the trained encoder with the rules beside it, or the rules alone. Also ${ENGINE_VARIABLE}."
    choice = click.Choice(get_args(Engine))
    return click.option("--engine", type=choice, envvar=ENGINE_VARIABLE, default="encoder", show_default=True, help=words)(
        function
    )


def login_name() -> str | None:
    """Who is logged in; None where the system does not know, so that --who must say it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def person(function: F) -> F:
    """``--who`` and ``--why`` of an entry made by hand."""
    who = click.option("--who", required=True, default=login_name, show_default="your login name", help="Whose entry this is.")
    why = click.option("--why", required=True, help="Why; kept with the entry.")
    return who(why(function))


def statuses() -> click.Choice[str]:
    return click.Choice(get_args(Status))


@contextmanager
def opened(given: Settings, *, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger for the length of a command; what is wrong with it ends the command with its message."""
    if read_only and not given.ledger.exists():
        raise click.ClickException(
            f"there is no ledger at {given.ledger}; `saidseen check FILE` makes one, --ledger names another"
        )
    try:
        with Ledger(given.ledger, read_only=read_only) as ledger:
            yield ledger
    except LedgerError as error:
        raise click.ClickException(str(error)) from error


def echo_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def claim_row(ledger: Ledger, key: str) -> ClaimRow:
    """The claim that the user names by its id or the beginning of it."""
    from saidseen.showing import views  # noqa: PLC0415  # not needed for help

    view = views.claim(ledger, key)
    if view is None:
        raise click.BadParameter(f"there is no claim {key}, or several begin so; `saidseen claims` lists them")
    return view.row
