"""Any register or roll-call, CSV or JSON, by a mapping file in TOML that says what its columns are.

name = "Roll calls of the assembly"     # who keeps it
country = "RUS"                         # alpha-3, where a country keeps it
url = "https://example.org/votes"
rows = "data.votes"                     # JSON only: where the list stands
day = "%d.%m.%Y"                        # form of the dates where it is not ISO 8601

[event]                                 # what a row shows: docs/concepts.md names roots and kinds
root = "SUPPORT"
kind = "vote"

[columns]                               # date must be there; of the others what there is
date = "held"
subject = "title"                       # what it is about: a claim has to name it
recipient = "about"                     # a country
outcome = "result"

[outcomes]
happened = ["adopted"]
failed = ["rejected"]

[aliases]                               # other names of a subject
"Bill 58-8" = ["recognition of the republics", "recognition"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from saidseen.knowing import countries, ontology
from saidseen.seeing.feeds import shape
from saidseen.seeing.feeds.files import Feed, RefusedError, bad_rows, json_value, rows, table
from saidseen.seeing.feeds.shape import Asked, Found, Source
from saidseen.things import Observation, Participant, Problem

SURE = 0.99
"""A register has what took place: where it says that something failed, it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns of a register are."""

    source: Source
    root: str
    kind: str | None
    columns: Mapping[str, str]
    happened: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    day: str = ""


def mapping(file: BinaryIO) -> Layout:
    """The mapping file; RefusedError with what is wrong in it."""
    try:
        raw: dict[str, Any] = tomllib.loads(file.read().decode("utf-8-sig"))
        event, columns, outcomes = raw["event"], raw["columns"], raw.get("outcomes", {})
        made = Layout(
            source=Source(name=str(raw["name"]), kind="register", reader="register@1", url=str(raw.get("url", "")),
                          country=raw.get("country")),
            root=str(event["root"]).upper(), kind=event.get("kind"),
            columns={str(key): str(value) for key, value in columns.items()},
            happened=frozenset(str(v).casefold() for v in outcomes.get("happened", [])),
            failed=frozenset(str(v).casefold() for v in outcomes.get("failed", [])),
            aliases={str(key): tuple(map(str, names)) for key, names in raw.get("aliases", {}).items()},
            path=tuple(str(raw.get("rows", "")).split(".")) if raw.get("rows") else (),
            day=str(raw.get("day", "")),
        )  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise RefusedError(f"it is no mapping file ({error})", "see docs/concepts.md for one") from error
    except KeyError as error:
        raise RefusedError(f"it says nothing of {error.args[0]}", "add it; see docs/concepts.md for a mapping file") from error
    kind = ontology.kind_of(made.kind)
    if made.root not in ontology.ontology().roots or (made.kind and (kind is None or kind.root != made.root)):
        raise RefusedError(f"there is no event {made.root}/{made.kind or '-'}", "use a root and a kind of the event ontology")
    if "date" not in made.columns:
        raise RefusedError("it names no column for the date", "add date = ... under [columns]")
    return made


def rows_of(file: BinaryIO, known: Layout) -> Iterator[Mapping[str, Any]]:
    """The rows of a table with a header, or of a list in JSON, as cells by column."""
    start = file.peek(1)[:1] if hasattr(file, "peek") else b""
    if start not in {b"{", b"["}:
        yield from table(rows(file), known.columns.values(), "this register")
        return
    value = json_value(file)
    for step in known.path:
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise RefusedError(f"there is no list at {'.'.join(known.path) or 'its top'}", "put rows = ... into the mapping file")
    for row in value:
        if not isinstance(row, dict) or known.columns["date"] not in row:
            raise RefusedError("an item of its list has not the fields of the mapping", "check the mapping file")
        yield row


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """Each row as what it shows."""
    if asked.mapping is None:
        yield feeds[0].problem("nothing says what its columns are", "give --mapping FILE")
        return
    known = asked.mapping.taken(mapping)
    if isinstance(known, Problem):
        yield known
        return
    for feed in feeds:
        parsed = feed.taken(lambda file: list(rows_of(file, known)))
        if isinstance(parsed, Problem):
            yield parsed
            continue
        bad: list[str] = []
        for number, row in enumerate(parsed, 1):
            found = _found(row, known, number, bad)
            if found is not None and asked.in_time(found.when):
                yield shape.observation(known.source, feed, found, asked)
        yield from bad_rows(feed, bad, len(parsed))


def _found(row: Mapping[str, Any], known: Layout, number: int, bad: list[str]) -> Found | None:
    cells = {name: " ".join(str(row.get(column) or "").split()) for name, column in known.columns.items()}
    try:
        when = datetime.strptime(cells["date"], known.day).replace(tzinfo=UTC) if known.day else shape.instant(cells["date"])
    except ValueError:
        bad.append(f"row {number} has the date “{cells['date'][:40]}”")
        return None
    outcome = cells.get("outcome", "")
    if (known.happened or known.failed) and outcome.casefold() not in known.happened | known.failed:
        bad.append(f"row {number} has the outcome “{outcome[:40]}”, which the mapping does not name")
        return None
    failed = outcome.casefold() in known.failed
    day = when.replace(hour=0, minute=0, second=0, microsecond=0)
    subject, actor, recipient = (cells.get(name, "") for name in ("subject", "actor", "recipient"))
    names = "|".join([subject, *known.aliases.get(subject, ())]) if subject else ""
    by = actor or known.source.name
    return Found(
        root=known.root, mode=known.kind, when=shape.whole_day(day), known=shape.last_instant(day), unseen=failed,
        words=f"{known.source.name}, {shape.day_words(day)}: {' '.join(filter(None, (subject, outcome, recipient)))}",
        actor=Participant(span=None, name=by, country=(countries.by_name(actor) if actor else known.source.country)),
        recipient=Participant(span=None, name=recipient, country=countries.by_name(recipient)) if recipient else None,
        subjects=(names,) if names else (), coverage="the register's own entry", detection=SURE if failed else None,
        leaves_open="" if names else "which matter it was: the register's rows name none",
    )  # fmt: skip
