"""Time expressions and what they mean on the day of publication."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from saidseen.hearing.time_grammar import Match, matches, time_words
from saidseen.hearing.time_reading import Now, Tense, read
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
    days: dict[int, str] = {}
    out = []
    for m in chosen:
        token = token_at(doc, m.start)
        sentence = token.sent.start
        reading = read(m.kind, m.groups, Now(moment, tense(token), days.get(sentence)))
        if reading is None:
            continue
        if m.kind in {"day", "weekday", "named", "iso"}:
            days[sentence] = reading.value[:10]
        out.append(
            TimeExpression(span=Span.of(text, m.start, m.end), type=reading.type, value=reading.value, interval=reading.interval)
        )
    return tuple(out)


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


def plausible(doc: Doc, m: Match) -> bool:
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
    if m.kind == "season":
        return bool({"year", "turn", "section"} & m.groups.keys())
    if m.kind == "length" and m.groups.get("n") in {"a", "an"} and m.groups.get("unit") in {"second", "day", "night"}:
        return before == "for"
    if m.kind == "clock":
        return bool({"half", "zone", "name"} & m.groups.keys()) or before in {"at", "by", "until", "from", "around", "about"}
    return True


def year_like(doc: Doc, token: Token, before: str) -> bool:
    """Is a four-digit number a year? Not "2010 troops"; not the number of a flight."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before in {"in", "since", "by", "until", "from", "during", "of", "before", "after", "between", "to", "and", "through"}:
        return after is None or after.tag_ != "NNS"
    if token.ent_type_ in {"DATE"}:
        return True
    return token.tag_ == "CD" and token.ent_type_ not in {"CARDINAL", "MONEY", "QUANTITY", "PRODUCT", "PERCENT", "ORG"} and (
        after is None or after.pos_ not in {"NOUN", "PROPN"} or after.tag_ == "NN"
    )


def tense(token: Token) -> Tense:
    """Where the clause around an expression lies: "ahead" for will, plans and what is due, else "past" or "open"."""
    words = time_words()
    node = token
    for _ in range(len(token.sent)):
        if node.pos_ in {"VERB", "AUX"} or node.lemma_ in words.ahead:
            break
        if node.head is node:
            return "open"
        node = node.head
    helpers = {c.lower_ for c in node.children if c.dep_ in {"aux", "auxpass"}} | {node.lower_}
    if helpers & words.will:
        return "ahead"
    if node.lemma_ in words.ahead and node.tag_ not in {"VBD"}:
        return "ahead"
    if node.tag_ in {"VB"} and "to" in helpers:
        return "ahead"
    if node.tag_ in {"VBD"} or (node.tag_ == "VBN" and helpers & {"had", "has", "have", "was", "were", "been"}):
        return "past"
    if node.tag_ == "VBG" and helpers & {"is", "are", "am", "'s", "'re"}:
        return "ahead"
    return "open"
