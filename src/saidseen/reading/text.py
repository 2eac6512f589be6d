"""Plain text: one document a file. A title at the top stays in the text, where offsets count, and is marked as headline."""

from __future__ import annotations

from collections.abc import Iterator

from saidseen.reading.decode import decode
from saidseen.reading.draft import Draft
from saidseen.things import Problem


def read_text(data: bytes, origin: str, *, cut: bool = False) -> Iterator[Draft | Problem]:
    """The text as it stands, line ends made one kind. ``cut``: the data goes on and was not read further."""
    text, notes = decode(data, origin, cut=cut)
    yield from notes
    if text is not None:
        yield Draft(text=text, origin=origin, titled=True)
