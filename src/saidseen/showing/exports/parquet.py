"""Events as an Apache Parquet file, with pyarrow, which is imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from saidseen.follow import batched
from saidseen.showing.exports.rows import COLUMNS, Heard, Type, all_coded, number_of

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 10_000
"""Rows a group: what is held in memory at once, some 20 MB."""


def schema() -> pa.Schema:
    """The columns with their types: times are microseconds in UTC, lists hold text; all may be null.

    Raises:
        ImportError: if pyarrow is not installed.
    """
    import pyarrow as pa  # noqa: PLC0415  # an optional extra, and heavy

    types: dict[Type, pa.DataType] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "time": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([(column.name, types[column.type]) for column in COLUMNS])


def write(stream: BinaryIO, heard: Heard) -> str:
    """One row an event, nothing known as null; the answer says how many.

    Raises:
        ImportError: if pyarrow is not installed.
    """
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    form, count = schema(), 0
    with ParquetWriter(stream, form) as writer:
        for events in batched(all_coded(heard), GROUP):
            count += len(events)
            rows = [{c.name: None if (cell := c.cell(event)) == "" else cell for c in COLUMNS} for event in events]
            writer.write_table(pa.Table.from_pylist(rows, schema=form))
    return number_of(count)
