from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.showing.moments import end_of, interval, iso, moment, stretch
from saidseen.things import Interval


def test_a_date_is_its_first_or_last_instant() -> None:
    assert moment("2021-05-01") == datetime(2021, 5, 1, tzinfo=UTC)
    assert end_of("2021-05-01") == datetime(2021, 5, 2, tzinfo=UTC) - timedelta(microseconds=1)
    assert end_of("2021-05-01T10:00") == datetime(2021, 5, 1, 10, tzinfo=UTC)


def test_zones_are_heeded() -> None:
    assert moment("2021-05-01T10:00+02:00") == datetime(2021, 5, 1, 8, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # hypothesis wants naive bounds
def test_iso_comes_back(when: datetime) -> None:
    assert moment(str(iso(when))) == when


def test_an_interval_takes_in_its_last_day() -> None:
    assert interval("2021-05-01/2021-05-03") == Interval(
        start=datetime(2021, 5, 1, tzinfo=UTC), end=datetime(2021, 5, 4, tzinfo=UTC)
    )


@pytest.mark.parametrize("words", ["yesterday", "2021-13-01", "", "2021-05-03/2021-05-01"])
def test_nonsense_is_refused_in_the_words_of_the_user(words: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 8601|ends before"):
        interval(words)


def test_a_stretch_for_people() -> None:
    day = datetime(2021, 5, 5, tzinfo=UTC)
    assert stretch(Interval(start=day, end=day + timedelta(days=1))) == "5 May 2021"
    assert stretch(Interval(start=day, end=day)) == "5 May 2021"
    assert stretch(Interval(start=day, end=day + timedelta(days=30), assumed=True)) == "5 May 2021 to 3 Jun 2021 (assumed)"
    assert stretch(Interval(end=day)) == "until 4 May 2021"
    assert stretch(Interval()) == "no dates given"
