"""What repositories use the check with: configuration, baseline, hooks, the action, reviewers' reports."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from click.testing import CliRunner

import stdml
from stdml import config, language
from stdml.cli.main import cli
from stdml.report import FileReport, baseline
from stdml.rules import scan
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose

REPO = Path(__file__).parent.parent
BAD = "---\nidentifier: DB31/T 1—2020\nlanguage: zh\n---\n# 范围\n\n见[](#nix)。\n\n# 要求\n\n## 空条\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config._nearest.cache_clear()
    (tmp_path / "draft.md").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    config._nearest.cache_clear()
    try:
        result = CliRunner().invoke(cli, list(arguments))
    finally:
        language.force(None)
    return result.exit_code, result.stdout + (result.stderr if result.exit_code == 2 else "")


def names(*arguments: str) -> set[str]:
    return {found["name"] for found in json.loads(run("check", "--format", "json", *arguments)[1])}


def test_the_nearest_configuration_counts(repository: Path) -> None:
    assert {"empty-clause", "unresolved-reference"} <= names("draft.md", "--profile", "none")
    (repository / "stdml.toml").write_text(
        'profile = "none"\n[rules]\nignore = ["empty-clause"]\n'
        'severity = {unresolved-reference = "warning"}\n'
    )
    assert names("draft.md") == {"unresolved-reference"}
    assert run("check", "draft.md")[0] == 0
    inner = repository / "inner"
    inner.mkdir()
    (inner / "draft.md").write_text(BAD, encoding="utf-8")
    (inner / "pyproject.toml").write_text('[tool.stdml]\nprofile = "none"\nfail-on = "warning"\n')
    assert names("inner/draft.md") == {"empty-clause", "unresolved-reference"}


def test_a_house_profile_lies_beside_the_configuration(repository: Path) -> None:
    (repository / "house.toml").write_text('name = "house"\nextends = ["none"]\nignore = ["empty-clause"]\n')
    (repository / "stdml.toml").write_text('profile = "house.toml"\n')
    assert names("draft.md") == {"unresolved-reference"}


def test_what_is_excluded_is_checked_only_by_its_own_name(repository: Path) -> None:
    old = repository / "old"
    old.mkdir()
    (old / "draft.md").write_text(BAD, encoding="utf-8")
    (repository / "stdml.toml").write_text('profile = "none"\nexclude = ["old", "dra*"]\n')
    assert names(".") == set()
    assert names("old/draft.md") == {"empty-clause", "unresolved-reference"}


@pytest.mark.parametrize("text", ["profil = 1", "[rules]\nselct = []", "fail-on = 3", "= x"])
def test_a_wrong_configuration_is_an_error(repository: Path, text: str) -> None:
    (repository / "stdml.toml").write_text(text)
    status, output = run("check", "draft.md")
    assert status == 2 and "stdml.toml" in output


def test_a_baseline_hides_what_was_there_before(repository: Path) -> None:
    assert run("check", "draft.md", "--profile", "none", "--write-baseline", "known.json")[0] == 1
    assert run("check", "draft.md", "--profile", "none", "--baseline", "known.json")[0] == 0
    moved = BAD.replace("# 范围", "# 概述\n\n见[](#nope)。\n\n# 范围")
    (repository / "draft.md").write_text(moved, encoding="utf-8")
    found = run("check", "draft.md", "--profile", "none", "--baseline", "known.json", "--format", "json")
    assert [one["name"] for one in json.loads(found[1])] == ["unresolved-reference"]
    known = baseline.load("known.json")
    found, gone = baseline.without([FileReport("draft.md")], known, "")
    assert found == [FileReport("draft.md")] and gone == 2


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "files": {}}', '{"version": 1, "files": []}'])
def test_a_broken_baseline_is_an_error(repository: Path, text: str) -> None:
    (repository / "known.json").write_text(text)
    assert run("check", "draft.md", "--baseline", "known.json")[0] == 2


def test_reviewers_get_findings_by_clause(repository: Path) -> None:
    _, text = run("check", "draft.md", "--profile", "none", "--format", "markdown", "--lang", "zh")
    assert "| draft.md | 2.1 | 0 | 1 | 0 |" in text
    _, sheet = run("check", "draft.md", "--profile", "none", "--format", "csv", "--lang", "zh")
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert [(row["章条"], row["严重程度"]) for row in rows] == [("1", "错误"), ("2.1", "警告")]
    openpyxl = pytest.importorskip("openpyxl")
    assert run("check", "draft.md", "--profile", "none", "--format", "xlsx", "-o", "found.xlsx")[0] == 1
    book = openpyxl.load_workbook("found.xlsx")
    assert [row[2] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["1", "2.1"]


def _environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `stdml` is this one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "stdml"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stdml "$@"\n')
    program.chmod(0o755)
    paths = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(REPO)}
    return {**os.environ, **paths, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_steps_of_the_action(repository: Path) -> None:
    action = yaml.safe_load((REPO / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert steps[-1]["run"].endswith('/ci/check.sh"')
    assert set(steps[-1]["env"]) == {"STDML_PATHS", "STDML_PROFILE", "STDML_FAIL_ON"}
    environment = {**_environment(repository), "STDML_PATHS": "draft.md", "STDML_PROFILE": "none"}
    done = subprocess.run(["bash", REPO / "ci" / "check.sh"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "::error file=draft.md,line=7" in done.stdout
    assert "draft.md" in (repository / "summary.md").read_text(encoding="utf-8")
    (repository / "draft.md").write_text("---\nlanguage: zh\n---\n# 范围\n\n无。\n", encoding="utf-8")
    done = subprocess.run(["bash", REPO / "ci" / "check.sh"], env=environment, capture_output=True, text=True)
    assert done.returncode == 0


def test_the_hooks_run_what_they_say(repository: Path) -> None:
    hooks = yaml.safe_load((REPO / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    statuses = {}
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "stdml" and hook["language"] == "python"
        statuses[hook["id"]] = run(*arguments, "draft.md")[0]
    assert statuses == {"stdml-check": 1, "stdml-fix": 1, "stdml-fmt": 0}


class HouseRule(Rule):
    """A word of the house.

    ## What it does
    Finds it.
    """

    code, name, tags = "HOUSE-001", "house-word", ("structure",)
    on = (Prose,)
    message: ClassVar[dict[str, str]] = {"zh": "有“泵”", "en": "a pump"}

    def check(self, prose: Prose, ctx: Context) -> Iterator[Report]:
        at = prose.text.find("pump")
        if at >= 0:
            yield ctx.report(prose, (at, at + 4))


@pytest.fixture
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what registers the rule of another package under an object reference."""

    def forget() -> None:
        for cached in (scan._plugged_in, scan.all_rules, scan.by_selector):
            cached.cache_clear()

    def register(reference: str) -> None:
        entry = importlib.metadata.EntryPoint("house-word", reference, scan.GROUP)
        monkeypatch.setattr(
            importlib.metadata, "entry_points", lambda group: [entry] if group == scan.GROUP else []
        )
        forget()

    yield register
    forget()


def test_rules_of_other_packages_are_found_by_their_entry_point(plugged_in: Callable[[str], None]) -> None:
    plugged_in(f"{__name__}:HouseRule")
    [diagnostic] = stdml.check(stdml.loads("The *pump* runs.\n"), "none")
    assert (diagnostic.name, diagnostic.position.column) == ("house-word", 6)


def test_a_rule_that_cannot_be_loaded_is_one_finding(plugged_in: Callable[[str], None]) -> None:
    plugged_in("no_such_package:Rule")
    found = stdml.check(stdml.loads("See [](#nix).\n"), "none")
    assert sorted(one.name for one in found) == ["rule-crashed", "unresolved-reference"]
