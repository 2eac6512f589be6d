"""The append-only ledger: one SQLite file, each entry chained to the one before it by its hash.

Two clocks: ``published`` says when something was so, ``recorded_at`` when we knew.
"""

from saidseen.ledger.chain import Fault
from saidseen.ledger.codec import Filing, Gone
from saidseen.ledger.errors import LedgerBusy, LedgerError, LedgerFull, NewerLedger, NotALedger, ReadOnlyLedger
from saidseen.ledger.store import Added, Entry, Ledger

__all__ = [
    "Added",
    "Entry",
    "Fault",
    "Filing",
    "Gone",
    "Ledger",
    "LedgerBusy",
    "LedgerError",
    "LedgerFull",
    "NewerLedger",
    "NotALedger",
    "ReadOnlyLedger",
]
