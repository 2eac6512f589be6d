"""What part of a grid is the site, what surrounds it, and what there is no use in looking at. NumPy only."""

from __future__ import annotations

from math import hypot

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Levels = NDArray[np.float32]

GAP = 60.0
"""Metres around the site that count for neither. Chosen: two pixels of the coarsest common product (30 m), so that neither
a shifted image nor the glare of the site gets into its surroundings."""

WIDTH = 300.0
"""Metres that the ring around it is wide. Chosen: of 150, 300, 450 and 600 the smallest detectable change was least with it."""

WATER = -23.0
"""Median VH backscatter in dB below which a pixel is taken for water. Chosen on a Californian coast: a lake or bay lay between
-24.9 and -27.8, the darkest fields at -22."""

FAINT, DAZZLING = -45.0, 10.0
"""Levels in dB outside of which a value is no measurement: far below the noise of any spaceborne radar, or above any ground."""

UNSAID = -100.0
"""Values below mark missing data, also where the file does not say so (-9999)."""

AT_ONCE = 65_536
"""Pixels whose medians are taken at once, so that the copy which that takes stays small."""

CALIBRATED = 2.0
"""A median above it, on a linear scale, is no backscatter: VH of land lies about 0.03. Such numbers are not calibrated."""


def metres_outside(site: Mask, pixel: tuple[float, float], limit: float) -> NDArray[np.float32]:
    """How far each pixel of ``site`` (rows, columns) lies from it, in metres: 0 inside, infinite beyond ``limit``.

    ``pixel`` is its height and width in metres. Exact between pixel centres: distances along rows first, then the least of the
    sums of squares over the rows within reach (the two passes of Saito and Toriwaki 1994).
    """
    height, width = pixel
    place = np.broadcast_to(np.arange(site.shape[1], dtype=np.float32), site.shape)
    left = np.maximum.accumulate(np.where(site, place, np.float32(-np.inf)), axis=1)
    right = np.minimum.accumulate(np.where(site, place, np.float32(np.inf))[:, ::-1], axis=1)[:, ::-1]
    along = (np.minimum(place - left, right - place) * np.float32(width)) ** 2
    least = along.copy()
    for step in range(1, min(int(limit / height), len(site) - 1) + 1):
        more = np.float32((step * height) ** 2)
        np.minimum(least[step:], along[:-step] + more, out=least[step:])
        np.minimum(least[:-step], along[step:] + more, out=least[:-step])
    distance = np.sqrt(least)
    distance[distance > limit] = np.inf
    return np.asarray(distance, dtype=np.float32)


def decibels(values: NDArray[np.float32]) -> Levels | None:
    """Backscatter of any shape in dB, NaN where nothing was measured; None where the numbers are not calibrated.

    Linear values and dB are told apart by their median: backscatter on a linear scale is never negative, VH in dB never positive
    over land.
    """
    known = values[np.isfinite(values) & (values > UNSAID)]
    middle = float(np.median(known)) if known.size else 0.0
    if middle > CALIBRATED:
        return None
    if middle < 0:
        level = values.astype(np.float32)
    else:
        level = np.full(values.shape, np.nan, dtype=np.float32)
        np.log10(values, out=level, where=np.isfinite(values) & (values > 0), casting="unsafe")
        level *= np.float32(10)
    level[~((level > FAINT) & (level < DAZZLING))] = np.nan
    return level


def water(levels: Levels) -> Mask:
    """Which pixels are water, of ``levels`` (dates, pixels) in dB: the median over the dates is as dark as still water.

    One dark date is no water: wind roughens a lake, and speckle darkens land.
    """
    dark = np.empty(levels.shape[1], dtype=np.bool_)
    for start in range(0, len(dark), AT_ONCE):
        dark[start : start + AT_ONCE] = np.median(levels[:, start : start + AT_ONCE], axis=0) < WATER
    return dark


def sectors(rows: NDArray[np.intp], columns: NDArray[np.intp], middle: tuple[float, float], count: int) -> NDArray[np.intp]:
    """In which of ``count`` equal angles around ``middle`` (row, column) each pixel lies."""
    angle = np.arctan2(rows - middle[0], columns - middle[1])
    return np.asarray(np.floor((angle + np.pi) / (2 * np.pi) * count).astype(np.intp) % count)


def pixel_metres(across: tuple[float, float], down: tuple[float, float]) -> tuple[float, float]:
    """Height and width of a pixel from the steps (x, y) to the next column and the next row, in metres."""
    return hypot(*down), hypot(*across)
