"""A picture of an answer: the site before, after, and the difference, as PNG. Needs Pillow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from saidseen.seeing.imagery.ground import Levels, Mask
from saidseen.seeing.imagery.site_change import SiteChange, Stack

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

DARK, BRIGHT = -25.0, -5.0
"""dB drawn black and white: VH of water and of towns."""

SPREAD = 5.0
"""dB of difference drawn in full colour."""

SIDE = 300
"""Pixels of a panel's longer side, about."""

LARGEST = 1200
"""Pixels that a panel's longer side may have before rows and columns are left out."""

EDGE, TEXT = 8, 16
OUTLINE = (255, 200, 0)
NOTHING = (70, 70, 90)
"""Drawn where nothing was measured, or nothing is looked at."""

CREDIT = "Contains modified Copernicus Sentinel data {years}"
"""The words that the licence of Sentinel data asks for."""


def draw(stack: Stack, found: SiteChange, path: str | Path, credit: str = CREDIT) -> bool:
    """Write the picture; False, and no file, where there are no dates before and after to draw.

    Left: mean of the history. Middle: mean of the last passes. Both VH in dB, black to white. Right: their difference less that
    of the ring, blue down, red up. Below: dates, answer, smallest detectable change.

    Raises:
        ImportError: if Pillow is not installed.
    """
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  # an optional extra

    if not found.before or not found.after or not stack.site.any():
        return False
    before, after = (_mean(stack, dates) for dates in (found.before, found.after))
    moved = after - before
    ring = moved[~stack.site & np.isfinite(moved)]
    moved = moved - (ring.mean() if ring.size else 0)
    panels = [_outlined(_coloured(stack, colours), stack) for colours in (_grey(before), _grey(after), _blue_to_red(moved))]
    font = ImageFont.load_default(size=TEXT - 4)
    width, height = panels[0].shape[1], panels[0].shape[0]
    titles, words = _titles(found), _words(found, credit)
    across = max(3 * (width + EDGE) + EDGE, *(int(font.getlength(text)) + 2 * EDGE for text in words))
    made = Image.new("RGB", (across, height + (len(words) + 1) * TEXT + 3 * EDGE), "white")
    pen = ImageDraw.Draw(made)
    for number, (panel, title) in enumerate(zip(panels, titles, strict=True)):
        left = EDGE + number * (width + EDGE)
        pen.text((left, EDGE // 2), title, fill="black", font=font)
        made.paste(Image.fromarray(panel), (left, TEXT + EDGE))
    for number, text in enumerate(words):
        pen.text((EDGE, height + (number + 1) * TEXT + 2 * EDGE), text, fill="black", font=font)
    made.save(path, format="PNG")
    return True


def _mean(stack: Stack, dates: tuple[datetime, ...]) -> Levels:
    """Mean level (pixels,) of some dates; NaN where any is missing."""
    wanted = [i for i, at in enumerate(stack.times) if at in dates]
    return np.asarray(stack.levels[wanted].mean(axis=0))


def _grey(levels: Levels) -> NDArray[np.uint8]:
    """Grey by level, (pixels, 3)."""
    share = np.clip((levels - DARK) / (BRIGHT - DARK), 0, 1)
    return _bytes(np.repeat(share[:, None], 3, axis=1), levels)


def _blue_to_red(moved: Levels) -> NDArray[np.uint8]:
    """White where nothing moved, blue where it went down, red where up; (pixels, 3)."""
    share = np.clip(moved / SPREAD, -1, 1)
    return _bytes(np.stack([1 + np.minimum(share, 0), 1 - np.abs(share), 1 - np.maximum(share, 0)], axis=1), moved)


def _bytes(shares: NDArray[np.float32], levels: Levels) -> NDArray[np.uint8]:
    made = np.empty(shares.shape, dtype=np.uint8)
    made[:] = NOTHING
    known = np.isfinite(levels)
    made[known] = np.round(shares[known] * 255)
    return made


def _coloured(stack: Stack, colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The pixels at their places in the window, enlarged or thinned to about the size of a panel: (rows, columns, 3)."""
    made = np.empty((*stack.near.shape, 3), dtype=np.uint8)
    made[:] = NOTHING
    made[stack.near] = colours
    return _sized(made)


def _sized(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    longer = max(image.shape[:2])
    every, times = -(-longer // LARGEST), max(1, SIDE // longer)
    return image[::every, ::every].repeat(times, axis=0).repeat(times, axis=1)


def _outlined(panel: NDArray[np.uint8], stack: Stack) -> NDArray[np.uint8]:
    """The panel with the edge of the site drawn in."""
    place = np.zeros(stack.near.shape, dtype=np.uint8)
    place[stack.near] = stack.site
    site: Mask = _sized(place[:, :, None])[:, :, 0].astype(np.bool_)
    core = site.copy()
    core[1:] &= site[:-1]
    core[:-1] &= site[1:]
    core[:, 1:] &= site[:, :-1]
    core[:, :-1] &= site[:, 1:]
    panel[site & ~core] = OUTLINE
    return panel


def _titles(found: SiteChange) -> tuple[str, str, str]:
    before, after = (
        f"{d[0]:%Y-%m-%d} to {d[-1]:%Y-%m-%d}" if len(d) > 1 else f"{d[0]:%Y-%m-%d}" for d in (found.before, found.after)
    )
    return f"before: {before}", f"after: {after}", f"difference (±{SPREAD:.0f} dB)"


def _words(found: SiteChange, credit: str) -> list[str]:
    """The lines below the panels."""
    change = "" if found.change is None else f" ({found.change:+.1f} dB)"
    smallest = "no change, however large, would have been told"
    if found.smallest is not None:
        smallest = f"a change of {found.smallest:.1f} dB would have been seen with 80 % probability"
    years = sorted({at.year for at in (*found.before, *found.after)})
    told = "-".join(str(y) for y in dict.fromkeys((years[0], years[-1])))
    return [f"{found.answer}{change}; {smallest}; {found.coverage:.0%} of the site seen", credit.format(years=told)]
