"""GeoTIFF files, opened with care: headers and windows only, other formats and giant blocks refused. Needs rasterio."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, cos, floor, isclose, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from saidseen.seeing.imagery.ground import Mask, pixel_metres
from saidseen.seeing.imagery.outline import Outline
from saidseen.things import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

INSTALL = "reading rasters needs rasterio, which is not installed"

CACHE = 32_000_000
"""Bytes that GDAL may keep of what it has read; its own choice is a twentieth of all memory."""

BLOCK = 16_000_000
"""Pixels of a block at most: to read one pixel, its whole block is unpacked. Chosen: no real product comes near, bombs do."""

DEGREE = 111_320.0
"""Metres of a degree on the equator."""

SAME = 0.01
"""Pixels by which two grids may be shifted and still be one: the rounding of corner coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where pixels lie: the coordinate system (its EPSG code, else WKT: programs word one system differently), the six numbers of
    the transform (as in Affine), rows and columns."""

    crs: str
    transform: tuple[float, ...]
    shape: tuple[int, int]

    def position(self, x: float, y: float) -> tuple[float, float]:
        """Row and column (fractions, from the upper left corner) of a point in the coordinate system."""
        a, b, c, d, e, f = self.transform
        turned = a * e - b * d
        return (a * (y - f) - d * (x - c)) / turned, (e * (x - c) - b * (y - f)) / turned

    def fits(self, other: Grid) -> bool:
        """Both have the same pixels, as far as they overlap."""
        if self.crs != other.crs or not all(isclose(p, q, rel_tol=1e-9, abs_tol=1e-12) for p, q in self._steps(other)):
            return False
        row, column = self.position(other.transform[2], other.transform[5])
        return abs(row - round(row)) < SAME and abs(column - round(column)) < SAME

    def _steps(self, other: Grid) -> list[tuple[float, float]]:
        return [(self.transform[i], other.transform[i]) for i in (0, 1, 3, 4)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a grid: first row and column (these may lie outside), height and width in pixels."""

    row: int
    column: int
    height: int
    width: int


