import pytest

from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.places.find import find_places
from saidseen.knowing.gazetteer import Gazetteer
from saidseen.things import Document


@pytest.fixture(scope="module")
def gazetteer():
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.fixture
def places(gazetteer):
    def run(text, outlet=""):
        document = Document.make(url="t", text=text, outlet=outlet)
        found = find_places(parse(document), document, gazetteer)
        for p in found:
            assert document.text[p.span.start : p.span.end] == p.span.quote
        return {p.span.quote: p for p in found}

    return run


def test_the_article_is_no_part_of_a_name(places):
    found = places("Two frigates left the Black Sea through the Bosphorus.")
    assert found["Black Sea"].precision == "sea"
    assert found["Bosphorus"].lat == pytest.approx(41, abs=1)


def test_a_part_of_a_country_is_a_region_inside_it(places):
    found = places("Militia fighters crossed into eastern Chad on Monday.")
    place = found["eastern Chad"]
    assert (place.country, place.precision, place.geonameid) == ("TCD", "region", None)
    assert place.lon > 18.5


def test_the_named_state_decides_between_towns_of_one_name(places):
    found = places("The convoy stopped in Springfield, Illinois, and drove on.")
    assert (found["Springfield"].country, found["Springfield"].admin) == ("USA", ("Illinois",))


def test_the_country_of_the_story_decides(places):
    found = places("In Georgia, shells fell near Gori and Tbilisi. The army of Georgia withdrew from Gori.")
    assert found["Georgia"].country == "GEO"
    assert found["Gori"].country == "GEO"


def test_a_province_is_not_its_town(places):
    assert places("Rebels seized villages in Idlib province in Syria.")["Idlib"].precision == "admin"


def test_an_unknown_name_stays_without_coordinates(places):
    found = places("Villagers fled from Zzyqaba in Nigeria on foot.")
    assert all(p.lat is None for quote, p in found.items() if "Zzyqaba" in quote)
    assert found["Nigeria"].country == "NGA"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Khartoum said the talks had failed.", "Khartoum", True),
        ("Sudan accused Ethiopia of moving the border posts.", "Ethiopia", True),
        ("Shells hit a market in Khartoum overnight.", "Khartoum", False),
        ("The Kremlin rejected the proposal.", "Kremlin", True),
        ("The refugees arrived in Sudan by truck.", "Sudan", False),
    ],
)
def test_a_name_may_stand_for_a_government(places, text, name, expected):
    assert places(text)[name].metonym is expected
    assert places(text)[name].country is not None


def test_a_demonym_gives_its_country_and_no_scene(places):
    place = places("Sri Lankan troops left the village of Zzyqaba.")["Sri Lankan"]
    assert (place.country, place.form, place.literal) == ("LKA", "demonym", False)


def test_a_language_is_no_country(places):
    assert "Russian" not in places("The minister spoke Russian with them.")


def test_a_place_in_another_name_is_marked_as_such(places):
    place = places("The Kentucky Department of Fish and Wildlife closed two lakes.")["Kentucky"]
    assert (place.country, place.form, place.literal) == ("USA", "inside", False)


def test_a_county_is_found_in_its_state(places):
    place = places("Crews in Plymouth County, Massachusetts, cleared the roads.")["Plymouth County"]
    assert (place.country, place.admin, place.precision) == ("USA", ("Massachusetts",), "admin")


def test_the_outlet_is_at_home_where_its_domain_says(places):
    text = "The mayor of London opened the bridge."
    assert places(text)["London"].country == "GBR"
    assert places("Floods closed roads near Cambridge.", "www.example.ca")["Cambridge"].country == "CAN"


def test_a_person_of_a_places_name_is_no_place(places):
    found = places("Andrew Lancaster resigned on Monday. Lancaster had led the party for ten years.")
    assert "Lancaster" not in found


def test_two_names_with_a_hyphen_are_two_places(places):
    found = places("A column moved along the Gori-Tbilisi road.")
    assert {found["Gori"].country, found["Tbilisi"].country} == {"GEO"}


def test_a_name_in_another_script_is_found(places):
    assert places("Troops stood at Белгород on Monday.")["Белгород"].country == "RUS"


def test_a_person_who_bears_a_towns_name_is_not_there(places):
    assert len(places("Paris Hilton arrived in Paris.")) == 1
    assert places("Paris Hilton arrived in Lima.").keys() == {"Lima"}


def test_no_text_no_places(places):
    assert places("") == {}


def test_a_large_town_by_another_spelling_where_a_preposition_says_so(places):
    assert places("Tanks fired on Misrata from the east.")["Misrata"].country == "LBY"
    assert "Misrata" not in places("Misrata said so.")


def test_a_street_does_not_lie_in_the_town_whose_name_it_bears(places):
    assert not any(p.lat for p in places("A shell came down in Tripoli Street.").values())


def test_a_direction_alone_is_no_place(places):
    assert not places("South bank. The shelters are gone.")


def test_the_road_to_a_town_is_not_the_town(places):
    assert not any(p.lat for p in places("A reporter stood on a hill by the Tripoli road.").values())
