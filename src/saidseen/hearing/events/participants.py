"""Who does an event and who undergoes it: the parts of a match that are sides, forces or people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from saidseen.hearing.events.matching import Match
from saidseen.hearing.parsing.clauses import (
    VERBAL,
    antecedent,
    name,
    noun_clause,
    noun_phrase,
    perceives,
    phrases,
    real,
    unmasked,
    verb_clause,
)
from saidseen.knowing.eventwords import lexicon
from saidseen.knowing.ontology import kind_of
from saidseen.things import Participant

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Who = Callable[["Tokens"], Participant]

SIDE_LABELS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
TOWARDS = ("against", "on", "upon", "at", "with", "to", "from", "for", "into", "over", "in")
"""Prepositions that bring the one who undergoes an event, the most telling first."""
RUINS = frozenset({"destroy", "bombing"})
"""Kinds of which verbs say that a thing breaks by itself."""
HOLDING = frozenset({"hold", "control", "occupation", "siege"})
THINGS = 7
"""So many of them point at things, too ("an attack on the airport"); the others only at parties."""
OWN = frozenset({"force", "weapon", "relief", "sanction", "rule", "works", "drill", "truce", "pact", "goods", "war"})
"""Classes of things that one moves, gives or makes: the recipient then stands in a phrase, not in the object."""


def participants(match: Match, by_head: Mapping[int, Match], who: Who) -> tuple[Participant | None, Participant | None]:
    """Actor and recipient of a match; ``by_head`` has the sentence's matches by the index of their head."""
    clause = match.clause
    if clause.affected is not None and (perceives(clause.head) or _contains(match)):
        return _seen(clause.affected, match, who), None
    doer = _holder(match) or (antecedent(clause.doer) if clause.doer is not None else None)
    if doer is None:
        doer = _blamed(clause.head) or _moved(match) or _signer(match)
    if doer is not None and _undergoes(match, doer):
        return None, who(noun_phrase(doer))
    doer = _behind(doer) if doer is not None else None
    mover = doer is not None and doer.i in match.used and not _is_side(doer) and not _is_a(doer, "works")
    actor = who(noun_phrase(doer)) if doer is not None and not mover else None
    if doer is not None and _is_a(doer, "weapon") and (actor is None or actor.country is None):
        actor = _sender(match, who)
    target = _target(match, by_head)
    target = antecedent(target) if target is not None and target != clause.doer else None
    if target is None and doer is not None:
        target = next((k for k in doer.children if k.dep_ == "conj"), None)
    if target is None or target == doer:
        return actor, None
    return actor, who(noun_phrase(target))


def _holder(match: Match) -> Token | None:
    """Who holds: "is in the hands of the rebels"."""
    head = match.clause.head
    if head.pos_ not in VERBAL or match.clause.passive:
        return None
    held = (head.doc[i] for i in sorted(match.used) if head.doc[i].dep_ == "pobj")
    of_it = [h for h in held if h.head.lower_ == "under" or name(h) == "hand"]
    return next((t for h in of_it for p, t in phrases(h) if p == "of" and match.pattern.kind in HOLDING), None)


def _undergoes(match: Match, subject: Token) -> bool:
    """Does the subject suffer what the verb says, as in "the car blew up", "the roof burned"?"""
    verb = match.clause.head
    if match.pattern.kind not in RUINS or verb.pos_ not in VERBAL or match.clause.affected not in {None, subject}:
        return False
    somebody = subject.ent_type_ or any(_is_a(subject, kind) for kind in ("person", "pronoun", "side"))
    return not somebody and name(verb) in lexicon().aspect["breaking_verbs"]


def _blamed(deed: Token) -> Token | None:
    """Who is said to be behind a deed, or responsible for it."""
    above = deed.head.head
    if deed.dep_ != "pobj" or deed.pos_ in VERBAL or not (deed.head.lower_ == "behind" or name(above) == "responsible"):
        return None
    verb = above if above.pos_ in VERBAL else above.head
    return next((real(k) for k in verb.children if k.dep_ == "nsubj"), None)


