"""The clause of a cue: what else in its sentence belongs to it, and on which day it says that something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from saidseen.hearing.attribution.contents import Attribution
from saidseen.hearing.parsing.grammar import text_of
from saidseen.knowing.channels import channels
from saidseen.knowing.cues import cues
from saidseen.things import Interval, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEAR = 12
"""Tokens, content apart, from a cue within which a phrase hung on the content is its own. Chosen: a short clause."""

LEAD = 4
"""Lines from the top in which a transcript is called one. Chosen: a title, a dateline, who speaks, a note."""

LONGEST = timedelta(days=8)
"""The longest stretch that says when somebody spoke. Chosen: "last week" and a day for zones; months and years date events."""

SAME_DAY = re.compile(
    r"\b(?:(?:later|earlier) (?:in the|that|the same) (?:day|morning|afternoon|evening|night)|(?:the|that) same (?:day|evening))"
    r"\b",
    re.IGNORECASE,
)
DAY_WORDS = re.compile(
    r"(?<!:)\b(?:today|tonight|yesterday|overnight|\w+day|this|last|past|same|day|week|weekend|ago|earlier|eve|\d{1,2}(?:st|nd|rd|th)?"
    r"|\d{4}-\d\d-\d\d)\b(?!:)",
    re.IGNORECASE,
)
"""What an expression has that names a day and not only an hour ("at 11:02", "now", "late in the evening")."""

LABEL = re.compile(r"^[^:\n]{1,60}:(?=\s|$)")
DATING = frozenset({"date", "issue", "release", "publish", "post", "say", "speak", "deliver", "write", "send", "give", "make"})
"""Verbs whose participle dates a statement and no event: "a letter dated 6 November", "images released Tuesday"."""


def own_sentence(doc: Doc, found: Attribution) -> tuple[int, int]:
    """Tokens of the sentence of the cue, or of where the content begins."""
    sentence = head_of(doc, found).sent
    return sentence.start, sentence.end


def head_of(doc: Doc, found: Attribution) -> Token:
    """The cue's head: its anchor, unless that lies elsewhere."""
    if found.cue is None or found.cue[0] <= found.anchor < found.cue[1]:
        return doc[found.anchor]
    return doc[found.cue[0] : found.cue[1]].root


def is_content(found: Attribution, position: int) -> bool:
    return any(s <= position < e for s, e in found.content)