def shifted(window: Window, own: Grid, other: Grid) -> Window:
    """The same window, counted from the upper left corner of another raster on the same pixels."""
    row, column = own.position(other.transform[2], other.transform[5])
    return Window(row=window.row - round(row), column=window.column - round(column), height=window.height, width=window.width)


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The raster, read as GeoTIFF whatever its name: no other driver gets to see a file that came from somewhere.

    Raises:
        ImportError: if rasterio is not installed.
        OSError: if the file cannot be read.
        ValueError: if it can, but its contents are no use; in the user's words.
    """
    import rasterio  # noqa: PLC0415  # an optional extra, and heavy
    from rasterio.errors import NotGeoreferencedWarning, RasterioError  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            with (
                rasterio.Env(GDAL_CACHEMAX=CACHE, GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"),
                rasterio.open(path, driver="GTiff") as data,
            ):
                if any(height * width > BLOCK for height, width in data.block_shapes):
                    raise ValueError("it is packed in one giant block; write it anew in tiles (gdal_translate -co TILED=YES)")
                yield data
        except RasterioError as error:
            raise OSError(f"it is no readable GeoTIFF ({str(error).splitlines()[0]})") from error


def grid_of(data: Any) -> Grid:  # noqa: ANN401  # rasterio ships no types
    """The grid of an opened raster.

    Raises:
        ValueError: where it does not say where it lies.
    """
    if data.crs is None:
        raise ValueError("it has no coordinate system, so nobody can say where it lies")
    if data.transform.is_identity or not data.transform.determinant:
        raise ValueError("it has a coordinate system, but does not say where its pixels lie")
    code = data.crs.to_epsg()
    return Grid(
        crs=f"EPSG:{code}" if code else data.crs.to_wkt(), transform=tuple(data.transform)[:6], shape=(data.height, data.width)
    )


def on_grid(outline: Outline, grid: Grid) -> list[list[NDArray[np.float64]]]:
    """The outline's rings, each (positions, 2) as x and y in the grid's coordinate system. The polygon is projected, not the
    raster; between corners edges run straight (over 10 km a parallel bends by some 2 m).

    Raises:
        ValueError: where the place has no coordinates there.
    """
    from rasterio.errors import RasterioError  # noqa: PLC0415
    from rasterio.warp import transform  # noqa: PLC0415

    made: list[list[NDArray[np.float64]]] = []
    for polygon in outline.polygons:
        rings = []
        for ring in polygon:
            try:
                x, y = transform("EPSG:4326", grid.crs, [p[0] for p in ring], [p[1] for p in ring])
            except RasterioError as error:
                raise ValueError("the site cannot be projected into its coordinate system") from error
            rings.append(np.column_stack([x, y]))
            if not np.isfinite(rings[-1]).all():
                raise ValueError("the site has no coordinates in its coordinate system: is it the right one?")
        made.append(rings)
    return made


def metres(grid: Grid, latitude: float) -> tuple[float, float]:
    """Height and width of a pixel in metres, at a latitude where the grid is one of degrees."""
    from rasterio.crs import CRS  # noqa: PLC0415

    crs = CRS.from_user_input(grid.crs)
    a, b, _, d, e, _ = grid.transform
    if crs.is_geographic:
        east = DEGREE * cos(radians(latitude))
        return pixel_metres((a * east, d * DEGREE), (b * east, e * DEGREE))
    unit = crs.linear_units_factor[1]
    return pixel_metres((a * unit, d * unit), (b * unit, e * unit))


def window_around(rings: list[list[NDArray[np.float64]]], grid: Grid, margin: float, pixel: tuple[float, float]) -> Window:
    """The window of all rings with ``margin`` metres around them."""
    rows, columns = np.hsplit(np.array([grid.position(x, y) for polygon in rings for ring in polygon for x, y in ring]), 2)
    down, across = (ceil(margin / size) + 1 for size in pixel)
    row, column = floor(rows.min()) - down, floor(columns.min()) - across
    return Window(row=row, column=column, height=ceil(rows.max()) + down - row, width=ceil(columns.max()) + across - column)


def inside(rings: list[list[NDArray[np.float64]]], grid: Grid, window: Window) -> Mask:
    """Which pixels of the window have their centre in a polygon."""
    from rasterio.features import rasterize  # noqa: PLC0415
    from rasterio.transform import Affine  # noqa: PLC0415

    shapes = [{"type": "Polygon", "coordinates": [ring.tolist() for ring in polygon]} for polygon in rings]
    a, b, c, d, e, f = grid.transform
    where = Affine(a, b, c + a * window.column + b * window.row, d, e, f + d * window.column + e * window.row)
    burnt = rasterize(shapes, out_shape=(window.height, window.width), transform=where, fill=0, default_value=1, dtype="uint8")
    return np.asarray(burnt, dtype=np.bool_)


def read(data: Any, band: int, window: Window) -> NDArray[np.float32]:  # noqa: ANN401  # rasterio ships no types
    """One band (from 1) of the window, (height, width); NaN where it is masked, marked as no data or outside of the raster."""
    from rasterio.windows import Window as Part  # noqa: PLC0415

    made = np.full((window.height, window.width), np.nan, dtype=np.float32)
    top, left = max(window.row, 0), max(window.column, 0)
    bottom, right = min(window.row + window.height, data.height), min(window.column + window.width, data.width)
    if top < bottom and left < right:
        got = data.read(band, window=Part(left, top, right - left, bottom - top), masked=True)
        part = got.astype(np.float32).filled(np.nan)
        made[top - window.row : bottom - window.row, left - window.column : right - window.column] = part
    return made


def unread(path: Path, error: Exception) -> Problem:
    """What is told of a file that gave nothing."""
    if isinstance(error, ImportError):
        return Problem(where=str(path.parent), what=INSTALL, kept="nothing was read", todo="pip install 'saidseen[imagery]'")
    what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(where=str(path), what=what, kept="all other files", todo="check the file, or fetch it again")
