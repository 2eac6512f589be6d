"""The command line. Each command is imported when it is called, so that help and short commands start at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from saidseen import __version__
from saidseen.settings import DEFAULT_LEDGER, LEDGER_VARIABLE, Settings

COMMANDS: dict[str, str] = {
    "check": "Read documents and print who claims what, with verdicts.",
    "annotate": "Mark statements, events, places and times in documents.",
    "export": "Write the events coded in documents as a table.",
    "claims": "List claims and their verdicts as of a moment.",
    "show": "Explain one claim, or mark up one document.",
    "due": "What is due: windows about to close, claims that want a look.",
    "diff": "What changed between two moments, and why.",
    "matrix": "Set rival claims against the evidence, see what hangs on what.",
    "record": "How the claims of a side or a speaker turned out.",
    "log": "What happened to the ledger, newest first.",
    "verify": "Check that nothing in the ledger was altered or removed.",
    "observe": "Record something that was seen.",
    "see": "Read what instruments measured and registers list.",
    "review": "Accept, reject, merge, split or regrade a claim; grade a side.",
    "demo": "Replay the bundled story and watch verdicts move.",
}
"""Every command with the line that the overview shows; the module of that name in this package holds it."""

WITH_PROBLEMS = 1
"""Exit code of what finished, but listed problems on standard error. 0: done; 2, click's own: the command was not understood."""


class Lazy(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"saidseen.showing.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="saidseen")
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The ledger, one file. Default: ${LEDGER_VARIABLE}, else {DEFAULT_LEDGER} in this folder.",
)
@click.pass_context
def cli(ctx: click.Context, ledger: Path | None) -> None:
    """Said & Seen checks what the parties to a crisis say against what can be seen.

    \b
    Examples:
      saidseen demo                                    see it work on the bundled story
      saidseen check article.html --published 2022-02-15
      saidseen claims --as-of 2022-02-17T20:00Z --status contradicted
      saidseen show c-1f2e3d4c5b6a

    Exit codes: 0 done, 1 finished with problems (listed on standard error), 2 bad usage.
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    ctx.obj = Settings.read(ledger)


def finish(problems: object) -> None:
    """End a command with the exit code that tells whether there were problems."""
    if problems:
        raise click.exceptions.Exit(WITH_PROBLEMS)


def fail(message: str) -> NoReturn:
    click.echo(f"saidseen: {message}", err=True)
    sys.exit(WITH_PROBLEMS)


def main() -> NoReturn:
    """Run the command line; every way in which it may end gets its message and its exit code."""
    try:
        code: int | None = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        fail("stopped. What was finished is in the ledger; the same command goes on from there.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has closed; nothing more to say
        sys.exit(WITH_PROBLEMS)
    except OSError as error:
        fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}. What was finished is in the ledger.")
    sys.exit(code)
