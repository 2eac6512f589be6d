"""Measure imagery: does the site test keep quiet where nothing happened, and see what did; IR-MAD on pairs with masks.

    python bench/imagery.py [--shared ../shared] [--json]

False alarms: every 300 m square of a Sentinel-1 stack in which nothing is known to have happened, each pair of consecutive passes
against all dates before it. Power: the same, with 2 dB added to (or taken from) the site on both passes. The speckle is real, the
signal is not: semi-synthetic. Which answers the rule could not give (passes too far apart, water) is left out of both, and
counted. Constants of the test were chosen on the same two stacks, so these are no figures for places that nobody looked at.

Speed and memory: a process of its own on ten made-up dates of a megapixel. Needs the extra: pip install 'saidseen[imagery]'.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from common import Measured, parser, show, wanted

try:
    import rasterio
    from rasterio.transform import from_origin
    from rasterio.warp import transform
except ImportError:
    sys.exit("bench/imagery.py needs rasterio: pip install 'saidseen[imagery]'")

from saidseen.seeing.imagery.irmad import changed, irmad
from saidseen.seeing.imagery.outline import Outline, outline
from saidseen.seeing.imagery.site_change import HISTORY, PASSES, Stack, site_change
from saidseen.seeing.imagery.stack import read_stack
from saidseen.things import Problem

SITE = 10
"""Pixels of a site's side: 300 m."""

GAINS = (-2.0, -1.0, 1.0, 2.0)
ASKED = 2.0
"""dB that have to be seen nine times in ten."""

LAKE = (90, 3)
"""Row and column of the 300 m square of the Californian stack that is all water by its backscatter; found in the data."""

ONE_DATE = timedelta(days=12)

# The peak is Linux's own (VmHWM): what getrusage gives a started process includes the peak of the one that started it.
TIMED = """
import json, re, sys, time
begin = time.perf_counter()
from saidseen.seeing.imagery.outline import outline
from saidseen.seeing.imagery.site_change import site_change
from saidseen.seeing.imagery.stack import read_stack
stack = read_stack(sys.argv[1], outline(json.loads(sys.argv[2])))
found = site_change(stack)
spent = time.perf_counter() - begin
peak = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([spent, peak, stack.levels.shape[1], len(stack.times), found.answer]))
"""


def square(folder: Path, row: int, column: int, side: int = SITE) -> Outline:
    """The outline of some pixels of the folder's first raster."""
    with rasterio.open(min(folder.glob("*.tif"))) as data:
        where = data.transform
        corners = [(column, row), (column + side, row), (column + side, row + side), (column, row + side), (column, row)]
        x, y = transform(data.crs, "EPSG:4326", *zip(*(where * corner for corner in corners), strict=True))
    made = outline({"type": "Polygon", "coordinates": [list(zip(x, y, strict=True))]})
    if isinstance(made, Problem):
        raise SystemExit(made.what)
    return made


def cases(folder: Path, shape: tuple[int, int]) -> Iterator[Stack]:
    """Every site of the folder, at every moment with enough history: its stack as it was after that pass."""
    for row in range(0, shape[0] - SITE + 1, SITE):
        for column in range(0, shape[1] - SITE + 1, SITE):
            stack = read_stack(folder, square(folder, row, column))
            for dates in range(HISTORY + PASSES, len(stack.times) + 1):
                yield replace(stack, times=stack.times[:dates], levels=stack.levels[:dates])


def moved(stack: Stack, gain: float) -> Stack:
    """The stack with the site brighter by so many dB on the last passes."""
    levels = stack.levels.copy()
    levels[-PASSES:, stack.site] += gain
    return replace(stack, levels=levels)


def stack_figures(name: str, folder: Path, shape: tuple[int, int], floors: bool) -> list[Measured]:
    """False alarms, power and smallest changes of one stack."""
    alarms, doubts, smallest, at_smallest = [], [], [], []
    power: dict[float, list[bool]] = {gain: [] for gain in GAINS}
    left_out = 0
    by_pass: dict[datetime, list[bool]] = {}
    for stack in cases(folder, shape):
        found = site_change(stack)
        if found.smallest is None:
            left_out += 1
            continue
        alarms.append(found.answer in ("increase", "decrease"))
        by_pass.setdefault(stack.times[-1], []).append(alarms[-1])
        doubts.append(found.answer == "ambiguous")
        smallest.append(found.smallest)
        for gain in GAINS:
            power[gain].append(site_change(moved(stack, gain)).answer == ("increase" if gain > 0 else "decrease"))
        for sign, answer in ((1, "increase"), (-1, "decrease")):
            at_smallest.append(site_change(moved(stack, sign * found.smallest)).answer == answer)
    print(f"{name}: {len(alarms)} cases, {left_out} left out", file=sys.stderr)
    figures = [Measured(name=f"{name}, false alarms", value=float(np.mean(alarms)), floor=0.015 if floors else None, most=True)]
    figures += [
        Measured(
            name=f"{name}, power {gain:+.0f} dB", value=float(np.mean(seen)), floor=0.9 if floors and abs(gain) == ASKED else None
        )
        for gain, seen in power.items()
    ]
    figures.append(
        Measured(name=f"{name}, false alarms, worst pass", value=max(float(np.mean(some)) for some in by_pass.values()))
    )
    figures.append(Measured(name=f"{name}, ambiguous untouched", value=float(np.mean(doubts))))
    figures.append(Measured(name=f"{name}, smallest, median", value=float(np.median(smallest)), unit=" dB"))
    figures.append(Measured(name=f"{name}, power at smallest", value=float(np.mean(at_smallest))))
    return figures


