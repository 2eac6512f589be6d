"""The event coder: what the words of a parsed document allege, in the PLOVER ontology.

Patterns of words (``knowing/eventwords.toml``) are matched against the dependency parse; an event's ``mode`` holds the fine kind
(see ``knowing/ontology.py``). What the lexicon does not know gives no event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from saidseen.hearing.events.agreed import agreed, belonging, by_token, seen_as, sureness
from saidseen.hearing.events.heard import Noticed
from saidseen.hearing.events.matching import Match, match_word
from saidseen.hearing.events.participants import Who, participants
from saidseen.hearing.events.quantities import only_share, quantity_of, share_of
from saidseen.hearing.events.stance import Stance, stance_of
from saidseen.hearing.parsing.clauses import DEEP, VERBAL, Clause, entities, noun_phrase, perceives
from saidseen.knowing import testtable
from saidseen.knowing.eventwords import NO_EVENT
from saidseen.knowing.ontology import kind_of
from saidseen.knowing.sectors import sector_of
from saidseen.things import Event, Interval, Participant, Parties, Place, Quantity, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

T = TypeVar("T")

SEEN_AS = frozenset({"ccomp", "advcl", "conj"})
"""How the clause of what was perceived hangs on the verb of perception, parse errors included: its place and time are shared."""
FROM_FIRST = ("from", "out", "in", "at", "on", "off")
DESTINATION = ("to", "into", "towards", "toward", "for")
TO_FIRST = ("in", "at", "into", "on", "to", "near", "along", "around", "over", "towards", "toward")
"""Which place counts where several stand in a clause: the origin of what leaves, else where it happens or arrives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands in the document beside the words: places and times by the token that heads them, and how to name people."""

    places: Mapping[int, Sequence[tuple[Token, Place]]]
    named: frozenset[int]
    """Tokens that head a named place, those that stand for a government included."""
    times: Mapping[int, Sequence[tuple[Token, TimeExpression]]]
    who: Who
    noticed: Mapping[int, Noticed] | None


def by_country(country_of: Callable[[str], str | None]) -> Who:
    """A plain way to make participants: the phrase as the name, its sector, and the country of the first of its words that
    names one.

    ``country_of`` takes a name or an adjective of nationality and gives an ISO 3166-1 alpha-3 code or None.
    """

    def who(phrase: Tokens) -> Participant:
        named = [e.text for e in entities(phrase) if e.label_ in {"GPE", "NORP"}] + [phrase.text]
        country = next((c for c in map(country_of, named) if c), None)
        near = phrase[: phrase.root.i - phrase.start + 3]  # "member of parliament", but not what a clause adds
        sector = sector_of([t.lemma_.lower() for t in near], phrase.root.i - phrase.start)
        return Participant(span=_span(phrase), name=" ".join(phrase.text.split()), country=country, sector=sector)

    return who


def find_events(
    doc: Doc, *, places: Sequence[Place], times: Sequence[TimeExpression], who: Who, noticed: Sequence[Noticed] | None = None
) -> tuple[Event, ...]:
    """All events that the words of a parsed document allege, in the order of their trigger words.

    ``places`` and ``times`` are those found in the same text; ``who`` turns a noun phrase into a participant; ``noticed`` is what
    the network marked, None where it was not asked. ``sentence`` counts ``doc.sents``; ``statement`` is left to the caller.
    """
    named = ((p.span, p) for p in places if p.span is not None and p.form == "name")
    around = Around(
        places=_by_sentence(doc, ((p.span, p) for p in places if p.span is not None and p.literal)),
        named=frozenset(t.i for found in _by_sentence(doc, named).values() for t, _ in found),
        times=_by_sentence(doc, ((t.span, t) for t in times)),
        who=who,
        noticed=None if noticed is None else by_token(doc, noticed),
    )
    events: list[Event] = []
    for number, sentence in enumerate(doc.sents):
        events += _sentence_events(sentence, number, around)
    return tuple(events)


def _sentence_events(sentence: Tokens, number: int, around: Around) -> list[Event]:
    matches = [m for token in sentence if (m := match_word(token, around.named)) is not None]
    alone: list[Match] = []
    if around.noticed is not None:
        matches, alone = agreed(sentence, matches, around.noticed)
    used = {i for m in matches for i in m.used}
    by_head = {m.clause.head.i: m for m in matches}
    kept = [m for m in matches if m.pattern.kind != NO_EVENT and m.clause.head.i not in used and not _only_sees(m, by_head)]
    both = sorted([*kept, *alone], key=lambda m: m.clause.head.i)
    return [e for m in both if (e := _event(m, by_head, number, around)) is not None]


def _event(match: Match, by_head: Mapping[int, Match], number: int, around: Around) -> Event | None:
    clause, kind = match.clause, match.pattern.kind
    trigger = clause.head
    stance = stance_of(trigger)
    if stance.ended and match.by == "rules":
        known = kind_of(kind)
        ended = known.ended if known else None
        stance.negative ^= ended is None
        kind = ended or kind
    known = kind_of(kind)
    if known is None:
        return None
    if match.noticed is not None:
        stance = seen_as(stance, match.noticed, alone=match.by != "rules")
    actor, recipient = participants(match, by_head, around.who)
    place = _place(match, number, around, leaving=known.mode == "withdraw", actor=actor)
    event = Event(
        root=known.root,
        mode=known.name,
        contexts=known.contexts,
        trigger=_span(trigger.doc[trigger.i : trigger.i + 1]),
        actor=actor,
        recipient=recipient,
        place=place,
        when=_when(match, number, around),
        quantity=_quantity(clause, counted=testtable.row(known.root, known.name).counted),
        polarity=stance.polarity,
        modality=stance.modality,
        condition=stance.condition,
        sentence=number,
        confidence=_confidence(match, stance, told=(actor is not None, recipient is not None or place is not None)),
        by=match.by,
        marked=marked(match, around.who),
    )
    return event if match.by == "rules" or match.noticed is None else _by_network(event, match.noticed)


def _by_network(event: Event, seen: Noticed) -> Event:
    """An event that the network alone marks: its parties are the event's."""
    both = event.parties
    return replace(event, actor=both.actor, recipient=both.recipient, marked=None, confidence=sureness(seen))


