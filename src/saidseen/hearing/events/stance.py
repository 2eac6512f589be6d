"""In which light the words put an event: negated, ended, planned, possible, going on, under a condition.

One walk from the event's word up the parse, over the verbs, nouns and adjectives that govern it ("has no plans to invade",
"an end to the blockade", "would be ready to leave if ..."). Which word does what is in ``eventwords.toml`` under ``aspect``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.parsing.clauses import CORE, DEEP, SUBJECTS, VERBAL, name, perceives
from saidseen.knowing.eventwords import lexicon
from saidseen.things import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

STRENGTH: dict[Modality, int] = {"actual": 0, "ongoing": 1, "planned": 2, "possible": 3, "conditional": 4}
"""Of several lights the strongest counts: what could be planned is possible."""


@dataclass(slots=True)
class Stance:
    """The light as gathered so far. ``apart``: the event is named in passing (after "during", in an if-clause, ...)."""

    negative: bool = False
    ended: bool = False
    modality: Modality = "actual"
    condition: str | None = None
    apart: bool = False
    depth: int = 0
    settled: bool = False

    @property
    def polarity(self) -> Polarity:
        return "negative" if self.negative else "positive"

    def put(self, modality: Modality) -> None:
        if STRENGTH[modality] > STRENGTH[self.modality]:
            self.modality = modality


def stance_of(trigger: Token) -> Stance:
    """The light on a trigger word."""
    s = Stance()
    node: Token | None = trigger
    below: Token | None = None
    for _ in range(DEEP):
        if node is None:
            break
        if node.pos_ in VERBAL:
            _look_at_verb(node, s, below)
            _conditions(node, s)
        else:
            _look_at_noun(node, s)
        below, node = node, _up(node, s)
        s.depth += node is not None
    _inversion(trigger, s)
    if trigger.tag_ == "VB" and not s.settled and any(k.tag_ == "TO" for k in trigger.children):
        s.put("planned")
    return s


def _is(token: Token, group: str) -> bool:
    return name(token) in lexicon().aspect[group]


def _look_at_verb(verb: Token, s: Stance, below: Token | None) -> None:
    """Auxiliaries, negations and negative participants of one verb; ``below`` is the word that we came from."""
    for child in verb.children:
        dep, lower = child.dep_, child.lower_
        if dep == "neg" or (dep in {"advmod", "preconj", "cc", "det", "npadvmod"} and _is(child, "negators")):
            following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            s.negative ^= following != "only"
        elif lower == "longer" and child.i and child.nbor(-1).lower_ == "no":
            s.negative = True
        elif dep in {"aux", "auxpass"}:
            _auxiliary(child, verb, s)
        elif dep in SUBJECTS or (below is None and dep in {"dobj", "attr", "agent"}):
            s.negative ^= child != below and _negative_phrase(child)
        elif dep in {"advmod", "acomp"} and _is(child, "hedge_adverbs"):
            s.put("possible")
    if verb.dep_ == "ROOT" and verb.i > verb.sent.start and verb.doc[verb.sent.start].lower_ in {"nor", "neither"}:
        s.negative |= not any(_is(k, "negators") for k in verb.children)


SENSED = frozenset({"can", "could", "ca"})  # beside a verb of perception they say that it is perceived


def _auxiliary(aux: Token, verb: Token, s: Stance) -> None:
    aspect = lexicon().aspect
    if aux.lower_ in SENSED and perceives(verb):
        return  # what "can be seen" is seen
    if aux.tag_ == "MD" or aux.lower_ in aspect["modals_planned"]:
        s.put("possible" if aux.lower_ in aspect["modals_possible"] else "planned")
    elif verb.tag_ == "VBG" and aux.lemma_ == "be":
        s.put("planned" if verb.lower_ == "going" and any(k.dep_ == "xcomp" for k in verb.children) else "ongoing")
    elif aux.lower_ == "being":
        s.put("ongoing")
    if aux.tag_ != "TO" and verb.tag_ != "VB":
        s.settled = True


def _negative_phrase(head: Token) -> bool:
    """Whether a noun phrase is negative: "nobody", "no soldier", "not a single tank", "none of them"."""
    if _is(head, "negators"):
        return True
    return any(
        k.dep_ in {"det", "neg", "advmod", "preconj", "poss"}
        and k.i < head.i
        and _is(k, "negators")
        and k.doc[k.i + 1].lower_ != "only"
        for k in head.children
    )


def _look_at_noun(noun: Token, s: Stance) -> None:
    s.negative ^= _negative_phrase(noun)
    for child in noun.children:
        if child.dep_ == "amod":
            for group, modality in _ADJECTIVES:
                if _is(child, group):
                    s.put(modality)


_ADJECTIVES: tuple[tuple[str, Modality], ...] = (
    ("plan_adjectives", "planned"),
    ("possible_adjectives", "possible"),
    ("ongoing_adjectives", "ongoing"),
)
_GOVERNORS: tuple[tuple[str, Modality], ...] = (
    ("plan_verbs", "planned"),
    ("possible_verbs", "possible"),
    ("ongoing_verbs", "ongoing"),
)


def _conditions(verb: Token, s: Stance) -> None:
    """An if-clause below the verb makes what it says conditional and gives the condition's words."""
    for child in verb.children:
        if child.dep_ == "advcl" and _is_condition(child):
            s.put("conditional")
            s.condition = s.condition or " ".join(child.doc[child.left_edge.i : child.right_edge.i + 1].text.strip(" ,;").split())
        elif child.dep_ == "prep" and child.lower_ == "in" and any(k.lower_ in {"case", "event"} for k in child.children):
            s.put("conditional")
            s.condition = s.condition or child.doc[child.left_edge.i : child.right_edge.i + 1].text


