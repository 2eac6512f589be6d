"""Feeds into the ledger: read, record, weigh again, and say what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from saidseen.seeing.feeds.files import Feed
from saidseen.seeing.feeds.formats import BY_NAME, Format, told
from saidseen.seeing.feeds.shape import Asked
from saidseen.showing import views
from saidseen.showing.intake import weigh_again
from saidseen.showing.terminal import Watch
from saidseen.things import Evidence, Observation, Problem, Verdict

if TYPE_CHECKING:
    from saidseen.ledger import Ledger
    from saidseen.showing.views import ClaimRow

MOST = 10_000
"""Observations of one format that are recorded at once. More are mostly of places and times that no claim is about; recording so
many takes some seconds, weighing all again some minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What new observations do to one claim. ``before``: its status as it stood, None where it had no verdict."""

    row: ClaimRow
    before: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenView:
    """What became of the files. ``formats``: by file, the name of its format; ``new``: the observations that were recorded."""

    formats: tuple[tuple[str, str], ...]
    new: tuple[Observation, ...]
    known: int
    bearings: tuple[Bearing, ...]
    problems: tuple[Problem, ...]


def sorted_out(paths: Iterable[Path], name: str | None, problems: list[Problem]) -> dict[Format, list[Feed]]:
    """The files by their format: the one that is named, else what each tells."""
    found: dict[Format, list[Feed]] = {}
    for path in paths:
        feed = Feed(path)
        form = BY_NAME[name] if name else told(feed)
        if isinstance(form, Problem):
            problems.append(form)
        else:
            found.setdefault(form, []).append(feed)
    return found


def take(ledger: Ledger, files: dict[Format, list[Feed]], asked: Asked, watch: Watch, problems: list[Problem]) -> SeenView:
    """Record what the files show, each format's observations all at once, and weigh the claims that they bear on."""
    before: dict[str, str] = {verdict.claim: verdict.status for verdict in ledger.things(Verdict)}
    new: list[Observation] = []
    known = 0
    for form, feeds in files.items():
        made = list(_observations(watch.over(form.read(feeds, asked), f"reading {form.name}"), problems))
        if len(made) > MOST:
            problems.append(
                Problem(
                    where=", ".join(str(feed.path) for feed in feeds),
                    what=f"it shows {len(made):,} things, more than the {MOST:,} that are recorded at once",
                    kept="nothing of these files",
                    todo="narrow it with --place and --during",
                )
            )
            continue
        fresh = frozenset(ledger.see(made, reader=made[0].reader, why=_why(feeds))) if made else frozenset()
        new += [one for one in {o.id: o for o in made}.values() if one.id in fresh]
        known += len({o.id for o in made} - fresh)
    if new:
        weigh_again(ledger, watch)
    return SeenView(
        formats=tuple((str(feed.path), form.name) for form, feeds in files.items() for feed in feeds),
        new=tuple(new),
        known=known,
        bearings=tuple(_bearings(ledger, {one.id for one in new}, before)),
        problems=(*problems, *watch.problems),
    )


def _observations(found: Iterable[Observation | Problem], problems: list[Problem]) -> Iterator[Observation]:
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            yield one


def _why(feeds: Sequence[Feed]) -> str:
    """The files with their hashes, as the log keeps them."""
    return "; ".join(f"{feed.name} (SHA-256 {feed.sha256})" for feed in feeds if feed.sha256)


def _bearings(ledger: Ledger, new: set[str], before: dict[str, str]) -> Iterator[Bearing]:
    for row in views.claims(ledger).rows if new else ():
        found = tuple(e for e in row.case.evidence if e.observation in new)
        if found:
            yield Bearing(row=row, before=before.get(row.case.claim.id), evidence=found)
