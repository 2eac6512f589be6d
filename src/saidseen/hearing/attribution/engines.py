"""The two ways to hear attributions, and how what they find becomes one list.

The rules (``Finder``) know the grammar of cues and nest; the encoder finds what no list of verbs holds, and the better
boundaries. With the engine ``encoder`` both are asked: where they mean the same statement the encoder gives its words and the
rules its frame; what only one of them hears is kept as that one heard it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.boundaries import is_about_naming, is_speech, is_topic, refined
from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.attribution.decoding import Marked, Offsets
from saidseen.hearing.attribution.encoder import SHA256, encoder
from saidseen.hearing.attribution.rules import Finder
from saidseen.hearing.parsing.grammar import Range
from saidseen.hearing.saying.speech import Reading
from saidseen.things import Engine

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLAIN = 0.8
"""Confidence that the rules give a cue with a source."""

NEARLY = 0.65
"""Overlap from which the rules' ends of a content go before the encoder's: they are whole phrases. Chosen on the development
articles: no figure but the exact matches (-.01) moved."""

HALF = 0.5
"""Overlap of two contents (intersection over union, in tokens) from which they are one statement's. As the scorers have it."""


def reading_of(text: str, engine: Engine) -> Reading | None:
    """What the encoder makes of a text; None where only the rules are asked."""
    return encoder().read(text) if engine == "encoder" else None


def attributions(doc: Doc, reading: Reading | None) -> list[Attribution]:
    """All attributions of a parsed text in the order of their contents; what the encoder read has the rules beside it."""
    finder = Finder(doc)
    ruled = [a for a in finder.find() if not is_about_naming(finder, a)]
    if reading is None:
        return ruled
    read = [a for m in reading.marked if (a := as_attribution(finder, m)) is not None]
    heard = [refined(finder, a, ruled) for a in read if not is_about_naming(finder, a)]
    return sorted(merged(finder, ruled, heard), key=lambda a: (a.content[0], -a.content[-1][1]))


def heard_by(engine: Engine) -> str:
    """Name and hash of what heard, as kept with every result."""
    return engine if engine == "rules" else f"{engine} sha256:{SHA256['encoder.onnx'][:16]}"


def merged(finder: Finder, ruled: Sequence[Attribution], heard: Sequence[Attribution]) -> list[Attribution]:
    """One list of both: each of the encoder's with the frame of the rules' nearest, then what the rules alone found where the
    encoder heard nothing, and the speech within speech that the encoder was never taught. What the encoder alone takes for an
    attribution must be speech."""
    kept: list[Attribution] = []
    out: list[Attribution] = []
    met: set[int] = set()
    for item in heard:
        twins = [i for i, r in enumerate(ruled) if same(item, r)]
        if not twins and not is_speech(finder, item):
            continue
        met.update(twins)
        kept.append(item)
        best = max((ruled[i] for i in twins), key=lambda r: overlap(r.content, item.content), default=None)
        out.append(replace(item, topic=is_topic(finder, item)) if best is None else with_frame(item, best))
    alone = [r for i, r in enumerate(ruled) if i not in met and (is_apart(r, kept) or is_within(r, kept))]
    return [*out, *(replace(r, by="rest") for r in alone)]


def is_apart(one: Attribution, others: Sequence[Attribution]) -> bool:
    return not any(overlap(one.content, o.content) for o in others)


def is_within(one: Attribution, others: Sequence[Attribution]) -> bool:
    """Does somebody say in it what somebody else said? A plain cue with a speaker of its own; thoughts are not told apart."""
    return (
        one.confidence >= PLAIN
        and one.family != "think"
        and any(o.content != one.content and any(low <= one.anchor < high for low, high in o.content) for o in others)
    )


def same(one: Attribution, other: Attribution) -> bool:
    """Do both tell of one statement: one cue, or contents that cover each other?"""
    if one.cue and other.cue and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]:
        return overlap(one.content, other.content) > 0
    return overlap(one.content, other.content) >= HALF


def overlap(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Intersection over union of two contents, in tokens."""
    if bounds(one)[1] <= bounds(other)[0] or bounds(other)[1] <= bounds(one)[0]:
        return 0.0  # most pairs of a text
    a, b = tokens_of(one), tokens_of(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def bounds(ranges: Sequence[Range]) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def tokens_of(ranges: Sequence[Range]) -> set[int]:
    return {i for low, high in ranges for i in range(low, high)}


def with_frame(heard: Attribution, ruled: Attribution) -> Attribution:
    """The encoder's words in the frame that the rules saw; theirs where both nearly agree on the content, and where the
    encoder has no source."""
    near = ruled.confidence >= PLAIN and overlap(heard.content, ruled.content) >= NEARLY
    return replace(
        heard,
        source=heard.source or ruled.source,
        content=ruled.content if near else heard.content,
        cue=heard.cue or ruled.cue,
        lemma=ruled.lemma,
        family=ruled.family,
        frame=ruled.frame,
        anchor=ruled.anchor,
        by="both",
    )


def as_attribution(finder: Finder, marked: Marked) -> Attribution | None:
    """The encoder's offsets as ranges of tokens, with what the cue's own words tell of its family and frame."""
    doc = finder.doc
    content = tuple(r for span in marked.content if (r := finder.trim(range_of(doc, span), keep=None)) is not None)
    if not content:
        return None
    source = range_of(doc, marked.source[0]) if marked.source else None
    cue = range_of(doc, marked.cue[0]) if marked.cue else None
    head = head_of(finder, cue) if cue is not None else None
    lemma = head.lemma_.lower() if head is not None else ""
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        lemma=lemma,
        family=family_of(finder, lemma),
        frame=frame_of(finder, head, content),
        confidence=marked.confidence,
        anchor=head.i if head is not None else content[0][0],
        by="encoder",
    )


def range_of(doc: Doc, span: Offsets) -> Range:
    """The tokens that a span touches."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    if tokens is None:  # only where the offsets are not the text's
        raise ValueError(f"no tokens at {span}")
    return tokens.start, tokens.end


def head_of(finder: Finder, cue: Range) -> Token:
    """The word of a cue that says what is done: one of the known cues, else the head of the phrase."""
    tokens = finder.doc[cue[0] : cue[1]]
    known = [t for t in tokens if t.lemma_.lower() in finder.cues.verbs or t.lemma_.lower() in finder.cues.nouns]
    return known[-1] if known else tokens.root


def family_of(finder: Finder, lemma: str) -> str:
    return finder.cues.verbs.get(lemma) or finder.cues.nouns.get(lemma) or "say"


def frame_of(finder: Finder, head: Token | None, content: Sequence[Range]) -> str:
    """The construction that joins a cue to its content."""
    doc = finder.doc
    first = doc[content[0][0]]
    before = doc[content[0][0] - 1].lower_ if content[0][0] else ""
    if head is None or any(q.start <= first.idx < q.end for q in finder.quotes):
        return "quote"
    if head.lemma_.lower() in {"accord", "according"}:
        return "prep"
    if head.pos_ in {"NOUN", "PROPN"}:
        return "noun"
    if first.lower_ == "to" and first.tag_ == "TO":
        return "obj-to" if any(c.dep_ in {"dobj", "dative"} for c in head.children) else "to"
    if before in {"against", "of", "for"}:
        return before
    verbal = any(t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"relcl", "acl", "amod"} for t in doc[content[0][0] : content[0][1]])
    return "that" if verbal else "np"