def _inversion(trigger: Token, s: Stance) -> None:
    """A "Should they attack, ..." at the head of a sentence, which parsers often miss."""
    first = trigger.sent[0]
    if first.lower_ != "should":
        return
    comma = next((t.i for t in trigger.sent if t.text == ","), None)
    if comma is None:
        return
    s.put("conditional")
    if trigger.i < comma:
        s.apart = True
    else:
        s.condition = s.condition or trigger.doc[first.i : comma].text


def _is_likened(mark: Token) -> bool:
    """An "as if" puts no condition."""
    return mark.lower_ in {"if", "though"} and mark.i > 0 and mark.nbor(-1).lower_ == "as"


def _is_condition(clause: Token) -> bool:
    marks = lexicon().aspect["condition_marks"]
    subject = next((k.i for k in clause.children if k.dep_ in SUBJECTS), clause.i)
    return any(
        (k.dep_ in {"mark", "advmod"} and k.lower_ in marks and not _is_likened(k))
        or (k.dep_ == "aux" and k.lower_ == "should" and k.i < subject)
        for k in clause.children
    )


def _up(node: Token, s: Stance) -> Token | None:  # noqa: PLR0911  # one return a grammatical case
    """The word above that still has a say, after noting what the step itself does; None at the top of what matters."""
    above, dep = node.head, node.dep_
    if above == node:
        return None
    if node.pos_ in VERBAL or (node.pos_ == "ADJ" and dep in {"xcomp", "ccomp", "advcl"}):
        return _up_from_verb(node, above, dep, s)
    if above.pos_ in VERBAL and dep in CORE | {"acomp", "oprd"}:
        return _governed(node, above, s)
    if dep == "conj":
        return above if above.pos_ == node.pos_ else None
    if dep == "acomp":
        return above
    if dep in {"pobj", "pcomp"} and above.pos_ in {"ADP", "SCONJ"}:
        return _through_preposition(above, s)
    if dep in {"compound", "nmod"}:
        return _named(above, s)
    return None


