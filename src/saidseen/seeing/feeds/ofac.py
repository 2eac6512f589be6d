"""OFAC's list of Specially Designated Nationals: SDN.CSV, twelve columns, no header, ``-0-`` for nothing.

Columns as in OFAC's "SDN data formats" (https://ofac.treasury.gov/sdn-list/sdn-list-data-formats-data-schemas): ent_num,
sdn_name, sdn_type, program, title, call_sign, vess_type, tonnage, grt, vess_flag, vess_owner, remarks. The file does not say its
day: its name must, or ``--published``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from saidseen.seeing.feeds import lists
from saidseen.seeing.feeds.files import Feed, RefusedError, rows, shown
from saidseen.seeing.feeds.lists import Entry, State
from saidseen.seeing.feeds.shape import Asked, Source
from saidseen.things import Observation, Problem

SOURCE = Source(
    name="US Treasury, SDN list",
    kind="register",
    reader="ofac@1",
    country="USA",
    url="https://sanctionslistservice.ofac.treas.gov/",
)

COLUMNS = 12

NOTHING = "-0-"

END = "\x1a"
"""The Control-Z with which the file ends, from the days of CP/M."""

_PROGRAMMES = re.compile(r"\]\s*\[|;")


def entries(file: BinaryIO) -> Iterator[tuple[str, Entry]]:
    """Number and entry of each row. RefusedError where it is no SDN table."""
    some = False
    for row in rows(file, end=END):
        number, name, _, programmes, *_ = (cell.strip() for cell in row)
        if len(row) != COLUMNS or not number.isdigit() or name in {"", NOTHING}:
            raise RefusedError(
                f"a row is none of the SDN list: {shown(','.join(row))}",
                f"give SDN.CSV ({COLUMNS} columns, no header), not ALT, ADD or an error message",
            )
        some = True
        tags = "" if programmes == NOTHING else programmes
        yield number, Entry(name=name, measures=tuple(t.strip(" []") for t in _PROGRAMMES.split(tags) if t.strip(" []")))
    if not some:
        raise RefusedError("it lists nobody", "fetch it again: the list is never empty")


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """What changed between the states of the list that the files hold."""
    states: list[State] = []
    for feed in feeds:
        day = lists.day_in(feed.name) or (asked.published if len(feeds) == 1 else None)
        if day is None:
            yield feed.problem("nothing says of which day this list is", "put the day into its name: sdn-2022-02-22.csv")
            continue
        found = feed.taken(lambda file: dict(entries(file)))
        if isinstance(found, Problem):
            yield found
        else:
            states.append(State(feed=feed, day=day, entries=found))
    if len(states) == 1:
        yield states[0].feed.problem("one state of the list shows no change", "give an earlier state along with it")
    yield from lists.changes(SOURCE, states, asked)
