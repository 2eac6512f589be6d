"""What the user may set from outside. Read once, where the program starts; passed on from there, never looked up again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LEDGER_VARIABLE = "SAIDSEEN_LEDGER"
"""Environment variable that names the ledger where ``--ledger`` does not."""

ENGINE_VARIABLE = "SAIDSEEN_ENGINE"
"""Environment variable that names the engine where ``--engine`` does not."""

DEFAULT_LEDGER = Path("saidseen.db")
"""In the folder where one works, so that each inquiry keeps its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    ledger: Path = DEFAULT_LEDGER

    @classmethod
    def read(cls, ledger: str | Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
        """What was given on the command line goes first, then the environment, then the default."""
        return cls(ledger=Path(ledger or environment.get(LEDGER_VARIABLE) or DEFAULT_LEDGER))
