"""Small made-up radar images: speckle of 20 looks on 30 m pixels in UTM zone 36, with a site in the middle."""

from datetime import UTC, datetime, timedelta

import numpy as np

from saidseen.seeing.imagery.outline import Outline, outline
from saidseen.seeing.imagery.site_change import Stack

WEST, NORTH, PIXEL, SIDE = 500_010.0, 5_600_010.0, 30.0, 60
CRS = "EPSG:32636"
SITE = (25, 25, 10)
"""First row and column of the site, and its side in pixels."""

FIRST = datetime(2022, 1, 1, 4, 30, 12, tzinfo=UTC)
REPEAT = timedelta(days=12)


def days(count):
    return tuple(FIRST + n * REPEAT for n in range(count))


def speckle(seed, shape=(SIDE, SIDE), level=0.03):
    return np.random.default_rng(seed).gamma(20, level / 20, shape).astype("float32")


def site_outline(row=SITE[0], column=SITE[1], side=SITE[2], crs=CRS):
    """The outline of a square of pixels, in longitude and latitude."""
    from rasterio.warp import transform  # noqa: PLC0415  # an optional extra

    x, y = WEST + PIXEL * column, NORTH - PIXEL * row
    xs, ys = [x, x + PIXEL * side, x + PIXEL * side, x, x], [y, y, y - PIXEL * side, y - PIXEL * side, y]
    made = outline({"type": "Polygon", "coordinates": [list(zip(*transform(crs, "EPSG:4326", xs, ys), strict=True))]})
    assert isinstance(made, Outline), made
    return made


def write(path, image, *, tags=None, offset=(0, 0), describe=None, **given):
    """One GeoTIFF of an image (rows, columns) or (bands, rows, columns); ``offset``: its first row and column in the scene."""
    import rasterio  # noqa: PLC0415  # an optional extra
    from rasterio.transform import Affine  # noqa: PLC0415

    bands = image if image.ndim == 3 else image[None]
    where = Affine(PIXEL, 0, WEST + PIXEL * offset[1], 0, -PIXEL, NORTH - PIXEL * offset[0])
    profile = {"crs": CRS, "transform": where, "nodata": float("nan"), "dtype": bands.dtype, "count": len(bands)} | given
    profile = {k: v for k, v in profile.items() if v is not None}
    with rasterio.open(path, "w", driver="GTiff", height=bands.shape[1], width=bands.shape[2], **profile) as out:
        out.write(bands)
        out.update_tags(**(tags or {}))
        for number, text in enumerate(describe or (), 1):
            out.set_band_description(number, text)
    return path


def name_of(day):
    return f"s1_{day:%Y%m%dT%H%M%S}_VH.tif"


def fill(folder, count=8, gain=0.0, last=2):
    """So many dates of a folder, the site brighter by ``gain`` dB on the last of them."""
    row, column, side = SITE
    for n, day in enumerate(days(count)):
        image = speckle(n)
        if n >= count - last:
            image[row : row + side, column : column + side] *= np.float32(10 ** (gain / 10))
        write(folder / name_of(day), image)
    return folder


def made_stack(seed=1, dates=10, level=-15.0, gain=0.0, spread=0.3):
    """A stack in memory: every pixel moves on its own, and the site as a whole by ``spread`` dB from date to date."""
    chance = np.random.default_rng(seed)
    near = np.ones((30, 30), dtype=bool)
    place = np.zeros_like(near)
    place[10:20, 10:20] = True
    site = place[near]
    levels = (level + chance.normal(0, 1.0, (dates, near.sum()))).astype("float32")
    levels[:, site] += chance.normal(0, spread, (dates, 1)).astype("float32")
    levels[-2:, site] += np.float32(gain)
    return Stack(times=days(dates), levels=levels, near=near, site=site, hidden=np.zeros_like(site))
