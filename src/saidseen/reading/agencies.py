"""Datelines, and the agency that a document credits: its declared provenance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saidseen.knowing.furniture import furniture

NEWS_SERVICES = "news services"
"""The origin of a text that names none but credits agencies ("From our news services")."""

PLACE_WORDS = 4
"""Words of the longest place or region in a dateline ("AL ASAD AIR BASE"); what is longer is a heading in capitals."""

INITIALS = 2
"""Letters that open an answer or a list ("Q -", "US -") and no dispatch."""

UPPER = r"[^\W\d_a-z]"
NAME = rf"(?:[Tt]he )?{UPPER}[\w.'\u2019&-]*(?: (?:{UPPER}[\w.'\u2019&-]*|of|the|and|for|de)){{0,6}}"
AGENCY_LINE = re.compile(r"\([^()]{3,60}\)\s*(?:[-\u2013\u2014]\s*)?")
PEOPLE = r"(?: (?:staff|correspondents?|reporters?|bureaus?|writers?))?"
STAFF = re.compile(PEOPLE + "$")
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<house>{NAME}),? (?:with|via) (?P<agency>{NAME})(?: reporting)?",
        rf"[Bb]y (?P<agency>{NAME}){PEOPLE}[,;]? (?:[Ee]dited|[Ee]diting) by (?P<house>{NAME})",
        rf"(?:[Bb]y|[Ss]ource:|[Aa]gency:|[Vv]ia|[Ff]rom) (?P<agency>{NAME}){PEOPLE}",
        rf"[-\u2013\u2014]?\s?(?P<agency>{NAME})",
    )
)
ELSEWHERE = re.compile(rf"[Tt]his \w+ (?:was )?(?:first|originally) (?:published|appeared) (?:by|in|on) (?P<agency>{NAME})")
UNPLACED = re.compile(r"\((?P<name>[^()]{2,40})\) ?(?:[\u2013\u2014\u2015]|--?) ?")
REPORTING = re.compile(rf"\(?(?:Reporting|Writing|Additional reporting) by (?P<agency>{NAME})")


@dataclass(frozen=True, slots=True)
class Dateline:
    """How long the dateline at a line's beginning is (its dash included), and the agency in it."""

    end: int
    agency: str


@cache
def dateline_pattern() -> re.Pattern[str]:
    months = furniture().months
    return re.compile(
        rf"""(?P<place>{UPPER}[\w.'\u2019\ /-]{{1,60}}?)
        (?P<region>(?:,\ (?!(?:{months})[.\ ]){UPPER}(?:[^\W\d]|[.'\u2019\ -]){{1,30}}?){{0,2}})
        (?P<date>,?\ (?:(?:{months})\.?\ \d{{1,2}}|\d{{1,2}}\ (?:{months})\.?)(?:,?\ \d{{4}})?)?
        (?P<agency>,?\ ?(?:\((?P<name>[^()]{{2,40}})\)|/(?P<slash>[^/]{{2,40}})/))?
        (?P<mark>\ ?[\u2013\u2014\u2015]\ ?|\ --?\ |\.\ (?:[-\u2013\u2014]{{1,2}}\ )?)
        (?=["“'\u2018(\[«]?(?:{UPPER}|\d))""",
        re.VERBOSE,
    )


def dateline(line: str) -> Dateline | None:
    """The dateline that opens a line, if one does: "KYIV, Feb 15 (Agency) -", "GENEVA —", "ROME, May 3.", "(Agency) -".

    A place in capitals with a dash or a date; in small letters only with an agency in brackets and a dash.
    """
    short = UNPLACED.match(line)
    if short and is_agency(short["name"]):
        return Dateline(short.end(), short["name"].strip())
    found = dateline_pattern().match(line)
    if not found:
        return None
    agency = (found["name"] or found["slash"] or "").strip()
    return Dateline(found.end(), agency) if dispatched(found, agency) else None


def dispatched(found: re.Match[str], agency: str) -> bool:
    """What looks like a dateline is one: its place names are no longer than places are, and something vouches for it."""
    place, dashed = found["place"], not found["mark"].startswith(".")
    words = place.replace("/", " ").split()
    if any(len(name.split()) > PLACE_WORDS for name in place.split("/")) or len(found["region"].split()) >= PLACE_WORDS:
        return False
    if agency:
        return (dashed and all(not word[0].islower() for word in words)) or bool(place.isupper() and found["date"])
    if not place.isupper() or furniture().no_place.intersection(words):
        return False
    return bool(found["date"]) or (dashed and len(place) > INITIALS)


def is_agency(name: str) -> bool:
    """The name of a news agency: a known one, or one that calls itself so."""
    return bool(furniture().agency.search(name))


def same(one: str, other: str) -> bool:
    """Two names of one house: equal, or one begins with the other."""
    a, b = (n.casefold().removeprefix("the ").strip() for n in (one, other))
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


def line_agency(line: str, outlet: str) -> str:
    """The agency to which a whole line ("Harbour Post, with Northern Wire") credits the text; empty where it credits none."""
    bare = line.strip().strip("().").strip()
    if furniture().generic.fullmatch(bare):
        return NEWS_SERVICES
    for number, form in enumerate(FORMS):
        found = form.fullmatch(bare)
        if not found:
            continue
        agency = STAFF.sub("", found["agency"])
        house = found.groupdict().get("house") or ""
        alone = number == len(FORMS) - 1
        known = furniture().agency_name.fullmatch(agency) if alone else is_agency(agency)
        if known or (house and same(house, outlet)):
            return agency
    return ""


def declared(lines: list[str], outlet: str) -> str | None:
    """The agency, other than the outlet itself, that the lines of a document credit; None where they credit none."""
    edges = lines if len(lines) <= 7 else [*lines[:4], *lines[-3:]]  # noqa: PLR2004  # credits stand at the top or the foot
    for line in edges:
        for agency in (line_agency(line, outlet), opening(line), reported(line)):
            if agency and not same(agency, outlet):
                return agency
    return None


def opening(line: str) -> str:
    """The agency in a line's dateline or in brackets before its first sentence."""
    if found := dateline(line):
        return found.agency
    credit = AGENCY_LINE.match(line)
    return NEWS_SERVICES if credit and furniture().generic.fullmatch(credit.group().strip()) else ""


def reported(line: str) -> str:
    """The agency in "(Reporting by ...)", in a note that the text first stood elsewhere, or signing the last sentence."""
    if found := REPORTING.match(line):
        return found["agency"] if is_agency(found["agency"]) else ""
    found = ELSEWHERE.search(line) or furniture().sign_off.search(line)
    return found["agency"].rstrip(".") if found else ""
