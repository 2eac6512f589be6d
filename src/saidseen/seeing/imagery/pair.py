"""Two optical images of a site: which share of it, and of what surrounds it, changed (IR-MAD). Neither up nor down, and light,
season and crops change things too: it tells where to look, and settles nothing alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saidseen.seeing.imagery.ground import Mask
from saidseen.seeing.imagery.irmad import changed, irmad
from saidseen.seeing.imagery.outline import Outline
from saidseen.seeing.imagery.rasters import (
    Grid,
    Window,
    grid_of,
    inside,
    metres,
    on_grid,
    opened,
    read,
    shifted,
    unread,
    window_around,
)
from saidseen.things import Problem

AROUND = 6_000.0
"""Metres around the site that are compared with it. Chosen: most of what is compared must be unchanged, as on whole scenes of
12 and 24 km, on which the method was measured."""

LARGEST = 3_000_000
"""Pixels times bands at most; with so many, a process was measured at 250 MB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairChange:
    """Shares (0 to 1) of the site and of its surroundings that changed, and of the site that was seen on both dates; None where
    nothing could be compared. ``altered`` (rows, columns): which pixels of the window."""

    site: float | None
    around: float | None
    coverage: float
    altered: Mask | None = None
    problems: tuple[Problem, ...] = ()


def compare(before: str | Path, after: str | Path, outline: Outline) -> PairChange:
    """Compare two multispectral rasters on one grid, all their bands, around a site. Never raises for what they may hold."""
    first, second = Path(before), Path(after)
    path = first
    try:
        with opened(first) as one:
            grid, bands = grid_of(one), one.count
            rings = on_grid(outline, grid)
            window = _fitting(window_around(rings, grid, AROUND, metres(grid, outline.latitude)), grid, bands)
            old = np.stack([read(one, n + 1, window) for n in range(bands)])
        path = second
        with opened(second) as other:
            there = _same(grid, grid_of(other), other.count == bands)
            moved = shifted(window, grid, there)
            new = np.stack([read(other, n + 1, moved) for n in range(bands)])
        return _compared(old, new, inside(rings, grid, window), first)
    except (OSError, ValueError, ImportError) as error:
        return PairChange(site=None, around=None, coverage=0.0, problems=(unread(path, error),))


def _same(grid: Grid, other: Grid, alike: bool) -> Grid:
    """The other grid.

    Raises:
        ValueError: where the images cannot be laid over each other.
    """
    if not alike or not grid.fits(other):
        raise ValueError("it lies on another grid than the image before, or has other bands")
    return other


def _fitting(window: Window, grid: Grid, bands: int) -> Window:
    """The part of the window that lies on the grid.

    Raises:
        ValueError: where that is nothing, or too large.
    """
    top, left = max(window.row, 0), max(window.column, 0)
    bottom, right = min(window.row + window.height, grid.shape[0]), min(window.column + window.width, grid.shape[1])
    if top >= bottom or left >= right:
        raise ValueError("it does not cover the site")
    if (bottom - top) * (right - left) * bands > LARGEST:
        raise ValueError(f"the site and what surrounds it are too large (more than {LARGEST:,} pixels times bands)")
    return Window(row=top, column=left, height=bottom - top, width=right - left)


def _compared(old: np.ndarray, new: np.ndarray, site: Mask, path: Path) -> PairChange:
    """The shares, of images (bands, rows, columns) with NaN where nothing was measured."""
    seen = np.isfinite(old).all(axis=0) & np.isfinite(new).all(axis=0)
    coverage = float(seen[site].mean()) if site.any() else 0.0
    if not (seen & site).any():
        what = ValueError("the two images share no pixel with data at the site")
        return PairChange(site=None, around=None, coverage=coverage, problems=(unread(path, what),))
    altered = np.zeros(seen.shape, dtype=np.bool_)
    altered[seen] = changed(irmad(old[:, seen].astype(np.float64), new[:, seen].astype(np.float64)))
    rest = seen & ~site
    around = float(altered[rest].mean()) if rest.any() else None
    return PairChange(site=float(altered[seen & site].mean()), around=around, coverage=coverage, altered=altered)
