"""One row an event: what was coded, where it stands in which document, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from saidseen.knowing.cameo import code_of
from saidseen.knowing.ontology import ontology, plover_mode
from saidseen.reading.draft import sound
from saidseen.things import Actor, Document, Event, Hearing, Interval, Participant, Place, Quantity, Statement, content_id, joined

Cell = str | int | float | datetime | Sequence[str] | None
Type = Literal["text", "integer", "number", "time", "list"]
Heard = Iterable[tuple[Document, Hearing]]
"""Documents with what was understood of them."""

UNNAMED = "unnamed"
"""Who asserts it where somebody does and the text does not say who: only the outlet's own voice leaves the cell empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event of one document. ``statement`` is the one that it stands in, None where the outlet itself reports it; ``lead``:
    it stands in a headline or in the first paragraph of the text."""

    document: Document
    event: Event
    statement: Statement | None
    lead: bool

    @property
    def id(self) -> str:
        """The same for the same words of the same address, whatever else is read with it."""
        trigger = self.event.trigger
        return content_id("e", self.document.url, trigger.start, trigger.end, self.event.mode)

    @property
    def place(self) -> Place:
        return self.event.place or Place(span=None, name="")

    @property
    def actor(self) -> Participant:
        return self.event.parties.actor or Participant(span=None, name="")

    @property
    def recipient(self) -> Participant:
        return self.event.parties.recipient or Participant(span=None, name="")

    @property
    def when(self) -> Interval:
        return self.event.when or Interval()

    @property
    def quantity(self) -> Quantity:
        return self.event.quantity or Quantity(low=None, high=None, unit="")

    @property
    def speaker(self) -> Actor:
        """Who asserts it; nobody where the outlet does."""
        return (self.statement.speaker if self.statement else None) or Actor(surface="")

    @property
    def asserted_by(self) -> str:
        """The speaker's name, else their organisation, else the words of the text for them."""
        if self.statement is None:
            return ""
        who = self.speaker
        return who.name or who.organisation or who.surface or joined(self.statement.source) or UNNAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column by its name; ``has`` tells what is known of an event, None or "" for nothing."""

    name: str
    type: Type
    has: Callable[[Coded], Cell]

    def cell(self, coded: Coded) -> Cell:
        """What stands there for an event, as text that a file can hold."""
        value = self.has(coded)
        return sound(value) if isinstance(value, str) else value


def column(name: str, has: Callable[[Coded], Cell], typed: Type = "text") -> Column:
    return Column(name=name, type=typed, has=has)


def _cameo(coded: Coded) -> str | None:
    code = code_of(coded.event.root, coded.event.mode)
    return code.code if code else None


def _quad(coded: Coded) -> int | None:
    root = ontology().roots.get(coded.event.root)
    return root.quad if root else None


COLUMNS: tuple[Column, ...] = (
    column("id", lambda c: c.id),
    column("url", lambda c: c.document.url),
    column("outlet", lambda c: c.document.outlet),
    column("published", lambda c: c.document.published, "time"),
    column("title", lambda c: c.document.title),
    column("root", lambda c: c.event.root),
    column("mode", lambda c: c.event.mode),
    column("plover_mode", lambda c: plover_mode(c.event.mode)),
    column("contexts", lambda c: c.event.contexts, "list"),
    column("quad", _quad, "integer"),
    column("cameo", _cameo),
    column("actor_name", lambda c: c.actor.name),
    column("actor_country", lambda c: c.actor.country),
    column("actor_sector", lambda c: c.actor.sector),
    column("recipient_name", lambda c: c.recipient.name),
    column("recipient_country", lambda c: c.recipient.country),
    column("recipient_sector", lambda c: c.recipient.sector),
    column("place_name", lambda c: c.place.name),
    column("place_geonameid", lambda c: c.place.geonameid, "integer"),
    column("place_lat", lambda c: c.place.lat, "number"),
    column("place_lon", lambda c: c.place.lon, "number"),
    column("place_country", lambda c: c.place.country),
    column("place_admin", lambda c: c.place.admin, "list"),
    column("place_precision", lambda c: c.event.place.precision if c.event.place else None),
    column("when_start", lambda c: c.when.start, "time"),
    column("when_end", lambda c: c.when.end, "time"),
    column("quantity_low", lambda c: c.quantity.low, "number"),
    column("quantity_high", lambda c: c.quantity.high, "number"),
    column("quantity_unit", lambda c: c.quantity.unit),
    column("polarity", lambda c: c.event.polarity),
    column("modality", lambda c: c.event.modality),
    column("condition", lambda c: c.event.condition),
    column("asserted_by", lambda c: c.asserted_by),
    column("asserted_by_organisation", lambda c: c.speaker.organisation),
    column("asserted_by_country", lambda c: c.speaker.country),
    column("statement", lambda c: c.statement.id if c.statement else None),
    column("act", lambda c: c.statement.act if c.statement else None),
    column("basis", lambda c: c.statement.basis if c.statement else None),
    column("quote", lambda c: c.event.trigger.quote),
    column("quote_start", lambda c: c.event.trigger.start, "integer"),
    column("quote_end", lambda c: c.event.trigger.end, "integer"),
    column("confidence", lambda c: c.event.confidence, "number"),
)
"""The columns of CSV and Parquet, in their order. Columns may be added; none is renamed."""


def coded(document: Document, hearing: Hearing) -> Iterator[Coded]:
    """The events of one document, in the order of the text."""
    lead = next((s.paragraph for s in hearing.sentences if s.kind == "body"), None)
    for event in hearing.events:
        sentence = hearing.sentences[event.sentence] if event.sentence < len(hearing.sentences) else None
        yield Coded(
            document=document,
            event=event,
            statement=None if event.statement is None else hearing.statements[event.statement],
            lead=sentence is not None and (sentence.kind == "headline" or sentence.paragraph == lead),
        )


def all_coded(heard: Heard) -> Iterator[Coded]:
    """The events of all documents. What is given twice in one version counts once."""
    known: set[str] = set()
    for document, hearing in heard:
        if document.id not in known:
            known.add(document.id)
            yield from coded(document, hearing)


def number_of(events: int) -> str:
    """For people: "3 events"."""
    return f"{events} {'event' if events == 1 else 'events'}"
