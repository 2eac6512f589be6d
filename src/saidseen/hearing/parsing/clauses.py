"""Who does what to whom in a parsed clause, and in which light the words put it: negated, planned, possible, under a condition.

Works on the labels of spaCy's English models (ClearNLP dependencies). All functions are plain look-ups around one token.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from saidseen.knowing.eventwords import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

CORE = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "dative"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "poss", "advmod", "npadvmod"})
WORDLIKE = frozenset({"prt", "advmod", "acomp", "attr", "oprd", "dobj", "prep", "npadvmod", "dative"})
LEFTWARD = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod"})
INFINITIVE = "to_do"
"""Stands in patterns for any infinitive with "to" that a verb governs ("told them to leave")."""
DEEP = 6
"""Steps that are taken up a parse; longer chains are parse errors more often than clauses (seen on news sentences)."""


@dataclass(slots=True)
class Clause:
    """A head word with its parts. ``phrases`` are its prepositional phrases: the preposition's lemma and the noun."""

    head: Token
    doer: Token | None = None
    affected: Token | None = None
    dative: Token | None = None
    passive: bool = False
    shared: bool = False
    """The affected thing is the subject of a verb without an object ("the border reopened")."""
    words: dict[str, Token] = field(default_factory=dict)
    phrases: list[tuple[str, Token]] = field(default_factory=list)


def name(token: Token) -> str:
    """The lemma in lower case; "gone" as said of what is no longer there is a word of its own."""
    return "gone" if token.lower_ == "gone" and token.dep_ == "acomp" else token.lemma_.lower()


