"""How the network's events and the rules' become one list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from saidseen.hearing.attribution.encoder import encoder
from saidseen.hearing.claims import utterances
from saidseen.hearing.events.agreed import by_token
from saidseen.hearing.events.find import by_country, find_events
from saidseen.hearing.events.heard import Noticed, parts_of, triggers
from saidseen.hearing.parsing.parse import load
from saidseen.knowing.ontology import ontology
from saidseen.stages import annotate
from saidseen.things import Document

if TYPE_CHECKING:
    from saidseen.things import Event

WHO = by_country(lambda _: None)


def noticed(text: str, word: str, kind: str, **more: object) -> Noticed:
    given = {
        "kinds": {kind: 0.9}, "share": 0.9, "modality": "actual", "sure_of_modality": 0.9, "polarity": "positive",
        "sure_of_polarity": 0.9, "parts": {}, **more,
    }  # fmt: skip
    return Noticed(at=text.index(word), **given)  # type: ignore[arg-type]  # the tests give what the fields want


def coded(text: str, *seen: Noticed) -> tuple[Event, ...]:
    return find_events(load()(text), places=(), times=(), who=WHO, noticed=seen)


def kinds(events: tuple[Event, ...]) -> list[tuple[str, str | None]]:
    return [(e.trigger.quote, e.mode) for e in events]


def test_a_word_that_no_rule_knows_is_an_event_where_the_network_marks_it_and_says_so() -> None:
    text = "Lifeboats plucked the sailors from the water."
    assert kinds(coded(text)) == []
    at = text.index("the sailors")
    parts = {"recipient": [(at, at + len("the sailors"))]}
    (event,) = coded(text, noticed(text, "plucked", "rescue", parts=parts))
    assert (event.mode, event.by) == ("rescue", "encoder")
    assert event.actor is not None
    assert event.actor.name == "Lifeboats"
    assert event.recipient is not None
    assert event.recipient.name == "the sailors"


def test_what_a_rule_finds_keeps_its_kind() -> None:
    text = "Rockets hit the power station before dawn."
    (event,) = coded(text, noticed(text, "hit", "destroy"))
    assert (event.mode, event.by) == ("strike", "rules")


def test_the_light_is_the_networks_where_it_is_sure() -> None:
    text = "Rockets hit the power station before dawn."
    (event,) = coded(text, noticed(text, "hit", "strike", modality="possible", polarity="negative"))
    assert (event.modality, event.polarity) == ("possible", "negative")
    (event,) = coded(text, noticed(text, "hit", "strike", modality="possible", sure_of_modality=0.5))
    assert event.modality == "actual"


def test_a_party_that_the_grammar_does_not_find_is_the_networks() -> None:
    text = "A strike hit the port, which the rebels had ordered."
    at = text.index("the rebels")
    (event,) = [
        e
        for e in coded(text, noticed(text, "hit", "strike", parts={"actor": [(at, at + len("the rebels"))]}))
        if e.trigger.quote == "hit"
    ]
    assert event.parties.actor is not None
    assert event.parties.actor.name == "the rebels"
    assert event.actor is None, "it is told, and weighs nothing"


def test_a_mark_in_the_words_of_an_event_makes_no_second_one() -> None:
    text = "The army carried out a strike on the port."
    (event,) = coded(text, noticed(text, "carried", "strike"))
    assert (event.trigger.quote, event.mode, event.by) == ("strike", "strike", "rules")


def test_what_the_rules_alone_find_elsewhere_stays() -> None:
    text = "Rockets hit the power station, and the navy blockaded the port."
    assert kinds(coded(text, noticed(text, "hit", "strike"))) == [("hit", "strike"), ("blockaded", "blockade")]


def test_of_two_marks_in_one_word_the_surer_counts() -> None:
    text = "Troops counterattacked."
    doc = load()(text)
    found = by_token(doc, [noticed(text, "counter", "attack", share=0.8), noticed(text, "attacked", "clash", share=0.6)])
    assert {i: [*n.kinds] for i, n in found.items()} == {1: ["attack"]}


def test_triggers_are_the_pieces_that_are_hardly_nothing() -> None:
    assert triggers(np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]])) == [1]


def test_pieces_of_one_role_side_by_side_are_one_part() -> None:
    offsets = [(0, 3), (4, 7), (8, 9), (10, 12)]
    assert dict(parts_of(np.array([1, 1, 0, 1]), offsets)) == {"actor": [(0, 7), (10, 12)]}


def test_what_the_network_alone_marks_makes_no_claim() -> None:
    text = "Lifeboats will pluck the sailors from the water, the foreign minister of Peru promised on Monday."
    document = Document.make(url="t", text=text, published=datetime(2024, 5, 14, tzinfo=UTC))
    heard = annotate(document, "encoder")
    alone = [e for e in heard.events if e.by == "encoder"]
    told = {u.event.trigger.start for u in utterances(document, heard)}
    assert not told & {e.trigger.start for e in alone}


def test_the_network_knows_the_kinds_of_the_ontology() -> None:
    assert encoder().kinds == list(ontology().kinds)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The navy sealed off the harbour mouth on Monday.", "blockade"),
        ("Gunmen snatched two engineers from their car.", "abduction"),
    ],
)
def test_events_in_words_of_many_kinds(text: str, kind: str) -> None:
    found = find_events(load()(text), places=(), times=(), who=WHO, noticed=encoder().read(text).events)
    assert kind in [e.mode for e in found]
