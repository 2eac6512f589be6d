"""Second thoughts about what the encoder heard, by grammar: where a content ends, who can speak, and what is no speech at all.

The encoder was taught on texts in which wishes, plans and beliefs count as attributions and in which one content may run on over
a second cue ("said A and stressed B"). Here only what the parse shows plainly is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.parsing.grammar import Range, is_unsaid
from saidseen.hearing.parsing.quotes import at

if TYPE_CHECKING:
    from saidseen.hearing.attribution.rules import Finder

TRAILING = frozenset({"which", "that", "who", "and", "but", "or", "while", "as", "by", "of", "'s"})
"""Words that end no content; they hang on what was cut off."""

LEADING = frozenset({"by", "of", "from", "to", "'s", "and", "but"})
"""Words that begin no source."""

NOBODY = frozenset({"it", "there", "this", "that", "which", "what"})

WEAK = frozenset({"suggest", "indicate", "signal", "show", "offer", "claim", "mean"})
"""Verbs that things do as well as people: with these the subject must be somebody, or a text or picture of somebody's."""


LOST = 4
"""Words that a content may have lost at its beginning. Chosen: an article, a number, an adjective or two."""

AHEAD = 7
"""Words in which an occasion that precedes a content ends. Chosen: "in a letter to the council,"."""

EMPTY = frozenset({"PRON", "DET", "SCONJ", "ADV", "ADP", "CCONJ", "PART", "AUX"})
"""Parts of speech that alone say nothing: "so", "what", "where", "something"."""


def refined(finder: Finder, item: Attribution, ruled: Sequence[Attribution]) -> Attribution:
    """The attribution with its ends where the grammar has them."""
    item = with_whole_source(finder, replace(item, source=bare_source(finder, item.source), cue=timeless(finder, item.cue)))
    parts = [r for r in item.content if finder.doc[r[0]].lower_ != "citing"] or item.content[:1]  # that is the basis
    item = replace(item, content=tuple(dayless(finder, whole(finder, item, r)) for r in parts))
    content = [cut for r in item.content if (cut := ended(finder, before_next_cue(finder, item, r, ruled))) is not None]
    if content:
        return replace(item, content=tuple(content))
    inner = next((r for r in ruled if is_second_cue(item, item.content[0], r)), None)
    return replace(item, cue=inner.cue, content=inner.content, anchor=inner.anchor) if inner is not None else item


def timeless(finder: Finder, cue: Range | None) -> Range | None:
    """The cue without the day at its end: "insisted" where the encoder heard "insisted on Friday"."""
    if cue is None:
        return None
    doc, (start, end) = finder.doc, cue
    is_day = [t.ent_type_ in {"DATE", "TIME"} for t in doc[start : end + 1]]
    while end > start + 1 and (is_day[end - 1 - start] or (doc[end - 1].pos_ == "ADP" and is_day[end - start :][:1] == [True])):
        end -= 1
    return start, end


def dayless(finder: Finder, content: Range) -> Range:
    """The content without the day of saying before its "that" ("last week that the bridge was open"), and without the occasion
    before a comma ("in a closed session, men were led away")."""
    doc, (start, end) = finder.doc, content
    comma = next((i for i in range(start + 1, min(start + AHEAD, end - 1)) if doc[i].text == ","), start)
    if doc[start].pos_ == "ADP" and any(t.lemma_.lower() in finder.cues.frames["channels"] for t in doc[start:comma]):
        return comma + 1, end
    for i in range(start, min(start + LOST + 1, end - 1)):
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark" and i > start:
            return i + 1, end
        if doc[i].ent_type_ not in {"DATE", "TIME"} and doc[i].pos_ not in EMPTY:
            break
    return content


def whole(finder: Finder, item: Attribution, content: Range) -> Range:
    """The content from the beginning of its clause: "No Russian unit was left" where the encoder heard it from "Russian" on."""
    start, end = content
    doc = finder.doc
    left = doc[start:end].root.left_edge.i
    taken = [r for r in (item.cue, item.source) if r is not None]
    if not 0 < start - left <= LOST or any(low < start and left < high for low, high in taken):
        return content
    first = finder.quotes and at(finder.quotes, doc[start].idx)
    return content if first and at(finder.quotes, doc[left].idx) is not first else (left, end)


def before_next_cue(finder: Finder, item: Attribution, content: Range, ruled: Sequence[Attribution]) -> Range:
    """The content up to a second cue of the same speaker: "A" of "said A and stressed B"."""
    start, end = content
    cues = [r.cue[0] for r in ruled if r.cue is not None and is_second_cue(item, content, r)]
    return (start, max(start, min([*cues, *deeds_after(finder, item, content), end])))


def deeds_after(finder: Finder, item: Attribution, content: Range) -> list[int]:
    """Where the speaker's next deed begins: "and is moving its embassy" after "voiced concern that ...", by the parse."""
    start, end = content
    if item.cue is None or start < item.cue[0]:
        return []
    cue = range(*item.cue)
    return [
        t.left_edge.i
        for t in finder.doc[start + 1 : end]
        if t.dep_ == "conj" and t.head.i in cue and t.pos_ in {"VERB", "AUX"} and t.left_edge.i > start
        and at(finder.quotes, t.idx) is None
    ]  # fmt: skip