def _up_from_verb(verb: Token, above: Token, dep: str, s: Stance) -> Token | None:  # noqa: PLR0911  # one return a grammatical case
    aux = any(k.dep_ == "aux" for k in verb.children)
    if dep in {"xcomp", "ccomp"}:
        if dep == "ccomp" and (_is_over(verb) or not (_is(above, "plan_verbs") or _is(above, "prevent_verbs"))):
            s.apart = s.apart or any(k.dep_ == "mark" and k.lower_ in lexicon().aspect["condition_marks"] for k in verb.children)
            return None
        if above.pos_ == "ADJ":
            _adjective(above, s)
            return above
        return _governed(verb, above, s)
    if dep == "acl":
        s.apart = s.apart or (verb.tag_ == "VBN" and verb.doc[verb.left_edge.i - 1].text == ",")
        return _named(above, s) if verb.tag_ != "VBN" else None
    if dep == "advcl":
        if _is_condition(verb):
            s.put("conditional")
        s.apart = True
        return None
    if dep == "pcomp":
        return _through_preposition(above, s)
    if dep == "conj" and above.pos_ in VERBAL and not aux and not any(k.dep_ in SUBJECTS for k in verb.children):
        if verb.tag_ in {"VB", "VBG", "VBN"}:
            s.settled = s.settled or above.tag_ != "VB"
            negative = s.negative
            _look_at_verb(above, s, verb)
            s.negative = negative
        return _up(above, s) if above.tag_ == "VB" and verb.tag_ == "VB" else None
    s.apart = s.apart or dep == "relcl"
    return None


def _is_over(verb: Token) -> bool:
    """In the past or perfect tense: no plan any more, whatever verb tells it ("we told them that it has begun")."""
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(k.dep_ == "aux" and k.lemma_ == "have" and k.tag_ != "VB" for k in verb.children)
    )


def _adjective(adjective: Token, s: Stance) -> None:
    s.settled = True
    for group, modality in _ADJECTIVES:
        if _is(adjective, group):
            s.put(modality)
            break


def _governed(node: Token, verb: Token, s: Stance) -> Token:
    """What a verb does to the clause or noun that it governs."""
    s.settled = True
    intransitive = node.dep_ == "nsubj"
    if _is(verb, "end_verbs") and not (intransitive and any(k.dep_ == "dobj" for k in verb.children)):
        s.ended = True
    elif not intransitive:
        s.negative ^= _is(verb, "prevent_verbs")
        for group, modality in _GOVERNORS:
            if _is(verb, group):
                s.put(modality)
                break
    return verb


def _named(noun: Token, s: Stance) -> Token | None:
    """What a noun does to the clause or noun below it: "plan to", "threat of", "end of"."""
    if _is(noun, "end_nouns"):
        s.ended = True
    elif _is(noun, "plan_nouns"):
        s.put("planned")
    elif _is(noun, "possible_nouns"):
        s.put("possible")
    else:
        return None
    s.settled = True
    return noun


def _through_preposition(prep: Token, s: Stance) -> Token | None:  # noqa: PLR0911  # one return a grammatical case
    above = prep.head
    if prep.lower_ == "without":
        s.negative, s.settled = not s.negative, True
        return None
    if prep.lower_ == "from" and (above.lower_ == "far" or any(k.lower_ == "far" for k in prep.children)):
        s.negative, s.settled, s.apart = not s.negative, True, True
        return None
    if prep.lower_ in lexicon().aspect["background_prepositions"]:
        s.apart = True
    if above.pos_ in {"NOUN", "PROPN"}:
        if above.lower_ in {"case", "event"} and above.head.lower_ == "in":
            s.put("conditional")
            s.apart = True
            return None
        return _named(above, s)
    if above.pos_ == "ADJ":
        _adjective(above, s)
        return above
    if above.pos_ in VERBAL and prep.lower_ in {"of", "from", "on", "for", "to", "with", "in", "against", "about"}:
        if any(_is(above, g) for g in ("plan_verbs", "possible_verbs", "prevent_verbs", "end_verbs")):
            return _governed(prep, above, s)
        if prep.lower_ in {"of", "on", "in", "with"}:
            return above
    return None
