from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.times.calendar import shift, stretch
from saidseen.hearing.times.find import find_times
from saidseen.things import Document

WEDNESDAY = datetime(2021, 3, 10, 15, 0, tzinfo=UTC)


def times(text, published=WEDNESDAY):
    document = Document.make(url="t", text=text)
    found = find_times(parse(document), published, text)
    for t in found:
        assert text[t.span.start : t.span.end] == t.span.quote
    return found


@pytest.mark.parametrize(
    ("text", "quote", "kind", "value"),
    [
        ("The dam broke on 15 February 2019.", "15 February 2019", "DATE", "2019-02-15"),
        ("The dam broke on Feb. 15.", "Feb. 15", "DATE", "2021-02-15"),
        ("The dam broke in 2008.", "2008", "DATE", "2008"),
        ("The camp was closed in late December.", "late December", "DATE", "2020-12"),
        ("Rebels left the town on Monday.", "Monday", "DATE", "2021-03-08"),
        ("Rebels will leave the town on Monday.", "Monday", "DATE", "2021-03-15"),
        ("Rebels left the town on Wednesday.", "Wednesday", "DATE", "2021-03-10"),
        ("The governor resigned last Wednesday.", "last Wednesday", "DATE", "2021-03-03"),
        ("Voting starts next Sunday.", "next Sunday", "DATE", "2021-03-14"),
        ("The port was shelled on Tuesday evening.", "Tuesday evening", "TIME", "2021-03-09TEV"),
        ("The port was shelled yesterday.", "yesterday", "DATE", "2021-03-09"),
        ("The port was shelled two days ago.", "two days ago", "DATE", "2021-03-08"),
        ("Talks broke down last month.", "last month", "DATE", "2021-02"),
        ("Talks resume next week.", "next week", "DATE", "2021-W11"),
        ("The siege lasted three weeks.", "three weeks", "DURATION", "P3W"),
        ("The army must leave within 48 hours.", "within 48 hours", "DURATION", "PT48H"),
        ("Patrols go out every night.", "every night", "SET", "P1D"),
        ("The drill ran on 14-16 February.", "14-16 February", "DATE", "2021-02-14/2021-02-16"),
        ("The raid began at 04:30 UTC on Tuesday.", "04:30 UTC", "TIME", "2021-03-09T04:30Z"),
        ("Shelling has grown in recent days.", "recent days", "DATE", "PAST_REF"),
        ("The withdrawal must end by the end of the month.", "the end of the month", "DATE", "2021-03"),
        ("The camp will be empty by the 15th, he said.", "the 15th", "DATE", "2021-03-15"),
        ("The camp will be empty by the 5th, he said.", "the 5th", "DATE", "2021-04-05"),
        ("The rebels fled on the 31st.", "the 31st", "DATE", "2021-01-31"),
        ("The border stays shut until 3 May.", "3 May", "DATE", "2021-05-03"),
        ("An attack could come within hours.", "within hours", "DURATION", "PTXH"),
        ("He will be tried before the year is out.", "before the year is out", "DATE", "2021"),
        ("On 2 March the rebels came. The town fell that night.", "that night", "TIME", "2021-03-02TNI"),
    ],
)
def test_value(text, quote, kind, value):
    assert (quote, kind, value) in {(t.span.quote, t.type, t.value) for t in times(text)}


@pytest.mark.parametrize(
    "text", ["He lives on the 2nd floor.", "They had come within minutes of the blast.", "Those days are over."]
)
def test_what_looks_like_a_time_and_is_none(text):
    assert not times(text)


def test_that_day_points_nowhere_where_no_day_was_named():
    assert not times("That morning the town fell.")


def test_the_coming_days_are_a_week_from_publication():
    (found,) = times("More aid will arrive in the coming days.")
    assert (found.interval.start, found.interval.end) == (WEDNESDAY, WEDNESDAY + timedelta(days=7))
    assert found.interval.assumed


def test_late_december_is_its_last_third():
    (found,) = times("The camp was closed in late December.")
    assert (found.interval.start, found.interval.end) == (datetime(2020, 12, 21, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))


def test_a_day_is_half_open():
    (found,) = times("The dam broke on 28 February 2021.")
    assert (found.interval.start, found.interval.end) == (datetime(2021, 2, 28, tzinfo=UTC), datetime(2021, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize("text", ["Rebels left on Monday.", "It rained yesterday.", "Talks end next week.", "It fell on 3 May."])
def test_without_a_date_of_publication_nothing_is_guessed(text):
    for found in times(text, None):
        assert "X" in found.value
        assert found.interval is None


@pytest.mark.parametrize(
    "text",
    [
        "The troops march on the capital and may attack.",
        "Flight 2018 carried 2010 passengers.",
        "The boy, 12 years old, survived.",
        "",
    ],
)
def test_what_is_no_time(text):
    assert times(text) == ()


def test_a_day_that_does_not_exist_is_left_out():
    assert all(t.value != "2021-02-31" for t in times("It was dated 31 February 2021."))


@given(st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2100, 1, 1).date()), st.integers(-500, 500))  # noqa: DTZ001  # bounds
def test_months_forth_and_back_stay_in_the_month(day, months):
    there = shift(day, months, "M")
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= day.day


@given(st.text(alphabet="0123456789-TWXQZ:/SPEV", max_size=12))
def test_any_value_gives_a_forward_interval_or_none(value):
    interval = stretch(value)
    assert interval is None or interval.start < interval.end


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["on Monday", "March 3", "two days ago", "2014", "the", "last week", "troops left", "5 p.m.", ","]),
        max_size=8,
    )
)
def test_spans_are_in_order_and_apart(pieces):
    found = times(" ".join(pieces))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
