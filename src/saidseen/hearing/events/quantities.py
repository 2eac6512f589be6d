"""How many: numbers in a noun phrase, with the bounds that the words give ("more than 150,000 troops", "some 40 lorries").

A round "about" is read as 10 % either way, "nearly" as at most 10 % below; plural counts ("dozens", "hundreds") as at least two
of them, the usual lower reading. Numbers without any bound are exact.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from saidseen.things import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
PLURALS = {f"{word}s": scale for word, scale in SCALES.items()} | {"tens": 10}
ROUND = 0.1
"""Width of "about" and "nearly": a tenth, the rounding of reported figures. Nothing finer is claimed."""

NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORD = re.compile(rf"{NUMBER}|[A-Za-z]+|%", re.ASCII)
LEAST = re.compile(r"(?:(?<!no )(?<!not )more than|over|at least|upwards? of|not? (?:fewer|less) than|above|in excess of)$")
MOST = re.compile(r"(?:as many as|as much as|up to|at most|not? more than|fewer than|less than|under|below|a maximum of)$")
AROUND = re.compile(r"(?:some|about|around|roughly|approximately|an estimated|estimated|circa)$")
NEARLY = re.compile(r"(?:nearly|almost|close to|just under)$")
RANGE = re.compile(r"^\s*(?:to|and|-|–|or)\s*$")  # ranges are printed with an en dash
OR_MORE = re.compile(r"^\s*or more\b")
BEFORE_UNIT = frozenset({"more", "of", "the", "its", "their", "his", "her", "other", "additional", "new", "all"})


def read_quantity(text: str) -> Quantity | None:  # noqa: PLR0911  # one return a kind of bound
    """The first number in a phrase with its bounds; the unit is left empty. None where no number stands.

    >>> read_quantity("more than 150,000 troops")
    Quantity(low=150000.0, high=None, unit='')
    """
    found = _numbers(text)
    if not found:
        return None
    start, end, low, high = found[0]
    if len(found) > 1 and high is not None and found[1][3] is not None and RANGE.match(text[end : found[1][0]]):
        between = "and" not in text[end : found[1][0]] or text[:start].rstrip().lower().endswith("between")
        if between and found[1][2] > low:
            return Quantity(low=low, high=found[1][3], unit="")
    before, after = text[:start].rstrip().lower(), text[end:]
    if high is None or LEAST.search(before) or OR_MORE.match(after):
        return Quantity(low=low, high=None, unit="")
    if MOST.search(before):
        return Quantity(low=None, high=high, unit="")
    if AROUND.search(before):
        return Quantity(low=round(low * (1 - ROUND), 6), high=round(high * (1 + ROUND), 6), unit="")
    if NEARLY.search(before):
        return Quantity(low=round(low * (1 - ROUND), 6), high=high, unit="")
    return Quantity(low=low, high=high, unit="")


def _numbers(text: str) -> list[tuple[int, int, float, float | None]]:
    """Numbers of a phrase in figures or words: start, end, low, high. Words that stand together are one number."""
    found: list[tuple[int, int, float, float | None]] = []
    run: list[tuple[re.Match[str], str]] = []
    for match in WORD.finditer(text):
        word = match[0].lower()
        numeric = word[0].isdigit() or word in UNITS or word in SCALES or word in PLURALS
        linking = bool(run) and word in {"and", "of"} and (word == "and" or run[-1][1] in PLURALS)
        joined = bool(run) and text[run[-1][0].end() : match.start()] not in {" ", "-"}
        if run and (not (numeric or linking) or joined or not _fits(run[-1][1], word)):
            found += _value(run)
            run = []
        if numeric or (linking and run):
            run.append((match, word))
    return found + _value(run)


def _fits(last: str, word: str) -> bool:
    """Whether a number word goes on after another: "twenty" takes "one", "hundred" takes anything, "12" takes only a scale."""
    if word in {"and", "of"} or last in {"and", "of"} or word in SCALES or word in PLURALS:
        return last != "and" or not word[0].isdigit()
    if word[0].isdigit():
        return False
    return last in SCALES or (last in UNITS and UNITS[last] >= 20 and UNITS.get(word, 99) < 10)  # noqa: PLR2004  # tens before ones


def _value(run: list[tuple[re.Match[str], str]]) -> list[tuple[int, int, float, float | None]]:
    while run and run[-1][1] in {"and", "of"}:
        run.pop()
    if not run or [w for _, w in run] in (["one"], ["score"]):
        return []  # "one" is as often a pronoun, "score" a result
    total = part = 0.0
    at_least = False
    for _, word in run:
        if word in PLURALS:
            part, at_least = max(part, 1 if at_least else 2) * PLURALS[word], True
            if word == "tens":
                part = 20
        elif word in SCALES:
            part = max(part, 1) * SCALES[word]
            if SCALES[word] >= SCALES["thousand"]:
                total, part = total + part, 0
        elif word not in {"and", "of"}:
            part += float(word.replace(",", "")) if word[0].isdigit() else UNITS[word]
    value = total + part
    return [(run[0][0].start(), run[-1][0].end(), value, None if at_least else value)]


PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "thirds": 200 / 3, "quarters": 75.0}
WHOLE = re.compile(r"\b(?:all|every|each|everything|everyone|everybody|entire|whole)\b", re.IGNORECASE)
MAJORITY = re.compile(r"\b(?:most|majority|bulk) of\b", re.IGNORECASE)
PART = re.compile(r"\b(?:half|(?:a|one|two|three) (?:thirds?|quarters?))\b", re.IGNORECASE)
PERCENT = re.compile(rf"(?:{NUMBER}|[a-z]+(?:-[a-z]+)?) ?(?:percent|per cent|%)", re.IGNORECASE)
OF_SO_MANY = re.compile(rf"\b({NUMBER}|[a-z]+) (?:out )?of (?:the |its |their |all )?({NUMBER}|[a-z]+)\b", re.IGNORECASE)
"""Ways to give a share: "all", "most", "two thirds", "30 percent", "750 of the 1,027"."""


def share_of(text: str) -> Quantity | None:
    """The share that a phrase gives, in percent, figures first.

    >>> share_of("all of its registered weapons")
    Quantity(low=100.0, high=100.0, unit='percent')
    """
    figures = only_share(text)
    if figures is not None:
        return figures
    if part := PART.search(text):
        value = PARTS[part[0].lower().split()[-1]]
        found = read_quantity(text[: part.start()] + str(value) + text[part.end() :])
        return replace(found, unit="percent") if found is not None else None
    if WHOLE.search(text):
        return Quantity(low=100.0, high=100.0, unit="percent")
    return Quantity(low=50.0, high=None, unit="percent") if MAJORITY.search(text) else None


def only_share(text: str) -> Quantity | None:
    """The share in figures that stands in a text; None where there are several."""
    found = [q for m in PERCENT.finditer(text) if (q := read_quantity(text[: m.end()][_lead(text, m.start()) :])) is not None]
    for match in OF_SO_MANY.finditer(text):
        part, whole = read_quantity(match[1]), read_quantity(match[2])
        if part is not None and whole is not None and part.low is not None and whole.low and part.low <= whole.low:
            value = round(100 * part.low / whole.low, 6)
            found.append(Quantity(low=value, high=value, unit=""))
    return replace(found[0], unit="percent") if len(found) == 1 else None


def _lead(text: str, start: int) -> int:
    """Where the words before a number begin that may bound it ("less than"): four words back."""
    words = list(re.finditer(r"\S+", text[:start]))[-4:]
    digits = [w.end() for w in words if w[0][0].isdigit()]
    return digits[-1] if digits else words[0].start() if words else 0


def quantity_of(phrase: Tokens) -> Quantity | None:
    """The quantity of a noun phrase with its unit: the lemma of what is counted. Years, dates and ordinals are none."""
    counted = [t for t in phrase if t.ent_type_ not in {"DATE", "TIME", "ORDINAL"}]
    if not any(t.like_num or t.lower_ in PLURALS or t.lower_ in SCALES for t in counted):
        return None
    found = read_quantity("".join(t.text_with_ws for t in counted))
    if found is None:
        return None
    numeric = [i for i, t in enumerate(counted) if t.like_num or t.lower_ in PLURALS or t.lower_ in SCALES]
    tail = [t for t in counted[numeric[-1] + 1 :] if t.is_alpha or t.text == "%"]
    unit = next((t for t in tail if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "amod"}), None)
    unit = unit or next((t for t in tail if t.lower_ not in BEFORE_UNIT and not t.is_stop), None)
    return Quantity(low=found.low, high=found.high, unit=unit.lemma_.lower() if unit is not None else "")
