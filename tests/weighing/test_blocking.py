"""The index of claims loses no pair: what a comparison gives something for is found, on the stories and on anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ALAND, BLAND, COUNTRY, FAR, PROVINCE, RANGE, TOWN, claim, day, event, observation, span_of_days, utterance

from saidseen.knowing.ontology import ontology
from saidseen.things import Interval, Place, Quantity
from saidseen.weighing import alike, blocking
from saidseen.weighing.blocking import Filed
from saidseen.weighing.matching import compare
from saidseen.weighing.tests import enter

WORDS = ("the tanks still left the harbour", "no running water in the tents", "convoy", "tents and water for all by spring", "")
KINDS = [(k.root, k.name) for k in ontology().kinds.values()]
ROOTS = [(root, None) for root in ontology().roots]
ODD = [("RETREAT", "no such kind"), ("ASSAULT", "withdrawal"), ("NOTHING", None)]

DAYS = st.integers(-200, 200)
MOMENTS = st.none() | DAYS.map(day)
TIMES = st.none() | st.builds(Interval, start=MOMENTS, end=MOMENTS, assumed=st.booleans())
MADE_UP = st.builds(
    Place,
    span=st.none(),
    name=st.sampled_from(["Orrin", "Tessel", "Bland", "Nowhere", "Gaza Strip", "Siberia", "Indo-Pacific"]),
    geonameid=st.sampled_from([None, 1, 5]),
    lat=st.none() | st.floats(-90, 90),
    lon=st.floats(-180, 180),
    country=st.sampled_from([None, "AAA", "BBB"]),
    admin=st.sampled_from([(), ("BBB",), ("BBB", "07"), ("BBB", "07", "3")]),
    precision=st.sampled_from(["point", "city", "admin", "country", "region", "sea"]),
    confidence=st.sampled_from([0.1, 0.9]),
)
NEAR = st.builds(
    lambda place, up, east, precision: replace(place, geonameid=None, lat=50 + up, lon=30 + east, precision=precision),
    MADE_UP,
    st.floats(-9, 9),
    st.floats(-14, 14),
    st.sampled_from(["point", "city", "admin", "country", "region", "sea"]),
)
PLACES = st.none() | st.sampled_from([TOWN, RANGE, FAR, PROVINCE, COUNTRY]) | MADE_UP | NEAR
HANDS = st.sampled_from([None, ALAND, BLAND])
SHARE = Quantity(low=30, high=30, unit="percent")


@st.composite
def events(draw):
    root, mode = draw(st.sampled_from([("RETREAT", "withdrawal"), ("MOBILIZE", "presence"), *KINDS, *ROOTS, *ODD]))
    return event(
        root,
        mode,
        actor=draw(HANDS),
        place=draw(PLACES),
        when=draw(TIMES),
        polarity=draw(st.sampled_from(["positive", "negative"])),
        modality=draw(st.sampled_from(["actual", "ongoing", "planned"])),
        quantity=draw(st.sampled_from([None, SHARE, replace(SHARE, low=5, high=5)])),
    )


@st.composite
def claims(draw):
    """Said once, or again with another place."""
    alleged, kind, text = (
        draw(events()),
        draw(st.sampled_from(["fact", "pledge", "threat", "demand", "forecast"])),
        draw(st.sampled_from(WORDS[:-1])),
    )
    times = draw(st.lists(st.tuples(MOMENTS, PLACES), max_size=2))
    first = utterance(alleged, kind, text=text, published=draw(MOMENTS))
    again = [
        utterance(replace(alleged, place=where), kind, text=text, published=said, number=n)
        for n, (said, where) in enumerate(times, 2)
    ]
    return enter([first, *again])


CLAIMS = claims()


@st.composite
def observations(draw):
    return replace(
        observation(
            *draw(st.lists(events(), max_size=2)),
            cls=draw(st.sampled_from(["seen-direct", "seen-reported", "conceded", "told-party"])),
            when=draw(TIMES),
            place=draw(PLACES),
            looked_and_not_seen=draw(st.booleans()),
            start=200,
            end=220,
        ),
        published=draw(MOMENTS),
        quote=draw(st.sampled_from(WORDS)),
        url=draw(st.sampled_from(["https://eyes.example/1", "https://wire.example/Aland/1"])),
    )


@settings(max_examples=1500, deadline=None)
@given(CLAIMS, observations())
def test_what_gives_evidence_is_found(a_claim, seen):
    if compare(a_claim, seen) is not None:
        assert Filed([a_claim]).worth_comparing(seen) == [a_claim]


@pytest.mark.parametrize(("root", "mode"), [*KINDS, *ROOTS, *ODD])
def test_every_kind_that_a_sight_may_mean_is_asked_for(root, mode):
    seen = event(root, mode)
    claimed = [event(*other) for other in [*KINDS, *ROOTS, *ODD] if alike.sense(event(*other), seen) is not None]
    assert claimed
    for alleged in claimed:
        assert set(blocking._kinds(alleged)) & set(blocking._related(seen))


def test_what_a_person_named_is_found_whatever_it_is():
    seen = observation(cls="told-party", bears_on=((claim().id, "supports"), ("c-gone", "refutes")))
    assert Filed([claim()]).worth_comparing(seen) == [claim()]


@pytest.mark.parametrize("lon", [179.99, -179.99, 360.0, -1e-18])
def test_the_date_line_parts_nothing(lon):
    here = replace(TOWN, geonameid=None, name="A", lat=60.0, lon=lon)
    there = replace(here, name="B", lon=180.0 if 1 < abs(lon) < 360 else 0.0)
    a_claim = claim(event("MOBILIZE", "presence", place=here, when=span_of_days(0, 1)))
    seen = observation(event("MOBILIZE", "presence", place=there), when=span_of_days(0, 1))
    assert compare(a_claim, seen) is not None
    assert Filed([a_claim]).worth_comparing(seen) == [a_claim]


def test_it_keeps_apart_what_is_apart():
    elsewhere = [
        claim(event("ASSAULT", "attack", place=replace(TOWN, geonameid=100 + n, name=f"T{n}", lat=-60.0 + n, lon=n)), number=n)
        for n in range(100)
    ]
    seen = replace(observation(event("ASSAULT", "attack", place=FAR), place=FAR), quote="nothing in common")
    assert len(Filed(elsewhere).worth_comparing(seen)) < 10
