"""What data says of a claim: only of what the claim means, never more than its way of seeing allows."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ALAND, BLAND, COUNTRY, FAR, TOWN, claim, day, event, observation, span_of_days

from saidseen.things import Case, Observation, Participant, Place, Span
from saidseen.weighing import measured
from saidseen.weighing.blocking import Filed
from saidseen.weighing.matching import FULL, NEARLY, TOLD, compare
from saidseen.weighing.verdict import judge

TODAY = span_of_days(0, 1)
SPOT = Place(span=None, name="50.025 N 30.025 E", lat=50.025, lon=30.025, confidence=1.0)
SHELLED = event("ASSAULT", "shelling", actor=None, when=TODAY)


def data(*events, kind="instrument", cls="seen-direct", **more) -> Observation:
    made = observation(*events, cls=cls, when=more.pop("when", TODAY), **more)
    return replace(made, document=None, kind=kind)


def fires(place=SPOT, **more):
    return data(
        event("ASSAULT", "destroy", actor=None, place=place, when=TODAY, trigger="9"),
        place=place,
        leaves_open="what lit it",
        **more,
    )


def found(a_claim, seen):
    item = compare(a_claim, seen)
    return None if item is None else (item.relation, round(item.weight, 3))


def test_fires_out_of_season_confirm_a_shelling_by_nobody_named():
    item = compare(claim(SHELLED), fires())
    assert (item.relation, item.weight) == ("supports", NEARLY)
    assert judge(Case(claim=claim(SHELLED), evidence=(item,)), day(3)).status == "confirmed"


def test_fires_do_not_tell_whose_hands_lit_them():
    assert found(claim(event("ASSAULT", "shelling", when=TODAY)), fires()) == ("neutral", 0.0)


def test_fires_refute_no_denial_and_no_ceasefire():
    denied = claim(event("ASSAULT", "shelling", actor=None, when=TODAY, polarity="negative"))
    assert found(denied, fires()) == ("neutral", 0.0)
    quiet = claim(event("RETREAT", "ceasefire", actor=None, when=TODAY))
    assert found(quiet, fires()) in {None, ("neutral", 0.0)}


def test_coordinates_without_a_country_say_nothing_of_a_country_as_a_whole():
    shelled = claim(event("ASSAULT", "shelling", actor=None, place=COUNTRY, when=TODAY))
    assert found(shelled, fires()) == ("neutral", 0.0)
    assert found(shelled, fires(replace(SPOT, country="BBB"))) == ("supports", NEARLY)


KINDS = [
    ("ASSAULT", "destroy"),
    ("COERCE", "cyber"),
    ("COERCE", "utility_cut"),
    ("SANCTION", "sanction"),
    ("RETREAT", "ceasefire"),
]
ANY_CLAIM = st.builds(
    lambda of, place, hands, polarity, kind: claim(
        event(*of, place=place, actor=hands, polarity=polarity, when=TODAY), kind, text="Mill Bank and the internet were cut off"
    ),
    st.sampled_from([*KINDS, ("ASSAULT", "shelling"), ("CONCEDE", "sanction_lift")]),
    st.sampled_from([TOWN, COUNTRY, FAR, None]),
    st.sampled_from([ALAND, BLAND, None]),
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(["fact", "pledge"]),
)  # fmt: skip
ANY_DATA = st.builds(
    lambda of, place, subjects, unseen, kind, more: replace(
        data(event(*of, place=place, actor=None, when=TODAY), place=place, kind=kind, looked_and_not_seen=unseen, **more),
        subjects=subjects,
    ),
    st.sampled_from(KINDS),
    st.sampled_from([SPOT, TOWN, COUNTRY, None]),
    st.sampled_from([(), ("Mill Bank",), ("Far Bank",)]),
    st.booleans(),
    st.sampled_from(["instrument", "register"]),
    st.sampled_from([{}, {"leaves_open": "something"}, {"detection": 0.8, "coverage": "all of it"}]),
)


@given(ANY_CLAIM, ANY_DATA)
def test_what_leaves_something_open_never_refutes_and_a_miss_weighs_what_it_may(a_claim, seen):
    item = compare(a_claim, seen)
    if item is None:
        return
    assert not (seen.leaves_open and item.relation == "refutes")
    if seen.looked_and_not_seen and seen.detection is not None and item.relation != "neutral":
        assert abs(item.weight) <= -log(1 - seen.detection) + 1e-9
    if seen.subjects == ("Far Bank",) and seen.events[0].root == "COERCE":
        raise AssertionError("an outage of a site that the claim does not name bears on it")


@given(st.lists(ANY_CLAIM, min_size=1, max_size=4), ANY_DATA)
def test_the_index_loses_no_claim_that_data_bears_on(claims, seen):
    worth = {c.id for c in Filed(claims).worth_comparing(seen)}
    assert {c.id for c in claims if compare(c, seen) is not None} <= worth


def test_hearsay_in_a_table_weighs_no_more_than_one_partys_word_and_settles_nothing():
    told = data(replace(SHELLED, trigger=Span(start=0, end=4, quote="what")), kind="reported", cls="told-independent")
    item = compare(claim(SHELLED), told)
    assert (item.cls, item.relation, item.weight) == ("told-independent", "supports", TOLD)
    assert judge(Case(claim=claim(SHELLED), evidence=(item,)), day(3)).status == "unverified"
    assert [c.id for c in Filed([claim(SHELLED)]).worth_comparing(told)] == [claim(SHELLED).id]


@pytest.mark.parametrize(
    ("text", "network", "relation"),
    [
        ("The internet was cut off", "BBB", "supports"),
        ("The internet was cut off", "AAA", None),
        ("The internet banking of two banks was cut off", "BBB", "neutral"),
        ("Two banks were knocked offline", "BBB", "neutral"),
        ("The water supply was cut off", "BBB", "neutral"),
    ],
)
def test_a_countrys_network_bears_on_claims_about_that_network_alone(text, network, relation):
    said = claim(event("COERCE", "utility_cut", actor=None, place=COUNTRY, when=TODAY), text=text)
    where = replace(COUNTRY, country=network, name="Aland" if network == "AAA" else "Bland", geonameid=None)
    item = compare(said, data(event("COERCE", "utility_cut", actor=None, place=where, when=TODAY), place=where))
    assert (item.relation if item else None) == relation
    if relation == "neutral":
        assert "not observable" in item.why


@pytest.mark.parametrize(
    ("recipient", "text", "added", "removed"),
    [
        (BLAND, "we will put Bland under sanctions", "supports", "neutral"),
        (Participant(span=None, name="Farland", country="CCC"), "we will put Farland under sanctions", None, None),
        (Participant(span=None, name="Jane Doe"), "we will put Jane Doe under sanctions", "supports", "neutral"),
        (Participant(span=None, name="John Roe"), "we will put John Roe under sanctions", "neutral", "neutral"),
    ],
)
def test_a_list_bears_on_whom_the_claim_names_or_on_the_country_meant(recipient, text, added, removed):
    pledge = claim(event("SANCTION", "sanction", recipient=recipient, place=None, when=TODAY), "pledge", text=text)
    for root, mode, relation in (("SANCTION", "sanction", added), ("CONCEDE", "sanction_lift", removed)):
        listed = event(root, mode, recipient=BLAND, place=None, when=TODAY)
        item = compare(pledge, replace(data(listed, kind="register"), subjects=("DOE, Jane Maria", "MILL BANK PJSC")))
        assert (item.relation if item else None) == relation


def test_a_full_measurement_weighs_in_full():
    said = claim(event("COERCE", "cyber", actor=None, place=None, when=TODAY), text="Mill Bank was knocked offline")
    down = replace(data(event("COERCE", "cyber", actor=None, place=None, when=TODAY)), subjects=("Mill Bank",))
    assert found(said, down) == ("supports", FULL["seen-direct"])


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("DOE, Jane Maria", "sanctions on Jane Doe", True), ("DOE, Jane Maria", "sanctions on John Doe", False),
        ("MILL BANK PJSC", "sanctions on Mill Bank", True), ("MILL BANK", "the bank", False), ("VTB", "VTB was hit", False),
        ("bank.example|millbank", "MillBank is down", True), ("Milling", "Mill", False),
    ],
)  # fmt: skip
def test_when_a_text_names_somebody(name, text, named):
    assert measured.is_named(name, text) is named


def test_a_ship_called_hope_is_not_meant_by_those_who_hope():
    assert not measured.is_named("HOPE", "we hope to impose sanctions", proper=True)
    assert measured.is_named("HOPE", "sanctions on the tanker Hope", proper=True)
