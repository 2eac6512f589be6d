"""The wordings of time expressions, as patterns over the text. Words come from ``data/time_words.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from saidseen.knowing.gazetteer_build import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERNS = (
    ("iso", r"(?P<year>{Y})-(?P<m>\d\d)-(?P<d>\d\d)\b(?!T)"),
    ("range", r"(?P<d>{D})(?:{O})? ?(?:[-\u2013]|to|and) ?(?P<d2>{D})(?:{O})? (?P<month>{M})(?:,? (?P<year>{Y}))?"),
    ("range", r"(?P<month>{M}) (?P<d>{D})(?:{O})? ?(?:[-\u2013]|to|and) ?(?P<d2>{D})(?:{O})?(?![\d:])(?:,? (?P<year>{Y}))?"),
    (
        "day",
        r"(?:(?P<weekday>{W}),? )?(?:the )?(?P<d>{D})(?:{O})?(?: of)? (?P<month>{M})(?:,? (?P<year>{Y}))?(?: (?P<part>{P}))?",
    ),
    ("day", r"(?:(?P<weekday>{W}),? )?(?P<month>{M}) (?P<d>{D})(?:{O})?(?![\d:]|[.,]\d|%| percent)(?:,? (?P<year>{Y}))?"),
    ("month", r"(?P<section>{S})?(?P<turn>{T} )?(?P<month>{M})(?:,? (?:of )?(?P<year>{Y}))?"),
    ("year", r"(?<![\d,.$€£-])(?P<section>{S})?(?P<year>{Y})(?![\d%-]|[.,:]\d)"),
    ("decade", r"(?:the )?(?P<section>{S})?(?P<year>{Y0})'?s"),
    ("quarter", r"(?:the )?(?P<nth>{N1}) quarter(?: of)?(?: (?P<year>{Y})| (?P<turn>this|last|next) year)?"),
    ("quarter", r"Q(?P<q>[1-4])(?: of)? (?P<year>{Y})"),
    ("season", r"(?P<section>{S})?(?:the )?(?:(?P<turn>{T}) )?(?P<season>{Z})(?: of)?(?: (?P<year>{Y}))?"),
    ("weekday", r"(?:(?P<section>early|late) )?(?:(?P<turn>{T}) )?(?P<weekday>{W})(?:['\u2019]s)?(?: (?P<part>{P}))?"),
    ("named", r"(?P<named>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow)(?: (?P<part>{P}))?"),
    ("named", r"(?P<named>tonight|overnight|last night|this (?:early )?(?P<part>{P}))"),
    (
        "ago",
        r"(?:{A} )?(?P<n>{N}) (?P<unit>{U}s?) (?P<way>ago|earlier|previously|later|afterwards?|from now|hence)(?P<than> than)?",
    ),
    ("ago", r"(?P<unit>{U}s) (?P<way>ago|earlier|previously|later|afterwards?)"),
    ("within", r"(?:within|in) (?:the )?(?:next |coming )?(?P<n>{N})[ -](?P<unit>{U}s?)(?:['\u2019]? time)?"),
    ("within", r"within (?P<unit>{U}s)(?! of)"),
    ("over", r"before (?:the|this) (?P<unit>day|week|month|year) (?:(?:is|was) (?:out|over|up)|ends|ended)"),
    ("monthday", r"(?:(?<=\bby )|(?<=\bon )|(?<=\buntil )|(?<=\bbefore )|(?<=\bsince )|(?<=\bafter ))the (?P<d>{D})(?:{O})"),
    ("same", r"(?:that|(?:the|that) (?:very )?same) (?:day|(?P<part>{P}))"),
    ("span", r"(?:the )?(?P<turn>last|past|previous|next|coming|following) (?:(?P<n>{N}) )?(?P<unit>{U}s)"),
    ("span", r"(?:the )?(?P<turn>past|coming) (?P<unit>{U})"),
    ("recent", r"(?P<unit>recent {U}s)"),
    (
        "this",
        r"(?:the )?(?:(?P<section>{S2})(?: of)? )?(?P<turn>this|last|next|the last|the next|the previous|the following) (?P<unit>{U}|weekend)",  # noqa: E501  # a pattern reads best whole
    ),
    (
        "edge",
        r"(?:the )?(?P<section>beginning|start|middle|end) of (?P<turn>the|this|next|last) (?P<unit>week|month|year|decade|century)",  # noqa: E501  # a pattern reads best whole
    ),
    ("edge", r"(?:the )?(?P<section>year|month|week)(?:-|['\u2019]s )end"),
    ("weekend", r"(?:the|this) (?:past |coming )?weekend"),
    ("clock", r"(?P<h>\d{{1,2}})[:.](?P<min>\d\d)(?::(?P<s>\d\d))?(?: ?(?P<half>[ap]\.?m\b\.?))?(?: \(?(?P<zone>{ZN})\b\)?)?"),
    ("clock", r"(?P<h>\d{{1,2}}) ?(?P<half>[ap]\.?m\b\.?)(?: \(?(?P<zone>{ZN})\b\)?)?"),
    ("clock", r"(?P<h>[0-2]\d)(?P<min>[0-5]\d) ?(?P<zone>{ZN})\b"),
    ("clock", r"(?P<name>noon|midday|midnight)(?: (?P<zone>{ZN})\b)?"),
    ("set", r"(?P<each>every|each) (?:(?P<n>{N}) )?(?P<unit>{U}s?|weekday|(?P<weekday>{W}))"),
    ("set", r"(?<=\d )(?:a|per) (?P<unit>{U})|(?:once|twice|times) (?:a|per) (?P<unit2>{U})|(?P<word>{SETS})"),
    ("length", r"(?:{A} )?(?P<n>{N}(?: and a half)?)[ -](?P<unit>{U}s?)(?:[ -]long)?(?![ -]old|s? of age)"),
    ("length", r"(?P<unit>{U}s)[ -]?long|(?<=\bfor )(?P<bare>{U}s)|(?<=\bover the )(?P<bare2>{U}s)|(?<=\bin )(?P<bare3>{U}s)"),
    ("length", r"half an? (?P<halfunit>{U})"),
    ("reference", r"(?P<reference>{R})(?!-)"),
)
"""Kind and pattern. Groups say what was found; in braces stand the word lists. The longest match wins, then the first kind."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """``data/time_words.toml``."""

    months: dict[str, int]
    weekdays: dict[str, int]
    doubtful: frozenset[str]
    before_month: frozenset[str]
    units: dict[str, str]
    numbers: dict[str, int]
    vague: frozenset[str]
    parts: dict[str, str]
    seasons: dict[str, str]
    ordinals: dict[str, int]
    references: dict[str, str]
    sets: dict[str, str]
    zones: dict[str, int]
    reach: dict[str, int]
    aspect: frozenset[str]
    ahead: frozenset[str]
    will: frozenset[str]
    past_helpers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found at ``[start, end)``; ``groups`` are its parts in lower case, absent ones left out."""

    kind: str
    start: int
    end: int
    groups: dict[str, str]


