"""When and on which track a radar image was taken, and with which polarisation: from the tags of a file, else from its name.

The tags are those of OPERA RTC-S1 (``ZERO_DOPPLER_START_TIME``, ``TRACK_NUMBER``, as opera-adt's readers use them) and the
plain ones that people write themselves. The time at which a file was *written* (``TIFFTAG_DATETIME``) is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

TIMES = ("ZERO_DOPPLER_START_TIME", "ACQUISITION_DATETIME", "ACQUISITION_DATE", "ACQUISITION_TIME", "DATETIME", "DATE")
TRACKS = ("BURST_ID", "TRACK_NUMBER", "RELATIVE_ORBIT", "RELATIVE_ORBIT_NUMBER", "TRACK")

STAMP = re.compile(
    r"(?<!\d)(19[89]\d|20\d\d)([-:]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?:[Tt _-]?([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d)(?!\d))?"
)
"""A day from 1980 to 2099, as 20220213 or 2022-02-13, and the time of day in UTC where it follows."""

BURST = re.compile(r"(?<![A-Za-z0-9])T\d{3}-\d{6}-IW[123](?![A-Za-z0-9])")
"""Track and burst as OPERA names them: T137-292325-IW1."""

POLARISATION = re.compile(r"(?<![A-Za-z])(VH|VV|HH|HV)(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A moment in UTC; midnight where only the day is told (``timed`` False)."""

    at: datetime
    timed: bool


def taken(text: str) -> Taken | None:
    """The first moment that stands in a text. Later ones are those of processing: OPERA's and ESA's names begin with it."""
    for found in STAMP.finditer(text):
        year, _, month, day, hour, minute, second = found.groups()
        try:
            at = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
        except ValueError:  # 30 February
            continue
        return Taken(at=at, timed=hour is not None)
    return None


def taken_of(tags: Mapping[str, str], band: str, name: str) -> Taken | None:
    """By the description of the band, then the tags, then the file's name."""
    told = {key.upper(): value for key, value in tags.items()}
    texts = [band, *(told[key] for key in TIMES if key in told), name]
    return next((found for text in texts if (found := taken(text))), None)


def track_of(tags: Mapping[str, str], name: str) -> str | None:
    """Track or burst: images of another one see the site from another side."""
    told = {key.upper(): value for key, value in tags.items()}
    by_tag = next((told[key].strip().upper() for key in TRACKS if told.get(key, "").strip()), None)
    found = BURST.search(name)
    return by_tag or (found[0].upper() if found else None)


def polarisation_of(tags: Mapping[str, str], band: str, name: str) -> str | None:
    """VH, VV, HH or HV: by the description of the band, then the tag, then the last that stands in the name."""
    told = {key.upper(): value for key, value in tags.items()}
    for text in (band, told.get("POLARIZATION", ""), told.get("POLARISATION", ""), name):
        found = POLARISATION.findall(text)
        if found:
            return str(found[-1]).upper()
    return None
