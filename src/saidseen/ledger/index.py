"""The index beside the entries: cards filed under terms. It is no part of the chain; it can be made again from the entries.

Terms are kept as 64-bit hashes. Two that fall together give a card too many and never one too few, so whoever asks looks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from saidseen.follow import batched

if TYPE_CHECKING:
    import sqlite3

    from saidseen.things import Card

ASKED = 500
"""Terms a query: SQLite takes 999 parameters in the oldest version that Python 3.11 comes with."""

STATE = "state"
"""The kind of the one card that says after which run of which stage the index stands as it does."""

_FOUND = """SELECT filed.term, cards.key, cards.body FROM filed CROSS JOIN cards ON cards.id = filed.card
    WHERE cards.kind = ? AND filed.term IN ({})"""
"""``CROSS``: by the terms first, or SQLite would walk all cards of the kind."""
_PUT = """INSERT INTO cards (kind, key, body) VALUES (?, ?, ?)
    ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body RETURNING id"""


def hashed(term: str) -> int:
    """A term as SQLite's integer."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


class Index:
    """The index as one transaction sees it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def found(self, kind: str, terms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Term, key and body for each card of a kind that is filed under one of the terms."""
        by_hash = {hashed(term): term for term in terms}
        for some in batched(sorted(by_hash), ASKED):
            query = _FOUND.format(", ".join("?" * len(some)))
            for term, key, body in self._connection.execute(query, (kind, *some)):
                yield by_hash[term], key, body

    def state(self) -> str | None:
        """The mark and row after which the index was last filed; None where there is none."""
        row = self._connection.execute("SELECT body FROM cards WHERE kind = ?", (STATE,)).fetchone()
        return str(row[0]) if row else None

    def file(self, cards: Iterable[Card], *, fresh: bool, state: str) -> None:
        """Add cards and put those of a known key right; their earlier terms stay. ``fresh``: after clearing all."""
        run = self._connection.execute
        if fresh:
            run("DELETE FROM filed")
            run("DELETE FROM cards")
        run("CREATE TEMP TABLE IF NOT EXISTS loose (term INTEGER NOT NULL, card INTEGER NOT NULL)")
        run("DELETE FROM loose")
        for card in cards:
            (number,) = run(_PUT, (card.kind, card.key, card.body)).fetchone()
            self._connection.executemany("INSERT INTO loose VALUES (?, ?)", ((hashed(term), number) for term in card.terms))
        run(
            "INSERT OR IGNORE INTO filed SELECT term, card FROM loose ORDER BY term, card"
        )  # sorted, so that each page is met once
        run("DELETE FROM loose")
        run(_PUT, (STATE, "", state)).fetchone()
