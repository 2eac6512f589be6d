"""What every page on a terminal shares: harmless text, the looks of a status, progress, and the list of problems."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from saidseen.follow import Runner, Stage, one_by_one
from saidseen.things import Hearing, Outcome, Problem, Status

T = TypeVar("T")

LOOKS: dict[Status, tuple[str, str]] = {
    "confirmed": ("✓", "bold green"),
    "contradicted": ("✗", "bold red"),
    "mixed": ("±", "bold magenta"),
    "too-early": ("…", "cyan"),
    "unverified": ("?", "yellow"),
    "expired": ("\N{EN DASH}", "dim"),
    "withdrawn": ("↩", "blue"),
}
"""Symbol and style of each status. The word always stands beside the symbol: nothing is told by colour alone."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories of characters that steer a terminal or hide what is there (controls, bidirectional marks, ...)."""

NAMED = 5
"""Places that a note names: a folder of texts without dates is told in a line. Problems name all."""

VERBS = {"understand": "hearing and seeing", "weigh": "weighing"}


def harmless(text: str) -> str:
    """Text from outside as one may print it: characters that steer a terminal become a replacement character, or a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in INVISIBLE else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def one_line(text: str) -> str:
    """Harmless text with every run of white space made one space."""
    return " ".join(harmless(text).split())


def status_text(status: Status, *, fancy: bool = True) -> Text:
    """A status as symbol and word, coloured; the word alone where the terminal cannot show the symbol."""
    symbol, style = LOOKS[status]
    return Text(f"{symbol} {status}" if fancy else status, style=style)


def percent(probability: float) -> str:
    return f"{probability * 100:.0f} %"


def page(stream: TextIO | None = None) -> Console:
    """Where answers go. Colour and width follow the terminal, and ``NO_COLOR``; piped output is not wrapped."""
    file = stream or sys.stdout
    return Console(file=file, highlight=False, markup=False, emoji=False, soft_wrap=not file.isatty())


def is_fancy(console: Console) -> bool:
    """Whether the page is a terminal, so that tables, colours and symbols are wanted."""
    return console.is_terminal


class Watch:
    """Shows how far a long run is: a bar on a terminal, a line a stage elsewhere; always on standard error."""

    def __init__(self, console: Console, progress: Progress | None) -> None:
        self.console = console
        self.progress = progress
        self.problems: list[Problem] = []

    def over(self, items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
        """The items again, counted while they go by."""
        if self.progress:
            yield from self.progress.track(items, total=total, description=what)
            return
        count = 0
        for count, item in enumerate(items, 1):  # noqa: B007  # the last count is wanted
            yield item
        if count:
            self.console.print(f"{what}: {count} done")

    def runner(self, inner: Runner = one_by_one) -> Runner:
        """A runner that is watched, and that keeps what failed for the end; what a hearing notes of its document stays there."""

        def run(stage: Stage, items: Iterable[Any]) -> Iterator[Outcome]:
            total = len(items) if isinstance(items, Sized) else None
            for outcome in self.over(inner(stage, items), VERBS.get(stage.name, stage.name), total):
                noted = {note for thing in outcome.things if isinstance(thing, Hearing) for note in thing.problems}
                self.problems.extend(problem for problem in outcome.problems if problem not in noted)
                yield outcome

        return run

    def silent(self) -> Watch:
        """A watch that shows nothing, and keeps problems with this one's: for work within work that is shown."""
        inner = Watch(Console(quiet=True), None)
        inner.problems = self.problems
        return inner


@contextmanager
def watching(*, quiet: bool = False) -> Iterator[Watch]:
    """A watch for the length of a run; ``quiet`` says nothing at all."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, quiet=quiet)
    if not console.is_terminal or quiet:
        yield Watch(console, None)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield Watch(console, progress)


def problem_lines(where: Sequence[str], problem: Problem, most: int | None) -> list[str]:
    """What happened and where (at most so many places are named), then what was kept and what to do."""
    places = list(dict.fromkeys(where))
    named = ", ".join(places[:most])
    more = f" and {len(places) - most} more" if most and len(places) > most else ""
    lines = [one_line(f"{named}{more}: {problem.what}" if named else problem.what)]
    lines += [f"    {name}: {one_line(words)}" for name, words in (("kept", problem.kept), ("do", problem.todo)) if words]
    return lines


def report(problems: Iterable[Problem], notes: Iterable[Problem] = ()) -> None:
    """Problems and notes on standard error; what is told of many places is told once."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for title, style, told, most in (("Note", "yellow", notes, NAMED), ("Problem", "bold red", problems, None)):
        places: dict[Problem, list[str]] = {}
        for problem in told:
            places.setdefault(replace(problem, where=""), []).append(problem.where)
        for problem, where in places.items():
            first, *more = problem_lines([w for w in where if w], problem, most)
            console.print(Text(f"{title}: ", style=style).append(first, style="not bold default"))
            for line in more:
                console.print(line)
