"""How far regions reach: the column ``km`` of ``data/supplement.tsv``."""

from __future__ import annotations

from functools import cache

from saidseen.knowing.gazetteer_build import table


@cache
def _by_name() -> dict[str, float]:
    return {row["name"]: float(row["km"]) for row in table("supplement.tsv") if row["km"]}


def reach_km(name: str) -> float | None:
    """Kilometres from the middle of a region to its farthest edge, roughly; None for a name that the table has no reach for."""
    return _by_name().get(name)
