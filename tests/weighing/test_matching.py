"""Does an observation bear on a claim? The law's worked examples and what must never settle."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ALAND, BLAND, COUNTRY, DEFENDER, FAR, PROVINCE, RANGE, TOWN, claim, day, event, observation, span_of_days

from saidseen.things import Case, Interval, Participant, Quantity
from saidseen.weighing import fitting
from saidseen.weighing.concessions import concessions
from saidseen.weighing.fitting import distance_km
from saidseen.weighing.matching import FULL, LOOSE, NEARLY, compare
from saidseen.weighing.verdict import judge

TODAY = span_of_days(0, 1)
LEAVING = claim(event(when=TODAY), "pledge", text="will leave today")
LEFT = claim(event(when=TODAY))
SHELLED = claim(event("ASSAULT", "shelling", when=TODAY))


STATE = replace(ALAND, name="the security forces")
REBELS = replace(ALAND, name="the rebels")


def seen(*events, **more):
    return observation(*events, when=more.pop("when", TODAY), **more)


def found(a_claim, *events, **more):
    result = compare(a_claim, seen(*events, **more))
    return None if result is None else (result.relation, result.weight)


def test_more_vehicles_at_the_named_site_refute_a_withdrawal():
    assert found(LEAVING, event("MOBILIZE", "buildup", place=RANGE)) == ("refutes", -FULL["seen-reported"])


def test_counted_departure_supports_it_and_together_they_are_mixed():
    gone = compare(LEAVING, seen(event(quantity=Quantity(low=40, high=40, unit="tank")), number=1))
    more = compare(LEAVING, seen(event("MOBILIZE", "buildup", place=RANGE), number=2))
    assert gone.relation == "supports"
    assert judge(Case(claim=LEAVING, evidence=(gone, more)), day(3)).status == "mixed"
    assert judge(Case(claim=LEAVING, evidence=(more,)), day(1)).status == "too-early"
    assert judge(Case(claim=LEAVING, evidence=(more,)), day(3)).status == "contradicted"


def test_a_departure_is_half_of_a_withdrawal():
    one, two = (compare(LEFT, seen(event(), number=n)) for n in (1, 2))
    assert judge(Case(claim=LEFT, evidence=(one,)), day(3)).status == "unverified"
    assert judge(Case(claim=LEFT, evidence=(one, two)), day(3)).status == "confirmed"
    assert found(LEFT, event(mode="return_to_base")) == ("supports", FULL["seen-reported"])


def test_a_site_emptied_does_not_show_that_its_troops_went_home():
    evidence = compare(LEFT, seen(event(trigger="gone")))
    assert (evidence.relation, evidence.weight) == ("neutral", 0.0)
    assert "emptied" in evidence.why


def test_another_kind_of_event_is_unrelated():
    assert found(LEFT, event("CONSULT", "talks")) is None


def test_another_place_is_unrelated():
    assert found(LEFT, event(place=FAR)) is None


def test_nearby_is_shown_and_decides_nothing():
    nearby = replace(RANGE, geonameid=9, name="Ulm Fields", lat=50.6)
    assert found(LEFT, event(place=nearby)) == ("neutral", 0.0)


@pytest.mark.parametrize(
    ("where", "relation"), [(TOWN, "supports"), (RANGE, "supports"), (PROVINCE, "supports"), (COUNTRY, "neutral")]
)
def test_inside_or_the_reverse(where, relation):
    assert found(LEFT, event(place=where))[0] == relation


def test_the_reverse_settles_nothing_alone():
    assert found(LEFT, event(place=PROVINCE)) == ("supports", LOOSE)


def test_a_claim_about_a_country_takes_all_its_places():
    assert found(claim(event(place=COUNTRY, when=TODAY)), event(place=FAR))[0] == "supports"


def test_an_unknown_place_decides_nothing():
    assert found(LEFT, event(place=None)) == ("neutral", 0.0)


def test_a_guess_among_namesakes_settles_nothing_alone():
    assert found(LEFT, event(place=replace(TOWN, confidence=0.1))) == ("supports", LOOSE)


def test_other_hands_decide_nothing():
    assert found(LEFT, event(actor=BLAND)) == ("neutral", 0.0)
    assert found(SHELLED, event("ASSAULT", "shelling", actor=BLAND)) == ("neutral", 0.0)


def test_fire_from_unseen_hands_decides_nothing():
    assert found(SHELLED, event("ASSAULT", "shelling", actor=None)) == ("neutral", 0.0)
    nobody = claim(event("ASSAULT", "shelling", actor=None, when=TODAY))
    assert found(nobody, event("ASSAULT", "shelling", actor=None)) == ("supports", FULL["seen-reported"])


def test_seen_before_the_window_cannot_confirm():
    assert found(LEAVING, event(), when=span_of_days(-3, -2)) == ("neutral", 0.0)


def test_seen_after_the_window_cannot_keep_a_pledge():
    assert found(LEAVING, event(), when=span_of_days(6, 7)) == ("neutral", 0.0)


def test_a_time_that_nothing_says_settles_nothing_alone():
    undated = observation(event(), published=day(1))
    assert (compare(LEFT, undated).relation, compare(LEFT, undated).weight) == ("supports", LOOSE)


def test_still_there_says_little_before_the_time_is_up():
    month = claim(event(when=span_of_days(0, 30)), "pledge", text="will leave within a month")
    assert found(month, event("MOBILIZE", "presence"), when=span_of_days(5, 6)) == ("neutral", 0.0)
    assert found(month, event("MOBILIZE", "presence"), when=span_of_days(29, 30))[0] == "refutes"
    assert found(month, event("MOBILIZE", "presence"), when=span_of_days(31, 32))[0] == "refutes"


def test_a_breach_counts_at_any_time():
    truce = claim(event("RETREAT", "ceasefire", when=span_of_days(0, 30)), "pledge", text="will hold fire")
    assert found(truce, event("ASSAULT", "shelling"), when=span_of_days(5, 6))[0] == "refutes"
    assert found(truce, event("ASSAULT", "shelling"), when=span_of_days(40, 41)) == ("neutral", 0.0)


def test_what_is_found_soon_after_must_have_been_there():
    cleared = claim(event("RETREAT", "disarm", when=TODAY))
    assert found(cleared, event("MOBILIZE", "weapons_deploy"), when=span_of_days(2, 3))[0] == "refutes"
    assert found(cleared, event("MOBILIZE", "weapons_deploy"), when=span_of_days(20, 21)) == ("neutral", 0.0)


def test_damage_shows_the_shelling_before_it():
    assert found(SHELLED, event("ASSAULT", "shelling"), when=span_of_days(2, 3))[0] == "supports"
    assert found(SHELLED, event("ASSAULT", "shelling"), when=span_of_days(20, 21)) == ("neutral", 0.0)


def test_quiet_at_another_hour_does_not_undo_a_deed():
    assert found(SHELLED, event("RETREAT", "ceasefire")) == ("neutral", 0.0)


def test_a_denial_is_refuted_by_the_deed():
    denial = claim(event("ASSAULT", "shelling", polarity="negative", when=TODAY))
    assert found(denial, event("ASSAULT", "shelling")) == ("refutes", -FULL["seen-reported"])


def test_no_plans_to_invade_is_refuted_by_the_invasion():
    denial = claim(event("ASSAULT", "invasion", polarity="negative", modality="planned", place=COUNTRY))
    invaded = compare(denial, seen(event("ASSAULT", "invasion", place=FAR), when=span_of_days(13, 14), published=day(14)))
    assert invaded.relation == "refutes"
    assert judge(Case(claim=denial, evidence=(invaded,)), day(15)).status == "contradicted"
    assert judge(Case(claim=denial, evidence=(invaded,)), day(13)).status == "unverified"


def test_a_state_is_open_until_it_was_last_repeated():
    absent = claim(event("MOBILIZE", "presence", polarity="negative"))
    assert found(absent, event("MOBILIZE", "presence"), when=span_of_days(2, 3))[0] == "refutes"
    assert found(absent, event("MOBILIZE", "presence"), when=span_of_days(20, 21)) == ("neutral", 0.0)


def test_looked_and_not_seen_wants_its_coverage():
    nothing = seen(event("ASSAULT", "shelling"), looked_and_not_seen=True)
    assert compare(SHELLED, nothing).weight == -LOOSE
    assert compare(SHELLED, replace(nothing, coverage="all of the town, all day")).weight == -FULL["seen-reported"]


@pytest.mark.parametrize(("claimed", "counted", "relation"), [(50, 52, "supports"), (2000, 40, "neutral"), (7, 30, "supports")])
def test_numbers(claimed, counted, relation):
    a_claim = claim(event(when=TODAY, quantity=Quantity(low=claimed, high=claimed, unit="tank")))
    assert found(a_claim, event(quantity=Quantity(low=counted, high=counted, unit="tank")))[0] == relation


def test_plans_are_not_seen():
    assert found(LEFT, event(modality="planned")) is None


def test_words_for_and_against_decide_nothing():
    assert found(LEFT, event(), event("MOBILIZE", "buildup")) == ("neutral", 0.0)


def test_what_was_not_understood_is_shown():
    assert found(LEFT, place=TOWN) == ("neutral", 0.0)
    assert found(LEFT, place=FAR) is None
    assert found(LEFT, place=COUNTRY) is None


def test_a_paper_has_no_place():
    listed = claim(event("SANCTION", "sanction", place=None, when=TODAY))
    assert found(listed, event("SANCTION", "sanction", place=FAR)) == ("supports", FULL["seen-reported"])


def test_a_person_decides_what_it_bears_on():
    by_hand = seen(event("CONSULT", "talks"), cls="seen-direct", bears_on=((LEFT.id, "refutes"),))
    evidence = compare(LEFT, by_hand)
    assert (evidence.relation, evidence.weight) == ("refutes", -FULL["seen-direct"])
    assert judge(Case(claim=LEFT, evidence=(evidence,)), day(2)).status == "contradicted"


def test_the_group_is_given_or_the_document():
    assert compare(LEFT, seen(event())).group == "d-o1"
    assert compare(LEFT, seen(event()), "g-7").group == "g-7"


def test_a_conditional_threat_is_not_settled_by_one_loose_fit():
    threat = claim(event("ASSAULT", "shelling", condition="if the pipeline is cut"), "threat")
    struck = compare(threat, seen(event("ASSAULT", "shelling"), when=span_of_days(3, 4)))
    assert (struck.relation, struck.weight) == ("supports", LOOSE)
    assert judge(Case(claim=threat, evidence=(struck,)), day(90)).status == "too-early"


def test_the_defender_says_that_the_attacker_has_left():
    affirmed = claim(event(when=TODAY), speaker=DEFENDER, side="Bland", number=2, published=day(1))
    admitted = concessions([LEFT, affirmed])
    assert [(e.claim, e.cls, e.relation) for e in admitted] == [(LEFT.id, "conceded", "supports")]
    flag = compare(LEFT, seen(event(quantity=Quantity(low=85, high=85, unit="vehicle")), published=day(1)))
    assert judge(Case(claim=LEFT, evidence=(*admitted, flag)), day(2)).status == "confirmed"


def test_tanks_that_roll_in_refute_that_none_is_there():
    absent = claim(event("MOBILIZE", "presence", polarity="negative"))
    rolled_in = event("ASSAULT", "incursion")
    assert found(absent, rolled_in, when=span_of_days(2, 3)) == ("refutes", -FULL["seen-reported"])
    assert found(claim(event("ASSAULT", "incursion", when=TODAY)), event("MOBILIZE", "presence")) == ("neutral", 0.0), (
        "not so back"
    )


def test_who_pledged_not_to_enter_a_town_and_is_seen_in_it_has_entered():
    outside = claim(event("ASSAULT", "incursion", polarity="negative"), "pledge", text="will not go into the town")
    assert found(outside, event("MOBILIZE", "presence"), when=span_of_days(2, 3)) == ("refutes", -NEARLY)
    land = claim(event("ASSAULT", "incursion", polarity="negative", place=COUNTRY), "pledge", text="will not go into the country")
    within = found(land, event("MOBILIZE", "presence"), when=span_of_days(2, 3))
    assert within == ("neutral", 0.0), "they may have been in a part of it for long"


def test_an_undated_sighting_of_the_very_thing_just_settles_it():
    undated = compare(SHELLED, observation(event("ASSAULT", "shelling"), published=day(1)))
    assert (undated.relation, undated.weight) == ("supports", NEARLY)
    assert judge(Case(claim=SHELLED, evidence=(undated,)), day(3)).status == "confirmed"
    elsewhere = compare(SHELLED, observation(event("ASSAULT", "shelling", place=PROVINCE), published=day(1)))
    assert elsewhere.weight == 0.0


def test_a_claim_without_place_and_doer_is_of_the_thing_that_its_words_name():
    words = "the mixing equipment of the plant has been destroyed"
    nowhere = claim(event("RETREAT", "dismantle", place=None, actor=None, when=TODAY), text=words)
    told_alike = replace(seen(event("RETREAT", "dismantle", actor=None)), quote="the mixing equipment at the plant was in pieces")
    assert compare(nowhere, told_alike).weight == LOOSE
    other = replace(told_alike, quote="a bridge lay in the river")
    assert compare(nowhere, other) is None or compare(nowhere, other).weight == 0


def test_distance():
    assert distance_km(TOWN, TOWN) == 0
    assert 6.0 < distance_km(TOWN, RANGE) < 7.5
    assert distance_km(TOWN, replace(TOWN, lat=None)) is None


KINDS = st.sampled_from(
    [
        ("RETREAT", "withdrawal"),
        ("MOBILIZE", "buildup"),
        ("MOBILIZE", "presence"),
        ("ASSAULT", "shelling"),
        ("RETREAT", "ceasefire"),
        ("RETREAT", None),
    ]
)
EVENTS = st.builds(
    lambda kind, **more: event(*kind, **more),
    KINDS,
    place=st.sampled_from([TOWN, RANGE, FAR, PROVINCE, COUNTRY, None]),
    actor=st.sampled_from([BLAND, event().actor, None]),
    polarity=st.sampled_from(["positive", "negative"]),
    when=st.sampled_from([TODAY, span_of_days(-9, -8), span_of_days(3, 4), Interval(start=day(0)), Interval(end=day(0)), None]),
)
CLAIMS = st.builds(claim, EVENTS, st.sampled_from(["fact", "pledge", "threat", "forecast"]))


@given(CLAIMS, st.lists(EVENTS, max_size=3), st.booleans())
def test_evidence_is_decisive_only_when_kind_hands_place_and_time_are_known(a_claim, events, nothing):
    result = compare(a_claim, observation(*events, looked_and_not_seen=nothing))
    if result is None:
        return
    assert (result.weight > 0) == (result.relation == "supports")
    assert (result.weight < 0) == (result.relation == "refutes")
    assert result.why
    if result.relation != "neutral":
        assert any(e.place is not None for e in events) or a_claim.event.place is None
        assert any(e.place != FAR for e in events) or a_claim.event.place in {FAR, COUNTRY, None}
    if not any(e.mode for e in events):
        assert abs(result.weight) <= LOOSE


def test_what_was_not_understood_is_shown_by_its_words_in_its_time():
    quote = "two bridges and the depot of the railway lay in ruins"
    about = claim(event("ASSAULT", "destroy", place=None, when=TODAY), text="the railway depot was in ruins")
    unread = replace(seen(), quote=quote)
    assert compare(about, unread).relation == "neutral"
    assert compare(LEFT, unread) is None
    assert compare(about, replace(unread, when=span_of_days(-9, -8))) is None
    assert compare(about, replace(unread, when=span_of_days(50, 51))) is None
    assert compare(about, replace(unread, quote="on Monday the people of the country said that many were found")) is None


def test_a_claim_without_a_place_fits_loosely_and_never_in_another_country():
    nowhere = claim(event("ASSAULT", "shelling", place=None, when=TODAY))
    assert found(nowhere, event("ASSAULT", "shelling")) == ("supports", LOOSE)
    against = claim(event("ASSAULT", "shelling", place=None, recipient=BLAND, when=TODAY))
    assert found(against, event("ASSAULT", "shelling")) == ("supports", FULL["seen-reported"])
    assert found(against, event("ASSAULT", "shelling", place=replace(TOWN, country="CCC"))) is None


def test_two_loose_features_decide_nothing():
    nowhere = claim(event(place=None, when=TODAY))
    assert found(nowhere, event(confidence=0.2)) == ("neutral", 0.0)
    assert judge(Case(claim=nowhere, evidence=(compare(nowhere, seen(event(confidence=0.2))),)), day(3)).status == "unverified"


@pytest.mark.parametrize(
    ("mode", "holder", "expected"),
    [("hold", REBELS, "refutes"), ("hold", STATE, "supports"), ("presence", REBELS, "refutes")],
)
def test_control_is_undone_by_another_side_seen_there(mode, holder, expected):
    root = "COERCE" if mode == "hold" else "MOBILIZE"
    in_control = claim(event("MOBILIZE", "control", actor=STATE, when=TODAY))
    assert found(in_control, event(root, mode, actor=holder))[0] == expected


def test_that_nothing_is_left_shows_a_departure_but_looking_settles_nothing():
    left = claim(event(when=TODAY))
    assert found(left, event("MOBILIZE", "presence", polarity="negative")) == ("supports", LOOSE)


def test_that_some_are_there_does_not_show_that_a_departure_has_not_begun():
    begun = claim(event(when=TODAY), text="our troops have begun to leave")
    there = seen(event("MOBILIZE", "presence"))
    assert compare(begun, replace(there, quote="soldiers stood at the bridge")).relation == "neutral"
    assert compare(begun, replace(there, quote="the posts were manned as before")).relation == "refutes"


def test_forces_without_a_flag_may_be_whose_they_are_said_to_be():
    nobody = Participant(span=None, name="some 40 lorries")
    assert found(LEAVING, event("MOBILIZE", "buildup", place=RANGE, actor=nobody)) == ("refutes", -LOOSE)


def test_other_things_counted_than_claimed_decide_nothing():
    twenty = claim(event("MOBILIZE", "buildup", when=TODAY, quantity=Quantity(low=20, high=20, unit="soldier")))
    for unit, relation in (("tank", "neutral"), ("man", "supports"), ("soldier", "supports")):
        assert found(twenty, event("MOBILIZE", "buildup", quantity=Quantity(low=21, high=21, unit=unit)))[0] == relation


def test_a_region_of_one_country_lies_in_it():
    region = replace(FAR, geonameid=8, name="the Far Shore", precision="region")
    assert found(claim(event(place=COUNTRY, when=TODAY)), event(place=region))[0] == "supports"
    across = replace(region, country=None)
    assert found(claim(event(place=COUNTRY, when=TODAY)), event(place=across)) == ("neutral", 0.0)


def test_the_place_of_the_sighting_stands_in_for_one_that_was_not_resolved():
    unresolved = replace(TOWN, name="the bridge", geonameid=None, lat=None, lon=None)
    assert found(LEFT, event(place=unresolved), place=RANGE)[0] == "supports"


def test_a_promise_without_exception_is_broken_anywhere():
    nobody = claim(
        event("COERCE", "search", place=None, polarity="negative", modality="planned", when=TODAY),
        "pledge",
        text="nobody is searched",
    )
    some = replace(nobody, text="the house is not searched")
    assert found(nobody, event("COERCE", "search")) == ("refutes", -FULL["seen-reported"])
    assert found(some, event("COERCE", "search")) == ("refutes", -LOOSE)


def test_what_was_moved_up_is_not_undone_by_a_later_departure():
    moved = claim(event("MOBILIZE", "weapons_deploy", when=TODAY))
    assert found(moved, event()) == ("neutral", 0.0)


def test_who_leaves_one_place_and_digs_in_at_another_has_moved():
    dug_in = event("MOBILIZE", "fortify", trigger="dig in")
    later = replace(dug_in, trigger=replace(dug_in.trigger, start=20, end=26))
    moved = compare(LEFT, seen(event(), later))
    assert moved.relation == "refutes"
    assert compare(LEFT, seen(event(), replace(later, polarity="negative"))).relation == "supports"


def test_other_arms_than_are_meant_settle_nothing():
    arms = claim(event("MOBILIZE", "weapons_deploy", when=TODAY), text="has moved mortars into Orrin")
    posts = event("MOBILIZE", "presence")
    words = ("all the posts at Orrin were manned", "twelve mortars at Orrin")
    others, these = (compare(arms, replace(seen(posts), quote=quote)) for quote in words)
    assert (others.weight, these.weight) == (0.0, FULL["seen-reported"])


def test_that_none_was_there_weeks_before_does_not_undo_a_beginning():
    begun = replace(LEFT, window=Interval(end=day(1), assumed=True))
    earlier = event("MOBILIZE", "presence", when=span_of_days(-12, -11))
    assert compare(begun, seen(earlier)).relation == "neutral"


def test_a_small_region_does_not_hold_the_next_town():
    strip = replace(PROVINCE, name="Gaza Strip", precision="region", country=None, admin=())
    near, next_town = replace(TOWN, lat=50.28, lon=30.3), replace(TOWN, lat=50.9, lon=30.3, geonameid=9)
    assert fitting.place(strip, near).degree == "fits"
    assert fitting.place(strip, next_town).degree == "apart"
    assert fitting.place(replace(strip, name="Sahara"), near).degree == "loose"


def test_two_sightings_of_a_distantly_like_kind_prove_nothing():
    storm = claim(event("ASSAULT", "incursion", when=TODAY, actor=None))
    posts = [compare(storm, seen(event("MOBILIZE", "presence", actor=None), number=n)) for n in (1, 2, 3)]
    assert judge(Case(claim=storm, evidence=tuple(posts)), day(3)).status == "unverified"


def test_tanks_whose_nobody_said_may_be_anybodys():
    tanks = claim(event("ASSAULT", "shelling", when=TODAY, actor=replace(ALAND, name="Tanks", country=None)))
    assert found(tanks, event("ASSAULT", "shelling")) == ("supports", FULL["seen-reported"])
    he = claim(event("RETREAT", "flight", when=TODAY, actor=replace(ALAND, name="He", country=None)))
    assert found(he, event("RETREAT", "flight"))[0] == "neutral"


def test_the_shore_is_not_the_sea():
    sea = replace(COUNTRY, name="Bland Sea", precision="sea", country=None)
    assert fitting.place(sea, TOWN).degree == "loose"


def test_what_is_told_beside_a_claim_is_of_its_place():
    drove_in = event("ASSAULT", "incursion", actor=replace(ALAND, name="five tanks", country=None), place=None)
    theirs = claim(event("ASSAULT", "incursion", when=TODAY, actor=replace(ALAND, name="Aland's tanks")))
    (said,) = theirs.utterances
    told = replace(seen(drove_in), url=said.url, start=said.end + 40, end=said.end + 90)
    assert (compare(theirs, told).relation, compare(theirs, told).weight) == ("supports", LOOSE)
    assert compare(theirs, replace(told, start=said.end + 900, end=said.end + 950)).relation == "neutral"


def test_a_threat_under_a_condition_without_a_date_is_not_carried_out_by_something_alike():
    threat = replace(claim(event("ASSAULT", "targeting"), "threat"), window=Interval(assumed=True))
    assert found(threat, event("ASSAULT", "strike"))[1] < NEARLY


def test_a_share_is_borne_out_by_a_count_alone():
    share = Quantity(low=96.77, high=96.77, unit="percent")
    result = claim(event("CONSULT", "vote", when=TODAY, quantity=share), text="the share of votes for it was 96.77 per cent")
    assert found(result, event("CONSULT", "vote"))[0] == "neutral"
    untied = claim(event("CONSULT", "vote", when=TODAY), text="the share of votes for it was 96.77 per cent")
    assert found(untied, event("CONSULT", "vote"))[0] == "neutral"
    everybody = claim(event("CONSULT", "vote", when=TODAY, quantity=Quantity(low=100, high=100, unit="percent")))
    assert found(everybody, event("CONSULT", "vote"))[0] == "supports"
