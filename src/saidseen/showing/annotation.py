"""What was understood of a document as data for programs: one line of ``saidseen annotate``.

Spans are ``[start, end)`` in code points of the text, times ISO 8601 in UTC, countries ISO 3166-1 alpha-3. Names of event
roots and ``plover_mode`` are PLOVER's; ``mode`` is our finer kind where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from saidseen.knowing.ontology import plover_mode
from saidseen.showing.moments import iso
from saidseen.things import (
    Actor,
    Document,
    Event,
    Hearing,
    Interval,
    Likelihood,
    Participant,
    Place,
    Problem,
    Quantity,
    Span,
    Statement,
    TimeExpression,
)

Json = dict[str, object]


def pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def interval_json(interval: Interval | None) -> Json | None:
    return None if interval is None else {"start": iso(interval.start), "end": iso(interval.end)}


def actor_json(actor: Actor | None) -> Json | None:
    if actor is None:
        return None
    return {
        "name": actor.name,
        "role": actor.role,
        "organisation": actor.organisation,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "surface": actor.surface,
    }


def participant_json(participant: Participant | None) -> Json | None:
    if participant is None:
        return None
    span = participant.span
    return {
        "span": [span.start, span.end] if span else None,
        "name": participant.name,
        "country": participant.country,
        "sector": participant.sector,
    }


def place_json(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "span": [place.span.start, place.span.end] if place.span else None,
        "name": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin": list(place.admin),
        "precision": place.precision,
        "confidence": place.confidence,
        "metonym": place.metonym,
        "form": place.form,
    }


def quantity_json(quantity: Quantity | None) -> Json | None:
    return None if quantity is None else {"low": quantity.low, "high": quantity.high, "unit": quantity.unit}


def time_json(time: TimeExpression) -> Json:
    known = time.interval or Interval()
    span = [time.span.start, time.span.end]
    return {"span": span, "type": time.type, "value": time.value, "start": iso(known.start), "end": iso(known.end)}


def event_json(event: Event, place: object, when: object) -> Json:
    """An event; ``place`` and ``when`` are indexes in an annotation and inlined objects in a claim."""
    return {
        "root": event.root,
        "mode": event.mode,
        "plover_mode": plover_mode(event.mode),
        "contexts": list(event.contexts),
        "trigger": [event.trigger.start, event.trigger.end],
        "actor": participant_json(event.parties.actor),
        "recipient": participant_json(event.parties.recipient),
        "place": place,
        "when": when,
        "quantity": quantity_json(event.quantity),
        "polarity": event.polarity,
        "modality": event.modality,
        "condition": event.condition,
        "statement": event.statement,
        "confidence": event.confidence,
        "by": event.by,
    }


def statement_json(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "source": pairs(statement.source),
        "cue": pairs(statement.cue),
        "content": pairs(statement.content),
        "quote_type": statement.quote_type,
        "act": statement.act,
        "basis": statement.basis,
        "confidence": statement.confidence,
        "speaker": actor_json(statement.speaker),
        "addressee": statement.addressee,
        "channel": statement.channel,
        "said": interval_json(statement.said),
        "nested_in": statement.nested_in,
        "topic": statement.topic,
        "likelihood": likelihood_json(statement.likelihood),
    }


def likelihood_json(likelihood: Likelihood | None) -> Json | None:
    if likelihood is None:
        return None
    return {"words": likelihood.words, "low": likelihood.low, "high": likelihood.high, "confidence": likelihood.confidence}


def problem_json(problem: Problem) -> Json:
    return {"where": problem.where, "what": problem.what, "kept": problem.kept, "todo": problem.todo}


def place_index(event: Event, places: Sequence[Place]) -> int | None:
    """Which of the document's places an event names."""
    return next((i for i, place in enumerate(places) if place == event.place), None)


def time_index(event: Event, times: Sequence[TimeExpression]) -> int | None:
    """Which of the document's time expressions gave an event its time; of equal ones the nearest to the trigger."""
    fits = [i for i, time in enumerate(times) if event.when is not None and time.interval == event.when]
    return min(fits, key=lambda i: abs(times[i].span.start - event.trigger.start), default=None)


def annotation_json(document: Document, hearing: Hearing) -> Json:
    """One line of ``saidseen annotate``."""
    events = [event_json(e, place_index(e, hearing.places), time_index(e, hearing.times)) for e in hearing.events]
    return {
        "url": document.url,
        "statements": [statement_json(s) for s in hearing.statements],
        "events": events,
        "places": [place_json(p) for p in hearing.places],
        "times": [time_json(t) for t in hearing.times],
        "problems": [problem_json(p) for p in hearing.problems],
        "lang": document.lang,
        "model": hearing.model,
    }