def refusals(folder: Path) -> list[Measured]:
    """What must not be answered: water, and two dates."""
    lake = site_change(read_stack(folder, square(folder, *LAKE)))
    answers = []
    for stack in cases(folder, (100, 100)):
        two = replace(stack, times=stack.times[-2:], levels=stack.levels[-2:])
        answers.append(site_change(two).answer in ("ambiguous", "not observable"))
    return [
        Measured(name="water is refused", value=float(lake.answer == "not observable"), floor=1),
        Measured(name="two dates tell nothing", value=float(np.mean(answers)), floor=1),
    ]


def pair_figure(folder: Path, floor: float) -> list[Measured]:
    """F1 of IR-MAD on the pixels that the mask labels, and seconds a megapixel."""
    images = []
    for name in ("before", "after", "mask"):
        with rasterio.open(folder / f"{name}.tif") as data:
            images.append(data.read())
    before, after = (image.reshape(len(image), -1).astype(np.float64) for image in images[:2])
    truth = images[2].ravel()
    begin = time.perf_counter()
    found = changed(irmad(before, after))
    spent = (time.perf_counter() - begin) / (before.shape[1] / 1e6)
    hits, wrong, missed = (found & (truth == 1)).sum(), (found & (truth == 0)).sum(), (~found & (truth == 1)).sum()
    return [
        Measured(name=f"{folder.name}, IR-MAD F1", value=float(2 * hits / (2 * hits + wrong + missed)), floor=floor),
        Measured(name=f"{folder.name}, IR-MAD s/MP", value=spent, unit=" s"),
    ]


def made_up(folder: Path, side: int) -> None:
    """Ten dates of speckle, tiled, with the tags of no real product."""
    chance = np.random.default_rng(1)
    profile = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": "EPSG:32636", "height": side, "width": side}
    for n in range(10):
        at = datetime(2022, 1, 1, 4, 30) + n * ONE_DATE  # noqa: DTZ001  # a name
        where = from_origin(500_000, 5_600_000, 30, 30)
        with rasterio.open(
            folder / f"s1_{at:%Y%m%dT%H%M%S}_VH.tif", "w", transform=where, nodata=np.nan, tiled=True, **profile
        ) as out:
            out.write(chance.gamma(20, 0.03 / 20, (side, side)).astype("float32"), 1)


def cost() -> list[Measured]:
    """Seconds and memory for ten dates of a megapixel, from the first import to the answer."""
    with tempfile.TemporaryDirectory() as folder:
        made_up(Path(folder), 1030)
        shape = square(Path(folder), 15, 15, 1000)
        geometry = json.dumps({"type": "Polygon", "coordinates": shape.polygons[0]})
        done = subprocess.run([sys.executable, "-c", TIMED, folder, geometry], capture_output=True, text=True, check=True)
    seconds, peak, pixels, dates, answer = json.loads(done.stdout)
    print(f"made up: {pixels:,} pixels, {dates} dates, {answer}", file=sys.stderr)
    return [
        Measured(name="ten dates, s/MP", value=seconds / (pixels / 1e6), floor=3, most=True, unit=" s"),
        Measured(name="ten dates, memory", value=peak, floor=300, most=True, unit=" MB"),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    given = parser(__doc__).parse_args(arguments)
    data = wanted(given.shared / "data" / "imagery")
    figures = [*pair_figure(data / "taizhou", 0.94), *pair_figure(data / "nanjing", 0.80)]
    figures += stack_figures("California", data / "s1_opera_california", (100, 100), floors=True)
    with tempfile.TemporaryDirectory() as folder:  # the despeckled stacks beside it are no separate dates
        (Path(folder) / "vh.tif").symlink_to((data / "s1_opera_stack" / "vh_stack_10dates.tif").resolve())
        figures += stack_figures("Papua", Path(folder), (250, 350), floors=False)
    figures += [*refusals(data / "s1_opera_california"), *cost()]
    show("imagery", figures, as_json=given.json)


if __name__ == "__main__":
    main()