@cache
def time_words() -> TimeWords:
    """The word lists, read once."""
    raw = tomllib.loads(data_file("time_words.toml"))

    def words(text: str) -> frozenset[str]:
        return frozenset(text.split())

    return TimeWords(
        months=raw["months"],
        weekdays=raw["weekdays"],
        doubtful=words(raw["doubtful"]["months"]),
        before_month=words(raw["doubtful"]["before"]),
        units=raw["units"],
        numbers=raw["numbers"],
        vague=words(raw["vague"]["words"]),
        parts=raw["parts"],
        seasons=raw["seasons"],
        ordinals=raw["ordinals"],
        references=raw["references"],
        sets=raw["sets"],
        zones=raw["zones"],
        reach=raw["reach"],
        aspect=words(raw["tense"]["aspect"]),
        ahead=words(raw["tense"]["ahead"]),
        will=words(raw["tense"]["will"]),
        past_helpers=words(raw["tense"]["past_helpers"]),
    )


def either(words: list[str], *, name: bool = False) -> str:
    """One of the words, the longest first; names must be written with a capital letter."""
    ordered = sorted(words, key=len, reverse=True)
    if name:
        return "|".join(f"(?-i:[{w[0].upper()}]){re.escape(w[1:])}" for w in ordered)
    return "|".join(re.escape(w) for w in ordered)


TENS = 20
"""From here on a number word may take another behind a hyphen: "twenty-one"."""

ABBREVIATED = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"})
"""Months that may end with a stop."""


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The compiled patterns."""
    w = time_words()
    tens = either([n for n, v in w.numbers.items() if v >= TENS])
    single = either(list(w.numbers))
    number = rf"(?:a )?(?:few|couple of|dozen)|several|some|many|\d[\d,]*(?:\.\d+)?|(?:{tens})-(?:{single})|{single}"
    months = [m for m in w.months if m != "may"]
    abbreviations = [m for m in months if m in ABBREVIATED]
    full = [m for m in w.months if m not in abbreviations]
    lists = {
        "Y": r"(?:1[5-9]|20)\d\d",
        "Y0": r"(?:1[5-9]|20)\d0",
        "D": r"(?:3[01]|[12]\d|0?[1-9])",
        "O": r"st|nd|rd|th",
        "M": f"(?:{either(full, name=True)})|(?:{either(abbreviations, name=True)})\\b\\.?",
        "W": either(list(w.weekdays), name=True),
        "P": either(list(w.parts)),
        "S": r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -]",
        "S2": r"early|late|earlier|later|beginning|start|middle|end",
        "T": r"last|past|this|this past|this coming|next|coming|the following|the previous|previous",
        "U": either(list(w.units)),
        "N": number,
        "N1": either(list(w.ordinals)),
        "Z": either(list(w.seasons)),
        "ZN": either([*w.zones, "local time"]),
        "A": r"about|around|nearly|almost|roughly|some|at least|more than|less than|over|up to|only|just|exactly",
        "SETS": either(list(w.sets)),
        "R": either(list(w.references)),
    }
    grouped = {k: f"(?:{v})" for k, v in lists.items()}
    return tuple((kind, re.compile(r"(?<![\w])" + p.format(**grouped) + r"(?!\w)", re.IGNORECASE)) for kind, p in PATTERNS)


def matches(text: str) -> Iterator[Match]:
    """All wordings in the text, overlapping ones too."""
    for kind, pattern in patterns():
        for m in pattern.finditer(text):
            groups = {k: v.lower().strip() for k, v in m.groupdict().items() if v}
            yield Match(kind, m.start(), m.end(), groups)
