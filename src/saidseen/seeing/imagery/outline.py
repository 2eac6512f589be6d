"""The outline of a site: a polygon in longitude and latitude, checked before any raster is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np

from saidseen.things import Problem

Ring = tuple[tuple[float, float], ...]

CORNERS = 4
"""Positions of a ring at least: a triangle, closed."""

MOST = 10_000
"""Positions of an outline at most. Chosen: far more than a site needs, and crossings are still looked for in about a second."""

HALF_TURN = 180.0
"""An edge that spans more degrees of longitude runs the other way around the world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Polygons, each of rings (the outer one first, then holes) of ``(longitude, latitude)`` in degrees (WGS 84), closed."""

    polygons: tuple[tuple[Ring, ...], ...]
    name: str = "the site"

    @property
    def latitude(self) -> float:
        """The mean of its positions' latitudes, in degrees."""
        return float(np.mean([p[1] for polygon in self.polygons for ring in polygon for p in ring]))


def outline(geometry: Mapping[str, Any], name: str = "the site") -> Outline | Problem:
    """The outline that a GeoJSON geometry (RFC 7946), Polygon or MultiPolygon, gives; or what is wrong with it."""
    kind, given = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not given:
        return _problem(name, "its outline is no polygon", "give a GeoJSON Polygon or MultiPolygon")
    try:
        polygons = tuple(
            tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in polygon)
            for polygon in ([given] if kind == "Polygon" else given)
        )
    except (TypeError, ValueError, IndexError, KeyError):
        return _problem(name, "its outline does not hold pairs of numbers", "give positions as [longitude, latitude]")
    wrong = next((found for polygon in polygons if (found := _wrong(polygon))), None)
    if wrong is None and sum(len(ring) for polygon in polygons for ring in polygon) > MOST:
        wrong = (f"its outline has more than {MOST:,} positions", "simplify it")
    if wrong is None and any(_crosses(polygon) for polygon in polygons):
        wrong = ("its outline crosses itself", "give the corners in order around the site")
    if wrong is None and not all(_area(polygon[0]) for polygon in polygons):
        wrong = ("its outline encloses nothing", "give at least three corners that do not lie on one line")
    return _problem(name, *wrong) if wrong else Outline(polygons=polygons, name=name)


def _problem(name: str, what: str, todo: str) -> Problem:
    return Problem(where=name, what=what, kept="nothing was looked at", todo=todo)


def _wrong(polygon: Sequence[Ring]) -> tuple[str, str] | None:
    """What is wrong with the rings one by one, and what to do."""
    if not polygon:
        return "its outline is empty", "give at least one ring"
    for ring in polygon:
        if len(ring) < CORNERS or ring[0] != ring[-1]:
            return "its outline is not closed", "end each ring where it began, after three corners or more"
        if not all(isfinite(x) and isfinite(y) and abs(x) <= HALF_TURN and abs(y) <= HALF_TURN / 2 for x, y in ring):
            return "its outline leaves the world", "give longitude (-180 to 180), then latitude (-90 to 90), in degrees"
        if any(abs(b[0] - a[0]) > HALF_TURN for a, b in pairwise(ring)):
            return "its outline crosses the antimeridian", "cut it in two at longitude 180 and give both parts as a MultiPolygon"
    return None


def _area(ring: Ring) -> float:
    """Twice the signed area in square degrees; measured from the first corner, which keeps small sites exact."""
    x, y = ring[0]
    return sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in pairwise(ring))


def _crosses(polygon: Sequence[Ring]) -> bool:
    """Two edges cut through each other; those that only touch do not count."""
    edges = np.array([(*a, *b) for ring in polygon for a, b in pairwise(ring)])
    begin, end = edges[:, :2] - edges[0, :2], edges[:, 2:] - edges[0, :2]
    for i in range(len(edges) - 1):
        a, b, c, d = begin[i], end[i], begin[i + 1 :], end[i + 1 :]
        ours = _turn(a, b, c) * _turn(a, b, d)
        theirs = _turn(c, d, a) * _turn(c, d, b)
        if ((ours < 0) & (theirs < 0)).any():
            return True
    return False


def _turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Sign of the turn from a to b to c."""
    turn = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    return np.asarray(np.sign(turn))
