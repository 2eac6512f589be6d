"""What can go wrong with a ledger. Each message says what happened, what was kept and what to do."""

from __future__ import annotations


class LedgerError(Exception):
    """Something about the ledger that the user must know; its text can be shown as it is."""


class NewerLedger(LedgerError):  # noqa: N818  # names a state, not a mistake
    """The ledger was written by a newer saidseen."""


class NotALedger(LedgerError):  # noqa: N818  # names a state, not a mistake
    """The file is absent, or is something else than a ledger."""


class ReadOnlyLedger(LedgerError):  # noqa: N818  # names a state, not a mistake
    """The ledger cannot be written: opened for reading, or file or folder are protected."""


class LedgerFull(LedgerError):  # noqa: N818  # names a state, not a mistake
    """No room is left on the disk."""


class LedgerBusy(LedgerError):  # noqa: N818  # names a state, not a mistake
    """Another process kept the ledger to itself for too long."""
