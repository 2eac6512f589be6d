"""From statements to utterances: what a party alleges, pledges, threatens or demands by a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from saidseen.knowing import countries, organisations
from saidseen.knowing.actwords import names, says
from saidseen.things import (
    Act,
    Actor,
    Document,
    Event,
    Hearing,
    Kind,
    Participant,
    Polarity,
    Span,
    Statement,
    TimeExpression,
    Utterance,
    Withdrawal,
    joined,
)

KIND_OF_ACT: dict[Act, Kind] = {
    "assert": "fact",
    "deny": "fact",
    "pledge": "pledge",
    "offer": "pledge",
    "threaten": "threat",
    "demand": "demand",
    "forecast": "forecast",
}

ROOT_OF_ACT: dict[Act, str] = {
    "pledge": "AGREE",
    "offer": "AGREE",
    "threaten": "THREATEN",
    "demand": "REQUEST",
    "deny": "REJECT",
    "forecast": "THREATEN",
}

AHEAD: frozenset[Act] = frozenset({"pledge", "offer", "threaten", "demand", "forecast"})

BARE_WORDS = 4
"""Words from which a content without a coded event can still be checked by a reader. Chosen: shorter ones are fragments."""

SENTENCE_END = re.compile(r"[.!?][\"”']?\s+(?=[\"“A-Z])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sen|Gov|St|Feb|Jan|Aug|Sept|Oct|Nov|Dec)\.$")

VERBAL = frozenset({"REQUEST", "ACCUSE", "AGREE", "THREATEN", "REJECT"})
"""Roots that are speech themselves: in a statement they mostly frame the deed that is alleged ("ordered his army to attack")."""

OLD = timedelta(days=60)
"""Chosen: twice the longest default window; a claim that old is history to the document."""

SURE = 0.45
"""Confidence from which an event counts as a deed of its own. The event coder gives nouns in passing .4 and less."""


def utterances(document: Document, hearing: Hearing) -> list[Utterance]:
    """What the parties' statements of one document allege, one for each sentence of a statement that alleges an event."""
    out: list[Utterance] = []
    for index, statement in enumerate(hearing.statements):
        side = side_of(statement.speaker)
        if (
            side is None
            or statement.topic
            or statement.act not in KIND_OF_ACT
            or takes_back(statement)
            or is_question(statement, document.text)
            or is_old(statement, document)
        ):
            continue
        mine = [e for e in hearing.events if e.statement == index and e.confidence > 0 and e.by == "rules"]
        for stretch in (part for whole in stretches(statement, document.text) for part in halves(whole, mine, document.text)):
            event = foremost(mine, stretch, statement) or bare(statement, stretch, hearing.times)
            if event is not None and is_meant(statement, stretch) and not is_advice(statement):
                out.append(utterance(document, statement, stretch, event, side))
    return out


def utterance(document: Document, statement: Statement, stretch: Span, event: Event, side: str) -> Utterance:
    return Utterance(
        statement=statement,
        url=document.url,
        published=document.published,
        outlet=document.outlet,
        event=with_doer(event, statement),
        kind=kind_of(statement, event),
        side=side,
        text=joined((stretch,)),
        start=stretch.start,
        end=stretch.end,
        group=document.id,
    )


def kind_of(statement: Statement, event: Event) -> Kind:
    """To say that one will not do something is no threat of it."""
    kind = KIND_OF_ACT[statement.act]
    return "pledge" if kind == "threat" and event.polarity == "negative" else kind


def with_doer(event: Event, statement: Statement) -> Event:
    """Who pledges, offers or threatens without naming a doer means the own side."""
    ahead = statement.act in AHEAD
    said = statement.said.start if statement.said else None
    when = event.when
    if ahead and said and when and ((when.end and when.end <= said) or (when.end is None and when.start and when.start < said)):
        event = replace(event, when=None)  # a date of something else: what is to come does not lie before its saying
    speaker, actor = statement.speaker, event.actor
    if (
        speaker is None
        or speaker.country is None
        or statement.act not in {"pledge", "offer", "threaten"}
        or (actor and actor.country)
    ):
        return event
    named = actor or Participant(span=None, name=speaker.organisation or speaker.name or speaker.surface)
    return replace(event, actor=replace(named, country=speaker.country))


def side_of(speaker: Actor | None) -> str | None:
    """The side that a speaker speaks for: an armed group by its name, everybody official by the country; None for no party."""
    if speaker is None or speaker.standing in {"press", "observer"}:
        return None
    placed = speaker.country is not None or speaker.organisation is not None
    words = f"{speaker.role or ''} {speaker.surface}"
    official = names("official", words) and not names("former", words)
    if not official and (speaker.standing != "party" or not placed):
        return None
    organisation = organisations.find(speaker.organisation) if speaker.organisation else None
    if organisation is not None and organisation.kind in {"non-state", "alliance", "un"}:
        return organisation.name
    if speaker.country:
        country = countries.every().get(speaker.country)
        return country.name if country is not None else speaker.country
    return speaker.organisation or speaker.name or speaker.surface


