"""The event coder: what the words of a parsed document allege, in the PLOVER ontology.

Patterns of words (``knowing/eventwords.toml``) are matched against the dependency parse; an event's ``mode`` holds the fine kind
(see ``knowing/ontology.py``). What the lexicon does not know gives no event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from saidseen.hearing.clauses import CORE, DEEP, VERBAL, Clause, name, antecedent, noun_clause, noun_phrase, phrases, real, unmasked, verb_clause
from saidseen.hearing.quantities import quantity_of
from saidseen.hearing.stance import Stance, stance_of
from saidseen.knowing.eventwords import NO_EVENT, Filler, Pattern, lexicon
from saidseen.knowing.ontology import kind_of
from saidseen.things import Event, Interval, Participant, Place, Quantity, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

Who = Callable[["Tokens"], Participant]
T = TypeVar("T")

SIDE_LABELS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
TOWARDS = ("against", "on", "upon", "at", "with", "to", "from", "for", "into", "over", "in")
"""Prepositions that bring the one who undergoes an event, the most telling first."""
UNGOVERNED = frozenset({"ROOT", "dep", "appos"})
THINGS = 7
"""So many of them point at things, too ("an attack on the airport"); the others only at parties."""
OWN = frozenset({"force", "weapon", "relief", "sanction", "rule", "works", "drill", "truce", "pact", "goods", "war"})
"""Classes of things that one moves, gives or makes: the recipient then stands in a phrase, not in the object."""
FROM_FIRST = ("from", "out", "in", "at", "on", "off")
TO_FIRST = ("in", "at", "into", "on", "to", "near", "along", "around", "over", "towards", "toward")
"""Which place counts where several stand in a clause: the origin of what leaves, else where it happens or arrives."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits, with the clause and the words that it used."""

    pattern: Pattern
    clause: Clause
    governor: Token | None
    used: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands in the document beside the words: places and times by the token that heads them, and how to name people."""

    places: Mapping[int, Sequence[tuple[Token, Place]]]
    named: frozenset[int]
    """Tokens that head a named place, those that stand for a government included."""
    times: Mapping[int, Sequence[tuple[Token, TimeExpression]]]
    who: Who


def by_country(country_of: Callable[[str], str | None]) -> Who:
    """A plain way to make participants: the phrase as the name, and the country of the first of its words that names one.

    ``country_of`` takes a name or an adjective of nationality and gives an ISO 3166-1 alpha-3 code or None.
    """

    def who(phrase: Tokens) -> Participant:
        named = [e.text for e in phrase.ents if e.label_ in {"GPE", "NORP"}] + [phrase.text]
        country = next((c for c in map(country_of, named) if c), None)
        return Participant(span=_span(phrase), name=" ".join(phrase.text.split()), country=country)

    return who


def find_events(doc: Doc, *, places: Sequence[Place], times: Sequence[TimeExpression], who: Who) -> tuple[Event, ...]:
    """All events that the words of a parsed document allege, in the order of their trigger words.

    ``places`` and ``times`` are those found in the same text; ``who`` turns a noun phrase into a participant. ``sentence`` counts
    ``doc.sents``; ``statement`` is left to the caller.
    """
    around = Around(
        places=_by_sentence(doc, ((p.span, p) for p in places if p.span is not None and not p.metonym)),
        named=frozenset(t.i for found in _by_sentence(doc, ((p.span, p) for p in places if p.span)).values() for t, _ in found),
        times=_by_sentence(doc, ((t.span, t) for t in times)),
        who=who,
    )
    events: list[Event] = []
    for number, sentence in enumerate(doc.sents):
        events += _sentence_events(sentence, number, around)
    return tuple(events)


def _sentence_events(sentence: Tokens, number: int, around: Around) -> list[Event]:
    matches = [m for token in sentence if (m := _match(token, around.named)) is not None]
    used = {i for m in matches for i in m.used}
    by_head = {m.clause.head.i: m for m in matches}
    kept = [m for m in matches if m.pattern.kind != NO_EVENT and (m.clause.head.pos_ in VERBAL or m.clause.head.i not in used)]
    return [e for m in kept if (e := _event(m, by_head, number, around)) is not None]


def _match(token: Token, named: frozenset[int]) -> Match | None:
    """The pattern that fits a word best, if any."""
    lemma, words = name(token), lexicon()
    if token.ent_type_ in {"DATE", "TIME"}:
        return None
    if token.pos_ in VERBAL:
        if token.dep_ in {"aux", "auxpass", "amod", "compound", "case"}:
            return None
        patterns = words.verbs.get(_hyphenated(token) or "", ()) or words.verbs.get(lemma, ())
        if patterns:
            return _best(patterns, verb_clause(token), None, named)
    elif token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.dep_ in {"amod", "acomp"}:
        return None
    patterns = words.nouns.get(_hyphenated(token) or "", ()) or words.nouns.get(lemma, ()) or words.nouns.get(token.lower_, ())
    if not patterns or (token.dep_ in {"compound", "nmod"} and not _is_named(token)):
        return None
    governor = token.head if token.dep_ in CORE and token.head.pos_ in VERBAL else None
    if governor is not None and not (name(governor) in words.aspect["do_verbs"] or token.dep_ in {"nsubjpass"}):
        light = any(name(governor) in words.aspect[g] for g in ("end_verbs", "plan_verbs", "prevent_verbs", "begin_verbs"))
        governor = governor if light else None
    return _best(patterns, noun_clause(token, governor), governor, named)


def _is_named(noun: Token) -> bool:
    aspect = lexicon().aspect
    return any(name(noun.head) in aspect[g] for g in ("plan_nouns", "possible_nouns", "end_nouns"))


def _hyphenated(token: Token) -> str | None:
    """A hyphenated word is split by the tokenizer: put together again at its last part."""
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        return f"{token.nbor(-2).lower_}-{name(token)}"
    return None


def _best(patterns: Iterable[Pattern], clause: Clause, governor: Token | None, named: frozenset[int]) -> Match | None:
    for pattern in patterns:
        used = _fits(pattern, clause, named)
        if used is not None:
            return Match(pattern, clause, governor, frozenset(used))
    return None


def _fits(pattern: Pattern, clause: Clause, named: frozenset[int]) -> set[int] | None:
    """The tokens that fill a pattern's slots, or None where one stays empty."""
    used: set[int] = set()
    if pattern.alone and clause.head.dep_ not in UNGOVERNED:
        return None
    for group in pattern.words:
        hit = next((clause.words[w] for w in group if w in clause.words), None)
        if hit is None:
            return None
        used.add(hit.i)
    if pattern.nothing_affected and clause.affected is not None and not clause.shared:
        return None
    if pattern.affected is not None:
        nominal = clause.head.pos_ not in VERBAL
        candidates = [clause.affected] if clause.affected is not None else []
        candidates += list(clause.words.values()) if nominal else []
        hit = next((c for c in candidates if not (clause.shared and _is_person(c)) and _fills(pattern.affected, c, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    if pattern.doer is not None:
        doer = clause.doer or (clause.affected if clause.head.lemma_ == "be" else None)
        if doer is None or not _fills(pattern.doer, doer, named):
            return None
    if pattern.predicate is not None:
        hit = next((w for w in clause.words.values() if w.dep_ == "attr" and _fills(pattern.predicate, w, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    for preps, filler in pattern.phrases:
        hit = next((t for p, t in clause.phrases if p in preps and _fills(filler, t, named)), None)
        if hit is None:
            return None
        used.add(hit.i)
    return used


def _fills(filler: Filler, token: Token, named: frozenset[int]) -> bool:
    if filler.anything or ("GPE" in filler.labels and token.i in named):
        return True
    inner = unmasked(token)
    heads = {token, inner, *(c for c in inner.children if c.dep_ == "conj")}
    if any(filler.takes(name(t), t.ent_type_) or t.lower_ in filler.words for t in heads):
        return True
    return filler.modifiers and any(
        filler.takes(name(k), "") for t in heads for k in t.subtree if k.dep_ in {"compound", "nmod", "amod", "pobj", "poss"} and k.head.i >= t.i
    )


def _event(match: Match, by_head: Mapping[int, Match], number: int, around: Around) -> Event | None:
    clause, kind = match.clause, match.pattern.kind
    trigger = clause.head
    stance = stance_of(trigger)
    if stance.ended:
        known = kind_of(kind)
        ended = known.ended if known else None
        stance.negative ^= ended is None
        kind = ended or kind
    known = kind_of(kind)
    if known is None:
        return None
    actor, recipient = _participants(match, by_head, around.who)
    place = _place(match, number, around, leaving=known.mode == "withdraw")
    return Event(
        root=known.root,
        mode=known.name,
        contexts=known.contexts,
        trigger=Span.of(trigger.doc.text, trigger.idx, trigger.idx + len(trigger)),
        actor=actor,
        recipient=recipient,
        place=place,
        when=_when(match, number, around),
        quantity=_quantity(clause),
        polarity=stance.polarity,
        modality=stance.modality,
        condition=stance.condition,
        sentence=number,
        confidence=_confidence(match, stance, told=(actor is not None, recipient is not None or place is not None)),
    )


def _confidence(match: Match, stance: Stance, *, told: tuple[bool, bool]) -> float:
    """How sure the coding is, by hand-set steps: patterns that ask for more, verbs, and known parties are surer."""
    trigger = match.clause.head
    value = 0.5 + 0.03 * min(match.pattern.rank, 5) + 0.05 * sum(told)
    if trigger.pos_ not in VERBAL:
        value -= 0.05 if match.governor is not None else 0.15
    value -= 0.15 * stance.apart + 0.06 * min(stance.depth, 3)
    return round(max(0.1, min(0.95, value)), 2)


def _participants(match: Match, by_head: Mapping[int, Match], who: Who) -> tuple[Participant | None, Participant | None]:
    """Actor and recipient of a match."""
    clause = match.clause
    doer = antecedent(clause.doer) if clause.doer is not None else None
    mover = clause.shared and doer is not None and doer.i in match.used and not _is_side(doer)
    actor = who(noun_phrase(doer)) if doer is not None and not mover else None
    target = _target(match, by_head)
    target = antecedent(target) if target is not None and target != clause.doer else None
    if target is None and doer is not None:
        target = next((k for k in doer.children if k.dep_ == "conj"), None)
    if target is None or target == doer:
        return actor, None
    return actor, who(noun_phrase(target))


def _is_side(token: Token) -> bool:
    inner = unmasked(token)
    classes = lexicon().classes
    return inner.ent_type_ in SIDE_LABELS or any(classes[c].takes(name(inner), inner.ent_type_) for c in ("side", "force", "person", "pronoun"))


def _target(match: Match, by_head: Mapping[int, Match]) -> Token | None:
    """Who or what undergoes the event: the object, or where that is moved, given or made, the telling phrase."""
    clause = match.clause
    classes = lexicon().classes
    direct = clause.affected if not clause.shared else None
    direct = direct if direct is None or direct.i not in match.used or _is_side(direct) else None
    if direct is not None and not any(classes[c].takes(name(unmasked(direct)), "") for c in OWN):
        return direct
    if clause.dative is not None:
        return clause.dative
    found = _towards(match)
    if found is not None:
        return found
    if direct is not None:
        return direct
    below = next((k for k in clause.head.children if k.dep_ in {"xcomp", "ccomp"} and k.pos_ in VERBAL), None)
    if below is None:
        return next((t for p, t in clause.phrases if p in {"of", "about"} and t.pos_ != "VERB"), None)
    if below.i in by_head and below.dep_ == "xcomp":
        return _target(by_head[below.i], by_head)
    inner = verb_clause(below)
    if below.dep_ == "ccomp" and inner.doer is not None:
        return inner.doer
    sides = [t for t in (inner.affected if not inner.shared else None, *(t for _, t in inner.phrases)) if t is not None and _is_side(t)]
    return next((t for t in sides if t.ent_type_ in SIDE_LABELS), sides[0] if sides else inner.affected)


def _towards(match: Match) -> Token | None:
    """The one whom a phrase of the verb or of its object points at; a party before a thing."""
    head = match.clause.head
    inside = [p for i in sorted(match.used) if head.pos_ in VERBAL for p in phrases(head.doc[i])]
    telling = [
        (TOWARDS.index(p), not _is_side(t), t.i, t)
        for p, t in [*match.clause.phrases, *inside]
        if p in TOWARDS and t.pos_ in {"NOUN", "PROPN", "PRON"} and t.ent_type_ not in {"DATE", "TIME"}
    ]
    telling = [t for t in telling if not t[1] or t[0] < THINGS]
    return real(min(telling, key=lambda t: (t[1], t[0], t[2]))[3]) if telling else None


def _is_person(token: Token) -> bool:
    inner = unmasked(token)
    classes = lexicon().classes
    return inner.ent_type_ == "PERSON" or (
        any(classes[c].takes(name(inner), "") for c in ("person", "pronoun")) and not classes["force"].takes(name(inner), "")
    )


def _quantity(clause: Clause) -> Quantity | None:
    for token in (clause.affected, clause.doer):
        if token is not None and (found := quantity_of(noun_phrase(token))) is not None:
            return found
    return None


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
    goals = {match.clause.head.i, *(g.i for g in (match.governor,) if g is not None)}
    prep, node = "", token
    for step in range(2 * DEEP):
        if node.i in goals:
            return step, prep
        if node.dep_ == "ROOT" or (step and node.pos_ in VERBAL and node.dep_ not in {"xcomp", "auxpass"}):
            return None
        if node.dep_ in {"nsubj", "nsubjpass"} and node.head.i in goals and node.head.pos_ in VERBAL:
            prep = "subject"
        if node.pos_ == "ADP":
            prep = node.lower_
        node = node.head
    return None


def _place(match: Match, number: int, around: Around, *, leaving: bool) -> Place | None:
    """The nearest fitting place in the event's clause."""
    order = FROM_FIRST if leaving else TO_FIRST
    best: tuple[tuple[int, int], Place] | None = None
    for token, place in around.places.get(number, ()):
        steps = _steps(token, match)
        if steps is None or (steps[1] == "subject" and not (match.clause.shared or match.clause.passive)):
            continue
        key = (order.index(steps[1]) if steps[1] in order else len(order) + (steps[1] == "subject"), steps[0])
        if best is None or key < best[0]:
            best = key, place
    return best[1] if best else None


def _when(match: Match, number: int, around: Around) -> Interval | None:
    near = [(steps[0], t.interval) for token, t in around.times.get(number, ()) if (steps := _steps(token, match)) and t.interval]
    return min(near, key=lambda n: n[0])[1] if near else None


def _span(phrase: Tokens) -> Span:
    return Span.of(phrase.doc.text, phrase.start_char, phrase.end_char)
