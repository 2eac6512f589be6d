"""Reading: every way in to a Document, one file per way."""

from saidseen.reading.inputs import read
from saidseen.reading.layout import declared_origin, sections

__all__ = ["declared_origin", "read", "sections"]
