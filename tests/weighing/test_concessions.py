"""Admissions against interest, and what sides merely tell of one another's claims."""

from dataclasses import replace

from making import BLAND, DEFENDER, FAR, MINISTER, REPORTER, claim, day, event, span_of_days

from saidseen.things import Withdrawal
from saidseen.weighing.concessions import concessions, told, withdrawals

TODAY = span_of_days(0, 1)
SHELLING = event("ASSAULT", "shelling", when=TODAY)
ACCUSED = claim(SHELLING, speaker=DEFENDER, side="Bland", number=3)
DENIED = claim(replace(SHELLING, polarity="negative"), number=1, published=day(1))
ADMITTED = claim(SHELLING, number=2, published=day(4))


def relations(items):
    return sorted((e.claim, e.cls, e.relation) for e in items)


def test_the_attacker_admits_the_strike_that_it_denied():
    wanted = sorted([(DENIED.id, "conceded", "refutes"), (ACCUSED.id, "conceded", "supports")])
    for order in ([ACCUSED, DENIED, ADMITTED], [ADMITTED, DENIED, ACCUSED]):
        assert relations(concessions(order)) == wanted


def test_a_boast_is_no_admission():
    assert concessions([ACCUSED, ADMITTED]) == []


def test_a_denial_after_the_boast_is_no_admission():
    earlier = claim(SHELLING, number=2, published=day(0))
    assert concessions([ACCUSED, DENIED, earlier]) == []


def test_an_admission_elsewhere_or_of_another_time_is_none():
    for other in (replace(SHELLING, place=FAR), replace(SHELLING, when=span_of_days(9, 10))):
        assert concessions([ACCUSED, DENIED, claim(other, number=2, published=day(12))]) == []


def test_accusing_somebody_else_is_no_admission():
    assert concessions([DENIED, claim(replace(SHELLING, actor=BLAND), number=2, published=day(4))]) == []


def test_only_who_suffers_the_attacker_can_credit_him():
    left = claim(event(when=TODAY))
    friend = replace(DEFENDER, country="CCC")
    assert concessions([left, claim(event(when=TODAY), speaker=friend, side="Cland", number=2)]) == []
    agreed = concessions([left, claim(event(when=TODAY), speaker=DEFENDER, side="Bland", number=2)])
    assert relations(agreed) == [(left.id, "conceded", "supports")]


def test_a_forecast_of_the_adversary_credits_nobody():
    forecast = claim(event(when=TODAY), "forecast", speaker=DEFENDER, side="Bland", number=2)
    assert concessions([claim(event(when=TODAY)), forecast]) == []


def test_a_side_that_calls_its_own_claim_untrue():
    untrue = replace(DENIED, withdrawn=Withdrawal(statement="s-9", published=day(2), untrue=True))
    (own,) = concessions([untrue])
    assert (own.cls, own.relation, own.published, own.group) == ("conceded", "refutes", day(2), "s-9")
    assert concessions([replace(DENIED, withdrawn=Withdrawal(statement="s-9", published=day(2), untrue=False))]) == []


def test_what_other_sides_say():
    assert relations(told([ACCUSED, DENIED])) == sorted(
        [(ACCUSED.id, "told-party", "refutes"), (DENIED.id, "told-party", "refutes")]
    )
    press = claim(SHELLING, speaker=REPORTER, side="Grey Wire", number=5)
    assert (ACCUSED.id, "told-independent", "supports") in relations(told([ACCUSED, press]))


def test_a_side_does_not_support_itself():
    again = claim(SHELLING, speaker=MINISTER, number=7)
    assert told([ADMITTED, again]) == []


def test_a_side_takes_its_claim_back():
    claimed = claim(SHELLING, speaker=DEFENDER, side="Bland", number=1)
    back = claim(replace(SHELLING, polarity="negative"), speaker=DEFENDER, side="Bland", number=2, published=day(1))
    for order in ([claimed, back], [back, claimed]):
        assert withdrawals(order) == {claimed.id: Withdrawal(statement="s-Bland-2", published=day(1), untrue=False)}
    words = "it was a mistake to say that the town was shelled"
    untrue = claim(back.event, speaker=DEFENDER, side="Bland", number=2, published=day(1), text=words)
    assert withdrawals([claimed, untrue])[claimed.id].untrue


def test_only_the_side_itself_takes_back_and_only_later():
    assert withdrawals([ACCUSED, DENIED]) == {}
    assert withdrawals([DENIED, ADMITTED]) == {}


def test_a_pledge_is_taken_back_by_a_pledge_not_to():
    pledged = claim(event(), "pledge", number=1)
    refused = claim(event(polarity="negative"), "pledge", number=2, published=day(3))
    elsewhere = claim(event(polarity="negative", place=FAR), "pledge", number=3, published=day(3))
    assert set(withdrawals([pledged, refused])) == {pledged.id}
    assert withdrawals([pledged, elsewhere]) == {}
