"""The media and occasions that a text names: after their preposition, as what is issued, or as who passes it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidseen.hearing.parsing.grammar import text_of
from saidseen.hearing.parsing.quotes import at, quotations
from saidseen.knowing.channels import Channels, Kind, channels

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WORDS = 8
"""Words between a preposition and its noun at most. Chosen: "in the ministry's second strongly worded written statement"."""

TELLING = frozenset({"tell", "assure", "inform", "address", "brief"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART", "ADV", "PRON"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """Tokens ``[start, end)`` of a channel's words; ``at`` is what it hangs from, a preposition or a verb."""

    start: int
    end: int
    at: int


def words(doc: Doc, medium: Medium) -> str:
    """The text's own words, in one line."""
    return " ".join(doc[medium.start : medium.end].text.split())


def media(doc: Doc, low: int, high: int) -> Iterator[Medium]:
    """Every channel that a stretch of a text names after a preposition, or that somebody is told or issues."""
    table = channels()
    quotes = quotations(text_of(doc))
    for i in range(low, high):
        if at(quotes, doc[i].idx) is not None:
            continue
        if doc[i].lemma_.lower() in table.carried and (passed := passed_on(doc, i, high)):
            yield passed
        elif doc[i].text in table.openers and (named := name_at(doc, i, table.platforms)):
            yield from platform(doc, i, named, table)
        elif (station := station_at(doc, i, low, table)) is not None:
            yield station
        else:
            yield from common(doc, i, low, table)


def common(doc: Doc, i: int, low: int, table: Channels) -> Iterator[Medium]:
    """A common noun with the right preposition before it."""
    if is_modifier(doc, i) or doc[i].pos_ == "VERB":
        return
    for kind in table.kinds:
        size = is_of(doc, i, kind)
        if not size:
            continue
        j = phrase_start(doc, i + 1 - size, low)
        before = doc[j].lower_ if j >= low else ""
        verb = doc[j].lemma_.lower() if j >= low else ""
        lemma = doc[i].lemma_.lower()
        if (before in kind.prepositions and has_article(doc, i, j, kind)) or (verb in TELLING and is_told(kind, lemma)):
            yield medium(doc, j, i, table)
        elif is_issued(doc[i], kind, table):
            yield medium(doc, doc[i].head.i, i, table, start=j + 1)
        else:
            continue
        return


def is_told(kind: Kind, lemma: str) -> bool:
    """Is it told something itself: "told a news conference", "told state television"?"""
    return kind.name in {"occasions", "bodies"} or (kind.name == "broadcast" and lemma in kind.bare)


def is_issued(token: Token, kind: Kind, table: Channels) -> bool:
    """Is it given out: "issued a statement", "a letter was sent"?"""
    given = token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in table.issue
    return kind.name == "documents" and given and token.lemma_.lower() in table.issued


def is_of(doc: Doc, i: int, kind: Kind) -> int:
    """Number of words, up to this one, that name something of this kind; 0 for none."""
    token = doc[i]
    for phrase in kind.endings.get(token.lower_, ()):
        if tuple(t.lower_ for t in doc[max(0, i + 1 - len(phrase)) : i + 1]) == phrase:
            return len(phrase)
    if token.pos_ not in {"NOUN", "PROPN", "X"} and token.dep_ != "pobj":  # "in a circular to" is tagged as an adjective
        return 0
    lemma = token.lemma_.lower()
    joined = f"{doc[i - 2].lower_}-{lemma}" if i > 1 and doc[i - 1].text == "-" else lemma
    return int(lemma in kind.nouns or joined in kind.nouns or token.lower_ in kind.nouns)


def is_modifier(doc: Doc, i: int) -> bool:
    """Does a noun belong to the noun behind it ("interview request")?"""
    token = doc[i]
    return token.dep_ in {"compound", "poss", "nmod", "amod"} and i < token.head.i <= i + WORDS and doc[i + 1].pos_ != "ADP"


def phrase_start(doc: Doc, i: int, low: int) -> int:
    """Position of the word before a noun phrase that ends in ``i``; ``low`` - 1 where the sentence opens with it."""
    j, series = i - 1, channels().series
    while j >= low and i - j <= WORDS:
        hyphened = (j > low and doc[j - 1].text == "-") or doc[j + 1].text == "-"
        many = doc[j].lower_ == "of" and j > low and doc[j - 1].lower_ in series
        if not (hyphened or many or is_part(doc[j]) or doc[j].dep_ == "prt"):
            break
        j -= 1
    return j


