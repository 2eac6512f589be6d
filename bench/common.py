"""What the measuring scripts share: the options, the public scorers, and floors with their marks."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("SAIDSEEN_SHARED", Path(__file__).parents[2] / "shared"))
"""Gold, corpora and scorers; they are no part of the project."""

PROGRAM = (sys.executable, "-m", "saidseen")
"""The program as it is installed beside this script's Python."""

WITH_LEDGER = shlex.join(PROGRAM) + " --ledger {ledger}"
"""How a scorer calls it; the scorer puts the path in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure beside its floor (or its ceiling, where ``most``); None where there was nothing to measure."""

    name: str
    value: float | None
    floor: float | None = None
    most: bool = False
    unit: str = ""

    @property
    def holds(self) -> bool | None:
        if self.floor is None or self.value is None:
            return None
        return self.value <= self.floor if self.most else self.value >= self.floor

    def line(self) -> str:
        value = "-" if self.value is None else f"{self.value:,.3f}" if abs(self.value) < 100 else f"{self.value:,.0f}"  # noqa: PLR2004
        wanted = "" if self.floor is None else f"{'at most' if self.most else 'at least'} {self.floor:,g}{self.unit}"
        mark = {None: "", True: "holds", False: "FALLS SHORT"}[self.holds]
        return f"{self.name:<34} {value + self.unit:>14}   {wanted:<18} {mark}".rstrip()


def parser(doc: str | None) -> argparse.ArgumentParser:
    """The options that every script has."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--shared", type=Path, default=SHARED, help="folder with gold/, data/ and score/ (default: %(default)s)")
    made.add_argument("--json", action="store_true", help="print JSON")
    return made


def parts(doc: str | None) -> argparse.Namespace:
    """The options of a set of which a part is held back, as given; its errors are shown of the open part only."""
    options = parser(doc)
    options.add_argument("--part", choices=("held", "open", "all"), default="held")
    options.add_argument("--engine", choices=("encoder", "rules"), default="encoder")
    options.add_argument("--errors", action="store_true", help="print what is wrong; of the open part only")
    given = options.parse_args()
    if given.errors and given.part != "open":
        raise SystemExit("the errors of the part held back are not to be read: use --part open")
    return given


def wanted(path: Path) -> Path:
    """A file or folder of the shared data; where it is absent, the script says so and ends well."""
    if not path.exists():
        print(f"skipped: {path} is absent, so nothing was measured; name the shared folder with --shared")
        sys.exit(0)
    return path


def over_corpora(doc: str | None, corpora: Sequence[str], measure: Callable[[Path, str], None]) -> None:
    """Measure each corpus that the command line names, all of them where it names none."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--shared", type=Path, default=SHARED, help="folder with data/ and score/ (default: %(default)s)")
    made.add_argument("corpora", nargs="*", default=corpora)
    asked = made.parse_args()
    wanted(asked.shared / "score")
    for corpus in asked.corpora:
        wanted(asked.shared / "data" / corpus)
        measure(asked.shared, corpus)


def score(script: Path, *arguments: object) -> dict[str, Any]:
    """What a public scorer says, without its bootstrap intervals; its message ends the run where it fails."""
    command = [sys.executable, str(script), *map(str, arguments), "--json", "--bootstrap", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{script.name}: {done.stderr.strip()}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def show(title: str, measured: Sequence[Measured], *, as_json: bool, more: dict[str, Any] | None = None) -> None:
    """Print the figures; the exit code is 1 where one falls short of its floor."""
    if as_json:
        rows = [{**asdict(one), "holds": one.holds} for one in measured]
        print(json.dumps({"title": title, "measured": rows, **(more or {})}, ensure_ascii=False, indent=1))
    else:
        print(title)
        for one in measured:
            print("  " + one.line())
    sys.exit(any(one.holds is False for one in measured))
