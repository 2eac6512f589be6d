"""Who speaks: invented persons in sentences about varied crises. Offices of real persons are only looked up, never quoted."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.who.speakers import Speakers
from saidseen.things import Actor, Document, Span


def heard(text: str, source: str, *, nth: int = 0, outlet: str = "", year: int = 2022) -> Actor:
    """The actor of the ``nth`` occurrence of ``source`` in ``text``."""
    document = Document.make(url="u", text=text, outlet=outlet, published=datetime(year, 5, 1, tzinfo=UTC))
    start = [found.start() for found in re.finditer(rf"\b{re.escape(source)}", text)][nth]
    return Speakers(parse(document), document).resolve((Span.of(text, start, start + len(source)),), at=start)


@pytest.mark.parametrize(
    ("text", "source", "name", "organisation", "country", "standing"),
    [
        (
            "Kenyan Defence Ministry spokeswoman Wanjiru Odhiambo said the convoy had arrived.",
            "Kenyan Defence Ministry spokeswoman Wanjiru Odhiambo",
            "Wanjiru Odhiambo",
            "Ministry of Defence of Kenya",
            "KEN",
            "party",
        ),
        (
            "The bridge was open again, said Pavel Horak, the deputy interior minister of the Czech Republic.",
            "Pavel Horak, the deputy interior minister of the Czech Republic",
            "Pavel Horak",
            "Ministry of Internal Affairs of the Czech Republic",
            "CZE",
            "party",
        ),
        (
            "Karim Petrosian of the Taliban's political office said the road was closed.",
            "Karim Petrosian",
            "Karim Petrosian",
            "Taliban",
            "AFG",
            "party",
        ),
        ("Manila said on Monday that two boats were rammed.", "Manila", None, "Government of the Philippines", "PHL", "party"),
        ("The White House said it had no such plan.", "The White House", None, "White House", "USA", "party"),
        ("Germany denied that weapons were sold.", "Germany", None, "Federal Government of Germany", "DEU", "party"),
        (
            "A senior Indian official who did not want to be named said that the talks would go on.",
            "A senior Indian official who did not want to be named",
            None,
            "Government of India",
            "IND",
            "party",
        ),
        (
            "Three Ethiopian officials said the pipeline was shut.",
            "Three Ethiopian officials",
            None,
            "Government of Ethiopia",
            "ETH",
            "party",
        ),
        (
            "The defence ministry in Yerevan said the hill was lost.",
            "The defence ministry in Yerevan",
            None,
            "Ministry of Defence of Armenia",
            "ARM",
            "party",
        ),
        ("ICEYE reported fresh tracks at the base.", "ICEYE", None, "ICEYE", "FIN", "observer"),
        ("Ceasefire monitors said they saw no guns.", "Ceasefire monitors", None, None, None, "observer"),
        ("The harvest is lost, said a pensioner in Goma.", "a pensioner in Goma", None, None, None, "other"),
        (
            "Prices would fall, said Lena Brandt, an analyst in Vienna.",
            "Lena Brandt, an analyst in Vienna",
            "Lena Brandt",
            None,
            None,
            "other",
        ),
        ("Rebels in Kidal said they held the airport.", "Rebels in Kidal", None, "Rebels in Kidal", None, "party"),
        ("Zorblat said the dam would hold.", "Zorblat", None, None, None, "other"),
    ],
)
def test_by_its_own_words(text, source, name, organisation, country, standing):  # noqa: PLR0913, PLR0917  # a table
    actor = heard(text, source)
    assert (actor.name, actor.organisation, actor.country, actor.standing) == (name, organisation, country, standing)
    assert actor.surface == source


def test_surname_takes_the_full_name_of_the_document():
    text = "Chilean Health Minister Rosa Aravena spoke first. The wards were full, Aravena said."
    actor = heard(text, "Aravena", nth=1)
    assert (actor.name, actor.organisation, actor.country) == ("Rosa Aravena", "Ministry of Health of Chile", "CHL")


def test_what_an_organisation_is_called_again():
    text = "The IAEA sent a team to Isfahan. Hezbollah fired at the border. The agency spoke. The group said no more."
    assert heard(text, "The agency").organisation == "International Atomic Energy Agency"
    assert heard(text, "The group").organisation == "Hezbollah"


def test_their_spokesman_speaks_for_them():
    actor = heard("Tigrayan forces held the town. Their spokesman, Getu Haile, said so.", "Their spokesman, Getu Haile")
    assert (actor.name, actor.organisation, actor.country) == ("Getu Haile", "Tigray People's Liberation Front", "ETH")


def test_former_officials_speak_for_nobody():
    actor = heard(
        "Former president Carlos Rueda of Colombia said the deal was dead.", "Former president Carlos Rueda of Colombia"
    )
    assert (actor.name, actor.organisation, actor.standing) == ("Carlos Rueda", None, "other")


def test_title_takes_the_last_person_who_bears_it():
    text = "Defence Minister Tomas Varga of Hungary met General Ivo Maric. The general slept. The minister said it was late."
    assert heard(text, "The minister").name == "Tomas Varga"
    assert heard(text, "The general").name == "Ivo Maric"


def test_pronouns_take_the_subject_before_by_gender():
    text = "Maria Lindholm, the Swedish defence minister, met John Barlow. It would snow, she said. He disagreed, he said."
    assert heard(text, "she").name == "Maria Lindholm"
    assert heard(text, "he", nth=0).name == "John Barlow"


def test_a_chain_of_pronouns_keeps_to_one_person():
    text = "The mayor, Erik Solberg, opened the shelter. He waited for an hour. The water was rising, he said."
    assert heard(text, "he", nth=0).name == "Erik Solberg"


def test_spokesman_of_a_person_speaks_for_that_office_and_keeps_no_name():
    text = "Deputy Foreign Minister Lwazi Dube of South Africa was ill. His spokesman said so. A spokesman for Mr Dube agreed."
    for source in ("His spokesman", "A spokesman for Mr Dube"):
        actor = heard(text, source)
        assert (actor.name, actor.country) == (None, "ZAF")
        assert actor.organisation == "Ministry of Foreign Affairs of South Africa"


def test_the_ministry_is_the_one_mentioned_before():
    text = "Sudan's foreign ministry protested. A tanker burned for two days. The ministry said it would sue."
    assert heard(text, "The ministry").organisation == "Ministry of Foreign Affairs of Sudan"


def test_a_bare_ministry_belongs_to_no_country_where_the_document_names_several():
    text = "Peru and Chile and Bolivia met. The defence ministry said no."
    actor = heard(text, "The defence ministry")
    assert (actor.organisation, actor.country) == ("Ministry of Defence", None)


def test_office_holder_by_date():
    text = "The French foreign minister said talks would go on."
    assert heard(text, "The French foreign minister", year=2019).name == "Jean-Yves Le Drian"
    assert heard(text, "The French foreign minister", year=2023).name == "Catherine Colonna"


def test_reporters_are_press_and_belong_to_the_outlet_where_nothing_else_is_said():
    text = "A Harbour Gazette reporter saw ferries. Our correspondent saw mud. A photographer working for this agency saw fog."
    for source in ("A Harbour Gazette reporter", "Our correspondent", "A photographer working for this agency"):
        actor = heard(text, source, outlet="Harbour Gazette")
        assert (actor.standing, actor.organisation, actor.name) == ("press", "Harbour Gazette", None)


def test_several_speakers():
    actor = heard("Kyiv, the United States and NATO said it was too early.", "Kyiv, the United States and NATO")
    assert actor.organisation == "Government of Ukraine; Government of the United States; NATO"
    assert (actor.name, actor.country, actor.standing) == (None, None, "party")


def test_nobody_is_guessed_without_a_source():
    document = Document.make(url="u", text="It rained.")
    assert Speakers(parse(document), document).resolve((), at=0) == Actor(surface="")


@pytest.mark.parametrize(
    ("outlet", "standing", "organisation", "country"),
    [
        ("Ministry of Defence of Peru, press release", "party", "Ministry of Defence of Peru", "PER"),
        ("TASS", "party", "TASS", "RUS"),
        ("Reuters", "press", "Reuters", None),
        ("Valley Tribune", "press", "Valley Tribune", None),
        ("Army Courier", "press", "Army Courier", None),
        ("Government Gazette of Peru", "party", "Government of Peru", "PER"),
        ("Skyglass Imaging", "observer", "Skyglass Imaging", None),
        ("Aunt Mabel's blog", "other", "Aunt Mabel's blog", None),
        ("", "other", None, None),
    ],
)
def test_outlet(outlet, standing, organisation, country):
    document = Document.make(url="u", text="It rained.", outlet=outlet)
    actor = Speakers(parse(document), document).outlet()
    assert (actor.standing, actor.organisation, actor.country) == (standing, organisation, country)


def test_we_in_a_release_is_who_issues_it():
    actor = heard("We have moved the convoy.", "We", outlet="Ministry of Defence of Peru, press release")
    assert (actor.organisation, actor.country) == ("Ministry of Defence of Peru", "PER")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aZ .,'\u2019\n\u00fc\u041c\u00a0\u202f\"", min_size=1, max_size=40), st.data())
def test_any_span_of_any_text_gives_an_actor(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    document = Document.make(url="u", text=text)
    actor = Speakers(parse(document), document).resolve((Span.of(text, start, end),), at=start)
    assert actor.surface == " ".join(text[start:end].split())


def test_a_surname_alone_is_an_office_holders_only_where_the_text_names_their_country():
    assert heard("Mr Lavrov said in Moscow that the road was open.", "Lavrov").country == "RUS"
    assert heard("Mr Lavrov said in Lima that the road was open.", "Lavrov").country is None
