"""Claims made by hand about an invented quarrel over an invented dam, to render and to judge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from saidseen.things import (
    Actor,
    Case,
    Claim,
    Document,
    Event,
    Evidence,
    Hearing,
    Interval,
    Place,
    Span,
    Statement,
    Test,
    Utterance,
)

T = TypeVar("T")

TEXT = (
    "The gates of the Oru dam will be opened on 5 May, minister Ilka Varr said on Thursday.\n\n"
    "Farmers downstream doubted it. A reporter of this paper stood at the dam on 6 May and saw all gates shut."
)
SAID = datetime(2021, 5, 1, 12, tzinfo=UTC)
SEEN = datetime(2021, 5, 6, 18, tzinfo=UTC)
LATER = datetime(2021, 5, 20, tzinfo=UTC)

DOCUMENT = Document.make(url="https://example.org/dam/1", text=TEXT, title="Dam to open", outlet="Valley Post", published=SAID)
CONTENT = Span.of(TEXT, 0, TEXT.index(","))
VARR = Actor(surface="minister Ilka Varr", name="Ilka Varr", role="minister", country="XOA", standing="party")
STATEMENT = Statement(
    id="s-000000000001",
    document=DOCUMENT.id,
    source=(Span.of(TEXT, TEXT.index("minister"), TEXT.index(" said")),),
    cue=(Span.of(TEXT, TEXT.index("said"), TEXT.index("said") + 4),),
    content=(CONTENT,),
    quote_type="indirect",
    act="pledge",
    speaker=VARR,
    said=Interval(start=datetime(2021, 5, 1, tzinfo=UTC), end=datetime(2021, 5, 2, tzinfo=UTC)),
)
DAM = Place(span=Span.of(TEXT, 13, 20), name="Oru dam", country="XOA", lat=1.5, lon=2.5, precision="point")
EVENT = Event(
    root="COOPERATE",
    trigger=Span.of(TEXT, TEXT.index("opened"), TEXT.index("opened") + 6),
    place=DAM,
    when=Interval(start=datetime(2021, 5, 5, tzinfo=UTC), end=datetime(2021, 5, 6, tzinfo=UTC)),
    modality="planned",
    statement=0,
)
UTTERANCE = Utterance(
    statement=STATEMENT,
    url=DOCUMENT.url,
    published=SAID,
    outlet="Valley Post",
    event=EVENT,
    kind="pledge",
    side="XOA",
    text=CONTENT.quote,
    start=CONTENT.start,
    end=CONTENT.end,
    group="g-1",
)
HEARING = Hearing(document=DOCUMENT.id, statements=(STATEMENT,), events=(EVENT,), places=(DAM,))


def claim(**changes: Any) -> Claim:
    parts: dict[str, Any] = {
        "id": "c-000000000001",
        "kind": "pledge",
        "polarity": "positive",
        "text": UTTERANCE.text,
        "speaker": VARR,
        "side": "XOA",
        "event": EVENT,
        "window": EVENT.when,
        "condition": None,
        "test": Test(
            supports=("gates open",), refutes=("gates shut",), where="Oru dam", until=None, sensors=("reporter", "satellite")
        ),
        "utterances": (UTTERANCE,),
    }
    return Claim(**{**parts, **changes})


def evidence(**changes: Any) -> Evidence:
    parts: dict[str, Any] = {
        "claim": "c-000000000001",
        "cls": "seen-reported",
        "relation": "refutes",
        "weight": -3.5,
        "group": "g-2",
        "source": "reporter of the Valley Post",
        "url": "https://example.org/dam/2",
        "quote": "saw all gates shut",
        "why": "same place, within the window",
        "published": SEEN,
    }
    return Evidence(**{**parts, **changes})


CASE = Case(claim=claim(), evidence=(evidence(),))


class Shelf:
    """A ledger of a few things, as far as the views want one."""

    def __init__(self, *things: object) -> None:
        self.kept = things

    def things(self, of: type[T]) -> Iterable[T]:
        return [t for t in self.kept if isinstance(t, of)]

    def get(self, of: type[T], key: str) -> T | None:
        return next((t for t in self.things(of) if key in {getattr(t, "id", ""), getattr(t, "document", "")}), None)

    def documents_by_url(self, url: str) -> list[Document]:
        return [d for d in self.things(Document) if d.url == url]


SHELF = Shelf(DOCUMENT, HEARING, CASE)