def _behind(doer: Token) -> Token | None:
    """Who is behind a deed that does another ("the army's attack cut the road"): its own doer; else the token itself."""
    deed = doer.pos_ == "NOUN" and name(doer) in lexicon().nouns and not _is_side(doer) and not _is_a(doer, "weapon")
    own = noun_clause(doer, None).doer if deed else doer
    return antecedent(own) if own is not None else None


def _sender(match: Match, who: Who) -> Participant | None:
    """From whom a weapon came ("a shell came from the rebel side"); a weapon by itself does nothing."""
    senders = (who(noun_phrase(t)) for p, t in match.clause.phrases if p == "from")
    return next((s for s in senders if s.country is not None), None)


def _seen(thing: Token, match: Match, who: Who) -> Participant | None:
    """Whose doing it is that something was seen: the forces themselves, the owner of a flag, who keeps the register."""
    if _is_side(thing) or _is_a(thing, "works"):
        return who(noun_phrase(unmasked(thing)))
    owner = next((k for k in thing.children if k.dep_ == "poss" or k.ent_type_ == "NORP"), None)
    owner = owner or next((t for _, t in match.clause.phrases if _is_a(t, "register")), None)
    return who(noun_phrase(antecedent(owner))) if owner is not None else None


def _contains(match: Match) -> bool:
    """What does it is a place and what it has are forces ("the yard held forty tanks"): they are the ones who are there."""
    clause, known = match.clause, kind_of(match.pattern.kind)
    if clause.doer is None or clause.affected is None or clause.shared or known is None or known.root != "MOBILIZE":
        return False
    return _is_a(clause.doer, "place") and not _is_side(clause.doer) and _is_a(clause.affected, "force")


def _is_a(token: Token, kind: str) -> bool:
    return lexicon().classes[kind].takes(name(unmasked(token)), "")


def _signer(match: Match) -> Token | None:
    """Whose a paper is that was entered, printed or deposited: "Kenya's instrument of ratification"."""
    paper = match.clause.affected
    if match.pattern.kind != "treaty" or paper is None:
        return None
    return next((k for k in paper.children if k.dep_ == "poss"), None)


def _moved(match: Match) -> Token | None:
    """Who acts where nobody is named but a force is moved: "the troops were withdrawn"."""
    own = match.clause.affected
    moved = own is not None and (_is_a(own, "force") or _is_a(own, "works"))
    known = kind_of(match.pattern.kind)
    return own if moved and known is not None and known.root in {"RETREAT", "MOBILIZE"} else None


def _is_side(token: Token) -> bool:
    inner = unmasked(token)
    classes = lexicon().classes
    if inner.ent_type_ in SIDE_LABELS:
        return True
    return any(classes[c].takes(name(inner), inner.ent_type_) for c in ("side", "force", "person", "pronoun"))


def _target(match: Match, by_head: Mapping[int, Match]) -> Token | None:  # noqa: PLR0911  # one return a place to look
    """Who or what undergoes the event: the object, or where that is moved, given or made, the telling phrase."""
    clause = match.clause
    classes = lexicon().classes
    direct = clause.affected if not clause.shared else None
    direct = direct if direct is None or direct.i not in match.used or _is_side(direct) or _is_of_a_country(direct) else None
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
    direct = inner.affected if not inner.shared else None
    sides = [t for t in (direct, *(t for _, t in inner.phrases)) if t is not None and _is_side(t)]
    return next((t for t in sides if t.ent_type_ in SIDE_LABELS), sides[0] if sides else inner.affected)


def _is_of_a_country(place: Token) -> bool:
    """Of "Norwegian towns": what is done to them is done to the country."""
    return any(k.ent_type_ == "NORP" for k in place.children)


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