def is_second_cue(item: Attribution, content: Range, other: Attribution) -> bool:
    """Is it what the same speaker said next, by a cue that the encoder took for content?"""
    if other.cue is None or other.source is None or item.source is None or other.frame == "noun":
        return False
    same = other.source[0] < item.source[1] and item.source[0] < other.source[1]
    inside = content[0] <= other.cue[0] < content[1] and not content[0] <= other.source[0] < content[1]
    return same and inside and all(low >= other.cue[0] for low, _ in other.content)


def ended(finder: Finder, content: Range) -> Range | None:
    """The content without the writer's "despite ..." or "in what is the worst raid so far", and without words left hanging at its
    end; None where nothing is left."""
    doc = finder.doc
    start, end = content
    writer = finder.cues.frames["writer"]
    for i in range(start + 1, end):
        comment = i > start + LOST and doc[i].lower_ == "in" and i + 1 < end and doc[i + 1].lower_ == "what"
        if (doc[i].lower_ in writer or comment) and at(finder.quotes, doc[i].idx) is None:
            end = i
            break
    while end > start and (doc[end - 1].lower_ in TRAILING or not doc[end - 1].text.strip(" \n,;:-–—")):
        end -= 1
    return finder.trim((start, end), keep=None) if end > start else None


def bare_source(finder: Finder, source: Range | None) -> Range | None:
    """The source without a preposition or a left-over ending before it."""
    if source is None:
        return None
    start, end = source
    while start < end - 1 and (finder.doc[start].lower_ in LEADING or finder.doc[start].is_punct):
        start += 1
    while end > start + 1 and (finder.doc[end - 1].is_punct or finder.doc[end - 1].is_space):
        end -= 1
    return start, end


def with_whole_source(finder: Finder, item: Attribution) -> Attribution:
    """The source to the end of its noun where the encoder cut it short: "an American | official who asked not to be named"."""
    if item.source is None:
        return item
    doc, (start, end) = finder.doc, item.source
    head = doc[end - 1].head
    if not (end <= head.i < end + LOST and doc[end - 1].dep_ in BEFORE_NOUN and head.pos_ in {"NOUN", "PROPN"}):
        return item
    last = head.right_edge.i + 1
    content = tuple(r for low, high in item.content if (r := (low, high) if high <= end else (max(low, last), high))[0] < r[1])
    taken = item.cue is not None and item.cue[0] < last and start < item.cue[1]
    return item if taken or not content else replace(item, source=(start, head.i + 1), content=content)


BEFORE_NOUN = frozenset({"amod", "compound", "det", "nmod", "nummod", "poss"})


def is_about_naming(finder: Finder, item: Attribution) -> bool:
    """Does a source only ask not to be named? That belongs to who it is."""
    words = [t.lower_ for low, high in item.content[:1] for t in finder.doc[low : min(high, low + LOST)]]
    while words[:1] in (["not"], ["to"], ["be"], ["that"], ["he"], ["she"], ["they"]):
        words.pop(0)
    return bool(words) and words[0] in finder.cues.frames["naming"]


def is_topic(finder: Finder, item: Attribution) -> bool:
    """Is the content a topic that is spoken of, with nothing said about it, or something seen: "discussed the war"?"""
    doc = finder.doc
    words = [t for low, high in item.content for t in doc[low:high]]
    quoted = any(at(finder.quotes, t.idx) is not None for t in words)
    main = [t for t in words if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"relcl", "acl", "amod", "compound"}]
    seen = item.lemma in finder.cues.perceive | finder.cues.show - WEAK - {"confirm"}
    return by_nobody(finder, item) or (not quoted and (not main or seen))


def is_speech(finder: Finder, item: Attribution) -> bool:
    """Could this be somebody's statement? Asked where the rules heard nothing there."""
    doc = finder.doc
    quoted = any(at(finder.quotes, doc[low].idx) is not None for low, _ in item.content)
    if quoted or item.cue is None:
        return True
    words = [t for low, high in item.content for t in doc[low:high] if not t.is_punct and not t.is_space]
    if item.lemma in finder.cues.silent or all(t.pos_ in EMPTY for t in words):
        return False
    verb = doc[item.anchor]
    if verb.pos_ == "VERB" and is_unsaid(verb, item.family):
        return False
    return item.source is None or doc[item.source[0] : item.source[1]].root.lower_ not in {"nobody", "none"}


def by_nobody(finder: Finder, item: Attribution) -> bool:
    """Does a thing "say" it and nobody ("it was unclear", "developments suggested")? Then the writer speaks."""
    if item.source is None:
        return False
    head = finder.doc[item.source[0] : item.source[1]].root
    if head.lower_ in NOBODY:
        return item.source[1] - item.source[0] == 1
    known = head.lemma_.lower() in finder.cues.studies or finder.can_speak(head, item.lemma)
    return item.lemma in WEAK and not known
