"""``saidseen review``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal, get_args

import click

from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import claim_row, opened, person, settings

Action = Literal["accept", "reject", "merge", "split", "regrade"]
GRADE = re.compile(r"[A-F][1-6]")
"""Admiralty code: reliability of the source A to F, credibility of what it says 1 to 6."""

LETTER = re.compile(r"[A-F]")
"""A side is graded by its reliability alone: each of its claims has a credibility of its own."""


@click.command("review")
@click.argument("action", type=click.Choice(get_args(Action)))
@click.argument("claim", metavar="CLAIM|SIDE")
@click.option("--into", metavar="CLAIM", help="For merge: the claim that it is the same as.")
@click.option(
    "--statement", "numbers", type=int, multiple=True, help="For split: number in `saidseen show` of a statement to take out."
)
@click.option("--grade", help="For regrade: an Admiralty grade such as B2; for a side its letter alone, such as D.")
@person
@settings
def command(  # noqa: PLR0913  # click hands over each option by name
    given: Settings,
    *,
    action: Action,
    claim: str,
    into: str | None,
    numbers: tuple[int, ...],
    grade: str | None,
    who: str,
    why: str,
) -> None:
    """Accept, reject, merge, split or regrade a claim. A new entry that names who and why; nothing is ever edited.

    A letter alone grades a side: accepts or overrides what `saidseen record` proposes, for all claims of the side that have no
    grade of their own from a person. The last entry counts.

    \b
    Examples:
      saidseen review accept c-1f2e --why "read both sources"
      saidseen review reject c-1f2e --why "the sentence is a question"
      saidseen review merge c-1f2e --into c-77aa --why "same promise, other words"
      saidseen review split c-1f2e --statement 3 --why "another town"
      saidseen review regrade c-1f2e --grade B2 --why "long record of this register"
      saidseen review regrade RUS --grade D --why "six of seven denials failed"
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    wanted = {"merge": ("--into", into), "split": ("--statement", numbers), "regrade": ("--grade", grade)}
    if action in wanted and not wanted[action][1]:
        raise click.UsageError(f"{action} wants {wanted[action][0]}")
    if grade and action == "regrade" and LETTER.fullmatch(grade):
        grade_side(given, claim, grade, who=who, why=why)
        return
    if grade and not GRADE.fullmatch(grade):
        raise click.BadParameter(
            f"{grade} is no Admiralty grade (A to F, then 1 to 6; for a side the letter alone)", param_hint="--grade"
        )
    from saidseen.showing.intake import weigh_again  # noqa: PLC0415  # help does not need it
    from saidseen.showing.terminal import report, watching  # noqa: PLC0415
    from saidseen.things import Review  # noqa: PLC0415

    with opened(given) as ledger:
        row = claim_row(ledger, claim)
        statements = tuple(u.statement.id for u in row.case.claim.utterances)
        if action == "split":
            statements = chosen(statements, numbers)
        target = claim_row(ledger, into).case.claim.id if into else None
        entry = Review(
            claim=row.case.claim.id,
            action=action,
            who=who,
            why=why,
            statements=statements,
            into=target,
            grade=grade,
            entered=datetime.now(UTC),
        )
        ledger.put(entry, who=who, why=why)
        with watching() as watch:
            weigh_again(ledger, watch)
    click.echo(f"{entry.claim}: {action} recorded for {who}; `saidseen log` shows it")
    report(watch.problems)
    finish(watch.problems)


def chosen(statements: tuple[str, ...], numbers: tuple[int, ...]) -> tuple[str, ...]:
    """The statements of those numbers, counted from 1; at least one must stay behind."""
    if any(not 1 <= n <= len(statements) for n in numbers):
        raise click.BadParameter(f"the claim has statements 1 to {len(statements)}", param_hint="--statement")
    taken = tuple(statements[n - 1] for n in sorted(set(numbers)))
    if len(taken) == len(statements):
        raise click.BadParameter("a split leaves at least one statement behind", param_hint="--statement")
    return taken


def grade_side(given: Settings, wanted: str, grade: str, *, who: str, why: str) -> None:
    """Enter a person's letter for a side that has made a claim."""
    from saidseen.showing.terminal import one_line  # noqa: PLC0415
    from saidseen.showing.views.record import side_meant  # noqa: PLC0415  # help does not need it
    from saidseen.things import Case, Review  # noqa: PLC0415

    with opened(given) as ledger:
        side = side_meant(wanted, {case.claim.side for case in ledger.things(Case)})
        if side is None:
            raise click.BadParameter(
                f"no side is called {wanted}; `saidseen record` lists those with resolved claims", param_hint="CLAIM|SIDE"
            )
        entry = Review(claim="", action="regrade", who=who, why=why, grade=grade, side=side, entered=datetime.now(UTC))
        ledger.put(entry, who=who, why=why)
    click.echo(f"{one_line(side)}: graded {grade} by {who}; `saidseen record` shows it beside what is proposed")
