"""By which medium and to whom something is said; the test's text is the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.attribution.engines import attributions as heard
from saidseen.hearing.attribution.engines import reading_of
from saidseen.hearing.attribution.mixing import with_turns
from saidseen.hearing.attribution.turns import Turns
from saidseen.hearing.parsing.parse import parse
from saidseen.hearing.saying.channels import addressee_of, channel_of
from saidseen.knowing.channels import channels
from saidseen.things import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc


def attributions(text: str) -> tuple[Doc, list[Attribution]]:
    doc = parse(Document.make(url="test:1", text=text, outlet="Test Gazette"))
    return doc, with_turns(Turns(doc), heard(doc, reading_of(text, "encoder")))


def channel_in(text: str) -> list[str | None]:
    doc, found = attributions(text)
    return [channel_of(doc, a) for a in found]


def addressee_in(text: str) -> list[str | None]:
    doc, found = attributions(text)
    told = [addressee_of(doc, a) for a in found]
    return [doc[t[0] : t[1]].text if t else None for t in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry had sunk, the harbour office said in a statement.", "statement"),
        ("In a three-page letter, the governor of Tamo said that the dam would hold.", "letter"),
        ("The minister said on state television that the bridge was open.", "state television"),
        ('"We hold the ridge," the brigade said on Telegram.', "Telegram"),
        ("The colonel said in a post on Facebook that the road had been mined.", "post on Facebook"),
        ("The envoy told a news conference that talks had begun.", "news conference"),
        ("The premier told parliament that the army had left the valley.", "parliament"),
        ("The ambassador told the Security Council that the truce was broken.", "Security Council"),
        ("The pilot said by radio that the engine had failed.", "radio"),
        ("The mayor said over the phone that the market was burning.", "phone"),
        ("The embassy tweeted that the consulate had been closed.", "tweeted"),
        ("The captain radioed that the boat was sinking.", "radioed"),
        ("Speaking at a rally in Port Anna, the candidate said that the vote had been stolen.", "rally"),
        ("The ministry's evening bulletin said that two bridges had fallen.", "evening bulletin"),
        ("The union issued a statement, warning that the port would close.", "statement"),
        ("In a series of interviews with local papers, the general said that the army was ready.", "interviews"),
        ("The spokeswoman told reporters that the tower had collapsed.", "remarks to reporters"),
        ("The order of the day said that nobody would leave, the army said in an order of the day.", "order of the day"),
    ],
)
def test_a_channel_is_named_in_the_words_of_the_text(text: str, expected: str) -> None:
    assert expected in channel_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the bridge was open.",
        "The minister said in reply that the bridge was open.",
        "The minister said that the radio had read out the letter.",
        "The guard at the gate said that nobody had passed.",
        "A woman on the main floor said that she had heard a shot.",
        "The mayor said in Port Anna that the market was burning.",
        "The general, who had spoken at a rally in May, said that the army was ready.",
    ],
)
def test_a_place_an_adverb_and_what_is_said_are_no_channel(text: str) -> None:
    assert not any(channel_in(text))


def test_a_channel_goes_on_with_the_next_verb_and_not_back() -> None:
    both = "The ministry, in a letter, called the raid a crime and demanded an apology."
    assert channel_in(both) == ["letter", "letter"]
    second = "The envoy denied that the talks had failed and, in a letter, said that the border was shut."
    assert channel_in(second) == [None, "letter"]


def test_a_channel_goes_on_with_he_said() -> None:
    text = 'The colonel said on national radio that the pass was open. "We will keep it so," he said.'
    assert channel_in(text) == ["national radio", "national radio"]
    other = 'The colonel said on national radio that the pass was open. "We will keep it so," General Ada Mensah said.'
    assert channel_in(other) == ["national radio", None]


def test_a_transcript_names_its_occasion_at_the_top() -> None:
    text = (
        "Press briefing by Colonel Ada Mensah, spokeswoman of the harbour ministry, 3 May.\n\n"
        "Q: Colonel, is the port open?\n\nA: The port has been open since Monday.\n\n"
        "Q: What of the ferry?\n\nA: We will let the ferry sail tomorrow.\n"
    )
    assert set(channel_in(text)) == {"Press briefing"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor told the shipowners that the port was shut.", "the shipowners"),
        ("The envoy assured both governments that the truce would hold.", "both governments"),
        ("The ministry urged residents to leave the coast.", "residents"),
        ("The police urged beekeepers to move their hives.", "beekeepers"),
        ("The council called on the army to leave the valley.", "the army"),
        ("The mayor appealed to the two sides to let the lorries pass.", "the two sides"),
        ("The captain admitted to the inspectors that the log was missing.", "the inspectors"),
        ("In a letter to the prime minister, the farmers said that the canal was dry.", "the prime minister"),
        ("The opposition demanded that the commission publish the count.", "the commission"),
        ("The spokesman confirmed to this newspaper that the tug had left.", "this newspaper"),
        ("The villagers had been told by a clerk that the dam was safe.", "The villagers"),
    ],
)
def test_an_addressee_keeps_its_article(text: str, expected: str) -> None:
    assert expected in addressee_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy told a news conference that talks had begun.",
        "The premier told parliament that the army had left the valley.",
        "The general pointed to a map and said that the ridge was lost.",
        '"The line is cut," warned the shipping office.',
        "The spokesman said that the letter to the governor was forged.",
        "The premier called the governor a liar.",
        "The envoy urged passage of the treaty.",
    ],
)
def test_an_occasion_a_topic_and_the_speaker_are_no_addressee(text: str) -> None:
    assert not any(addressee_in(text))


def test_an_addressee_goes_on_inside_the_sentence() -> None:
    text = "The envoy assured the council that the truce would hold, adding that the gates would open."
    assert set(addressee_in(text)) == {"the council"}


def test_the_table_has_each_kind_and_no_other() -> None:
    assert "parliament" in channels().kind("bodies").nouns
    with pytest.raises(KeyError):
        channels().kind("birds")


@pytest.mark.parametrize(
    ("text", "size", "channel"),
    [
        ("The minister on state television said that the road was open.", 5, "state television"),
        ("The daily in its Wednesday leader wrote that the list was forged.", 6, "leader"),
    ],
)
def test_what_a_source_is_on_is_the_channel(text: str, size: int, channel: str) -> None:
    doc, _ = attributions(text)
    one = Attribution(
        source=(0, size), cue=(size, size + 1), content=((size + 2, len(doc) - 1),), lemma="say", family="say", anchor=size
    )
    assert channel_of(doc, one) == channel
