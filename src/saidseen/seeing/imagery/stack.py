"""Cut the images of a folder to a site and a ring around it. Only the window around the site is read, however large the scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from saidseen.seeing.imagery.ground import GAP, WIDTH, Levels, Mask, decibels, metres_outside
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
from saidseen.seeing.imagery.scenes import Scene, scenes, together
from saidseen.seeing.imagery.site_change import COVER, Stack
from saidseen.things import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = 4_000_000
"""Pixels of a window at most: some 64 MB while one date is read."""

CELLS = 16_000_000
"""Pixels times dates at most: 64 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A window of a grid with what lies in it: the site, and all that is looked at (site and ring)."""

    grid: Grid
    window: Window
    site: Mask
    near: Mask


def read_stack(folder: str | Path, outline: Outline) -> Stack:
    """The stack of a folder's VH images over a site.

    A file that cannot be used is a problem; the others are read. Never raises for what a folder may hold.
    """
    held = scenes(Path(folder))
    problems = list(held.problems)
    covering, missed = _covering(held.scenes, outline)
    chosen, left = together(covering)
    problems += [*missed, *left]
    if not chosen:
        return _empty(problems)
    cut = _cut(outline, chosen[0].grid, len(chosen))
    if isinstance(cut, Problem):
        return _empty([*problems, cut])
    times: list[datetime] = []
    met: dict[bytes, Scene] = {}
    levels = np.empty((len(chosen), int(cut.near.sum())), dtype=np.float32)
    for scene in chosen:
        row = _row(scene, cut)
        if not isinstance(row, Problem):
            twin = met.setdefault(sha256(row.tobytes()).digest(), scene)
            row = row if twin is scene else _copy(scene, twin)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            levels[len(times)] = row
            times.append(scene.at)
    levels = levels[: len(times)]
    hidden = np.zeros(levels.shape[1], dtype=np.bool_)
    for path in held.masks:
        found = _hidden(path, cut)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            hidden |= found
    site = cut.site[cut.near]
    return Stack(times=tuple(times), levels=levels, near=cut.near, site=site, hidden=hidden, problems=tuple(problems))


def _empty(problems: Sequence[Problem]) -> Stack:
    none = np.zeros(0, dtype=np.bool_)
    levels = np.empty((0, 0), dtype=np.float32)
    return Stack(times=(), levels=levels, near=np.zeros((0, 0), dtype=np.bool_), site=none, hidden=none, problems=tuple(problems))


def _covering(found: Sequence[Scene], outline: Outline) -> tuple[list[Scene], list[Problem]]:
    """The scenes whose raster the site's outline touches, and a problem for each other file."""
    verdicts: dict[Grid, str] = {}
    covering, missed = [], {}
    for scene in found:
        if scene.grid not in verdicts:
            verdicts[scene.grid] = _misses(outline, scene.grid)
        if verdicts[scene.grid]:
            missed[scene.path] = verdicts[scene.grid]
        else:
            covering.append(scene)
    todo = "check its coordinate system, or take it out of the folder"
    return covering, [Problem(where=str(p), what=what, kept="all other files", todo=todo) for p, what in missed.items()]


def _misses(outline: Outline, grid: Grid) -> str:
    """Why the grid does not cover the site, in words; empty where it does, in part at least."""
    try:
        around = window_around(on_grid(outline, grid), grid, 0, (1, 1))
    except ValueError as error:
        return str(error)
    rows, columns = grid.shape
    apart = around.row + around.height - 1 <= 0 or around.column + around.width - 1 <= 0
    return f"it does not cover {outline.name}" if apart or around.row + 1 >= rows or around.column + 1 >= columns else ""


def _cut(outline: Outline, grid: Grid, dates: int) -> Cut | Problem:
    """The window with the site and its ring."""
    rings = on_grid(outline, grid)
    pixel = metres(grid, outline.latitude)
    window = window_around(rings, grid, GAP + WIDTH, pixel)
    if window.height * window.width > WINDOW:
        return _too_large(outline, window.height * window.width, WINDOW)
    site = inside(rings, grid, window)
    distance = metres_outside(site, pixel, GAP + WIDTH)
    near = site | ((distance > GAP) & (distance <= GAP + WIDTH))
    cells = int(near.sum()) * dates
    return _too_large(outline, cells, CELLS) if cells > CELLS else Cut(grid=grid, window=window, site=site, near=near)


def _too_large(outline: Outline, cells: int, most: int) -> Problem:
    return Problem(
        where=outline.name,
        what=f"it is too large to look at in one go ({cells:,} pixels; at most {most:,})",
        kept="nothing was looked at",
        todo="cut it into several sites, or keep fewer dates in the folder",
    )


def _row(scene: Scene, cut: Cut) -> Levels | Problem:
    """What one scene shows of site and ring, in dB; a problem where it shows less than half of the site."""
    try:
        with opened(scene.path) as data:
            values: NDArray[np.float32] = read(data, scene.band, shifted(cut.window, cut.grid, scene.grid))[cut.near]
    except (OSError, ValueError) as error:
        return unread(scene.path, error)
    levels = decibels(values)
    where = f"{scene.path} ({scene.at:%Y-%m-%d})"
    if levels is None:
        todo = "calibrate it to gamma0 or sigma0, linear or in dB"
        return Problem(where=where, what="its numbers are no calibrated backscatter", kept="all other images", todo=todo)
    share = float(np.isfinite(levels[cut.site[cut.near]]).mean()) if cut.site.any() else 0.0
    if share < COVER:
        what = f"it holds data on {share:.0%} of the site" if share else "it holds no data at the site"
        return Problem(where=where, what=what, kept="all other images", todo="look for another image of that date")
    return levels


def _copy(scene: Scene, twin: Scene) -> Problem:
    """Told of an image that came under another date before: speckle never repeats, and a copy would make the site look steady."""
    what = f"it shows the very same image as {twin.path.name} ({twin.at:%Y-%m-%d})"
    return Problem(where=str(scene.path), what=what, kept="the earlier one", todo="find out which of the dates is right")


def _hidden(path: Path, cut: Cut) -> Mask | Problem:
    """Which pixels lie in shadow (1), layover (2) or both (3), as OPERA RTC-S1's masks number them; 255 is outside."""
    try:
        with opened(path) as data:
            grid = grid_of(data)
            values = read(data, 1, shifted(cut.window, cut.grid, grid))[cut.near]
    except (OSError, ValueError) as error:
        return unread(path, error)
    if not cut.grid.fits(grid):
        return unread(path, ValueError("this mask lies on another grid than the images"))
    return np.asarray((values >= 1) & (values <= 3))  # noqa: PLR2004  # the codes above
