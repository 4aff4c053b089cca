"""What the documentation shows is true: examples are read, commands exist, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import stdml
from stdml.model.kinds import BY_KIND
from stdml.model.walk import walk

REPO = Path(__file__).parent.parent
DOCS = [*sorted((REPO / "docs").glob("*.md")), REPO / "README.md", REPO / "examples" / "README.md"]
DIALECT = (REPO / "docs" / "dialect.md").read_text(encoding="utf-8")

_EXAMPLE = re.compile(
    r"(?:^Kinds: (?P<kinds>[^\n]*)\.\n\n)?^(?P<fence>`{3,})md\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def examples() -> list[object]:
    """Return the examples of the reference, each with the kinds it is said to become."""
    found = []
    for match in _EXAMPLE.finditer(DIALECT):
        line = DIALECT.count("\n", 0, match.start("text")) + 1
        kinds = set(re.findall(r"`(\w+)`", match["kinds"] or ""))
        found.append(pytest.param(match["text"], kinds, id=f"line-{line}"))
    return found


def test_every_example_states_its_kinds() -> None:
    stated = re.findall(r"^Kinds: (.*)\.$", DIALECT, re.MULTILINE)
    assert len(stated) == len(examples()) >= 25
    assert all(set(re.findall(r"`(\w+)`", line)) <= set(BY_KIND) for line in stated)


def test_the_reference_shows_almost_every_kind() -> None:
    shown = {
        kind for match in _EXAMPLE.finditer(DIALECT) for kind in re.findall(r"`(\w+)`", match["kinds"] or "")
    }
    parts_without_a_spelling_of_their_own = {
        "text", "container", "foreign_inline", "inline_comment", "heading", "term_reference",
    }  # fmt: skip
    assert set(BY_KIND) - shown <= parts_without_a_spelling_of_their_own


@pytest.mark.parametrize(("text", "kinds"), examples())
def test_example_becomes_what_it_says(text: str, kinds: set[str]) -> None:
    document = stdml.loads(text)
    assert [f.to_dict() for f in document.diagnostics if f.severity == "error"] == []
    assert kinds - {node.kind for node in walk(document)} == set()


@pytest.mark.parametrize("format", ["markdown", "xml", "json"])
@pytest.mark.parametrize(("text", "kinds"), examples())
def test_example_round_trips(text: str, kinds: set[str], format: str) -> None:
    document = stdml.loads(text)
    assert stdml.loads(stdml.dumps(document, format), format) == document


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    broken = [link for link in _LINK.findall(text) if not (path.parent / link).exists()]
    assert broken == []


def test_commands_in_the_readme_exist() -> None:
    from stdml.cli.main import COMMANDS

    text = (REPO / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[$&;(] *)stdml ([a-z]+)", text, re.MULTILINE))
    assert named and named <= set(COMMANDS)


def _blocks(language: str) -> list[str]:
    text = (REPO / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_tour_prints_what_the_readme_shows(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("the commands of the tour are those of Linux")
    (tmp_path / "examples").symlink_to(REPO / "examples")
    tour = "".join(_blocks("console"))
    commands = [line[2:] for line in tour.splitlines() if line.startswith("$ ")]
    script = f"stdml() {{ '{sys.executable}' -m stdml \"$@\"; }}\n" + "\n".join(
        f"echo {shlex.quote('$ ' + command)}; {command}" for command in commands
    )
    environment = {**os.environ, "PYTHONPATH": str(REPO), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert run.stdout.splitlines() == tour.splitlines()


def test_the_python_example_prints_what_the_readme_shows() -> None:
    program, output = _blocks("python")[0], _blocks("text")[0]
    run = subprocess.run([sys.executable, "-c", program], cwd=REPO, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == (output, "")


def test_the_architecture_names_every_room() -> None:
    text = (REPO / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {p.name for p in (REPO / "stdml").iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert {room for room in rooms if f"{room}/" not in text} == set()
