"""saidseen: what the parties to a crisis say, checked against what can be seen.

``annotate`` understands one text, ``Ledger`` keeps what was read and found, ``read`` reads files, and
``follow(STAGES, ledger)`` carries everything in a ledger through all stages. The heavy parts are imported when first used.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from saidseen.follow import follow
from saidseen.things import Document, Problem

if TYPE_CHECKING:
    from saidseen.ledger import Ledger
    from saidseen.reading import read
    from saidseen.stages import STAGES
    from saidseen.things import Hearing

__version__ = "0.1.0"
__all__ = ["STAGES", "Document", "Ledger", "Problem", "annotate", "follow", "read"]

_LAZY = {"Ledger": "saidseen.ledger", "read": "saidseen.reading", "STAGES": "saidseen.stages"}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def annotate(text: str, *, published: datetime | str | None = None, url: str = "", outlet: str = "") -> Hearing:
    """Who says what in a text: statements, alleged events, places and times, with offsets into ``text``.

    ``published`` (a datetime, or ISO 8601; UTC where it names no zone) is needed to resolve "today" or "last week"; without
    it such times stay unresolved. Raises ValueError where ``published`` is no date.
    """
    from saidseen.showing.moments import moment  # noqa: PLC0415  # what annotate needs is heavy and loaded when called
    from saidseen.stages import annotate as hear  # noqa: PLC0415

    if isinstance(published, datetime):
        published = published.isoformat()
    when = moment(published) if published else None
    return hear(Document.make(url=url, text=text, outlet=outlet, published=when))
