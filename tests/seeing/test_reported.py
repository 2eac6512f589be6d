"""Who is an eye and who is a mouth: sightings to observations. Documents and hearings are made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.seeing.reported import observations
from saidseen.stages import annotate
from saidseen.things import (
    Actor,
    Document,
    Event,
    Hearing,
    Interval,
    Participant,
    Place,
    Sentence,
    Sighting,
    Span,
    Statement,
    TimeExpression,
)
from saidseen.weighing.fitting import SURE_PLACE

PUBLISHED = datetime(2031, 5, 12, tzinfo=UTC)
TEXT = (
    "On Monday the patrol stopped at Orrin. It saw 34 lorries leave the depot and no lorry arrived. "
    "The spokesman of the army said that he had seen nothing.\nThere was no sign of fire in Tessel, Bland, on Tuesday."
)
REPORTER = Actor(surface="our reporter", standing="press")
MONITORS = Actor(surface="the patrol", organisation="Ridge Mission", standing="observer")


def span(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def sentence(words, paragraph=0):
    at = span(words)
    return Sentence(start=at.start, end=at.end, kind="body", paragraph=paragraph)


def place(name, precision="city", **more):
    return Place(span=span(name), name=name, lat=50.0, lon=30.0, precision=precision, confidence=0.8, **more)


def date(words, day):
    start = datetime(2031, 5, day, tzinfo=UTC)
    return TimeExpression(
        span=span(words), type="DATE", value=f"2031-05-{day}", interval=Interval(start=start, end=start + timedelta(days=1))
    )


SENTENCES = (
    sentence("On Monday the patrol stopped at Orrin."),
    sentence("It saw 34 lorries leave the depot and no lorry arrived."),
    sentence("The spokesman of the army said that he had seen nothing."),
    sentence("There was no sign of fire in Tessel, Bland, on Tuesday.", 1),
)
LEAVE = Event(root="RETREAT", mode="withdrawal", trigger=span("leave"), sentence=1)
DOCUMENT = Document.make(url="https://wire.example/1", text=TEXT, outlet="Grey Wire", published=PUBLISHED)


def hearing(*sightings, events=(LEAVE,), places=None, times=None):
    places = (place("Orrin"), place("Bland", "country"), place("Tessel")) if places is None else places
    times = (date("Monday", 10), date("Tuesday", 11)) if times is None else times
    return Hearing(document=DOCUMENT.id, sightings=sightings, events=events, places=places, times=times, sentences=SENTENCES)


def sighting(words="34 lorries leave the depot", number=1, *, observer=MONITORS, basis="witness", **more):
    return Sighting(
        id=f"v{number}",
        document=DOCUMENT.id,
        content=(span(words),),
        cue=None,
        observer=observer,
        basis=basis,
        sentence=number,
        **more,
    )


def one(*args, document=DOCUMENT, **more):
    (found,) = observations(document, hearing(sighting(*args), **more))
    return found


def test_what_was_seen_where_and_when():
    found = one()
    assert (found.cls, found.quote, found.events, found.observer) == (
        "seen-reported",
        "34 lorries leave the depot",
        (LEAVE,),
        MONITORS,
    )
    assert TEXT[found.start : found.end] == found.quote
    assert (found.url, found.published, found.document) == (DOCUMENT.url, PUBLISHED, DOCUMENT.id)
    assert not found.looked_and_not_seen


def test_a_place_of_an_earlier_sentence_is_less_sure():
    found = one()
    assert (found.place.name, found.place.confidence) == ("Orrin", 0.4)
    assert found.when == Interval(start=datetime(2031, 5, 10, tzinfo=UTC), end=datetime(2031, 5, 11, tzinfo=UTC))


def test_another_paragraph_lends_no_place_and_its_day_only_as_a_guess():
    bare = observations(DOCUMENT, hearing(sighting("no sign of fire", 3), places=(place("Orrin"),), times=(date("Monday", 10),)))[
        0
    ]
    assert bare.place is None
    assert (bare.when.start.day, bare.when.assumed) == (10, True)


def test_the_finest_place_of_the_sentence():
    found = one("no sign of fire in Tessel, Bland, on Tuesday", 3)
    assert (found.place.name, found.place.confidence) == ("Tessel", 0.8)
    assert found.when.start == datetime(2031, 5, 11, tzinfo=UTC)


def test_a_capital_that_stands_for_its_government_is_no_place():
    assert one(places=(place("Orrin", metonym=True),)).place is None


def test_nothing_was_seen():
    assert one("no sign of fire in Tessel", 3).looked_and_not_seen
    assert one("no lorry arrived", 1).looked_and_not_seen
    assert not one("34 lorries leave the depot and no lorry arrived", 1).looked_and_not_seen


def test_an_event_coded_as_not_having_happened_is_not_turned_twice():
    arrived = Event(root="MOBILIZE", mode="deploy", trigger=span("arrived"), polarity="negative", sentence=1)
    found = one("no lorry arrived", events=(arrived,))
    assert found.events == (arrived,)
    assert not found.looked_and_not_seen


def test_plans_and_events_outside_the_words_are_not_seen():
    planned = Event(root="MOBILIZE", trigger=span("leave"), modality="planned", sentence=1)
    outside = Event(root="MOBILIZE", trigger=span("stopped"), sentence=0)
    assert one(events=(planned, outside)).events == ()


@pytest.mark.parametrize("standing", ["party", "other"])
def test_parties_and_bystanders_are_no_observers(standing):
    assert observations(DOCUMENT, hearing(sighting(observer=Actor(surface="he", standing=standing)))) == ()


@pytest.mark.parametrize(
    ("basis", "admitted"),
    [
        ("imagery", 1),
        ("instrument", 1),
        ("witness", 1),
        ("record", 1),
        ("told", 0),
        ("inferred", 0),
        ("intelligence", 0),
        ("none", 0),
    ],
)
def test_it_was_perceived(basis, admitted):
    assert len(observations(DOCUMENT, hearing(sighting(observer=REPORTER, basis=basis)))) == admitted


def test_an_observer_in_its_own_voice_needs_no_basis():
    own = Document.make(url="https://mission.example/1", text=TEXT, outlet="Ridge Mission", published=PUBLISHED)
    assert len(observations(own, hearing(sighting(basis="none")))) == 1
    assert observations(DOCUMENT, hearing(sighting(basis="none"))) == ()


def test_an_undated_document_gives_an_undated_observation():
    undated = Document.make(url="https://wire.example/2", text=TEXT)
    assert one(document=undated).published is None


def test_the_time_that_the_sighting_gives_goes_first():
    taken = Interval(start=PUBLISHED)
    (found,) = observations(DOCUMENT, hearing(sighting(taken=taken)))
    assert found.when == taken


def test_a_sentence_number_out_of_range_loses_nothing():
    (found,) = observations(DOCUMENT, hearing(sighting("34 lorries leave the depot", 99)))
    assert found.place is None


def test_ids_differ_and_stay():
    first = observations(DOCUMENT, hearing(sighting(number=1), sighting("no sign of fire", 3)))
    assert len({o.id for o in first}) == 2
    assert first == observations(DOCUMENT, hearing(sighting("no sign of fire", 3), sighting(number=1)))


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_quotes_are_what_stands_at_their_offsets(start, length):
    content = Span.of(TEXT, start, min(len(TEXT), start + length))
    seen = Sighting(id="v", document=DOCUMENT.id, content=(content,), cue=None, observer=REPORTER, basis="witness", sentence=1)
    (found,) = observations(DOCUMENT, hearing(seen))
    assert TEXT[found.start : found.end] == found.quote == content.quote


def test_what_a_party_says_its_images_show_is_testimony():
    words = "34 lorries leave the depot"
    speaker = Actor(surface="the official", standing="party")
    said = Statement(
        id="s",
        document=DOCUMENT.id,
        source=(),
        cue=(),
        content=(span(words),),
        quote_type="indirect",
        act="assert",
        speaker=speaker,
    )
    heard = replace(hearing(sighting(words, basis="imagery")), statements=(said,))
    assert observations(DOCUMENT, heard) == ()
    monitors = replace(heard, statements=(replace(said, speaker=MONITORS),))
    assert len(observations(DOCUMENT, monitors)) == 1


def test_the_observers_own_doing_is_not_what_was_seen():
    stopped = Event(root="MOBILIZE", trigger=span("leave"), actor=Participant(span=None, name="the patrol"), sentence=1)
    assert one(events=(stopped,)).events == ()


def told(text, *events, times=(), statements=(), cue=None):
    """The only observation of a document of one sentence that is all seen."""
    document = Document.make(url="https://wire.example/2", text=text, outlet="Grey Wire", published=PUBLISHED)
    whole = Span.of(text, 0, len(text))
    mark = Span.of(text, text.index(cue), text.index(cue) + len(cue)) if cue else None
    eye = Sighting(id="w", document=document.id, content=(whole,), cue=mark, observer=MONITORS, basis="imagery", sentence=0)
    heard = Hearing(
        document=document.id,
        sightings=(eye,),
        events=events,
        times=times,
        statements=statements,
        sentences=(Sentence(start=0, end=len(text), kind="body", paragraph=0),),
    )
    return observations(document, heard)


def at(text, words):
    return Span.of(text, text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize("text", ["The yard held more lorries than on Monday.", "The tents counted on Monday are gone."])
def test_the_day_of_an_earlier_look_is_not_when_it_was_seen(text):
    monday = replace(date("Monday", 10), span=at(text, "Monday"))
    (found,) = told(text, times=(monday,))
    assert found.when is None


def test_a_day_named_in_the_sentence_beats_the_day_of_an_earlier_look():
    text = "The tents counted on Monday are gone on Tuesday."
    times = tuple(replace(date(day, n), span=at(text, day)) for day, n in (("Monday", 10), ("Tuesday", 11)))
    (found,) = told(text, times=times)
    assert found.when.start.day == 11


def test_what_a_party_says_beside_what_images_show_is_not_seen():
    text = "Aland has moved guns up, an official said; images showed lorries leave the depot."
    moved = Event(root="MOBILIZE", mode="deploy", trigger=at(text, "moved"))
    left = Event(root="RETREAT", mode="withdrawal", trigger=at(text, "leave"))
    (found,) = told(text, moved, left, cue="showed")
    assert [e.mode for e in found.events] == ["withdrawal"]


def test_words_that_point_back_take_the_day_last_named():
    text = "The town fell on Monday.\nAt that very hour rebels sat in the hall."
    start = text.index("At that")
    document = Document.make(url="https://wire.example/3", text=text, outlet="Grey Wire", published=PUBLISHED)
    content = Span.of(text, start, len(text))
    eye = Sighting(id="w", document=document.id, content=(content,), cue=None, observer=REPORTER, basis="witness", sentence=1)
    monday = replace(date("Monday", 10), span=at(text, "Monday"))
    sentences = tuple(
        Sentence(start=a, end=b, kind="body", paragraph=n) for n, (a, b) in enumerate(((0, start), (start, len(text))))
    )
    (found,) = observations(document, Hearing(document=document.id, sightings=(eye,), times=(monday,), sentences=sentences))
    assert found.when == monday.interval


def test_the_same_eyes_go_on_where_they_were():
    text = "Our reporter saw Ridge rebels sit at the gate. A dozen fighters stood in the hall."
    cut = text.index("A dozen")
    document = Document.make(url="https://wire.example/4", text=text, outlet="Grey Wire", published=PUBLISHED)
    orrin = Place(span=None, name="Orrin", lat=50.0, lon=30.0, confidence=0.8)
    named = Participant(span=None, name="Ridge rebels", country="AAA")
    bare = Participant(span=None, name="a dozen fighters")
    events = (
        Event(root="MOBILIZE", mode="presence", trigger=at(text, "sit"), actor=named, place=orrin),
        Event(root="COERCE", mode="hold", trigger=at(text, "stood"), actor=bare, sentence=1),
    )
    spans = ((0, cut), (cut, len(text)))
    eyes = tuple(
        Sighting(
            id=f"w{n}",
            document=document.id,
            content=(Span.of(text, a, b),),
            cue=None,
            observer=REPORTER,
            basis="witness",
            sentence=n,
        )
        for n, (a, b) in enumerate(spans)
    )
    sentences = tuple(Sentence(start=a, end=b, kind="body", paragraph=0) for a, b in spans)
    heard = Hearing(document=document.id, sightings=eyes, events=events, sentences=sentences)
    later = observations(document, heard)[1]
    assert (later.place.name, later.place.confidence) == ("Orrin", 0.4)
    assert later.events[0].actor.name == "Ridge rebels"


@pytest.mark.parametrize(("words", "surer"), [("past the town hall", True), ("past the hill", False)])
def test_the_town_hall_is_that_of_the_town_last_named_and_a_hill_perhaps(words, surer):
    text = f"TESSEL/ORRIN - A quiet week.\nOur reporter saw tanks roll {words}."
    start = text.index("Our")
    document = Document.make(url="https://wire.example/5", text=text, outlet="Grey Wire", published=PUBLISHED)
    content = Span.of(text, start, len(text))
    eye = Sighting(id="w", document=document.id, content=(content,), cue=None, observer=REPORTER, basis="witness", sentence=1)
    towns = tuple(replace(place(name), span=at(text, name.upper())) for name in ("Tessel", "Orrin"))
    sentences = tuple(
        Sentence(start=a, end=b, kind="body", paragraph=n) for n, (a, b) in enumerate(((0, start), (start, len(text))))
    )
    (found,) = observations(document, Hearing(document=document.id, sightings=(eye,), places=towns, sentences=sentences))
    assert found.place.name == ("Orrin" if surer else "Tessel")
    assert (found.place.confidence > SURE_PLACE) == surer


def observed(text, outlet="Grey Wire"):
    document = Document.make(url="https://wire.example/9", text=text, outlet=outlet, published=PUBLISHED)
    return observations(document, annotate(document))


def test_the_day_of_an_earlier_look_is_not_that_of_the_event():
    (found,) = observed("All the tents counted on 3 May near Lima were gone on Monday.", "Skyline Imaging, satellite operator")
    assert all(e.when is None or e.when.start.day != 3 for e in found.events)
    assert found.when.start.day == 12


def test_an_operators_report_is_of_the_place_that_it_begins_with():
    text = (
        "Skyline Imaging, an independent satellite operator, today releases images of Lake Chad.\n\n"
        "North. All the tents counted in April are gone."
    )
    assert observed(text, "Skyline Imaging, satellite operator")[-1].place.name == "Lake Chad"


def test_a_bank_is_that_of_the_lake_named_before_and_an_unknown_village_is_not_the_town_of_the_dateline():
    shore = "LIMA - A walk along Lake Chad.\n\nOn Monday our reporter counted 24 tents on the south bank."
    assert observed(shore)[-1].place.name == "Lake Chad"
    village = "LIMA - A quiet week.\n\nFrom Quorrintel our reporter watched the last lorries leave."
    assert observed(village)[-1].place is None


def test_an_unknown_place_that_the_words_name_goes_before_a_known_one_elsewhere():
    text = (
        "GENEVA - Little is left of the denials. Samples from wreckage gave clear evidence that rockets with sarin were used in "
        "Quorrintel on 5 May, the inspectors write in their report."
    )
    found = observed(text)
    assert all(o.place is None or o.place.name != "Geneva" for o in found)
