"""Which lake, river or sea "both banks" and "the shore" belong to."""

from __future__ import annotations

from collections.abc import Sequence

from saidseen.knowing.actwords import names
from saidseen.things import Place

WATERS = frozenset({"sea", "region", "point"})
"""Precisions of waters in the gazetteer."""


def water_meant(words: str, before: Sequence[Place]) -> Place | None:
    """The water that is named last of the places ``before`` the words, where the words speak of a bank, a shore or "the lake"."""
    if not names("water", words):
        return None
    waters = [p for p in before if p.precision in WATERS and names("waters", p.name)]
    return waters[-1] if waters else None
