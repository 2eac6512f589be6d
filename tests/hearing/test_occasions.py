"""On which day something was said; the test's text is the news."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saidseen.hearing.attribution.engines import attributions as heard
from saidseen.hearing.attribution.engines import reading_of
from saidseen.hearing.attribution.mixing import with_turns
from saidseen.hearing.attribution.turns import Turns
from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.saying.occasions import said_on
from saidseen.hearing.times.find import find_times
from saidseen.things import Document, Interval

PUBLISHED = datetime(2023, 5, 4, 15, 30, tzinfo=UTC)
"""A Thursday."""


def said(text: str, published: datetime | None = PUBLISHED) -> list[Interval | None]:
    doc = parse(Document.make(url="test:1", text=text, outlet="Test Gazette", published=published))
    times = find_times(doc, published, text)
    return [said_on(doc, a, times, published) for a in with_turns(Turns(doc), heard(doc, reading_of(text, "encoder")))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The harbour office said on Tuesday that the ferry had sunk.", 2),
        ("The ferry had sunk, the harbour office said on Wednesday.", 3),
        ("On Monday the governor told the council that the road was cut.", 1),
        ("The minister said yesterday that the bridge was open.", 3),
        ("The minister said this morning that the bridge was open.", 4),
        ("The envoy, speaking at a rally on Tuesday evening, said that the talks had failed.", 2),
        ("In a letter dated 2 May, the farmers said that the canal was dry.", 2),
    ],
)
def test_a_date_beside_the_cue_is_the_day(text: str, day: int) -> None:
    found = said(text)[0]
    assert found is not None
    assert not found.assumed
    assert found.start == datetime(2023, 5, day, tzinfo=UTC)
    assert found.end == datetime(2023, 5, day + 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour office said that the ferry had sunk on Tuesday.",
        "The governor, who was elected on Monday, said that the road was cut.",
        "The treaty of 1978 must stand, the envoy said.",
        "The mayor said at 11:02 that the market was burning.",
        "The mayor will speak on Friday, his office said.",
    ],
)
def test_else_the_day_of_publication_is_assumed(text: str) -> None:
    found = said(text)[0]
    assert found == Interval(start=datetime(2023, 5, 4, tzinfo=UTC), end=datetime(2023, 5, 5, tzinfo=UTC), assumed=True)


def test_without_a_day_of_publication_nothing_is_assumed() -> None:
    assert said("The mayor said that the market was burning.", None) == [None]


def test_a_week_is_a_span_of_days() -> None:
    found = said("The minister said last week that the bridge was open.")[0]
    assert found is not None
    assert (found.start, found.end) == (datetime(2023, 4, 24, tzinfo=UTC), datetime(2023, 5, 1, tzinfo=UTC))


def test_later_that_day_is_the_day_named_before() -> None:
    found = said("The army said on Tuesday that the pass was shut. The governor said later that day that it was open.")
    assert [f.start for f in found if f] == [datetime(2023, 5, 2, tzinfo=UTC)] * 2


def test_the_top_of_a_transcript_gives_its_day() -> None:
    text = (
        "Press briefing by Colonel Ada Mensah, spokeswoman of the harbour ministry, 3 May.\n\n"
        "Q: Colonel, is the port open?\n\nA: The port has been open since Monday.\n\n"
        "Q: What of the ferry?\n\nA: We will let the ferry sail tomorrow.\n"
    )
    assert {f.start for f in said(text) if f} == {datetime(2023, 5, 3, tzinfo=UTC)}
