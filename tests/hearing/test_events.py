"""The event coder on invented sentences: kinds, parties, places, times, numbers, and the light in which the words put them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.hearing.events.find import by_country, find_events
from saidseen.hearing.parsing.parse import load
from saidseen.knowing.ontology import kind_of
from saidseen.things import Interval, Place, Span, TimeExpression

COUNTRIES = {"Norway": "NOR", "Norwegian": "NOR", "Peru": "PER", "Peruvian": "PER", "Kenya": "KEN", "Chile": "CHL"}
WHO = by_country(COUNTRIES.get)


def coded(text, *places, when=None):
    doc = load()(text)
    spots = [Place(span=Span.of(text, text.index(p), text.index(p) + len(p)), name=p) for p in places]
    times = []
    if when is not None:
        start = text.index(when)
        interval = Interval(start=datetime(2020, 5, 4, tzinfo=UTC), end=datetime(2020, 5, 5, tzinfo=UTC))
        span = Span.of(text, start, start + len(when))
        times.append(TimeExpression(span=span, type="DATE", value="2020-05-04", interval=interval))
    return find_events(doc, places=spots, times=times, who=WHO)


def one(text, kind, *places, when=None):
    found = [e for e in coded(text, *places, when=when) if e.mode == kind]
    assert found, [(e.trigger.quote, e.mode) for e in coded(text, *places)]
    return found[0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("withdrawal", "Peru pulled its troops back from the border on Monday."),
        ("withdrawal", "The withdrawal of Peruvian forces from the valley has begun."),
        ("return_to_base", "Two battalions returned to their barracks."),
        ("buildup", "Peru has massed 3,000 soldiers along the river."),
        ("deploy", "Kenya sent troops to the island."),
        ("aid", "Kenya sent food and medicine to the island."),
        ("strike", "Two rockets hit the power station before dawn."),
        ("shelling", "Artillery shelled the village all night."),
        ("shooting", "Guards opened fire on the crowd."),
        ("invasion", "Peru invaded the island."),
        ("seize", "Rebels took control of the airport."),
        ("seize", "The airport has been captured by rebels."),
        ("control", "The army remains in control of the capital."),
        ("cyber", "The website was knocked offline by hackers."),
        ("embassy_move", "Norway moved its embassy to the coast."),
        ("sanction", "Norway imposed sanctions on Peru."),
        ("sanction_lift", "Norway lifted sanctions on Peru."),
        ("talks", "The two ministers held talks in Oslo."),
        ("vote", "Parliament voted on the bill."),
        ("recognition", "Norway recognised the new government."),
        ("blockade", "Warships blockaded the port."),
        ("blockade_lift", "The navy lifted the blockade of the port."),
        ("evacuation", "Residents were evacuated from the town."),
        ("detention", "Police arrested two reporters."),
        ("release", "The rebels released 40 prisoners."),
        ("airspace_closure", "Peru closed its airspace to foreign planes."),
        ("border_open", "Peru reopened the border crossing."),
        ("energy_stop", "Peru cut off gas supplies to its neighbour."),
        ("energy_resume", "Gas supplies have resumed."),
        ("mobilisation", "The government mobilized its reservists."),
        ("mobilisation", "The government mobilised its reservists."),
        ("weapons_test", "The navy carried out a missile test."),
        ("disarm", "The guerrillas laid down their weapons."),
        ("disarm", "Observers took the weapons of 40 fighters into their containers."),
        ("disarm", "The laying down of arms has started."),
        ("disarm", "The mission emptied 70 of the 100 caches."),
        ("disarm", "The team went through the stores and found them empty of arms."),
        ("weapons_deploy", "Two mortars lay on a shelf."),
        ("detention", "On Monday 120 members of the movement were still in their cells."),
        ("release", "All prisoners would be out of prison by Monday."),
        ("treaty", "The decree appears in the gazette under 10 May."),
        ("treaty", "Kenya would join the convention."),
        ("ceasefire", "A ceasefire is in force."),
        ("breach", "The militia violated the truce."),
        ("exercise_start", "The fleet held an exercise near the strait."),
        ("protest", "Thousands protested in the square."),
        ("killing", "Gunmen killed three teachers."),
        ("annexation", "Peru annexed the province."),
        ("chemical_use", "Chlorine gas was used against the suburb."),
        ("resign", "The finance minister resigned."),
    ],
)
def test_kinds(kind, text):
    event = one(text, kind)
    assert event.root == kind_of(kind).root
    assert text[event.trigger.start : event.trigger.end] == event.trigger.quote
    assert event.polarity == "positive"


def test_parties_place_time_and_number():
    event = one("Norwegian jets bombed more than 20 depots in Kenya on Monday.", "airstrike", "Kenya", when="Monday")
    assert event.actor.name == "Norwegian jets"
    assert event.actor.country == "NOR"
    assert event.place.name == "Kenya"
    assert event.when.start == datetime(2020, 5, 4, tzinfo=UTC)
    assert (event.quantity.low, event.quantity.high, event.quantity.unit) == (20, None, "depot")


def test_a_passive_has_its_actor_behind_by():
    event = one("The bridge was destroyed by Peruvian sappers.", "destroy")
    assert event.actor.country == "PER"
    assert event.recipient.name == "The bridge"


def test_an_adjective_names_the_actor_of_a_noun():
    event = one("The Peruvian attack on the harbour failed.", "attack")
    assert event.actor.country == "PER"
    assert event.recipient.name == "the harbour"


def test_a_withdrawal_takes_place_where_it_starts_from():
    assert one("Troops withdrew from Nakuru to Thika.", "withdrawal", "Nakuru", "Thika").place.name == "Nakuru"


def test_the_day_of_saying_is_not_the_day_of_doing():
    assert one("The general said on Monday that troops had left the valley.", "withdrawal", when="Monday").when is None


def test_a_pronoun_after_said_is_the_speaker():
    assert one("Norway said it had released the sailors.", "release").actor.country == "NOR"


def test_two_events_in_one_sentence():
    kinds = [e.mode for e in coded("Soldiers seized the bridge and arrested two engineers.")]
    assert kinds == ["seize", "detention"]


@pytest.mark.parametrize(
    ("kind", "text", "polarity"),
    [
        ("withdrawal", "The troops have not left the valley.", "negative"),
        ("incursion", "No soldier entered the town.", "negative"),
        ("attack", "Peru has no plans to attack the port.", "negative"),
        ("attack", "Peru has no intention of attacking the port.", "negative"),
        ("killing", "Nobody was killed.", "negative"),
        ("shooting", "Without firing a shot they took the bridge.", "negative"),
        ("presence", "Not a single soldier remains in the valley.", "negative"),
        ("attack", "The army never attacked the port.", "negative"),
        ("attack", "Peru does not intend to attack the port.", "negative"),
        ("attack", "The army not only attacked the port.", "positive"),
    ],
)
def test_polarity(kind, text, polarity):
    assert one(text, kind).polarity == polarity


@pytest.mark.parametrize(
    ("kind", "text", "modality"),
    [
        ("attack", "The army attacked the port.", "actual"),
        ("attack", "The army is attacking the port.", "ongoing"),
        ("attack", "The army will attack the port.", "planned"),
        ("withdrawal", "The two sides agreed to withdraw their forces.", "planned"),
        ("attack", "The army is ready to attack the port.", "planned"),
        ("attack", "The general ordered his men to attack the port.", "planned"),
        ("attack", "The army could attack the port.", "possible"),
        ("attack", "An attack on the port is possible.", "actual"),
        ("attack", "The navy fears an attack on the port.", "possible"),
        ("withdrawal", "The army has begun to withdraw.", "actual"),
    ],
)
def test_modality(kind, text, modality):
    assert one(text, kind).modality == modality


def test_a_condition_is_given_in_its_words():
    event = one("The army will shell the town unless the rebels leave by Friday.", "shelling")
    assert event.modality == "conditional"
    assert event.condition == "unless the rebels leave by Friday"


def test_an_inverted_condition_is_one_too():
    event = one("Should Peru attack, Chile would close its airspace.", "airspace_closure")
    assert event.modality == "conditional"
    assert event.condition == "Should Peru attack"


def test_who_holds_a_place_is_the_actor():
    event = one("The town is in the hands of Peru.", "hold")
    assert event.actor.country == "PER"


def test_an_end_of_something_is_its_opposite_kind():
    assert one("Chile called for an end to the blockade.", "blockade_lift").modality == "planned"
    assert one("Chile has stopped shelling the port.", "attack_end").root == "RETREAT"


NO_EVENTS = ["The weather is fine.", "The minister left office.", "The leaders took a photograph.", "", "?!"]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_what_the_lexicon_does_not_know_is_no_event(text):
    assert coded(text) == ()


def test_sentences_are_counted():
    assert [e.sentence for e in coded("It rained. Rebels attacked the port. The army withdrew.")] == [1, 2]


PIECES = ["Rebels attacked the port.", "“No”", "If", "troops", "\n\n", "🙂", "withdrawal of", "by", "was"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_any_order_of_words_gives_spans_that_fit(parts):
    text = " ".join(parts)
    events = coded(text)
    assert all(text[e.trigger.start : e.trigger.end] == e.trigger.quote for e in events)
    assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)
    assert all(0 < e.confidence < 1 for e in events)


@pytest.mark.parametrize(
    ("kind", "country", "text"),
    [
        ("presence", "NOR", "Our reporter saw Norwegian soldiers in trenches at the bridge."),
        ("incursion", "NOR", "A patrol watched Norwegian tanks roll through the village."),
        ("incursion", "PER", "She counted 12 Peruvian tanks as they rolled in past the town hall."),
        ("withdrawal", "PER", "Our reporters watched some 30 Peruvian lorries drive away from the lake."),
        ("withdrawal", "PER", "The last Peruvian lorries drove off from the foot of the hills."),
        ("withdrawal", "PER", "The Peruvian tents around the hill have vanished."),
        ("detention", "NOR", "She saw Norwegian soldiers lead away nine men."),
        ("buildup", "NOR", "The rail yard held 40 Norwegian tanks more than in June."),
        ("strike", "NOR", "Our reporter saw a missile come in from the Norwegian side."),
        ("hold", "PER", "A reporter saw the Peruvian flag on the mast in the main square."),
        ("hold", "NOR", "Norwegian guards stood at every corner, and their flag hung from the roof."),
    ],
)
def test_what_was_seen_is_done_by_those_who_were_seen(kind, country, text):
    assert one(text, kind).actor.country == country


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("destroy", "At the railway bridge two spans lay in the river."),
        ("cyber", "The login pages of two banks timed out all day."),
        ("cyber", "Traffic rose sharply, the pattern of a flood of requests."),
        ("embassy_move", "The embassy compound was locked."),
        ("embassy_move", "What is left of the embassy will be moved to the coast."),
        ("sanction", "We counted the names on the list of people whose accounts are frozen."),
        ("blockade", "Guards turned every girl away at the gates of the school."),
    ],
)
def test_traces_and_signs_of_events(kind, text):
    one(text, kind)


@pytest.mark.parametrize(
    "text", ["There was not a Peruvian soldier left in it, only crates.", "No Peruvian vehicle is left on the south bank."]
)
def test_nothing_left_is_a_negative_presence(text):
    assert [(e.mode, e.polarity) for e in coded(text) if e.root == "MOBILIZE"] == [("presence", "negative")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("deploy", "The patrol was not let through."),
        ("demand", "The site answered fewer than one in ten requests."),
        ("investigate", "Our probes in nine towns got no answer."),
        ("presence", "A patrol saw 20 Peruvian lorries leave the base."),
        ("presence", "The rebels will stay at the gates."),
    ],
)
def test_words_that_are_no_event_here(kind, text):
    assert kind not in {e.mode for e in coded(text)}


def test_what_is_told_in_the_perfect_is_no_plan():
    assert one("The withdrawal of the troops has begun, the general told reporters.", "withdrawal").modality == "actual"


def test_who_is_behind_a_deed_is_its_doer():
    assert one("Peruvian intelligence was behind the attack on the banks.", "cyber").actor.country == "PER"


def test_far_from_doing_it():
    assert one("Far from pulling back, Norway has brought 700 more soldiers to the border.", "withdrawal").polarity == "negative"


def test_nobodys_is_negative():
    assert one("Nobody's house will be searched.", "search").polarity == "negative"


def test_they_means_the_people_of_the_sentence_before():
    text = "The inspectors write that gas was used. They had been in Nakuru on Monday."
    assert one(text, "access", "Nakuru").place is not None


def test_whose_a_paper_is():
    entered = one("Kenya's instrument of ratification is entered under 4 May.", "treaty")
    assert entered.actor is not None
    assert entered.actor.country == "KEN"


def test_what_can_be_seen_is_seen():
    assert one("Lorries and new tents can be seen at the lake.", "presence").modality == "actual"
    assert one("The army could send tanks.", "deploy").modality == "possible"


def test_as_if_is_no_condition():
    assert one("Tanks were shelling Lima as if nothing had been announced.", "shelling").condition is None


def test_what_blows_up_suffers_it():
    found = one("An armoured vehicle blew up at the gate.", "destroy")
    assert (found.actor, found.recipient.name) == (None, "An armoured vehicle")


def test_what_is_gone_has_left_however_it_is_parsed():
    assert one("The shelters near the lake are gone.", "withdrawal").polarity == "positive"
    assert one("The tanks are gone.", "withdrawal").polarity == "positive"
