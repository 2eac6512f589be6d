"""By which medium or on what occasion something was said, in the words of the text: "in a video message", "told parliament"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.parsing.grammar import text_of
from saidseen.hearing.parsing.quotes import at, quotations
from saidseen.hearing.saying.addressees import addressee_of
from saidseen.hearing.saying.media import Medium, is_modifier, media, medium, phrase_start, words
from saidseen.hearing.saying.occasions import belongs, head_of, is_content, is_speech, lead, own_sentence
from saidseen.knowing.channels import channels
from saidseen.knowing.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

__all__ = ["addressee_of", "channel_of"]

BACK = 4
"""Sentences over which a quotation may run on. Chosen: what a paragraph of news holds."""

SPEAKING = frozenset({"he", "she", "they"})


def channel_of(doc: Doc, found: Attribution) -> str | None:
    """Where it was said, in the words of the text, without article and possessive; None where the text does not say.

    It comes from the cue's sentence. What "he said" in the sentence right behind has no channel of its own goes on with it.
    """
    if found.frame == "turn":
        return of_transcript(doc, found)
    if found.frame == "release":
        return None  # the sentence is all content
    low, high = own_sentence(doc, found)
    near = nearest(doc, found, low, high)
    if near is None and found.cue is None and found.source is not None and found.source[1] <= low:
        said = doc[found.source[0]].sent
        near = nearest(doc, found, said.start, said.end)
    if near is not None:
        return words(doc, near)
    return as_source(doc, found) or by_verb(doc, found) or to_reporters(doc, found) or carried_on(doc, found, low)


def nearest(doc: Doc, found: Attribution, low: int, high: int) -> Medium | None:
    """The channel in a stretch that belongs to this statement and stands nearest to its cue."""
    head = head_of(doc, found).i
    own = [
        m
        for m in media(doc, low, high)
        if not is_content(found, m.end - 1) and not in_source(doc, found, m) and belongs(doc, found, doc[m.at])
    ]
    outer = [m for m in own if not any(is_shown_in(doc, m, o) or (m != o and o.start <= m.start and m.end <= o.end) for o in own)]
    return min(outer, key=lambda m: (abs(m.at - head), -m.end), default=None)


def is_shown_in(doc: Doc, inner: Medium, outer: Medium) -> bool:
    """Does a medium only carry another: "in a video message shown on television" is a video message."""
    verb = doc[inner.at].head
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i == outer.end - 1


def in_source(doc: Doc, found: Attribution, medium: Medium) -> bool:
    """Does a channel only tell who is speaking ("officers with an ear on phones"), and not how ("a man speaking by radio")?"""
    if found.source is None or not found.source[0] <= medium.at < found.source[1]:
        return False
    if medium.end == found.source[1] and is_on_air(doc, medium):
        return False
    root = doc[found.source[0] : found.source[1]].root
    verb = next((t for t in (doc[medium.at], *doc[medium.at].ancestors) if t.pos_ == "VERB"), None)
    spoken = verb is not None and verb.tag_ in {"VBG", "VBN"} and verb.i >= found.source[0]
    return not spoken and doc[medium.at].head != root


def is_on_air(doc: Doc, medium: Medium) -> bool:
    """Is it what somebody is on, or an own paper: "the minister on state television said", "the daily in its leader wrote"?"""
    table, last, at = channels(), doc[medium.end - 1].lemma_.lower(), doc[medium.at]
    if at.lower_ == "on":
        named = tuple(t.text for t in doc[medium.start : medium.end]) in table.platforms
        return named or last in table.kind("broadcast").nouns
    return at.lower_ == "in" and doc[medium.at + 1].tag_ == "PRP$" and last in table.kind("documents").nouns


def as_source(doc: Doc, found: Attribution) -> str | None:
    """A document that speaks: "the statement read", "the ministry's evening bulletin put it at six"."""
    if found.source is None:
        return None
    table = channels()
    documents = table.kind("documents")
    root = doc[found.source[0] : found.source[1]].root
    kinds = [root, *(c for c in root.children if c.dep_ == "appos" and c.i < found.source[1])]
    for noun in kinds:
        lemma = noun.lemma_.lower()
        told = lemma in documents.nouns - table.press and noun.tag_ == "NN"
        if told or (noun.dep_ == "appos" and lemma in {"channel", "blog", "account", "podcast"}):
            return words(doc, medium(doc, phrase_start(doc, noun.i, found.source[0]), noun.i, table))
    return None


def by_verb(doc: Doc, found: Attribution) -> str | None:
    """The verb that names the medium: "tweeted", "radioed", "said when telephoned"."""
    if found.cue is None:
        return None
    table = channels()
    low, high = own_sentence(doc, found)
    spoken = [t for t in doc[low:high] if t.lemma_.lower() in table.verbs and t.tag_.startswith("VB")]
    cue = range(*found.cue)
    named = next((t for t in spoken if t.i in cue or (t.i > low and doc[t.i - 1].lower_ == "when")), None)
    return named.text if named is not None else None


def to_reporters(doc: Doc, found: Attribution) -> str | None:
    """Remarks to the press, where nothing more is said of the occasion."""
    told = addressee_of(doc, found)
    if told is None or not any(t.lemma_.lower() in channels().reporters for t in doc[told[0] : told[1]][-1:]):
        return None
    return "remarks to reporters" if head_of(doc, found).lemma_ == "tell" else None


def carried_on(doc: Doc, found: Attribution, low: int) -> str | None:
    """What "he said" goes on with: the channel in the main clause of the sentence before, over a quotation between."""
    if not points_back(doc, found) or found.source is None:
        return None
    first = min(low, doc[found.content[0][0]].sent.start)
    quotes = quotations(text_of(doc))
    for _ in range(BACK):
        before = doc[first - 1].sent if first else None
        if before is None or not is_meant(doc[found.source[0] : found.source[1]], before):
            return None
        named: list[Medium] = [m for m in media(doc, before.start, before.end) if is_main(doc[m.at])]
        if named:
            return words(doc, named[-1])
        if not any(at(quotes, t.idx) for t in before) or "\n" in before.text:
            return None
        first = before.start
    return None


def points_back(doc: Doc, found: Attribution) -> bool:
    """Is it one of the plain cues with which speech goes on?"""
    head = head_of(doc, found)
    if found.source is None or not (is_speech(head) or head.lemma_.lower() in cues().quote_only):
        return False
    return found.source[1] - found.source[0] == 1 or found.family == "say"


def is_meant(source: Tokens, before: Tokens) -> bool:
    """Does a source point back: "he", or "the senators" where the sentence before has senators?"""
    if len(source) == 1:
        return source[0].lower_ in SPEAKING
    return len(source) == 2 and source[0].lower_ == "the" and source[1].text in {t.text for t in before}  # noqa: PLR2004


def is_main(token: Token) -> bool:
    return not any(t.dep_ in {"ccomp", "relcl"} for t in (token, *token.ancestors))


def of_transcript(doc: Doc, found: Attribution) -> str | None:
    """The occasion that the lines above a transcript name; it holds for every answer."""
    above = lead(doc, found)
    if above is None:
        return None
    table = channels()
    span = doc.char_span(*above, alignment_mode="contract")
    for token in span or ():
        if token.lemma_.lower() not in table.transcribed or is_modifier(doc, token.i):
            continue
        j = phrase_start(doc, token.i, token.sent.start)
        opens = j < 0 or "\n" in doc.text[doc[j].idx : doc[j + 1].idx] or token.sent.start > j
        if (opens and token.lower_ not in {"transcript", "text"}) or doc[j].lower_ in {"of", "from", "at", "in", "to", "during"}:
            return words(doc, medium(doc, j, token.i, table))
    return None
