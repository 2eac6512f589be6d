"""From statements to claims: sides, kinds, grouping, retractions."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from saidseen.hearing import claims, grouping
from saidseen.stages import annotate
from saidseen.things import Document, Utterance
from saidseen.weighing.tests import enter

DAY = datetime(2019, 5, 14, 18, tzinfo=UTC)


def document(text: str, day: int = 0, outlet: str = "Test Gazette") -> Document:
    return Document.make(url=f"test:{day}:{outlet}", text=text, outlet=outlet, published=DAY + timedelta(days=day))


def utter(text: str, day: int = 0, outlet: str = "Test Gazette") -> list[Utterance]:
    d = document(text, day, outlet)
    return claims.utterances(d, annotate(d))


def test_kinds() -> None:
    text = (
        "The Peruvian army said that it had bombed the camp. The Peruvian president vowed to withdraw the troops. "
        "The Peruvian foreign minister urged Chile to release the sailors. Peru denied that it had attacked the ship."
    )
    assert [(u.kind, u.event.polarity, u.side) for u in utter(text)] == [
        ("fact", "positive", "Peru"),
        ("pledge", "positive", "Peru"),
        ("demand", "positive", "Peru"),
        ("fact", "negative", "Peru"),
    ]


def test_opinions_doubts_questions_and_strangers_make_no_claim() -> None:
    text = (
        "The Peruvian president said that the speech was shameful. A fisherman said that the navy had attacked the port. "
        "The Peruvian army could not confirm that the camp had been bombed. "
        '"Has Chile attacked the port?" asked the Peruvian foreign minister.'
    )
    assert utter(text) == []


def test_a_sentence_with_two_deeds_makes_two_claims() -> None:
    text = "The Peruvian army said that it had bombed the camp near Lima and the navy had released the crew of the trawler."
    assert [u.text for u in utter(text)] == ["it had bombed the camp near Lima", "the navy had released the crew of the trawler"]


def test_a_party_speaks_in_its_own_release_but_not_about_its_office_hours() -> None:
    text = (
        "Units of the army bombed two camps of the insurgents near Ayacucho on Monday.\n\n"
        "Questions from accredited media can be sent to the press office on working days."
    )
    found = utter(text, outlet="Ministry of Defence of Peru, press release")
    assert len(found) == 1
    assert found[0].side == "Peru"
    assert found[0].statement.cue == ()


def test_one_side_that_repeats_itself_makes_one_claim_and_two_sides_make_two() -> None:
    found = [
        *utter("Peru will withdraw its troops from the Tumbes valley, the Peruvian defence minister pledged."),
        *utter("The Peruvian defence minister pledged again that Peru would withdraw its troops from the Tumbes valley.", 1),
        *utter("Peru has withdrawn its troops from the Tumbes valley, the foreign minister of Ecuador said.", 2),
    ]
    assert sorted(len(g) for g in grouping.group(found)) == [1, 2]


def test_who_threatens_not_to_do_something_promises_it() -> None:
    (found,) = utter("The Peruvian president warned that the army would not enter Guayaquil.")
    assert (found.kind == "threat", found.event.polarity) == (False, "negative")


def test_one_wording_that_is_reported_as_a_pledge_and_as_a_threat_is_one_claim() -> None:
    said = "that Peru would close the bridge at Tumbes to every lorry from Ecuador"
    found = [*utter(f"The Peruvian president promised {said}."), *utter(f"The Peruvian president threatened {said}.", 1)]
    assert {u.kind for u in found} == {"pledge", "threat"}
    assert len(grouping.group(found)) == 1


def test_what_has_begun_is_another_claim_than_what_is_complete() -> None:
    found = [
        *utter("The Peruvian army said that the withdrawal of its troops from the Tumbes valley had begun."),
        *utter("The Peruvian army said that the withdrawal of its troops from the Tumbes valley was complete.", 2),
    ]
    assert len(grouping.group(found)) == 2


def test_grouping_does_not_depend_on_the_order() -> None:
    found = [
        *utter("Peru will withdraw its troops from the Tumbes valley, the Peruvian defence minister pledged."),
        *utter("The Peruvian defence minister pledged that Peru would withdraw its troops from the valley of Tumbes.", 1),
        *utter("The Peruvian army said that it had bombed the camp near Lima.", 2),
        *utter("The Peruvian army said that it had attacked a camp near Lima.", 3),
    ]
    wanted = grouping.group(found)
    for seed in range(8):
        shuffled = found[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311  # the same orders in every run
        assert grouping.group(shuffled) == wanted


def test_what_a_side_takes_back_is_withdrawn() -> None:
    pledged = utter("Peru will withdraw its troops from the Tumbes valley, the Peruvian defence minister pledged.")
    back = document("The Peruvian defence minister took back the pledge that the troops would leave the Tumbes valley.", 3)
    taken = claims.retractions(back, annotate(back))
    (claim,) = grouping.with_retractions([enter(pledged)], taken)
    assert claim.withdrawn is not None
    assert claim.withdrawn.published == back.published
    assert not claim.withdrawn.untrue


def test_old_history_is_no_claim() -> None:
    assert utter("In March 2011 the Peruvian army announced that it had bombed the camp.") == []


def test_a_release_speaks_itself_where_only_an_aside_is_somebodys_words() -> None:
    text = (
        "In line with what both sides agreed at the ninth round of talks, the frontline troops of Peru began to withdraw from "
        "the banks of Lake Titicaca on May 14."
    )
    found = utter(text, outlet="Ministry of Defence of Peru, press release")
    assert any(u.event.mode == "withdrawal" and u.side == "Peru" for u in found)


def test_a_pledge_without_a_known_deed_has_the_time_of_its_words() -> None:
    (found,) = utter("The rest of them would follow by 5 June, the Peruvian foreign minister promised.")
    assert found.event.mode is None
    assert found.event.when is not None
    assert found.event.when.start is not None
    assert found.event.when.start.month == 6
