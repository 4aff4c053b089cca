"""Lower floors never import higher ones, and neighbours on one floor do not import each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stdml.cli.main import COMMANDS

PACKAGE = Path(__file__).parents[1] / "stdml"

FLOOR = {
    "language": 0,
    "errors": 0,
    "diagnostics": 0,
    "registry": 0,
    "model": 1,
    "text": 2,
    "schema": 2,
    "drafts": 2,
    "templates": 2,
    "files": 3,
    "sheets": 2,
    "rules": 3,
    "formats": 3,
    "semantics": 3,
    "versions": 3,
    "collection": 4,
    "config": 4,
    "checking": 4,
    "app": 5,
    "report": 6,
    "survey": 6,
    "server": 7,
    "lsp": 7,
    "cli": 7,
    "__main__": 8,
}
"""The floor of each module or folder of the package; what is missing here fails the test."""

# On the ground floor and in the text of one floor, modules may build on each other.
SHARED = {0}


def _part(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the modules of the package that a file imports while it runs, with the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("stdml."))
        elif isinstance(node, ast.ImportFrom) and node.module == "stdml":
            yield from ((node.lineno, f"stdml.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stdml."):
            yield node.lineno, str(node.module)


def _files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _own_part(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def test_every_part_has_a_floor() -> None:
    assert {_own_part(path) for path in _files()} <= set(FLOOR)


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = _own_part(path)
    for line, module in _imports(path):
        part = _part(module)
        if part.startswith("__") or part == own:
            continue
        below = FLOOR[part] < FLOOR[own] or (FLOOR[own] == FLOOR[part] and FLOOR[own] in SHARED)
        assert below, f"{path}:{line}: {own} imports {module}"


def test_formats_do_not_import_each_other() -> None:
    for path in (PACKAGE / "formats").rglob("*.py"):
        inner = path.relative_to(PACKAGE / "formats").parts
        own = inner[0].removesuffix(".py")
        if own.startswith("_"):
            continue
        for line, module in _imports(path):
            if module.startswith("stdml.formats."):
                # A module with an underscore is shared by the formats and is none itself.
                assert module.split(".")[2] == own or module.split(".")[2].startswith("_"), (
                    f"{path}:{line}: {own} imports {module}"
                )


def test_help_needs_neither_pydantic_nor_lxml() -> None:
    code = (
        "import sys; sys.argv = ['stdml', '--help']\n"
        "from stdml.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'lxml', 'markdown_it', 'yaml', 'jsonschema'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_needs_neither(command: str) -> None:
    code = (
        f"import sys; sys.argv = ['stdml', '{command}', '--help']\n"
        "from stdml.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'lxml', 'markdown_it', 'yaml', 'jsonschema'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
