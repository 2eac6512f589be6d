"""Organisations by name, and institutions that every state has ("the defence ministry") by country."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from saidseen.knowing import countries

if TYPE_CHECKING:
    from saidseen.things import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation under its canonical name. ``standing`` tells what its word is worth."""

    name: str
    country: str | None = None
    kind: str = ""
    standing: Standing = "other"
    qid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A kind of institution; ``name`` holds "{of}" or "{adj}" for the country, ``special`` the names that differ."""

    name: str
    kind: str
    special: dict[str, str] = field(default_factory=dict)

    def of(self, code: str | None) -> Organisation:
        """The institution of a country; without one, the bare kind."""
        country = countries.every().get(code or "")
        if code is None or country is None:
            return Organisation(name=self.name.removesuffix(" of {of}").removeprefix("{adj} "), kind=self.kind, standing="party")
        name = self.special.get(code) or self.name.format(
            of=country.of, adj=country.demonyms[0] if country.demonyms else country.name
        )
        if name == f"Government of {country.of}":
            name = country.government
        return find(name) or Organisation(name=name, country=code, kind=self.kind, standing="party")


@cache
def table(name: str) -> dict[str, Any]:
    """One of our TOML files."""
    return tomllib.loads((resources.files("saidseen.knowing") / "data" / name).read_text(encoding="utf-8"))


@cache
def titles() -> dict[str, Any]:
    """``titles.toml``: words for institutions, offices and kinds of people."""
    return table("titles.toml")


def standing(word: str) -> Standing:
    """A cell as a standing; anything else is "other"."""
    known: dict[str, Standing] = {"party": "party", "observer": "observer", "press": "press"}
    return known.get(word, "other")


@cache
def known() -> dict[str, Organisation]:
    """Names and aliases to organisations; the first row that uses a name keeps it."""
    found: dict[str, Organisation] = {}
    for row in countries.rows("organisations.tsv"):
        made = Organisation(
            name=row["name"],
            country=row["country"] or None,
            kind=row["kind"],
            standing=standing(row["standing"]),
            qid=row["qid"] or None,
        )
        for name in (row["name"], *countries.listed(row["aliases"])):
            found.setdefault(countries.plain(name), made)
    return found


@cache
def folded() -> dict[str, Organisation]:
    """The names of two and more words, in lower case ("foreign office", but never "who" or "planet")."""
    return {name.lower(): made for name, made in known().items() if " " in name or "-" in name}


def find(name: str) -> Organisation | None:
    """An organisation by its name or alias. Single words must be written as in the table."""
    words = countries.plain(name)
    return known().get(words) or folded().get(words.lower())


@cache
def institutions() -> dict[str, Institution]:
    """Lower-case words to the kind of institution."""
    return {
        word: Institution(name=entry["name"], kind=entry["kind"], special=dict(entry.get("in", {})))
        for entry in titles()["organisation"]
        for word in entry["words"]
    }


def generic(words: str, country: str | None) -> Organisation | None:
    """The institution that ``words`` ("defence ministry") call in a country; None where they call none."""
    found = institutions().get(countries.plain(words).lower())
    return found.of(country) if found else None


def is_called(made: Organisation, head: str) -> bool:
    """Whether an organisation is "the HEAD" when it is mentioned again: by the end of its name, or by its kind."""
    own = countries.plain(made.name.partition(" of ")[0]).lower()
    return own.rpartition(" ")[2] == head or head in titles()["called"].get(made.kind, ())
