"""To whom something was said, in the words of the text: whom the cue tells or urges, or to whom the letter goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.parsing.grammar import Range
from saidseen.hearing.saying.occasions import belongs, head_of, is_content, own_sentence
from saidseen.knowing.channels import channels
from saidseen.knowing.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OBJECTS = frozenset({"dobj", "dative", "obj", "iobj"})
ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PERSONAL = frozenset({"me", "us", "you", "him", "her", "them", "those", "everyone", "anyone", "everybody", "anybody", "whoever"})
SAYING = frozenset(lemma for lemma, family in cues().verbs.items() if family in {"say", "concede"})
OWN = frozenset({"i", "we", "my", "our"})
SUBJUNCTIVE = frozenset({"demand", "resolve", "request", "insist", "ask", "urge", "require", "recommend", "order"})


def addressee_of(doc: Doc, found: Attribution) -> Range | None:
    """Tokens of whom it was said to, with its article; None where the text does not say, or names an occasion only."""
    for noun in candidates(doc, found):
        phrase = noun_phrase(noun)
        own = (
            found.source is not None and phrase[0] < found.source[1] and found.source[0] < phrase[1] and noun.dep_ != "nsubjpass"
        )
        if not own and not is_occasion(noun) and noun.ent_type_ not in {"DATE", "TIME"}:
            return phrase
    return None


def candidates(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Whoever may be meant, the likeliest first."""
    if found.frame in {"turn", "release"}:
        return
    if found.cue is not None:
        low, high = found.cue
        heads = [head_of(doc, found), *(t for t in doc[low:high] if t.pos_ in {"VERB", "NOUN", "ADJ"})]
        for head in heads:
            yield from (n for n in of_cue(head) if not is_deep(found, n))
        yield from right_behind(doc, found)
    yield from of_letter(doc, found)
    yield from of_press(doc, found)
    yield from of_governor(doc, found)
    yield from of_headline(doc, found)