def real(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in RELATIVE and token.tag_ in {"WDT", "WP"}:
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
    return token


def perceives(verb: Token) -> bool:
    """Whether a verb is one of seeing, counting, finding: what happens stands in its object."""
    return verb.pos_ in VERBAL and name(verb) in lexicon().aspect["perceive_verbs"]


def perceived(token: Token) -> Token:
    """Whom "they" means in "counted twelve tanks as they drove in": what was perceived; else the token itself."""
    above = token.head
    if token.lower_ not in {"they", "it"} or above.dep_ != "advcl" or not perceives(above.head):
        return token
    return next((k for k in above.head.children if k.dep_ == "dobj"), token)


def antecedent(token: Token) -> Token:
    """Who is meant by the pronoun in "the army said it had left" or "the army ended its siege": the subject above, where
    number and nature agree; else the token itself."""
    if token.lower_ not in {"it", "they", "he", "she", "we", "its", "their", "his", "her"}:
        return token
    for above in token.ancestors:
        verb = above.head if above.dep_ == "ccomp" else above if token.dep_ == "poss" else None
        if verb is not None and verb.pos_ == "VERB":
            speaker = next((real(k) for k in verb.children if k.dep_ == "nsubj" and not k.is_ancestor(token)), None)
            if speaker is None and token.dep_ == "poss":  # "guards stood at the gate, and their flag hung from the roof"
                earlier = reversed(token.doc[token.sent.start : token.i])
                speaker = next((real(t) for t in earlier if t.dep_ == "nsubj" and not t.is_ancestor(token)), None)
            if speaker is None or speaker.pos_ == "PRON" or speaker == token:
                return token
            people = lexicon().classes["person"]
            person = speaker.ent_type_ == "PERSON" or (not speaker.ent_type_ and people.takes(name(speaker), ""))
            plural = speaker.tag_ in {"NNS", "NNPS"} or any(k.dep_ == "conj" for k in speaker.children)
            if token.lower_ in {"it", "its"}:
                return token if person or plural else speaker
            if token.lower_ in {"he", "she", "his", "her"}:
                return speaker if person else token
            return speaker if plural or not person else token
    return token


def before(token: Token) -> Token:
    """Whom a "they" at the head of a sentence means: the only people that are a subject in the one before; else itself."""
    if token.lower_ != "they" or token.i != token.sent.start or token.i == 0:
        return token
    classes = lexicon().classes
    people = [
        t
        for t in token.doc[token.i - 1].sent
        if t.dep_ == "nsubj" and t.tag_ == "NNS" and any(name(t) in classes[c].words for c in ("person", "access", "force"))
    ]
    return people[0] if len(people) == 1 else token


def unmasked(token: Token) -> Token:
    """What is counted or measured: "hundreds of tanks" gives "tanks"."""
    measures = lexicon().aspect["measures"]
    for _ in range(3):
        ofs = (p for p in token.children if p.dep_ == "prep" and p.lower_ == "of")
        inner = next((o for p in ofs for o in p.children if o.dep_ == "pobj"), None)
        if inner is None or not (name(token) in measures or token.like_num):
            break
        token = inner
    return token


def phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases of a head; "out of the city" is given under "out" and under "of"."""
    for child in head.children:
        if child.dep_ in {"prep", "prt", "advmod"} or (child.dep_ == "dative" and child.pos_ == "ADP"):
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield child.lower_, inner
                elif inner.dep_ == "prep":
                    for last in inner.children:
                        if last.dep_ == "pobj":
                            yield child.lower_, last
                            yield inner.lower_, last


def verb_clause(verb: Token) -> Clause:  # noqa: C901, PLR0912  # one branch a dependency label
    """The parts of a verb's clause, with those that it shares with the clause above it."""
    c = Clause(head=verb, phrases=list(phrases(verb)))
    subject = obj = None
    there = False
    for child in verb.children:
        dep = child.dep_
        if dep in {"nsubj", "csubj"}:
            subject = perceived(real(_rest(child)))
        elif dep in {"nsubjpass", "csubjpass"}:
            c.affected, c.passive = real(_rest(child)), True
        elif dep == "dobj":
            obj = real(child)
        elif dep == "dative" and child.pos_ != "ADP":
            c.dative = real(child)
        elif dep == "agent":
            c.doer = next((real(o) for o in child.children if o.dep_ == "pobj"), None)
        elif dep == "auxpass":
            c.passive = True
        elif dep == "expl":
            there = True
        elif dep == "attr" and there:
            subject = subject or child
            c.phrases += phrases(child)
        if dep in WORDLIKE or (dep in {"xcomp", "ccomp"} and child.pos_ in {"ADJ", "ADV"}):
            c.words.setdefault(name(child), child)
        elif dep in {"xcomp", "ccomp"} and child.tag_ == "VB":
            marks = {k.tag_ for k in child.children if k.dep_ in {"aux", "mark"}} & {"TO", "MD", "IN"}
            bare = not marks
            if bare or marks == {"TO"}:
                c.words.setdefault(name(child) if bare else INFINITIVE, child)
            obj = obj or (next((real(k) for k in child.children if k.dep_ == "nsubj"), None) if bare else None)
    if not c.passive:
        c.doer, c.affected = subject, obj
    _inherit(c)
    if c.affected is None and c.doer is not None and not c.passive:
        c.affected, c.shared = c.doer, True
    elif c.affected is not None:
        c.words.setdefault(name(c.affected), c.affected)
    return c


def _rest(subject: Token) -> Token:
    """The thing in "what is left of the embassy"; any other subject itself."""
    if subject.pos_ not in VERBAL:
        return subject
    ofs = (p for p in subject.children if p.dep_ == "prep" and p.lower_ == "of")
    return next((o for p in ofs for o in p.children if o.dep_ == "pobj"), subject)


def _inherit(c: Clause) -> None:
    """Fill the parts that the grammar leaves to the clause above."""
    verb, above = c.head, c.head.head
    dep, participle = verb.dep_, verb.tag_ == "VBN"
    if dep == "conj" and above.pos_ in VERBAL and not (c.doer or (c.passive and c.affected)):
        first = verb_clause(above)
        if participle and first.passive and not any(k.dep_ == "aux" and k.lemma_ == "have" for k in verb.children):
            c.passive, c.doer = True, c.doer or first.doer
            c.affected = c.affected or first.affected
        else:
            c.doer = first.affected if first.passive else first.doer
    elif dep == "acl" and participle:
        c.passive, c.affected = True, c.affected or above
    elif dep == "acl":
        c.doer = c.doer or (above if verb.tag_ == "VBG" else _owner(above))
    elif dep == "relcl" and not c.passive and c.affected is None and c.doer is not None and c.doer != above:
        c.affected = above
    elif dep in {"xcomp", "advcl", "pcomp"}:
        subject = _controller(verb)
        if c.passive and c.affected is None:
            c.affected = subject
        elif not c.passive and c.doer is None:
            c.doer = subject


def _controller(verb: Token) -> Token | None:  # noqa: PLR0911  # one return a kind of clause above
    """Who does what a subjectless clause says: the object of the verb above it, else its subject."""
    node = verb
    for _ in range(DEEP):
        dep, node = node.dep_, node.head
        if node.pos_ in VERBAL:
            parts = {k.dep_: k for k in node.children}
            watched = dep == "advcl" and verb.tag_ in {"VB", "VBP"} and perceives(node)
            if (dep == "xcomp" or watched) and "dobj" in parts:
                return real(parts["dobj"])
            for key in ("nsubj", "nsubjpass"):
                if key in parts:
                    return real(parts[key])
            if node.dep_ == "relcl":
                return node.head
            if node.dep_ == "acl":
                return node.head if node.tag_ in {"VBG", "VBN"} else _owner(node.head)
        elif dep in {"acl", "pcomp"} and node.pos_ == "NOUN":
            return _owner(node)
        if node.dep_ == "ROOT":
            return None
    return None


def _owner(noun: Token) -> Token | None:
    """Whose plan, order or threat: the possessor, or who does what the noun is the object of."""
    mine = next((k for k in noun.children if k.dep_ == "poss"), None)
    if mine is not None or noun.head == noun:
        return mine
    above = noun.head
    if noun.dep_ in {"dobj", "attr"} and above.pos_ in VERBAL:
        return next((real(k) for k in above.children if k.dep_ in {"nsubj", "agent"}), None) or _controller(above)
    return None


def noun_clause(noun: Token, governor: Token | None) -> Clause:  # noqa: C901  # one branch a dependency label
    """The parts around a noun that names an event; ``governor`` is the verb that has the noun as its subject or object."""
    c = Clause(head=noun, phrases=list(phrases(noun)))
    for child in noun.children:
        if child.dep_ in MODIFIERS:
            c.words.setdefault(name(child), child)
            if child.dep_ == "poss" or (child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ in {"NORP", "GPE", "ORG"}):
                c.doer = c.doer or child
    for prep, inner in c.phrases:
        if prep in {"by", "between"}:
            c.doer = inner
        elif prep == "of":
            c.affected = c.affected or inner
    if governor is not None:
        above = verb_clause(governor)
        if noun.dep_ == "dobj" or above.passive:
            c.doer = c.doer or (above.doer if not perceives(governor) else None)
        elif above.head.lemma_ != "be":
            c.affected = c.affected or (above.affected if not above.shared and above.affected != noun else None)
        if noun.dep_ != "nsubj":
            c.dative = above.dative
        c.phrases += [p for p in above.phrases if p not in c.phrases]
    if c.doer == noun:
        c.doer = None
    return c


def entities(tokens: Tokens) -> list[Tokens]:
    """The named entities that lie wholly within the tokens: ``tokens.ents``, which walks through the whole document each time."""
    from spacy.tokens import Span as Entity  # noqa: PLC0415  # spaCy is loaded with the language model

    doc, found = tokens.doc, []
    for first in tokens:
        if first.ent_iob_ == "B":
            end = next((i for i in range(first.i + 1, len(doc)) if doc[i].ent_iob_ != "I"), len(doc))
            if end <= tokens.end:
                found.append(Entity(doc, first.i, end, label=first.ent_type))
    return found


def noun_phrase(head: Token) -> Tokens:
    """The words of a noun phrase without its clauses: from its first modifier to its head or the end of its "of" phrase."""
    left, right = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in LEFTWARD:
            left = min(left, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ == "of":
            inner = next((o for o in child.children if o.dep_ == "pobj"), None)
            right = max(right, inner.i if inner is not None else right)
        elif child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.left_edge.i == right + 1:
            right = child.i
    return head.doc[left : right + 1]
