"""How fast thermal hotspots are read, and in how much memory.

    python bench/feeds.py [--rows 1000000] [--json]

The rows are generated: ten years of hotspots, a third of them in 2,000 cells that burn often, spread over the seasons. Nothing
happens in them, so whatever is found out of the usual is a false alarm. Time is of the process, from the open file to the
observations; memory is the peak of this process.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from common import Measured, parser, show
from saidseen.seeing.feeds import firms
from saidseen.seeing.feeds.files import Feed
from saidseen.seeing.feeds.shape import Asked
from saidseen.things import Observation

HEADER = (
    "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight"
)

START = datetime(2013, 1, 1, tzinfo=UTC)

SECONDS = 20
"""For a million rows: the project's own target."""

OFTEN = 2000
"""Cells that burn often."""

DAYS = 3650


def generate(path: Path, rows: int) -> None:
    """A file of FIRMS's API with so many rows."""
    chance = random.Random(rows)  # noqa: S311  # no secret
    often = [(chance.uniform(44, 52), chance.uniform(22, 40)) for _ in range(OFTEN)]
    dates = [(START + timedelta(days=n)).date().isoformat() for n in range(DAYS)]
    with path.open("w", encoding="utf-8") as file:
        print(HEADER, file=file)
        for _ in range(rows):
            lat, lon = chance.choice(often) if chance.random() < 1 / 3 else (chance.uniform(44, 52), chance.uniform(22, 40))
            clock = chance.randrange(24) * 100 + chance.randrange(60)
            sure = chance.choice("lnnnh")
            date = dates[min(int(chance.triangular(0, DAYS, 2800)), DAYS - 1)]
            print(f"{lat:.5f},{lon:.5f},331.2,0.41,0.37,{date},{clock},N,VIIRS,{sure},2.0NRT,280.1,4.2,N", file=file)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="rows to generate (default: 1,000,000)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "fires.csv")
        generate(path, given.rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin, clock = time.process_time(), time.perf_counter()
        found = list(firms.observations([Feed(path)], Asked(now=datetime.now(UTC))))
        spent, passed = time.process_time() - begin, time.perf_counter() - clock
    alarms = sum(isinstance(one, Observation) for one in found)
    scale = 1024 if sys.platform != "darwin" else 1024**2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured = [
        Measured(name=f"{given.rows:,} FIRMS rows, of one processor", value=spent, floor=SECONDS, most=True, unit=" s"),
        Measured(name="the same on the clock", value=passed, unit=" s"),
        Measured(name="peak memory", value=peak / scale, unit=" MB"),
        Measured(name="  of it before reading", value=before / scale, unit=" MB"),
        Measured(name="false alarms", value=alarms),
        Measured(name="the same, in 10,000 days of a cell", value=alarms * 1e4 / (OFTEN * DAYS), floor=1, most=True),
    ]
    show("hotspots", measured, as_json=given.json)


if __name__ == "__main__":
    main()
