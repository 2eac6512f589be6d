"""The UN Security Council's consolidated list, XML. The root names the day, each entry the day of its listing.

Elements as in https://scsanctions.un.org/resources/xml/en/consolidated.xml: CONSOLIDATED_LIST (dateGenerated) / INDIVIDUALS,
ENTITIES / INDIVIDUAL, ENTITY with DATAID, FIRST_NAME to FOURTH_NAME, UN_LIST_TYPE, LISTED_ON. Read by Expat as a stream; a
document that declares entities is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from xml.parsers import expat

from saidseen.seeing.feeds import lists, shape
from saidseen.seeing.feeds.files import Feed, RefusedError
from saidseen.seeing.feeds.lists import Entry, State
from saidseen.seeing.feeds.shape import Asked, Source
from saidseen.things import Observation, Problem

SOURCE = Source(
    name="UN Security Council, consolidated list", kind="register", reader="un@1", url="https://scsanctions.un.org/consolidated/"
)

ENTRIES = frozenset({"INDIVIDUAL", "ENTITY"})
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
DEEP = 3
"""Depth at which an entry's own fields stand; deeper are those of its aliases and papers."""

LARGEST = 10_000
"""Characters of one field that are kept; the longest comments have some thousand."""


@dataclass(slots=True)
class Walk:
    """What the parser has come to."""

    day: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.path:
            if name != "CONSOLIDATED_LIST":
                raise RefusedError(f"its root is {name}, not CONSOLIDATED_LIST", "give the UN's consolidated list as XML")
            self.day = attributes.get("dateGenerated", "")
        self.path.append(name)
        if name in ENTRIES and len(self.path) == DEEP:
            self.fields = {}

    def text(self, data: str) -> None:
        if len(self.path) == DEEP + 1 and len(self.fields.get(self.path[-1], "")) < LARGEST:
            self.fields[self.path[-1]] = self.fields.get(self.path[-1], "") + data

    def end(self, name: str) -> None:
        if name in ENTRIES and len(self.path) == DEEP and (number := self.fields.get("DATAID", "").strip()):
            words = [" ".join(self.fields.get(part, "").split()) for part in NAMES]
            listed = self.fields.get("LISTED_ON", "").strip()[:10]
            measure = self.fields.get("UN_LIST_TYPE", "").strip()
            self.entries[number] = Entry(
                name=" ".join(w for w in words if w and w.lower() != "na"),
                measures=(measure,) if measure else (),
                since=shape.instant(listed) if listed else None,
            )
        self.path.pop()


def state(file: BinaryIO) -> tuple[datetime, dict[str, Entry]]:
    """The list's day and its entries by their number."""
    walk, parser = Walk(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = walk.start, walk.end, walk.text
    parser.EntityDeclHandler = _declared
    try:
        parser.ParseFile(file)
        day = shape.instant(walk.day[:10])
    except expat.ExpatError as error:
        raise RefusedError(
            f"it is no whole XML document ({error})", "fetch it again: it breaks off or holds a message"
        ) from error
    except ValueError as error:
        raise RefusedError(f"a date in it cannot be read ({error})", "check that it is the UN's own file") from error
    if not walk.entries:
        raise RefusedError("it lists nobody", "fetch it again: the list is never empty")
    return day, walk.entries


def _declared(*_: object) -> None:
    raise RefusedError("it declares entities, which the UN's list does not and which may unpack without end", "check its origin")


def observations(feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
    """What changed between the states of the list; of a single state, whom the list itself says to have been added and when."""
    states: list[State] = []
    for feed in feeds:
        found = feed.taken(state)
        if isinstance(found, Problem):
            yield found
        else:
            states.append(State(feed=feed, day=found[0], entries=found[1]))
    if len(states) > 1:
        yield from lists.changes(SOURCE, states, asked)
        return
    for one in states:
        yield from lists.dated(SOURCE, one, asked)
