"""Shares against deadlines, things that are kept all along, and what a document tells beside a claim."""

from dataclasses import replace

import pytest
from making import REPORTER, TOWN, claim, event, observation, span_of_days

from saidseen.things import Place, Quantity
from saidseen.weighing.matching import FULL, compare

UNTIL = span_of_days(0, 10)
LAST = span_of_days(9, 10)


def share(low, high=None):
    return Quantity(low=low, high=low if high is None else high, unit="percent")


def handed_in(low, kind="pledge", **more):
    fields = {"place": None, "modality": "planned", "quantity": share(low), "when": UNTIL, **more}
    text = f"{low} percent of the rifles will be in the stores by 20 May"
    return claim(event("RETREAT", "disarm", **fields), kind, text=text)


def counted(quantity, when, **more):
    return observation(event("RETREAT", "disarm", actor=None, place=None, quantity=quantity, **more), when=when, place=None)


def relation(a_claim, seen):
    found = compare(a_claim, seen)
    return None if found is None else found.relation


@pytest.mark.parametrize(
    ("promised", "seen", "on", "expected"),
    [
        (30, share(12), span_of_days(9, 10), "refutes"),
        (30, share(12), span_of_days(20, 21), "refutes"),
        (30, share(12), span_of_days(3, 4), "neutral"),
        (30, share(30), span_of_days(3, 4), "supports"),
        (100, share(96), span_of_days(9, 10), "refutes"),
        (30, share(60), span_of_days(20, 21), "neutral"),
        (30, None, span_of_days(9, 10), "neutral"),
        (30, Quantity(low=None, high=5, unit="percent"), span_of_days(9, 10), "refutes"),
    ],
)
def test_a_share_counts_at_its_deadline(promised, seen, on, expected):
    assert relation(handed_in(promised), counted(seen, on)) == expected


def test_not_even_half_is_refuted_by_more():
    doubted = handed_in(50, "forecast", polarity="negative")
    assert relation(doubted, counted(share(71), span_of_days(3, 4))) == "refutes"


def test_a_share_counted_in_another_country_is_another_matter():
    elsewhere = Place(span=None, name="Dland", country="DDD", precision="country", confidence=0.9)
    seen = observation(
        event("RETREAT", "disarm", actor=None, place=elsewhere, quantity=share(12)), when=span_of_days(9, 10), place=elsewhere
    )
    assert relation(handed_in(30), seen) in {None, "neutral"}


def test_what_still_lies_there_had_not_gone_in_time():
    gone = claim(event("RETREAT", "disarm", modality="planned", when=UNTIL), "pledge", text="the shells will be gone by 20 May")
    lying = observation(event("MOBILIZE", "weapons_deploy", actor=None), when=span_of_days(30, 31))
    assert relation(gone, lying) != "refutes"
    assert relation(gone, replace(lying, quote="The shells are still lying in the depot.")) == "refutes"


def test_a_rare_event_on_the_same_day_is_the_same_and_on_another_day_is_not():
    unmapped = Place(span=None, name="Lower Quill")
    alleged = claim(event("ASSAULT", "chemical_use", actor=None, when=span_of_days(0, 1)), text="gas was used in the suburbs")
    same, later = (
        observation(event("ASSAULT", "chemical_use", actor=None, place=unmapped, when=span_of_days(n, n + 1)), place=unmapped)
        for n in (0, 9)
    )
    assert compare(alleged, same).weight == FULL["seen-reported"]
    assert relation(alleged, later) != "supports"
    denied = claim(replace(alleged.event, polarity="negative"), text="No gas was used")
    assert relation(denied, same) == "refutes"
    named = claim(event("ASSAULT", "chemical_use", when=span_of_days(0, 1)), text="Aland's army used gas")
    assert relation(named, same) in {None, "neutral"}


ROOFS = "Every camp will have roofs and kitchens by 20 May"


def promised_to_all(text=ROOFS):
    return claim(event("AGREE", None, place=None, modality="planned", when=UNTIL), "pledge", text=text)


def lacking(quote, promise, *, beside=True, on=LAST):
    said = promise.utterances[0]
    start = said.end + 20
    return replace(
        observation(place=TOWN, when=on),
        url=said.url if beside else "test:elsewhere",
        quote=quote,
        start=start,
        end=start + len(quote),
        observer=REPORTER,
    )


def test_some_without_what_was_promised_to_all():
    promise = promised_to_all()
    assert relation(promise, lacking("Our reporter found no roof on any hut.", promise)) == "refutes"


@pytest.mark.parametrize(
    ("quote", "text", "beside", "on"),
    [
        ("Our reporter found no road to the hut.", ROOFS, True, span_of_days(9, 10)),
        ("Our reporter found a roof on a hut.", ROOFS, True, span_of_days(9, 10)),
        ("Our reporter found no roof on any hut.", ROOFS, False, span_of_days(9, 10)),
        ("Our reporter found no roof on any hut.", ROOFS, True, span_of_days(2, 3)),
        ("Our reporter found no roof on any hut.", "Camps will have roofs and kitchens by 20 May", True, span_of_days(9, 10)),
    ],
)
def test_what_does_not_show_that_some_lack_it(quote, text, beside, on):
    promise = promised_to_all(text)
    assert relation(promise, lacking(quote, promise, beside=beside, on=on)) in {None, "neutral"}
