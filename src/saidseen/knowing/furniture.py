"""What a page carries beside its text: a look-up over ``data/furniture.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Compiled patterns, matched at the beginning of a sentence or line; ``speech``, ``tail`` and ``agency`` anywhere in it."""

    label: re.Pattern[str]
    notice: re.Pattern[str]
    whole: re.Pattern[str]
    cased: re.Pattern[str]
    speech: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    signed: re.Pattern[str]
    byline: re.Pattern[str]
    tail: re.Pattern[str]
    sign_off: re.Pattern[str]
    generic: re.Pattern[str]
    agency: re.Pattern[str]
    agency_name: re.Pattern[str]
    months: str
    no_place: frozenset[str]


def choice(names: list[str]) -> str:
    """An expression for any of the names; the longest first, since the first that fits is taken."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def one_of(rows: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), flags)


@cache
def furniture() -> Furniture:
    """The table, read once."""
    raw = tomllib.loads(files("saidseen.knowing").joinpath("data/furniture.toml").read_text("utf8"))
    token = rf"(?:[A-Z0-9][^\s,;]*|{'|'.join(raw['pictures']['connectors'].split())})"
    names = choice(raw["agencies"]["names"])
    signing = choice(raw["agencies"]["names"] + raw["agencies"]["pictures"])
    pictures = choice(raw["agencies"]["pictures"])
    words = "|".join(raw["agencies"]["words"].split())
    agency = rf"\b(?:{names})\b|(?:\b(?:{words})\b)"
    cased = re.RegexFlag(0)
    return Furniture(
        label=one_of(raw["page"]["label"]),
        notice=one_of(raw["page"]["notice"]),
        whole=one_of(raw["page"]["whole"]),
        cased=one_of(raw["page"]["cased"], cased),
        speech=one_of([rf"\b(?:{'|'.join(raw['speech']['words'].split())})\b", *raw["speech"]["marks"]]),
        caption=one_of(raw["pictures"]["caption"]),
        credit=one_of(raw["pictures"]["credit"]),
        signed=one_of([row.replace("NAMES", rf"{token}(?:[,;]? {token})*[.)]*$") for row in raw["pictures"]["signed"]], cased),
        byline=one_of(raw["authors"]["byline"], cased),
        tail=one_of(
            [row.replace("AGENCY", f"(?:{signing})").replace("PICTURES", pictures) for row in raw["pictures"]["tail"]], cased
        ),
        sign_off=re.compile(
            rf"(?<=[.!?\u201d\"\u2019)])\s*(?:[\u2014\u2013-]+ ?|\()(?P<agency>{names})(?:[/, -]+(?:{names}))*\)?\.?$"
        ),
        generic=one_of(raw["agencies"]["generic"]),
        agency=re.compile(agency),
        agency_name=re.compile(names),
        months="|".join(raw["dateline"]["months"].split()),
        no_place=frozenset(raw["dateline"]["no_place"].split()),
    )