def stretches(statement: Statement, text: str) -> list[Span]:
    """The sentences of a statement's content, each a span."""
    out: list[Span] = []
    for span in statement.content:
        start = span.start
        for m in SENTENCE_END.finditer(span.quote):
            if not ABBREVIATION.search(span.quote[: m.start() + 1]):
                out.append(Span.of(text, start, span.start + m.start() + 1))
                start = span.start + m.end()
        out.append(Span.of(text, start, span.end))
    return [s for s in out if len(s.quote.split()) > 1]


def halves(stretch: Span, events: Sequence[Event], text: str) -> list[Span]:
    """The sentence cut at an "and" or "but" that has another kind of deed on each side; whole where there is none."""
    for m in re.finditer(r",? (?:and|but) |; ", stretch.quote):
        cut, resume = stretch.start + m.start(), stretch.start + m.end()
        left = {
            e.mode for e in events if stretch.start <= e.trigger.start < cut and e.root not in VERBAL and e.confidence >= SURE
        }
        right = {
            e.mode for e in events if resume <= e.trigger.start < stretch.end and e.root not in VERBAL and e.confidence >= SURE
        }
        long = len(text[stretch.start : cut].split()) >= BARE_WORDS and len(text[resume : stretch.end].split()) >= BARE_WORDS
        if left and right and not left & right and long:
            return [Span.of(text, stretch.start, cut), *halves(Span.of(text, resume, stretch.end), events, text)]
    return [stretch]


def foremost(events: Sequence[Event], stretch: Span, statement: Statement) -> Event | None:
    """The event that the sentence is about: not one told in passing, the surest and then the first."""
    inside = [e for e in events if stretch.start <= e.trigger.start < stretch.end]
    if not inside:
        return None
    wanted = {
        "pledge": {"planned", "conditional"},
        "threaten": {"planned", "conditional"},
        "forecast": {"possible", "planned"},
    }.get(statement.act, {"actual", "ongoing"})
    return min(
        inside,
        key=lambda e: (e.root in VERBAL, -round(e.confidence, 1), e.modality not in wanted, e.quantity is None, e.trigger.start),
    )


def takes_back(statement: Statement) -> bool:
    """Is it the taking back of something said?"""
    return statement.act == "deny" and says("retract", " ".join(c.quote for c in statement.cue).lower())


def retractions(document: Document, hearing: Hearing) -> list[tuple[str, str, Withdrawal]]:
    """(side, words of what is taken back, withdrawal) for each statement of a document that takes something back."""
    out = []
    for statement in hearing.statements:
        side = side_of(statement.speaker)
        if side is not None and takes_back(statement):
            words = joined(statement.content)
            untrue = says("untrue", document.text[statement.cue[0].start : statement.content[-1].end].lower())
            out.append((side, words, Withdrawal(statement=statement.id, published=document.published, untrue=untrue)))
    return out


def is_meant(statement: Statement, stretch: Span) -> bool:
    """In a statement of several sentences, only those that look ahead are the pledge, threat, demand or forecast."""
    if statement.act not in AHEAD or (len(statement.content) == 1 and stretch == statement.content[0]):
        return True
    text = stretch.quote.lower()
    return not says("doubt", text) and any(
        says(name, text) for name in ("future", "possible", "demand", "infinitive", "should", "threat")
    )


def is_advice(statement: Statement) -> bool:
    """To one's own people: no other side is asked for anything."""
    return statement.act == "demand" and names("own_people", statement.addressee or "")


def is_question(statement: Statement, text: str) -> bool:
    end = statement.content[-1].end
    return "?" in text[end - 1 : end + 1]


def is_old(statement: Statement, document: Document) -> bool:
    """Said long before the document: the writer tells it as background."""
    said, published = statement.said, document.published
    return said is not None and said.end is not None and published is not None and said.end < published - OLD


def bare(statement: Statement, stretch: Span, times: Sequence[TimeExpression]) -> Event | None:
    """A pledge, threat, demand or denial of something that the event coder has no word for: PLOVER's event of the
    speech act itself, at the time that its words give. It has no kind, so nothing that is seen can settle it unless a person says
    so."""
    root = ROOT_OF_ACT.get(statement.act)
    speaker = statement.speaker
    if statement.act == "forecast" and not says("future", stretch.quote.lower()):
        return None
    if (
        root is None
        or speaker is None
        or (speaker.country or speaker.organisation) is None
        or len(stretch.quote.split()) < BARE_WORDS
    ):
        return None
    polarity: Polarity = "negative" if statement.act == "deny" else "positive"
    inside = (t.interval for t in times if stretch.start <= t.span.start < stretch.end and t.type != "SET")
    when = next((i for i in inside if i is not None), None)
    return Event(root=root, trigger=stretch, polarity=polarity, modality="planned", when=when, confidence=0.1)