def belongs(doc: Doc, found: Attribution, token: Token) -> bool:
    """Does a phrase of the cue's sentence say something about this act of speech, and not about another or an event?"""
    if found.cue is None or found.cue[0] <= token.i < found.cue[1]:
        return True
    head = head_of(doc, found)
    if doc[token.i - 1].text == "," and 0 < head.i - token.i <= NEAR / 2:
        return True  # "and, in a letter, said", whatever the parser hung it on
    above, cue = climbed(head), {*range(*found.cue), head.i}
    for step in token.ancestors:
        if step.i in cue or step.i in above:
            return True
        if is_apart(found, step):
            return False
        if is_content(found, step.i):
            break
    low, high = min(token.i, head.i) + 1, max(token.i, head.i)
    between = [t for t in doc[low:high] if t.i not in cue and not is_content(found, t.i)]
    other = any(is_speech(t) and not is_content(found, t.i) for t in doc[token.i : token.i + NEAR // 2]) and head.i < token.i
    return len(between) < NEAR and not other and not any(is_speech(t) for t in between)


def is_apart(found: Attribution, token: Token) -> bool:
    """Does a clause of its own begin here: a relative one, a second verb, or what somebody else says?"""
    if is_content(found, token.i):
        return False
    return token.dep_ in {"relcl", "ccomp"} or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"})


def climbed(head: Token) -> set[int]:
    """What a cue hangs on without being what is said there."""
    above: set[int] = set()
    while head.dep_ not in {"ccomp", "ROOT", "relcl"} and head.head.i != head.i:
        second = head.dep_ == "conj" and head.tag_ in {"VBD", "VBZ"} and is_speech(head)
        lost = second and head.head.dep_ == "ccomp" and not is_speech(head.head)
        # "said that there was A and stressed B": the parser hung the second cue on the first content
        head = head.head.head if lost else head.head
        above.add(head.i)
    return above


def is_speech(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in cues().verbs


def lead(doc: Doc, found: Attribution) -> tuple[int, int] | None:
    """Characters of the lines above the turns of a transcript; None where there is none above."""
    text, end = text_of(doc), 0
    first = doc[found.content[0][0]].idx
    for line in re.finditer(r"[^\n]*\S[^\n]*\n?", text):
        if line.start() >= first or LABEL.match(line.group()) or text.count("\n", 0, line.start()) > 2 * LEAD:
            break
        end = line.end()
    return (0, end) if end else None


def said_on(doc: Doc, found: Attribution, times: Sequence[TimeExpression], published: datetime | None) -> Interval | None:
    """When it was said: a date that hangs on the cue, outside the content; the day of publication, ``assumed``, otherwise.

    Half-open, UTC. None where neither is known.
    """
    near = None
    if found.frame == "turn":
        near = day_in_lead(doc, found, times)
    elif found.frame not in {"release", "headline"}:
        near = day_of(doc, found, times)
    if near is not None and near.start is not None and (published is None or near.start <= published):
        return whole_days(near)
    if published is None:
        return None
    day = published.replace(hour=0, minute=0, second=0, microsecond=0)
    return Interval(start=day, end=day + timedelta(days=1), assumed=True)


def whole_days(found: Interval) -> Interval:
    """The days that a part of a day lies in; the words name them, whatever rule bounds the part."""
    if found.start is None or found.end is None or not found.assumed:
        return found
    start = found.start.replace(hour=0, minute=0, second=0, microsecond=0)
    last = (found.end - timedelta(seconds=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    # a night is that of the day on which it begins
    return Interval(start=start, end=max(start if last - start <= timedelta(days=1) else last, start) + timedelta(days=1))


def day_in_lead(doc: Doc, found: Attribution, times: Sequence[TimeExpression]) -> Interval | None:
    """The day that the lines above a transcript name."""
    above = lead(doc, found)
    return next((t.interval for t in times if above and t.span.start < above[1] and is_day(t)), None)


def day_of(doc: Doc, found: Attribution, times: Sequence[TimeExpression]) -> Interval | None:
    """The day that the cue's own clause names, the nearest one; of "later that day" the one named before."""
    low, high = own_sentence(doc, found)
    head = head_of(doc, found).i
    start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
    again = SAME_DAY.search(text_of(doc), start, end)
    token = token_in(doc, again.start(), low, high) if again else None
    if token is not None and not is_content(found, token.i) and belongs(doc, found, token):
        before = [t.interval for t in times if t.interval and t.interval.start and t.span.start < start and is_day(t)]
        return max(before, key=lambda i: str(i.start), default=None)
    dated: list[tuple[int, Interval | None]] = []
    for t in times:
        token = token_in(doc, t.span.end - 1, low, high) if start <= t.span.start < end else None
        if token is None or is_content(found, token.i):
            continue
        if dates(doc, found, token) if is_day(t) else t.type == "DATE" and is_hung(token, head):
            dated.append((abs(token.i - head), t.interval))
    return min(dated, key=lambda pair: pair[0])[1] if dated else None


def is_day(t: TimeExpression) -> bool:
    """Does an expression name a day or a few, not a clock time, a month or a length?"""
    if t.type not in {"DATE", "TIME"} or t.interval is None or t.interval.start is None or t.interval.end is None:
        return False
    named = DAY_WORDS.search(t.span.quote) is not None
    return t.interval.end - t.interval.start <= LONGEST and named


def is_hung(token: Token, cue: int) -> bool:
    """Does a month or year hang on the cue itself: "in March 2011 the army announced"? That is old history."""
    for above in token.ancestors:
        if above.i == cue:
            return True
        if above.pos_ not in {"ADP", "NUM", "PROPN", "NOUN"}:
            return False
    return False


def token_in(doc: Doc, position: int, low: int, high: int) -> Token | None:
    return next((t for t in doc[low:high] if t.idx <= position < t.idx + len(t)), None)


def dates(doc: Doc, found: Attribution, token: Token) -> bool:
    """Does a date say when this was said: not when something in the source's clause or before a noun happened?"""
    if not belongs(doc, found, token) or (
        token.text.istitle() and token.lower_ in {"today", "tonight"} and not token.is_sent_start
    ):
        return False  # "Sport Today" is a paper
    cue = head_of(doc, found).i
    right_behind = found.cue is not None and found.cue[0] <= token.i <= found.cue[1]
    for above in (token, *token.ancestors):
        if above.i == cue or right_behind:
            return True
        if above.dep_ in {"relcl", "acl"} and above.lemma_.lower() not in DATING:
            return False
        if above.dep_ in {"poss", "compound", "nmod", "amod"} and above.head.ent_type_ not in {"DATE", "TIME"}:
            return is_medium(above.head)
    return True


def is_medium(noun: Token) -> bool:
    """Does a date before a noun date what is said there: "its Wednesday bulletin"?"""
    table = channels()
    return any(noun.lemma_.lower() in table.kind(name).nouns for name in ("documents", "occasions"))
