"""Countries by their names, demonyms, capitals and the seats that stand for their governments.

Codes are ISO 3166-1 alpha-3 (``XKX`` for Kosovo, ``EUR`` for the European Union); states of the past have their ISO 3166-3
alpha-3 codes. Names that stand for more than one country are not resolved.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A row of ``countries.tsv``. ``government`` is the canonical name of who governs."""

    code: str
    name: str
    others: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    government: str = ""

    @property
    def of(self) -> str:
        """The name as it stands after "of": "the United States"."""
        head, _, rest = self.government.partition("Government of ")
        return rest if rest and not head else self.name


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our TSV files, without its ``#`` lines."""
    text = (resources.files("saidseen.knowing") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell: str) -> tuple[str, ...]:
    """A cell that holds a list."""
    return tuple(part for part in cell.split(";") if part)


@cache
def every() -> dict[str, Country]:
    """All countries by their codes."""
    return {
        row["code"]: Country(
            code=row["code"],
            name=row["name"],
            others=listed(row["others"]),
            demonyms=listed(row["demonyms"]),
            capitals=listed(row["capitals"]),
            seats=listed(row["seats"]),
            government=row["government"],
        )
        for row in rows("countries.tsv")
    }


def unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names with one meaning only."""
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def plurals(demonym: str) -> tuple[str, ...]:
    """A demonym and its plural ("Serb", "Serbs"); those on -ese, -ish, -ch have none."""
    if demonym.endswith(("ese", "sh", "ch", "s", "x")) or demonym.isupper():
        return (demonym,)
    return demonym, f"{demonym}s"


@cache
def names() -> dict[str, str]:
    """Country names to codes."""
    return unambiguous((name, c.code) for c in every().values() for name in (c.name, *c.others))


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and words for the people to codes."""
    return unambiguous((form, c.code) for c in every().values() for demonym in c.demonyms for form in plurals(demonym))


@cache
def seats() -> dict[str, str]:
    """Capitals and the buildings or streets that stand for a government, to codes."""
    return unambiguous((name, c.code) for c in every().values() for name in (*c.capitals, *c.seats))


@lru_cache(maxsize=65536)  # the same few words are looked up in table after table; under 10 MB
def plain(name: str) -> str:
    """Without article, possessive ending and spare white space."""
    words = " ".join(name.split()).removesuffix("'s").removesuffix("\u2019s").rstrip("'\u2019")
    head, _, rest = words.partition(" ")
    return rest if rest and head in {"the", "The"} else words


def looked_up(table: dict[str, str], name: str) -> str | None:
    """A name in a table; headings in capitals are tried in title case (short ones are not: "US", "CAR")."""
    words = plain(name)
    written = " ".join(name.split())
    if written in table:
        return table[written]
    shouted = len(words) > 4 and words.isupper()  # noqa: PLR2004  # longer than any abbreviation in the table
    return table.get(words) or (table.get(words.title()) if shouted else None)


def by_name(name: str) -> str | None:
    """The code for a country's name or demonym; None where unknown or ambiguous."""
    return looked_up(names(), name) or looked_up(demonyms(), name)


def by_demonym(name: str) -> str | None:
    """The code for an adjective or a word for the people: "Ukrainian", "Serbs"."""
    return looked_up(demonyms(), name)


def by_seat(name: str) -> str | None:
    """The code of the country whose government is called by this capital or seat."""
    return looked_up(seats(), name)


def government(code: str) -> str | None:
    """Canonical name of a country's government."""
    country = every().get(code)
    return country.government if country else None


def of(code: str) -> str | None:
    """The country's name as it stands after "of"."""
    country = every().get(code)
    return country.of if country else None