def marked(match: Match, who: Who) -> Parties | None:
    """Who the parties are by the network."""
    if match.noticed is None:
        return None
    doc = match.clause.head.doc
    doer, target = (belonging(doc, match.noticed, part) for part in ("actor", "recipient"))
    return Parties(actor=who(doer) if doer is not None else None, recipient=who(target) if target is not None else None)


def _only_sees(match: Match, by_head: Mapping[int, Match]) -> bool:
    """A verb of perception where what was perceived is an event of its own ("saw tanks leave")."""
    verb = match.clause.head
    below = [k for k in verb.children if k.dep_ in {"ccomp", "xcomp", "advcl"}]
    seen = [k for o in verb.children if o.dep_ == "dobj" for k in o.children if k.dep_ in {"acl", "relcl"}]
    return perceives(verb) and any(k.i in by_head for k in [*below, *seen])


def _confidence(match: Match, stance: Stance, *, told: tuple[bool, bool]) -> float:
    """How sure the coding is, by hand-set steps: patterns that ask for more, verbs, and known parties are surer."""
    trigger = match.clause.head
    value = 0.5 + 0.03 * min(match.pattern.rank, 5) + 0.05 * sum(told)
    if trigger.pos_ not in VERBAL:
        value -= 0.05 if match.governor is not None else 0.15
    value -= 0.15 * stance.apart + 0.06 * min(stance.depth, 3)
    return round(max(0.1, min(0.95, value)), 2)


def _quantity(clause: Clause, *, counted: bool) -> Quantity | None:
    """How many; of what is counted in shares ("750 of the 1,027", "all"), which share."""
    if counted and (share := _share(clause)) is not None:
        return share
    for token in (clause.affected, clause.doer):
        if token is not None and (found := quantity_of(noun_phrase(token))) is not None:
            return found
    return None


def _share(clause: Clause) -> Quantity | None:
    """The share that the event's own words give, else the only one in figures in its sentence."""
    phrases = [noun_phrase(t).text for t in (clause.affected, clause.doer) if t is not None]
    floating = [k.text for k in clause.head.children if k.lower_ in {"all", "both"}]
    own = next((s for text in [*phrases, *floating] if (s := share_of(text)) is not None), None)
    return own or only_share(clause.head.sent.text)


def _by_sentence(doc: Doc, items: Iterable[tuple[Span, T]]) -> Mapping[int, Sequence[tuple[Token, T]]]:
    """Things with spans by the number of their sentence, each with the token that heads it."""
    number = {s.start: n for n, s in enumerate(doc.sents)}
    found: dict[int, list[tuple[Token, T]]] = defaultdict(list)
    for span, thing in items:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None and len(tokens):
            found[number[tokens.root.sent.start]].append((tokens.root, thing))
    return found


def _steps(token: Token, match: Match) -> tuple[int, str] | None:
    """Steps up from a token to the event's words and the preposition that it hangs on; None where another clause lies between."""
    goals = {g.i for g in (match.clause.head, match.governor) if g is not None}
    top = match.clause.head
    while (
        top.pos_ in VERBAL and top.head.pos_ in VERBAL and (top.dep_ == "xcomp" or (top.dep_ in SEEN_AS and perceives(top.head)))
    ):
        top = top.head
        goals.add(top.i)
    prep, node = "", token
    for step in range(2 * DEEP):
        if node.i in goals:
            return step, prep
        if node.dep_ in {"nsubj", "nsubjpass"} and perceives(node.head) and node.head != match.clause.head:
            return None
        if node.dep_ == "ROOT" or (step and node.pos_ in VERBAL and node.dep_ not in {"xcomp", "auxpass", "csubj", "csubjpass"}):
            return None
        if node.dep_ in {"nsubj", "nsubjpass"} and node.head.i in goals and node.head.pos_ in VERBAL:
            prep = "subject"
        if node.pos_ == "ADP":
            prep = node.lower_
        node = node.head
    return None


def _place(match: Match, number: int, around: Around, *, leaving: bool, actor: Participant | None) -> Place | None:
    """The nearest fitting place in the event's clause, outside its actor's name; of several alike, one that is known."""
    own = actor.span if actor is not None else None
    order = FROM_FIRST if leaving else TO_FIRST
    best: tuple[tuple[int, bool, int], Place] | None = None
    for token, place in around.places.get(number, ()):
        steps = _steps(token, match)
        if own is not None and place.span is not None and own.start <= place.span.start < own.end:
            continue
        if steps is None or (steps[1] == "subject" and not (match.clause.shared or match.clause.passive)):
            continue
        last = steps[1] == "subject" or (leaving and steps[1] in DESTINATION)
        key = (order.index(steps[1]) if steps[1] in order else len(order) + last, place.lat is None, steps[0])
        if best is None or key < best[0]:
            best = key, place
    return best[1] if best else None


def _when(match: Match, number: int, around: Around) -> Interval | None:
    near = [(steps[0], t.interval) for token, t in around.times.get(number, ()) if (steps := _steps(token, match)) and t.interval]
    return min(near, key=lambda n: n[0])[1] if near else None


def _span(phrase: Tokens) -> Span:
    return Span(start=phrase.start_char, end=phrase.end_char, quote=phrase.text)  # doc.text is put together at each call
