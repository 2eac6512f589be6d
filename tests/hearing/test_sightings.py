"""Who saw what: reporters, monitors and operators are heard; parties and passers-by are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saidseen.stages import annotate
from saidseen.things import Document, Sighting


def sightings(text: str, outlet: str = "Harbour Herald") -> tuple[Sighting, ...]:
    return annotate(
        Document.make(url="test:1", text=text, outlet=outlet, published=datetime(2018, 3, 9, 12, tzinfo=UTC))
    ).sightings


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("A Harbour Herald reporter saw nine tanks leave the barracks at dawn.", "press"),
        ("On Thursday our correspondent counted forty tents on the southern shore.", "press"),
        ("The gates were locked and the yard was empty, Harbour Herald reporters saw.", "press"),
    ],
)
def test_reporters_on_the_spot(text: str, standing: str) -> None:
    assert [s.observer.standing for s in sightings(text)] == [standing]


@pytest.mark.parametrize(
    "text",
    [
        "A fisherman saw nine tanks leave the barracks at dawn.",
        "The defence ministry said that its drones had seen nine tanks leave the barracks.",
        "The government published pictures that show the damage.",
        "Did our reporter see the tanks leave the barracks?",
    ],
)
def test_parties_and_passers_by_are_no_witnesses(text: str) -> None:
    assert sightings(text) == ()


def test_what_a_reporter_saw_goes_on_in_the_next_sentence() -> None:
    text = (
        "A Harbour Herald reporter reached the square on Monday and saw a white flag on the mast. "
        "Men with rifles directed the traffic."
    )
    assert len(sightings(text)) == 2


def test_an_observer_speaks_in_its_own_voice() -> None:
    text = "At the airfield twelve helicopters stood on the apron on Wednesday. We cannot say who flew them there."
    found = sightings(text, outlet="Skyline Imaging, an independent satellite operator")
    assert len(found) == 1
    assert found[0].observer.standing == "observer"


def test_it_was_seen_when_the_words_say() -> None:
    (found,) = sightings("On Thursday our correspondent counted forty tents on the southern shore.")
    assert found.taken is not None
    assert found.taken.start is not None
    assert found.taken.start.date().isoformat() == "2018-03-08"


def test_a_reporter_who_is_led_sees_and_the_one_who_leads_does_not() -> None:
    led = sightings("Villagers led a reporter to a shed: on a bench lay five rifles.")
    assert [s.observer.standing for s in led] == ["press"]
    assert sightings("A reporter led villagers to a shed.") == ()


def test_a_paper_is_its_observers() -> None:
    text = (
        "The monitoring mission states in its bulletin of Thursday that it works. "
        "Most of the shells were still lying in the depot, according to the same bulletin."
    )
    assert sightings(text)[-1].observer.standing == "observer"
    assert sightings("Most of the shells were still lying in the depot, according to a bulletin.") == ()


def seen_by_words(text: str, outlet: str = "Harbour Herald") -> list[str]:
    return [s.content[0].quote for s in sightings(text, outlet)]


def test_where_a_reporter_stood_the_paragraph_tells_what_she_saw() -> None:
    text = (
        "On Sunday our reporter drove to Oru. On Monday she stood at the crossroads until dark. At two 34 armoured vehicles "
        "came out of the town. The army had closed the road in May. It is a long road."
    )
    assert seen_by_words(text)[-1] == "At two 34 armoured vehicles came out of the town."


def test_what_an_operator_describes_is_seen_as_long_as_it_is_of_now() -> None:
    text = (
        "The satellite operator Skyline Imaging described its images of 26 February. The tents around Oru have vanished. "
        "The two armies clashed there in June."
    )
    assert seen_by_words(text) == ["The tents around Oru have vanished."]


def test_the_papers_own_desk_looks_at_films_and_an_army_press_desk_does_not() -> None:
    assert seen_by_words("Our verification desk compared the station and the snow. The clip was filmed in January.") == [
        "The clip was filmed in January."
    ]
    assert seen_by_words("The press desk of the army compared the pictures. The clip was filmed in January.") == []


def test_where_a_reporter_will_be_nothing_was_seen() -> None:
    assert seen_by_words("Our reporter will go to Oru tomorrow. The army left the town on Friday.") == []


def test_the_pronoun_is_the_reporter_whose_eyes_the_paragraph_follows() -> None:
    text = "Our photographer was at a window in Oru on Friday. The radio played. Until dusk, he writes, he counted 61 shells."
    assert seen_by_words(text)[-1] == "Until dusk, he writes, he counted 61 shells."
    other = "Our photographer was at a window in Oru on Friday. Ivan Petrov came in. Until dusk, he writes, he counted 61 shells."
    assert "Until dusk, he writes, he counted 61 shells." not in seen_by_words(other)


def test_what_a_reporter_noted_is_seen() -> None:
    assert seen_by_words("On the road lie 14 tanks, as a reporter of this agency noted on Monday.")
