from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidseen.ledger import LedgerError
from saidseen.ledger.codec import KINDS, decode, encode, instant, kind_of
from saidseen.things import Case, Document, Hearing, Interval, Observation, Quantity, Review, Span

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
moments = st.none() | st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # the zone is beside it
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(lambda start, quote: Span(start=start, end=start + len(quote), quote=quote), st.integers(0, 99), texts)
quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

st.register_type_strategy(Span, spans)
st.register_type_strategy(Interval, st.builds(Interval, start=moments, end=moments, assumed=st.booleans()))
st.register_type_strategy(Quantity, st.builds(Quantity, low=numbers, high=numbers, unit=texts))


@pytest.mark.parametrize("of", [Document, Hearing, Observation, Review])
@quick
@given(data=st.data())
def test_things_come_back_equal(of, data):
    thing = data.draw(st.builds(of, **({"published": moments} if hasattr(of, "published") else {})))
    kind = kind_of(of)
    back = decode(kind, encode(thing))
    assert back == thing
    assert type(back) is of
    assert KINDS[kind].key(back) == KINDS[kind].key(thing)


def test_what_is_no_such_thing_is_refused():
    for body in ('{"id": 3, "url": "u", "text": "t"}', '{"id": "d-1"}', "[]", "{"):
        with pytest.raises(LedgerError, match="cannot be read"):
            decode("document", body)
    short = '{"document":"d","statements":[{"id":"s","document":"d","source":[{"start":0,"end":9,"quote":"x"}],'
    with pytest.raises(LedgerError, match="does not fit its quote"):
        decode("hearing", short + '"cue":[],"content":[],"quote_type":"direct","act":"assert"}]}')


@given(st.datetimes(), st.datetimes(), st.integers(-12, 14))
def test_instants_sort_as_text(one, other, hours):
    aware = [one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)]
    assert (instant(aware[0]) < instant(aware[1])) == (aware[0] < aware[1])
    if 1 < one.year < 9999:
        assert instant(aware[0].astimezone(timezone(timedelta(hours=hours)))) == instant(aware[0])


def test_an_instant_names_its_zone():
    assert instant(None) is None
    with pytest.raises(ValueError, match="no time zone"):
        instant(datetime(2031, 5, 1))  # noqa: DTZ001  # that is the fault


def test_every_kind_has_its_own_type():
    assert [kind_of(kind.type) for kind in KINDS.values()] == list(KINDS)
    assert kind_of(Case) == "case"
