"""Grammar around a cue: its subject, its complement, and the signs that nothing was said. Look-ups on the parse, no state.

Labels are those of spaCy's English models (ClearNLP dependencies).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.knowing.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Token positions ``[start, end)``."""

CLAUSES = frozenset({"ccomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLIMB = 6
"""Verbs climbed in search of an understood subject; longer chains are parse errors more often than sentences."""


def text_of(doc: Doc) -> str:
    """A document's text, put together once: spaCy does so at each call."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def subject_of(verb: Token, *, climb: bool = True) -> Token | None:
    """The (understood) subject: its own, the agent of a passive, or that of the verb that it depends on."""
    seen = 0
    while True:
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
        if passive:
            return agent
        own = own_subject(verb, lost=seen == 0 and verb.dep_ == "ROOT")
        if own is not None:
            return antecedent(own) if own.lower_ in {"who", "which", "that"} else None if own.lower_ == "there" else own
        if agent is not None:
            return agent
        seen += 1
        if not climb or seen > CLIMB:
            return None
        if (
            verb.dep_ == "conj"
            and verb.head.dep_ == "ccomp"
            and verb.tag_ in {"VBD", "VBZ"}
            and verb.lemma_.lower() in cues().verbs
        ):
            verb = verb.head.head  # "X said that there was A and stressed B": the parser hung the second cue on the first content
        elif verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"}:
            verb = verb.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            noun = verb.head
            if noun.dep_ in {"dobj", "pobj"} and noun.ent_type_ == "":
                verb = governing_verb(noun)
            else:
                return noun
        else:
            return None


def own_subject(verb: Token, *, lost: bool) -> Token | None:
    """The subject that the parser hung on the verb; with ``lost`` also one beside the verb that it left apart."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return inverted_subject(verb) or left_name(verb) if own is None and lost else own


def is_complement(clause: Token, verb: Token) -> bool:
    """A clausal complement, also where the parser took a that-clause for an adverbial ("denied for his part that ...")."""
    return clause.dep_ in CLAUSES or (
        clause.i > verb.i and clause.dep_ in {"advcl", "acl", "relcl", "dep"} and is_that_clause(clause)
    )


def is_condition(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children) or clause.left_edge.lower_ == "should"


def is_conditional_start(token: Token) -> bool:
    return token.lower_ in {"if", "unless", "should"}


def reduced_subject(verb: Token) -> Token | None:
    """The subject of a cue that the parser read as its participle: "..., an officer of the ministry stressed when asked"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"} or noun.i > verb.i or any(c.dep_ == "agent" for c in verb.children):
        return None
    before = noun.left_edge.i - 1
    return noun if before >= 0 and noun.doc[before].text in {",", '"'} else None


def inverted_subject(verb: Token) -> Token | None:
    """The name after an inverted cue ("..., promised X") that the parser left apart or took for its object."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is None or before.text not in {",", '"', "'"} or verb.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None
    thing = next(
        (
            c
            for c in verb.children
            if c.i > verb.i and c.dep_ in {"dobj", "attr", "oprd", "npadvmod", "appos"} and c.ent_type_ != "DATE"
        ),
        None,
    )
    if thing is not None:
        return thing
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if after is None or after.pos_ != "PROPN":
        return None
    while after.head.i > after.i and after.head.pos_ == "PROPN":
        after = after.head
    return after


def left_name(verb: Token) -> Token | None:
    """The name that stands right before a cue that the parser left without a subject ("..., the Y's Office for Z said")."""
    if verb.i == verb.sent.start:
        return None
    before = verb.doc[verb.i - 1]
    if before.pos_ not in {"PROPN", "NOUN"} or before.ent_type_ in {"DATE", "TIME"}:
        return None
    while (
        before.head.i < verb.i
        and before.head.i != before.i
        and before.head.pos_ in {"PROPN", "NOUN", "ADP"}
        and before.head.i > verb.sent.start
    ):
        before = before.head
    return before


def governing_verb(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def antecedent(pronoun: Token) -> Token | None:
    clause = pronoun.head
    return clause.head if clause.dep_ == "relcl" else None


def cue_range(verb: Token) -> Range:
    """The verb with its auxiliaries and adverbs between them."""
    start = min([c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i] + [verb.i])
    if any(t.dep_ in SUBJECTS for t in verb.doc[start : verb.i]):
        start = verb.i
    end = verb.i + 1
    while (
        end < len(verb.doc) and verb.doc[end].head.i == verb.i and (verb.doc[end].dep_ == "prt" or verb.doc[end].lower_ == "back")
    ):
        end += 1
    return start, end


def is_negated(verb: Token) -> bool:
    """Nothing was said: "did not say", "declined to say", "nobody would say"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    nobody = subject is not None and subject.lower_ in {"nobody", "none", "neither"}
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in {"decline", "refuse", "fail", "avoid"}
    return nobody or refused or any(c.dep_ == "neg" for c in verb.children)


def is_hypothetical(verb: Token) -> bool:
    """Nobody has said it yet: "if they say", "should he claim"."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in verb.children) or any(
        c.tag_ == "MD" and c.lower_ in {"would", "could", "might", "should", "may", "must"}
        for c in verb.children
        if c.dep_ == "aux"
    )


def is_unsaid(verb: Token, family: str) -> bool:
    """Does the cue tell that nothing was said, or only that something might be?"""
    return (is_negated(verb) and family not in {"deny", "reject", "doubt"}) or is_hypothetical(verb)


def wh_question(clause: Token) -> bool:
    """Content, but no proposition: "said what it wants"."""
    first = clause.left_edge
    return (
        first.tag_ in {"WP", "WRB", "WDT"}
        and first.lower_ in {"what", "why", "how", "where", "who"}
        and clause.head.lemma_ in {"say", "explain", "reveal", "disclose", "state"}
    )


def undecided(verb: Token, clause: Token) -> bool:
    """Nothing was said: "too early to tell whether ...", "cannot say if ..."."""
    return verb.lemma_ in {"tell", "say", "see"} and any(
        c.dep_ == "mark" and c.lower_ in {"whether", "if"} for c in clause.children
    )


def is_dated(preposition: Token) -> bool:
    return any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def is_that_clause(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