def is_part(token: Token) -> bool:
    """Can a word stand between a preposition and its noun?"""
    if token.pos_ == "PRON":
        return token.tag_ == "PRP$" or token.dep_ in {"poss", "det"}
    participle = token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound"}
    return token.pos_ in MODIFIERS or token.text in {"-", "'s", "\u2019s"} or participle


def has_article(doc: Doc, i: int, j: int, kind: Kind) -> bool:
    """Most nouns want an article or another word after the preposition, or are adverbs ("in reply", "on call")."""
    if i - j > 1 or doc[i].lower_ in kind.bare or kind.name == "bodies":
        return True
    if kind.name == "documents" and doc[i].tag_ == "NNS" and doc[i].lower_ not in {"papers", "orders", "reports"}:
        return True
    return (kind.name == "wires" and doc[j].lower_ != "on") or doc[i].lower_ == "talks"


def medium(doc: Doc, j: int, i: int, table: Channels, start: int | None = None) -> Medium:
    """The words of a noun phrase that name a channel: what kind it is, not whose, how long or how good."""
    first = j + 1 if start is None else start
    owned = [n for n in range(first, i) if doc[n].tag_ in {"PRP$", "POS"} or doc[n].lower_ in {"'s", "\u2019s", "of"}]
    first = max([first, *(n + 1 for n in owned)])
    while first < i and is_idle(doc, first, table):
        first += 1
    if doc[first].text == "-" and first < i:
        first += 1
    end = i + 1
    for part in table.parts:
        if tuple(t.lower_ for t in doc[end : end + len(part)]) == part:
            end += len(part)
    if end + 1 < len(doc) and doc[end].lower_ == "on" and (name := name_at(doc, end + 1, table.platforms)):
        end += 1 + name
    return Medium(start=first, end=end, at=j)


def is_idle(doc: Doc, n: int, table: Channels) -> bool:
    token = doc[n]
    sized = token.lower_ in table.sizes and n > 0 and doc[n - 1].text == "-"
    dated = token.ent_type_ in {"DATE", "TIME"} and token.text[:1].isupper()  # "its Wednesday leader"
    return dated or token.pos_ in {"DET", "NUM", "PART", "ADP"} or token.lower_ in table.idle or sized or token.text == "-"


def name_at(doc: Doc, i: int, names: frozenset[tuple[str, ...]]) -> int:
    """Number of words of the longest name of a list that begins here; 0 for none."""
    return max((n for n in (3, 2, 1) if tuple(t.text for t in doc[i : i + n]) in names), default=0)


def platform(doc: Doc, i: int, size: int, table: Channels) -> Iterator[Medium]:
    """A named network behind its preposition."""
    after = doc[i + size] if i + size < len(doc) else None
    j = phrase_start(doc, i, 0)
    compound = after is not None and after.pos_ in {"NOUN", "PROPN"} and doc[i + size - 1].dep_ == "compound"
    if not compound and j >= 0 and doc[j].lower_ in table.platform_prepositions and (i - j == 1 or doc[i - 1].tag_ == "PRP$"):
        yield Medium(start=i, end=i + size, at=j)


def station_at(doc: Doc, i: int, low: int, table: Channels) -> Medium | None:
    """A broadcaster that was told something, or on which it was said."""
    size, start = name_at(doc, i, table.stations) if doc[i].text in table.openers else 0, i
    if not size and doc[i].lower_ in table.station_words and doc[i].pos_ == "PROPN":
        start = min((t.i for t in doc[i].subtree if t.i <= i and t.pos_ == "PROPN"), default=i)
        size = i - start + 1
        if start == i:  # "Radio North"
            size += sum(t.pos_ == "PROPN" for t in doc[i + 1 : i + 3])
    j = phrase_start(doc, start, low)
    if not size or j < low:
        return None
    before = doc[j]
    spoken = before.lower_ in {"to", "with"} and before.head.lemma_.lower() in {"speak", "interview", "say", "talk", "statement"}
    heard = before.lemma_.lower() in TELLING or before.lower_ in {"on", "by", "over", "via"} or spoken
    owner = start + size < len(doc) and doc[start + size].tag_ == "POS"
    return Medium(start=start, end=start + size, at=j) if heard and not owner else None


def passed_on(doc: Doc, i: int, high: int) -> Medium | None:
    """Who quotes or carries it: "quoted by Radio North as saying", "carried on state radio"."""
    verb = doc[i]
    if verb.tag_ != "VBN" or i + 2 >= high or doc[i + 1].lower_ not in {"by", "on", "in"}:
        return None
    noun = next((c for c in doc[i + 1].children if c.dep_ == "pobj"), None)
    if noun is None or noun.ent_type_ in {"DATE", "TIME", "PERSON", "GPE"}:
        return None
    return medium(doc, i + 1, noun.i, channels())
