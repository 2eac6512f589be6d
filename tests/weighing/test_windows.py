"""Windows and tests that a claim enters with."""

from dataclasses import replace

import pytest
from making import DAY, MINISTER, START, TOWN, claim, day, event, span_of_days, utterance

from saidseen.knowing import testtable
from saidseen.things import Interval, Participant
from saidseen.weighing import tests as entering

SAID = Interval(start=START, end=START + DAY)


def window(kind, alleged, text="", said=SAID):
    return entering.window(kind, alleged, said, text)


@pytest.mark.parametrize("kind", ["pledge", "threat", "demand", "forecast"])
def test_without_a_date_thirty_days_are_assumed(kind):
    assert window(kind, event()) == span_of_days(0, 30, assumed=True)


@pytest.mark.parametrize("text", ["they may strike any day", "an attack is imminent", "about to march"])
def test_an_imminent_forecast_has_fourteen_days(text):
    assert window("forecast", event("ASSAULT", "attack"), text) == span_of_days(0, 14, assumed=True)


def test_only_forecasts_are_imminent():
    assert window("pledge", event(), "very soon") == span_of_days(0, 30, assumed=True)


def test_words_win():
    assert window("forecast", event(when=span_of_days(3, 6)), "any day") == span_of_days(3, 6)


def test_a_deadline_starts_with_the_statement():
    assert window("pledge", event(when=Interval(end=day(9)))) == Interval(start=START, end=day(9))


def test_an_open_end_gets_thirty_days_from_the_date_named():
    assert window("threat", event(when=Interval(start=day(4)))) == span_of_days(4, 34, assumed=True)


def test_a_date_before_the_statement_is_about_something_else():
    assert window("pledge", event(when=span_of_days(-9, -8))) == span_of_days(0, 30, assumed=True)


def test_a_pledge_for_today_has_today_and_the_next_day():
    assert window("pledge", event(when=span_of_days(0, 1)), "will leave today") == span_of_days(0, 2)


def test_a_pledge_to_begin_on_a_day_has_that_day_and_the_next():
    assert window("pledge", event(when=span_of_days(3, 4)), "will begin to leave on Tuesday") == span_of_days(3, 5)
    assert window("pledge", event(when=span_of_days(3, 4)), "will leave on Tuesday") == span_of_days(3, 4)


@pytest.mark.parametrize(
    "alleged",
    [event(condition="if attacked"), event(modality="conditional"), event(condition="unless paid", when=span_of_days(1, 2))],
)
def test_a_condition_leaves_the_window_open(alleged):
    assert window("threat", alleged) == Interval(assumed=True)


def test_an_undated_statement_has_no_window():
    assert window("pledge", event(), said=Interval()) == Interval(assumed=True)


def test_facts_have_the_time_of_the_words():
    assert window("fact", event(when=span_of_days(-2, -1))) == span_of_days(-2, -1)


def test_a_fact_without_time_lies_before_its_statement():
    assert window("fact", event()) == Interval(end=day(1), assumed=True)


def test_states_and_denied_plans_run_on():
    assert window("fact", event("MOBILIZE", "presence")) == Interval(start=START, assumed=True)
    assert window("fact", event("ASSAULT", "invasion", polarity="negative", modality="planned")) == Interval(
        start=START, assumed=True
    )


def test_a_test_names_the_hands_and_the_place():
    made = claim(event(when=span_of_days(0, 1)), "pledge", text="will leave today").test
    assert any("Aland's army" in s and "Orrin" in s for s in made.supports)
    assert made.where == "Orrin"
    assert made.until == day(2)
    assert made.sensors


@pytest.mark.parametrize(
    ("name", "country", "words"),
    [
        ("its forces", "USA", "forces of the United States"),
        ("her country", "RUS", "Russia"),
        ("Russian", "RUS", "Russia"),
        ("No Russian servicemen", "RUS", "Russian servicemen"),
        ("The Russian army", "RUS", "the Russian army"),
        ("He", None, "whoever is meant"),
        ("our team", None, "our team"),
    ],
)
def test_who_is_meant_reads_well_within_a_sentence(name, country, words):
    assert entering.doer(Participant(span=None, name=name, country=country)) == words


def test_a_denial_turns_the_test_round():
    alleged = event("ASSAULT", "shelling")
    plain = entering.test("fact", alleged, Interval())
    denied = entering.test("fact", replace(alleged, polarity="negative"), Interval())
    assert (denied.supports, denied.refutes) == (plain.refutes, plain.supports)


def test_a_withdrawal_wants_no_increase_further_forward():
    assert any("no increase further forward" in s for s in testtable.row("RETREAT", "withdrawal").supports)


def test_every_kind_and_root_has_a_readable_test():
    known = testtable.table()
    for row in [*known.kinds.values(), *known.roots.values(), testtable.UNKNOWN]:
        for sentence in row.supports + row.refutes:
            assert "{" not in sentence.format(who="somebody", where="somewhere")
        assert row.supports
        assert row.refutes
        assert row.sensors


def test_an_unknown_root_still_gets_a_test():
    assert testtable.row("NOVELTY", None) is testtable.UNKNOWN


def test_the_first_published_gives_words_and_id():
    later = utterance(event(), "pledge", published=day(2), number=2, text="the troops will go home")
    first = utterance(event(), "pledge", number=1, text="the troops will leave")
    undated = utterance(event(), "pledge", published=None, number=3)
    made = entering.enter([undated, later, first])
    assert made.text == "the troops will leave"
    assert made.window == span_of_days(0, 30, assumed=True)
    assert made.id == entering.enter([first]).id == entering.enter([first, later]).id
    assert [u.statement.id for u in made.utterances] == ["s-Aland-1", "s-Aland-2", "s-Aland-3"]
    assert (made.speaker, made.side, made.event.place) == (MINISTER, "Aland", TOWN)


def test_two_events_of_one_statement_are_two_claims():
    one = utterance(event())
    moved = replace(one.event.trigger, start=9, end=9 + len(one.event.trigger.quote))
    other = replace(one, event=replace(one.event, trigger=moved))
    assert entering.enter([one]).id != entering.enter([other]).id


def test_an_empty_group_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="utterance"):
        entering.enter([])


def test_words_that_begin_with_a_condition_leave_the_window_open():
    assert window("threat", event("ASSAULT", "attack"), "Unless the port is opened, we shall act") == Interval(assumed=True)
    assert window("threat", event("ASSAULT", "attack"), "we shall act") != Interval(assumed=True)
