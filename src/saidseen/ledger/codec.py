"""Things as JSON text and back: which kinds a ledger holds, the key of each, and strict decoding to the same types."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from saidseen.ledger.errors import LedgerError
from saidseen.things import Card, Case, Document, Hearing, Observation, Problem, Review, Verdict, content_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Takes back the current entry of a key; the entry itself stays in the history."""

    kind: str
    key: str

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a stage that takes the ledger files in the index, in the transaction of its mark. ``fresh``: instead of all that is
    there. The cards are asked for once."""

    fresh: bool
    cards: Iterable[Card]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The mark of a stage on an item: all entries up to ``upto`` were seen by it. ``notes`` are the outcome's."""

    item: str
    upto: int
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type that the ledger holds, and how its key is found: entries of one key are versions of one thing."""

    type: type[Any]
    key: Callable[[Any], str]


KINDS: dict[str, Kind] = {
    "document": Kind(Document, lambda thing: str(thing.id)),
    "hearing": Kind(Hearing, lambda thing: str(thing.document)),
    "observation": Kind(Observation, lambda thing: str(thing.id)),
    "case": Kind(Case, lambda thing: str(thing.claim.id)),
    "verdict": Kind(Verdict, lambda thing: str(thing.claim)),
    "review": Kind(Review, lambda thing: content_id("r", encode(thing))),
    "problem": Kind(Problem, lambda thing: content_id("p", encode(thing))),
    "gone": Kind(Gone, lambda thing: str(thing.id)),
    "done": Kind(Done, lambda thing: str(thing.item)),
}
"""Every kind of entry by the name that stands in the ledger."""

_NAMES: dict[type[Any], str] = {kind.type: name for name, kind in KINDS.items()}


def kind_of(of: type[Any]) -> str:
    """The name of a type's kind; TypeError where the ledger does not hold such things."""
    if of not in _NAMES:
        raise TypeError(f"a ledger holds no {of.__name__}; it holds {', '.join(KINDS)}")
    return _NAMES[of]


def storable(text: str) -> str:
    """Text that a file can hold: each half of a surrogate pair becomes ``?``, so offsets stay true."""
    return text.encode("utf-8", "replace").decode()


def encode(thing: object) -> str:
    """A thing as JSON, its text made storable."""
    try:
        return msgspec.json.encode(thing).decode()
    except UnicodeEncodeError:
        return storable(json.dumps(msgspec.to_builtins(thing), ensure_ascii=False, separators=(",", ":")))


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(KINDS[kind].type)


def decode(kind: str, body: str) -> Any:  # noqa: ANN401  # the type is known by its kind only
    """The thing that was encoded; LedgerError where the text is none of this kind."""
    try:
        return _decoder(kind).decode(body)
    except msgspec.DecodeError as error:
        raise LedgerError(
            f"an entry of kind {kind} cannot be read by this version of saidseen ({error}). Nothing was changed; "
            "`saidseen verify` says whether it was altered"
        ) from error


def instant(when: datetime | None) -> str | None:
    """ISO 8601 in UTC, which sorts as text; ValueError for a time that names no zone."""
    if when is None:
        return None
    if when.tzinfo is None:
        raise ValueError(f"{when.isoformat()} names no time zone")
    return when.astimezone(UTC).isoformat()
