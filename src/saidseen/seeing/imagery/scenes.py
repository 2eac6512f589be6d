"""What a folder of radar images holds: one scene a file, or one a band where the bands tell dates; and which go together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from saidseen.seeing.imagery.naming import polarisation_of, taken, taken_of, track_of
from saidseen.seeing.imagery.rasters import Grid, grid_of, opened, unread
from saidseen.things import Problem

ENDS = (".tif", ".tiff")
MASK = "_mask"
"""How OPERA names the layover and shadow mask that comes with an image."""

WANTED = "VH"

SAME_PASS = 4 * 60
"""Seconds by which images of one track may differ in their time of day. A track is flown at the same time of day each time; the
next one, 2.06 degrees of longitude on, 8 minutes off (Sentinel-1: 175 tracks in a cycle)."""

DAY = 86_400
NAMED = 5
"""Files named in a problem; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One image: a band (from 1) of a file, when it was taken (UTC), from which track, on which grid."""

    path: Path
    band: int
    at: datetime
    timed: bool
    track: str | None
    grid: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The scenes of a folder in the order of time, its layover and shadow masks, and what could not be used."""

    scenes: tuple[Scene, ...]
    masks: tuple[Path, ...]
    problems: tuple[Problem, ...]


def scenes(folder: Path) -> Folder:
    """All VH scenes in a folder (not below it). A date comes from the band's description, else from the tags, else from the
    file's name; a file that tells none is a problem. A file that tells no polarisation is taken for VH, and a problem says so."""
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDS and not p.name.startswith("."))
    except OSError as error:
        told = Problem(
            where=str(folder),
            what=f"the folder cannot be read ({error.strerror})",
            kept="nothing was read",
            todo="check the name",
        )
        return Folder(scenes=(), masks=(), problems=(told,))
    masks = tuple(p for p in files if p.stem.lower().endswith(MASK))
    found: list[Scene] = []
    problems: list[Problem] = []
    for path in files:
        if path in masks:
            continue
        try:
            with opened(path) as data:
                made = list(_of_file(path, data))
            found += [one for one in made if isinstance(one, Scene)]
            problems += [one for one in made if isinstance(one, Problem)]
        except (OSError, ValueError, ImportError) as error:
            problems.append(unread(path, error))
            if isinstance(error, ImportError):
                break
    if not files:
        problems.append(
            Problem(where=str(folder), what="there are no GeoTIFF files in this folder", kept="nothing", todo="check the name")
        )
    return Folder(scenes=tuple(sorted(found, key=lambda s: (s.at, s.path, s.band))), masks=masks, problems=tuple(problems))


def _of_file(path: Path, data: Any) -> Iterator[Scene | Problem]:  # noqa: ANN401  # rasterio ships no types
    """The VH scenes of one opened file, or why it has none."""
    grid, tags = grid_of(data), data.tags()
    bands = [text or "" for text in data.descriptions]
    known = [polarisation_of(tags, text, path.stem) for text in bands]
    numbers = [n for n, told in enumerate(known) if told == (WANTED if WANTED in known else None)]
    dated = [n for n in numbers if taken(bands[n])]
    if not numbers:
        others = ", ".join(sorted({told for told in known if told}))
        yield _problem(path, f"it holds {others}, and only {WANTED} is looked at", "give the VH image of the same pass")
        return
    if not any(known):
        yield _problem(
            path, f"it does not say its polarisation and was taken for {WANTED}", "put VH into the file's name", kept="it"
        )
    if len(numbers) > 1 and len(dated) < len(numbers):
        yield _problem(path, "it has several bands and does not say which is what", "describe the bands: VH, or each its date")
        return
    for n in dated or numbers[:1]:
        when = taken_of(tags, bands[n], path.name)
        if when is None:
            yield _problem(path, "neither its tags nor its name tell the date", "put the date into its name, as 20220213T153306")
            return
        track = track_of(tags, path.name)
        yield Scene(path=path, band=n + 1, at=when.at, timed=when.timed, track=track, grid=grid)


def _problem(path: Path, what: str, todo: str, kept: str = "all other files") -> Problem:
    return Problem(where=str(path), what=what, kept=kept, todo=todo)


def together(found: Sequence[Scene]) -> tuple[list[Scene], list[Problem]]:
    """The largest set of scenes from one track on one grid, one a date, in the order of time; a problem for all others.

    Where files do not tell their track, their time of day does; where they tell neither, they are taken for one track, and a
    problem says so. Of sets of equal size the latest goes on.
    """
    sets: dict[int, list[Scene]] = defaultdict(list)
    heads: list[Scene] = []
    for scene in _with_tracks(found):
        number = next((i for i, h in enumerate(heads) if h.track == scene.track and h.grid.fits(scene.grid)), len(heads))
        if number == len(heads):
            heads.append(scene)
        sets[number].append(scene)
    if not sets:
        return [], []
    best = max(sets, key=lambda i: (len({s.at.date() for s in sets[i]}), sets[i][-1].at, i))
    problems = [_left(other, heads[best]) for number, other in sets.items() if number != best]
    if heads[best].track == UNKNOWN:
        names = [scene.path for scene in sets[best]]
        problems.append(_of_files(names, "they tell no track and no time of day, so they were taken for one track", kept="they"))
    chosen, twice = _one_a_day(sets[best])
    return chosen, [*problems, *twice]


UNKNOWN = "unknown"


def _with_tracks(found: Sequence[Scene]) -> list[Scene]:
    """The scenes with a track each: as told, else by the time of day."""
    clocks: list[int] = []
    made = []
    for scene in found:
        track = scene.track
        if track is None and scene.timed:
            clock = scene.at.hour * 3600 + scene.at.minute * 60 + scene.at.second
            near = [c for c in clocks if min((c - clock) % DAY, (clock - c) % DAY) <= SAME_PASS]
            if not near:
                clocks.append(clock)
            first = near[0] if near else clock
            track = f"at {first // 3600:02}:{first // 60 % 60:02} UTC"
        made.append(replace(scene, track=track or UNKNOWN))
    return made


def _left(other: Sequence[Scene], best: Scene) -> Problem:
    """Why a set was not used."""
    paths = [scene.path for scene in other]
    if other[0].track != best.track:
        return _of_files(paths, f"they were taken from another track ({other[0].track}, most from {best.track})")
    return _of_files(paths, "their pixels lie on another grid than those of most files", todo="bring them to one grid")


def _of_files(
    paths: Sequence[Path], what: str, todo: str = "keep one track in a folder", kept: str = "all other files"
) -> Problem:
    names = list(Counter(path.name for path in paths))
    listed = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return Problem(where=str(paths[0].parent), what=f"{what}: {listed}", kept=kept, todo=todo)


def _one_a_day(scenes_of: Sequence[Scene]) -> tuple[list[Scene], list[Problem]]:
    """One scene a date, the last by name: names end with the time of processing."""
    days: dict[object, list[Scene]] = defaultdict(list)
    for scene in scenes_of:
        days[scene.at.date()].append(scene)
    chosen = [max(some, key=lambda s: (s.path.name, s.band)) for some in days.values()]
    twice = [s.path for some, one in zip(days.values(), chosen, strict=True) for s in some if s is not one]
    problems = (
        [_of_files(twice, "another image of the same date was used instead", todo="keep one image a date")] if twice else []
    )
    return sorted(chosen, key=lambda s: s.at), problems
