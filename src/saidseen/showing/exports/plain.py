"""Events as CSV."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import BinaryIO

from saidseen.showing.exports.files import as_text
from saidseen.showing.exports.rows import COLUMNS, Cell, Heard, all_coded, number_of
from saidseen.showing.formats import UnixLines, harmless
from saidseen.showing.moments import iso


def cell(value: Cell) -> object:
    """A value as CSV has it: times ISO 8601 in UTC, lists joined by ``;``, and no text that a spreadsheet would run."""
    if isinstance(value, datetime):
        return iso(value)
    return harmless(value if value is None or isinstance(value, str | int | float) else ";".join(value))


def write(stream: BinaryIO, heard: Heard) -> str:
    """One row an event with a header (RFC 4180, but lines end as on Unix); the answer says how many."""
    count = 0
    with as_text(stream) as text:
        writer = csv.writer(UnixLines(text))
        writer.writerow(column.name for column in COLUMNS)
        for count, event in enumerate(all_coded(heard), 1):  # noqa: B007  # the last count is wanted
            writer.writerow(cell(column.cell(event)) for column in COLUMNS)
    return number_of(count)
