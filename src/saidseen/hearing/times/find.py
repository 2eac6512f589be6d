"""Time expressions and what they mean on the day of publication."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from saidseen.hearing.times.basis import Now, Reading, Tense
from saidseen.hearing.times.grammar import Match, matches, time_words
from saidseen.hearing.times.reading import read
from saidseen.things import Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_times(doc: Doc, published: datetime | None, text: str | None = None) -> tuple[TimeExpression, ...]:
    """TIMEX3 expressions in the order of the text, with half-open UTC intervals.

    Relative ones are counted from ``published``; without it they keep X for what is not known, and no interval. ``text`` is the
    document's own text, where ``doc`` was made from one with plainer marks (same offsets); the quotes of the spans come from it.
    """
    text = doc.text if text is None else text
    moment = published.astimezone(UTC) if published else None
    chosen = longest([m for m in matches(doc.text) if plausible(doc, m)])
    named_days = [(m, read(m.kind, m.groups, Now(moment, light(doc, m)))) for m in chosen if m.kind in DAYS]
    days = [(m, r) for m, r in named_days if r]
    out = []
    for m in chosen:
        token = token_at(doc, m.start)
        named = beside(m, token, days) if m.kind in {"clock", "ago"} else last_day(m, days) if m.kind == "same" else None
        if reading := read(m.kind, m.groups, Now(moment, light(doc, m), named)):
            span = Span.of(text, m.start, m.end)
            out.append(TimeExpression(span=span, type=reading.type, value=reading.value, interval=reading.interval))
    return tuple(out)


DAYS = frozenset({"day", "weekday", "named", "iso", "monthday"})
"""Kinds that name a day."""


def beside(m: Match, token: Token, days: list[tuple[Match, Reading]]) -> str | None:
    """The day that the same sentence names, nearest to a clock time."""
    sentence = token.sent
    first, last = sentence.start_char, sentence.end_char
    near = [(abs(d.start - m.start), r.value[:10]) for d, r in days if first <= d.start < last]
    return min(near)[1] if near else None


LATELY = 600
"""Characters before "that morning" in which its day must be named. Chosen: about two paragraphs of news."""


def last_day(m: Match, days: list[tuple[Match, Reading]]) -> str | None:
    """The day that was named last before."""
    before = [r.value[:10] for d, r in days if m.start - LATELY < d.start < m.start]
    return before[-1] if before else None


DEADLINE = frozenset({"until", "till", "by"})
"""Words before a date that look ahead, where the verb's tense does not tell: "stays shut until 3 May"."""


def light(doc: Doc, m: Match) -> Tense:
    """The tense around an expression. A participle ("shut until 3 May") does not tell whether a deadline is over."""
    token = token_at(doc, m.start)
    found = tense(token)
    if token.i and doc[token.i - 1].lower_ in DEADLINE:
        return "ahead" if found == "open" else "open" if found == "past" else found
    return found


def longest(found: list[Match]) -> list[Match]:
    """Matches without overlaps: the longest first, then the earlier kind."""
    free: list[Match] = []
    ends: set[int] = set()
    for m in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(position in ends for position in range(m.start, m.end)):
            ends.update(range(m.start, m.end))
            free.append(m)
    return sorted(free, key=lambda m: m.start)


def token_at(doc: Doc, position: int) -> Token:
    """The token that covers a position in the text."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= position:
            low = middle
        else:
            high = middle - 1
    return doc[low]


def plausible(doc: Doc, m: Match) -> bool:  # noqa: PLR0911  # one test a kind
    """No months that are verbs or surnames, no years that are counts, no parts of names."""
    words, token = time_words(), token_at(doc, m.start)
    before = doc[token.i - 1].lower_ if token.i else ""
    if m.kind == "month" and "year" not in m.groups:
        word = m.groups["month"].rstrip(".")
        if token.ent_type_ in {"PERSON", "ORG", "GPE", "FAC", "PRODUCT"} and "section" not in m.groups:
            return False
        if word in words.doubtful and not {"section", "turn"} & m.groups.keys():
            return token.tag_ == "NNP" and before in words.before_month
    if m.kind == "year" and "section" not in m.groups:
        return year_like(doc, token, before)
    if m.kind == "monthday":
        after = token_at(doc, m.end - 1).i + 1
        return after == len(doc) or doc[after].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}  # "on the 2nd floor"
    if m.kind == "season":
        return bool({"year", "turn", "section"} & m.groups.keys())
    if m.kind == "length" and m.groups.get("n") in {"a", "an"} and m.groups.get("unit") in {"second", "day", "night"}:
        return before == "for"
    if m.kind == "clock":
        return bool({"half", "zone", "name"} & m.groups.keys()) or before in {"at", "by", "until", "from", "around", "about"}
    return True


def year_like(doc: Doc, token: Token, before: str) -> bool:
    """Is a four-digit number a year? Not "2010 troops", not the number of a flight or a law."""
    plural = token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "NNS"
    if before in time_words().before_month:
        return not plural
    named = token.i > 0 and doc[token.i - 1].pos_ in {"PROPN", "NOUN"}
    return not plural and not named and (token.ent_type_ == "DATE" or (token.tag_ == "CD" and not token.ent_type_))


def tense(token: Token) -> Tense:
    """Where the clause around an expression lies: "ahead" for will, plans and what is due, else "past" or "open"."""
    verb = governor(token)
    if verb is None:
        return "open"
    words = time_words()
    if verb.dep_ == "xcomp" and verb.head.tag_ in {"VBD", "VBN"} and verb.head.lemma_ in words.aspect:
        return "past"  # "started to leave on Monday"
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}} | {verb.lower_}
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers & words.past_helpers))
    planned = verb.lemma_ in words.ahead and not past
    going = verb.tag_ == "VBG" and bool(helpers & PRESENT)
    stands = verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"} and verb in (token.head, token.head.head)  # "it is on Sunday"
    if helpers & words.will or planned or going or stands or (verb.tag_ == "VB" and "to" in helpers):
        return "ahead"
    return "past" if past or verb.tag_ == "VBN" else "open"


PRESENT = frozenset({"is", "are", "am", "'s", "'re"})


def governor(token: Token) -> Token | None:
    """The verb, or the adjective that looks ahead ("due"), that an expression hangs on."""
    ahead = time_words().ahead
    while not (token.pos_ in {"VERB", "AUX"} or token.lemma_ in ahead):
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return token
