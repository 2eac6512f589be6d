"""``saidseen observe``."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from saidseen.settings import Settings
from saidseen.showing.cli import finish
from saidseen.showing.cli.options import Moment, Stretch, claim_row, opened, person, settings
from saidseen.things import EvidenceClass, Interval, Relation

CLASSES: tuple[EvidenceClass, ...] = ("seen-direct", "seen-reported", "conceded", "told-independent")
"""What a person may record. What a party says, and its repetitions, come in as documents."""


@click.command("observe")
@click.argument("what")
@click.option("--class", "cls", type=click.Choice(CLASSES), required=True, help="How it reached us; see docs/concepts.md.")
@click.option("--source", required=True, help="Who or what observed it: an operator, a reporter, a register.")
@click.option("--when", type=Stretch(), required=True, metavar="T", help="When it was so: ISO date or time, or an interval A/B.")
@click.option("--where", help="Name of the place.")
@click.option("--published", type=Moment(whole_day=False), metavar="T", help="When it became known; default: now.")
@click.option("--coverage", help="What share of the place was seen, when, and how well.")
@click.option("--url", default="", help="Where it can be read or seen.")
@click.option("--supports", multiple=True, metavar="CLAIM", help="A claim that it speaks for; may be given again.")
@click.option("--refutes", multiple=True, metavar="CLAIM", help="A claim that it speaks against; may be given again.")
@click.option("--not-seen", is_flag=True, help="Somebody looked and did not see it; wants --coverage.")
@person
@settings
def command(  # noqa: PLR0913  # click hands over each option by name
    given: Settings,
    *,
    what: str,
    cls: EvidenceClass,
    source: str,
    when: Interval,
    where: str | None,
    published: datetime | None,
    coverage: str | None,
    url: str,
    supports: tuple[str, ...],
    refutes: tuple[str, ...],
    not_seen: bool,
    who: str,
    why: str,
) -> None:
    """Record an observation: WHAT was seen, by whom, where and when, and which claims it speaks for or against.

    Verdicts are made again at once. An entry is never altered; `saidseen log` names who made it and why.

    \b
    Examples:
      saidseen observe "Bridge intact, traffic on it" --class seen-reported --source "Harbour Post reporter" \\
          --when 2024-05-03 --where Kherson --refutes c-1f2e --why "two photographs, geolocated"
      saidseen observe "No vehicles at the depot" --class seen-direct --source "image test 41" --when 2024-05-03/2024-05-05 \\
          --not-seen --coverage "whole depot, clear sky, 50 cm" --supports c-77aa --why "own count"
    """  # noqa: D301  # \b is click's mark for "do not rewrap"
    if not_seen and not coverage:
        raise click.UsageError("--not-seen wants --coverage: that something was not seen counts only with how well one looked")
    if not supports and not refutes:
        raise click.UsageError("say which claim it bears on: --supports CLAIM or --refutes CLAIM")
    from saidseen.showing.intake import weigh_again  # noqa: PLC0415  # help does not need it
    from saidseen.showing.terminal import report, watching  # noqa: PLC0415
    from saidseen.things import Actor, Observation, Place, content_id  # noqa: PLC0415

    with opened(given) as ledger:
        named: list[tuple[str, Relation]] = [(key, "supports") for key in supports] + [(key, "refutes") for key in refutes]
        observation = Observation(
            id=content_id("o", cls, what, source, when.start, when.end, where, *named),
            cls=cls,
            document=None,
            url=url,
            published=published or datetime.now(UTC),
            quote=what,
            observer=Actor(surface=source, name=source, standing="observer"),
            place=Place(span=None, name=where) if where else None,
            when=when,
            coverage=coverage,
            looked_and_not_seen=not_seen,
            bears_on=tuple((claim_row(ledger, key).case.claim.id, relation) for key, relation in named),
        )
        ledger.put(observation, who=who, why=why)
        with watching() as watch:
            weigh_again(ledger, watch)
        for key, _ in observation.bears_on:
            verdict = claim_row(ledger, key).verdict
            click.echo(f"{observation.id} recorded; {key} is now {verdict.status}: {verdict.why}")
    report(watch.problems)
    finish(watch.problems)
