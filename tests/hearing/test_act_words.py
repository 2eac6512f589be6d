"""The act of a statement by the words of its cue and content, without a parse."""

from __future__ import annotations

import pytest

from saidseen.hearing.saying.acts import Words, act_of
from saidseen.knowing.cues import kinds_of, regular
from saidseen.things import Actor, Standing


def act(cue: str, text: str, frame: str = "that", who: str = "the ministry", standing: Standing = "other") -> str:
    speaker = Actor(surface=who, standing=standing)
    return act_of(Words(text=text, lemma="", family="say", frame=frame, speaker=speaker, event=None, cue=cue))


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("brushed it all aside", "deny"),
        ("had ruled out", "deny"),
        ("cast some serious doubt on", "doubt"),
        ("couldn't say", "doubt"),
        ("can’t confirm", "doubt"),
        ("would neither confirm nor deny", "doubt"),
        ("has given a solemn undertaking", "pledge"),
        ("served notice", "threaten"),
        ("sounded a warning", "warn"),
        ("is calling for", "demand"),
        ("signalled its readiness", "offer"),
        ("paid tribute to", "judge"),
        ("is bracing for", "forecast"),
        ("was adamant", "protest"),
    ],
)
def test_kinds_of_cues(cue: str, kind: str) -> None:
    assert kind in kinds_of(cue)


@pytest.mark.parametrize("cue", ["did not deny", "stopped short of blaming", "refused to condemn", "said", "went home", ""])
def test_an_act_that_is_taken_back_is_none(cue: str) -> None:
    assert kinds_of(cue) == frozenset()


def test_the_longest_phrase_counts() -> None:
    assert kinds_of("would not rule out") == {"doubt"}
    assert kinds_of("ruled out") == {"deny"}


def test_forms_by_rule() -> None:
    assert {"denies", "denied", "denying"} <= regular("deny")
    assert {"urging", "urged"} <= regular("urge")
    assert {"quashes"} <= regular("quash")
    assert {"begged", "begging"} <= regular("beg")


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("said", "the bridge was open", "assert"),
        ("reckoned", "the crowd was nearer to forty", "assert"),
        ("recalled", "the lamps had gone out", "assert"),
        ("swore", "none of his clerks had opened the safe", "deny"),
        ("insisted", "it had only bought blankets", "deny"),
        ("said", "it has never owned a tanker", "deny"),
        ("said", "there was no such list", "deny"),
        ("called", "the report a fabrication", "deny"),
        ("called", "the report a disgrace", "judge"),
        ("said", "the verdict was deeply unjust", "judge"),
        ("wondered", "whether the lake had ever been full", "doubt"),
        ("said", "nobody could yet tell what had sunk the barge", "doubt"),
        ("said", "it was still trying to establish who had fired", "doubt"),
        ("announced", "a second ferry would sail from Monday", "pledge"),
        ("said", "it would pay every claim by June", "pledge"),
        ("said", "it would seize the barges unless the toll was paid", "threaten"),
        ("warned", "it would close the locks if the strike went on", "threaten"),
        ("warned", "the dike would not hold another week", "forecast"),
        ("said", "whoever cuts the cable will be shot", "threaten"),
        ("said", "any landing would be treated as an act of war", "threaten"),
        ("said", "the miners must come up at once", "demand"),
        ("asked", "the owners to open their books", "demand"),
        ("said", "it was ready to meet the demands of the miners", "offer"),
        ("said", "those who handed in their rifles would not be prosecuted", "offer"),
        ("said", "a second flood was likely", "forecast"),
        ("thinks", "the price will double", "forecast"),
        ("said", "the crew may have been asleep", "assert"),
    ],
)
def test_act_by_cue_and_content(cue: str, text: str, expected: str) -> None:
    assert act(cue, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leave the valley by Friday or we come and fetch you", "threaten"),
        ("Publish the log", "demand"),
        ("We expect every captain to show his papers", "demand"),
        ("You have two hours before the gates are shut", "threaten"),
        ("We will rebuild the mill", "pledge"),
        ("They will rebuild the mill", "forecast"),
        ("We would welcome a visit by the neighbours", "offer"),
        ("Nonsense", "deny"),
    ],
)
def test_act_of_the_speakers_own_words(text: str, expected: str) -> None:
    assert act("", text, frame="quote") == expected


def test_who_only_looks_on_neither_pledges_nor_denies() -> None:
    assert act("said", "it would seize the barges unless the toll was paid", who="an analyst") == "forecast"
    assert act("said", "nobody had opened the safe", standing="observer") == "assert"


def test_the_first_sentence_that_says_something_gives_the_act() -> None:
    assert act("", "No, no. We will rebuild the mill. It must not rain", frame="quote") == "pledge"


def test_without_the_words_of_the_cue_its_lemma_counts() -> None:
    words = Words(text="the strike", lemma="condemn", family="judge", frame="np", speaker=None, event=None)
    assert act_of(words) == "judge"


@pytest.mark.parametrize(
    ("cue", "text", "frame", "expected"),
    [
        ("vowed", "to retaliate if the pier is touched", "to", "threaten"),
        ("vowed", "to mend the pier", "to", "pledge"),
        ("gave", "the strikers two days to leave the yard or lose their pay", "np", "threaten"),
        ("insisted", "that the nets be hauled in", "that", "demand"),
        ("said", "the tolls should be halved", "that", "demand"),
        ("it was not clear", "if all the miners had come up", "that", "doubt"),
        ("said", "the tolls will be halved in May", "that", "pledge"),
        ("said", "nobody who hides the ringleaders will be spared", "that", "threaten"),
        ("described", "the yard as a ruin", "np", "assert"),
        ("hissed", "a shameless little man", "quote", "judge"),
    ],
)
def test_act_by_cue_content_and_frame(cue: str, text: str, frame: str, expected: str) -> None:
    assert act(cue, text, frame) == expected


@pytest.mark.parametrize("cue", ["said in a phone call", "told a press conference", "said in reply to a question"])
def test_where_it_was_said_is_no_act(cue: str) -> None:
    assert act(cue, "the bridge was open") == "assert"
