"""Who held which office when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from saidseen.knowing import countries, organisations

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One person's time in one office. ``since`` is in, ``until`` is out; None leaves a side open."""

    person: str
    others: tuple[str, ...] = ()
    role: str
    organisation: str
    country: str | None = None
    since: date | None = None
    until: date | None = None
    gender: str = ""
    qid: str | None = None

    def held(self, on: date) -> bool:
        """Whether the office was held on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A kind of office; ``at`` names the institution that it belongs to where the text names none."""

    role: str
    at: str | None = None
    gender: str = ""


def day(cell: str, *, end: bool) -> date | None:
    """A date that may lack day and month: read generously, so that a known year takes in all of it."""
    if not cell:
        return None
    year, month, number = ([int(part) for part in cell.split("-")] + [0, 0])[:3]
    if number:
        return date(year, month, number)
    if not end:
        return date(year, month or 1, 1)
    following = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@cache
def every() -> tuple[Office, ...]:
    """All rows of ``offices.tsv``."""
    return tuple(
        Office(
            person=row["person"],
            others=countries.listed(row["others"]),
            role=row["office"],
            organisation=row["organisation"],
            country=row["country"] or None,
            since=day(row["from"], end=False),
            until=day(row["to"], end=True),
            gender=row["gender"],
            qid=row["qid"] or None,
        )
        for row in countries.rows("offices.tsv")
    )


LOWER = ("deputy", "vice", "acting", "interim", "assistant", "first deputy")
FORMER = ("former", "ex", "retired", "ousted", "outgoing")
"""Words before an office: held under or for another, and held no more."""


@cache
def roles() -> dict[str, Role]:
    """Lower-case words for an office to the kind of office."""
    plain = {
        word: Role(role=entry["role"], at=entry.get("at"), gender=entry.get("gender", ""))
        for entry in organisations.titles()["role"]
        for word in entry["words"]
    }
    lower = {f"{before} {word}": replace(role, role=f"{before} {role.role}") for before in LOWER for word, role in plain.items()}
    former = {
        f"{before} {word}": Role(role=f"former {role.role}", gender=role.gender)
        for before in FORMER
        for word, role in plain.items()
    }
    return {**former, **lower, **plain}


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A person's name for comparison: one spelling of hyphens and apostrophes, no points, lower case."""
    return " ".join(countries.plain(name).replace("-", " ").replace("\u2019", "'").replace(".", " ").lower().split())


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """The last word; Arabic names are also called without their article, so it is left off ("al-Assad": "assad")."""
    words = name.split()
    last = words[-1].lower() if words else ""
    return folded(re.sub(r"^(?:al|el|ad|as|at)-", "", last))


@cache
def by_full_name() -> dict[str, tuple[Office, ...]]:
    """Full names in all spellings to offices."""
    found: dict[str, list[Office]] = {}
    for office in every():
        for name in {folded(n) for n in (office.person, *office.others)}:
            found.setdefault(name, []).append(office)
    return {name: tuple(held) for name, held in found.items()}


@cache
def by_surname() -> dict[str, tuple[Office, ...]]:
    """Last words, and the first words of names in which the family comes first, to offices."""
    found: dict[str, list[Office]] = {}
    for office in every():
        spellings = (office.person, *office.others)
        keys = {surname(n) for n in spellings}
        if office.country in FAMILY_FIRST:
            keys |= {folded(n).split(" ")[0] for n in spellings}
        for key in keys:
            found.setdefault(key, []).append(office)
    return {name: tuple(held) for name, held in found.items()}


FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "KHM"})
"""Where the family name is written first, also in English."""


def chosen(candidates: Iterable[Office], on: date | None) -> Office | None:
    """The one office, or the latest begun of one person's; None where more than one person fits."""
    fitting = [office for office in candidates if on is None or office.held(on)]
    if len({office.person for office in fitting}) != 1:
        return None
    if on is None and len({(office.role, office.organisation) for office in fitting}) != 1:
        return None
    return max(fitting, key=lambda office: office.since or date.min)


def person(name: str, on: date | None = None) -> Office | None:
    """The office that a person held on a day, by full name, or by a surname that only one holder had that day.

    Without a day only a full name with one office is taken.
    """
    full = by_full_name().get(folded(name))
    if full:
        return chosen(full, on)
    if on is None or " " in name.strip():
        return None
    return chosen(by_surname().get(surname(name), ()), on)


def lately(name: str, on: date | None) -> Office | None:
    """Whose surname it is among those who left office within a year before the day: for name, country and gender only."""
    if on is None or " " in name.strip():
        return None
    year = timedelta(days=365)
    return chosen((o for o in by_surname().get(surname(name), ()) if o.until and o.until < on <= o.until + year), None)


def known(name: str) -> Office | None:
    """Any office of a person known by full name, whenever held: for spelling and gender, not for the role."""
    full = by_full_name().get(folded(name))
    return full[0] if full and len({office.person for office in full}) == 1 else None


def holder(role: str, country: str | None, on: date | None) -> Office | None:
    """Who held an office ("foreign minister") of a country on a day; None unless exactly one did."""
    if on is None or country is None:
        return None
    words = roles().get(role.lower())
    wanted = words.role if words else role.lower()
    same = {wanted, *EQUAL.get(wanted, ())}
    # the offices of state stand in their usual place: the president of a commission or a republic within is not "the president"
    usual = organisations.generic(words.at, country) if words and words.at else None
    fitting = [o for o in every() if o.role in same and o.country == country and (usual is None or o.organisation == usual.name)]
    return chosen(fitting, on)


EQUAL: dict[str, tuple[str, ...]] = {
    "foreign minister": ("secretary of state", "foreign secretary"),
    "secretary of state": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
}
"""The same office under the names that it has in different states."""