def of_governor(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Whom the cue before in the same sentence tells: "assured the council that ..., adding ..."."""
    verb = head_of(doc, found)
    while verb.dep_ in {"advcl", "conj", "xcomp"} and found.cue is not None:
        verb = verb.head
        if verb.pos_ == "VERB" and verb.lemma_.lower() not in channels().addressee["may"]:
            told = [n for n in of_cue(verb) if not is_content(found, n.i)]
            if told or verb.lemma_.lower() in cues().verbs:
                yield from told
                return


def is_deep(found: Attribution, noun: Token) -> bool:
    """Is a phrase with a preposition part of what is said ("open to anyone"), and not just before it?"""
    above = noun.head
    return above.pos_ == "ADP" and is_content(found, above.i) and above.i not in {s for s, _ in found.content}


def right_behind(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Whom a "to" right behind the cue brings in, wherever the parser hung it."""
    if found.cue is None:
        return
    at = found.cue[1] - 1 if doc[found.cue[1] - 1].lower_ == "to" else found.cue[1]
    head = head_of(doc, found)
    if (
        at + 1 >= len(doc)
        or doc[at + 1].is_quote
        or doc[at].lower_ != "to"
        or doc[at].tag_ == "TO"
        or head.lemma_.lower() in channels().addressee["not_to"]
    ):
        return
    yield from (n for c in doc[at].children if c.dep_ == "pobj" for n in people(c, sure=head.lemma_.lower() in SAYING))


def of_press(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Ourselves: "to this newspaper", "over lunch with this correspondent"; the paper that prints it means itself."""
    words = channels().addressee["own"]
    low, high = own_sentence(doc, found)
    for token in doc[low + 1 : high]:
        own = token.lower_ in words and doc[token.i - 1].lower_ in {"this", "our"} and not is_content(found, token.i)
        before = doc[token.i - 2] if own and token.i - 2 >= low else None
        if before is not None and (before.lower_ in {"to", "with"} or (before.lower_ == "by" and before.head.lemma_ == "ask")):
            yield token


def of_cue(cue: Token) -> Iterator[Token]:
    """Objects, "to" and its like, and the subject of a passive or of what is demanded."""
    words, lemma = channels().addressee, cue.lemma_.lower()
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children)
    for child in cue.children:
        if child.dep_ == "nsubjpass" and lemma in words["tell"] | words["may"] and child.lower_ not in OWN:
            yield from people(child, sure=lemma in words["tell"])
        elif child.dep_ in OBJECTS and child.lower_ != "to" and not passive and child.i > cue.i:
            yield from of_object(cue, child)
        elif child.dep_ in {"ccomp", "xcomp"}:
            yield from of_clause(cue, child)
    for child in cue.children:
        if child.dep_ in {"prep", "dative", "agent"} and takes(lemma, child):
            sure = child.lower_ == "of" or (child.lower_ == "from" and lemma in {"demand", "seek"})
            yield from (n for c in child.children if c.dep_ in {"pobj", "pcomp"} for n in people(c, sure=sure))


def of_object(cue: Token, thing: Token) -> Iterator[Token]:
    """Whom a cue has for its object; a thing promised or ordered is nobody."""
    words, lemma = channels().addressee, cue.lemma_.lower()
    given = thing.dep_ in {"dative", "iobj"} and lemma in cues().verbs
    more = any(c.dep_ in {"ccomp", "xcomp", "dobj", "advcl", "prep"} and c.i > thing.i for c in cue.children)
    more = more or any(c.dep_ in {"acl", "relcl"} and c.tag_ == "VB" for c in thing.children)  # "urging voters to stay"
    asked = lemma in words["may"] and (thing.text in PERSONAL or (more and thing.lower_ not in OWN))
    if lemma in words["tell"] or given or asked:
        moved = asked and thing.tag_ == "NNS" and any(c.dep_ in {"xcomp", "ccomp"} for c in cue.children)
        yield from people(thing, sure=lemma in words["tell"] or moved)
    elif lemma in words["give"]:
        yield from (n for c in thing.lefts if c.tag_ == "NNS" for n in people(c, sure=False))
    elif lemma == "put" and any(t.lower_ == "notice" for t in cue.doc[thing.i : thing.i + 3]):
        yield from people(thing, sure=True)


def of_clause(cue: Token, clause: Token) -> Iterator[Token]:
    """Whom it urges: the subject of the infinitive, or of "that it do"."""
    words, lemma = channels().addressee, cue.lemma_.lower()
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i < cue.i:
        return
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
    if infinitive and (lemma in words["tell"] or lemma in words["may"] or lemma in {"call", "want", "expect", "appeal"}):
        yield from people(subject, sure=lemma in words["tell"])
    modal = any(c.dep_ == "aux" and c.lower_ != "should" for c in clause.children)
    if lemma in SUBJUNCTIVE and not infinitive and not modal and clause.tag_ in {"VB", "VBP"} and is_base(clause, subject):
        yield from people(subject, sure=False)


def is_base(verb: Token, subject: Token) -> bool:
    """Is a form the bare one that demands take ("that the bank publish"), and not the present of a plural?"""
    return verb.tag_ == "VB" or subject.tag_ in {"NN", "NNP", "PRP"}


def takes(lemma: str, preposition: Token) -> bool:
    words, word = channels().addressee, preposition.lower_
    if word == "to":
        return lemma not in words["not_to"]
    if word in {"on", "upon"}:
        return lemma in words["on"]
    return word in {"of", "from", "with"} and lemma in words[word]


def people(noun: Token, *, sure: bool) -> Iterator[Token]:
    """A noun, if somebody or some body can be meant by it."""
    word, words = noun.lemma_.lower(), channels().addressee
    if noun.lower_ in {"it", "this", "that", "what", "which", "itself", "themselves", "himself", "herself"}:
        return
    known = word in words["people"] or word in cues().speakers or word.endswith(cues().speaker_suffixes)
    named = noun.ent_type_ in ENTITIES or (noun.pos_ == "PROPN" and noun.ent_type_ == "")
    if noun.pos_ in {"NOUN", "PROPN", "PRON", "DET"} and (sure or known or named or noun.text in PERSONAL):
        yield noun


def of_letter(doc: Doc, found: Attribution) -> Iterator[Token]:
    """To whom a letter of the same clause goes: "in a note to both capitals", "in a petition delivered to the minister"."""
    words = channels().addressee
    low, high = own_sentence(doc, found)
    for token in doc[low:high]:
        if token.dep_ not in {"prep", "dative"} or token.lower_ not in {"to", "with", "at"} or is_content(found, token.i):
            continue
        head = doc[token.i - 1] if token.i > low and doc[token.i - 1].lemma_.lower() in words["letters"] else token.head
        lemma = head.lemma_.lower()
        noun = head.pos_ == "NOUN" or head.dep_ == "pobj"
        letter = lemma in words["letters"] and noun and token.lower_ == "to"
        call = lemma in words["calls"] and head.pos_ == "NOUN" and token.lower_ == "with"
        sent = lemma in words["sent"] and head.tag_ == "VBN" and token.lower_ != "with"
        if (letter or call or sent) and (belongs(doc, found, token) or belongs(doc, found, head)):
            yield from (n for c in token.children if c.dep_ == "pobj" for n in people(c, sure=letter))


def of_headline(doc: Doc, found: Attribution) -> Iterator[Token]:
    """Whom a headline calls on: "Growers to minister: open the gates"."""
    low, high = own_sentence(doc, found)
    colon = next((t.i for t in doc[low:high] if t.text == ":"), None)
    if colon is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[low:colon]) or found.content[0][1] <= colon:
        return
    to = next((t.i for t in doc[low:colon] if t.lower_ == "to"), None)
    if to is not None and low < to < colon - 1:
        yield doc[colon - 1]


def noun_phrase(head: Token) -> Range:
    """A noun with its article, names and "of", without clauses."""
    start = head.left_edge.i
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"flat", "compound", "case"} or (child.dep_ == "prep" and child.lower_ in {"of", "in", "on", "across"}):
            edge = child.right_edge.i + 1
            clause = min(
                (t.left_edge.i for t in child.subtree if t.dep_ in {"relcl", "acl", "advcl"} and t.i > child.i), default=edge
            )
            end = max(end, min(edge, clause))
        else:
            break
    return start, end


def is_occasion(noun: Token) -> bool:
    """A conference that is told something, and a parliament, are where it was said."""
    table, word = channels(), noun.lemma_.lower()
    if word in table.kind("occasions").nouns or noun.lower_ in {"television", "radio", "tv"}:
        return True
    phrase = tuple(t.lower_ for t in noun.doc[max(0, noun.i - 1) : noun.i + 1])
    bodies = table.kind("bodies")
    told = noun.head.lemma_.lower() in {"tell", "testify"} or noun.dep_ == "pobj"
    body = noun.lower_ in {"house", "chamber"} and any(
        tuple(t.lower_ for t in noun.doc[noun.i : noun.i + 3]) == p for p in bodies.phrases
    )
    room = body or phrase in table.kind("occasions").phrases
    return (
        room or (told and phrase in bodies.phrases) or (told and word in {"parliament", "commons", "lords", "congress", "senate"})
    )
