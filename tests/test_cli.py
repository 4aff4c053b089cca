"""The command line: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import stdml
from stdml import formats, language
from stdml.cli.main import COMMANDS, cli

CLEAN = "# Scope\n\nThe gap is 1 m.\n"
BROKEN = "---\nlanguage: en\n---\n# Scope\n\nSee [](#nowhere).\n\n# Limits\n"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder, with English messages."""
    for name in ("LC_ALL", "LC_MESSAGES", "STDML_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str, input: str | bytes | None = None) -> Result:
        try:
            return CliRunner().invoke(cli, list(args), input=input)
        finally:
            language.force(None)

    return invoke


def _needs(*names: str) -> None:
    for name in names:
        if name not in {form.name for form in formats.all_formats()}:
            pytest.skip(f"the format {name} is not there")


# The program as a whole


def test_help_lists_every_command_and_takes_little_time() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    times = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-m", "stdml", "--help"],
            capture_output=True,
            text=True,
            env={**os.environ, "LANG": "C"},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        before = after
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    assert min(times) < 0.15


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"stdml {name}" in result.output


def test_help_in_chinese() -> None:
    env = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
    for args, extra in ((["--help"], env), (["--help", "--lang", "zh"], {**env, "LANG": "C"})):
        done = subprocess.run(
            [sys.executable, "-m", "stdml", *args], capture_output=True, text=True, env=extra
        )
        assert "在各种格式之间转换" in done.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["nothing"],
        ["check"],
        ["check", "--format", "x", "a.md"],
        ["convert", "--nothing"],
        ["check", "a.nothing"],
    ],
)
def test_wrong_usage_is_2(run: Run, args: list[str]) -> None:
    Path("a.nothing").write_text("x", encoding="utf-8")
    assert run(*args).exit_code == 2


def test_a_fault_of_the_program_is_3_and_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import stdml.rules

    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("broken\nin two lines")

    monkeypatch.setattr(stdml.rules, "check", fail)
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    result = run("check", "a.md")
    assert result.exit_code == 3
    assert "STDML_DEBUG=1" in result.stderr and "Traceback" not in result.stderr
    monkeypatch.setenv("STDML_DEBUG", "1")
    assert "Traceback" in run("check", "a.md").stderr


# check


def test_check_prints_the_place_and_a_summary(run: Run) -> None:
    Path("a.md").write_text(BROKEN, encoding="utf-8")
    result = run("check", "a.md")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("a.md:6:5: error: nothing in the document is called 'nowhere' (STD-S002")
    assert lines[2:4] == ["6 | See [](#nowhere).", "  |     ^^^^^^^^^^^^"]
    assert lines[-1] == "1 error, 1 warning"


def test_check_of_a_clean_file(run: Run) -> None:
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    assert (run("check", "a.md").exit_code, run("check", "-", input=CLEAN).exit_code) == (0, 0)


def test_fail_on_warning(run: Run) -> None:
    text = "# Scope\n\nText.\n\n# Limits\n"
    assert run("check", "-", input=text).exit_code == 0
    assert run("check", "-", "--fail-on", "warning", input=text).exit_code == 1


def test_the_caret_stands_below_wide_characters(run: Run) -> None:
    result = run("check", "-", input="# 范围\n\n见表格[](#没有)。\n")
    lines = result.stdout.splitlines()
    assert lines[2:4] == ["3 | 见表格[](#没有)。", "  |       ^^^^^^^^^"]
    assert "没有对应内容" in lines[0]
    assert (
        "nothing in the document"
        in run("check", "-", "--lang", "en", input="# 范围\n\n见[](#没有)。\n").stdout
    )


def test_json_has_the_fixed_shape(run: Run) -> None:
    [error, warning] = json.loads(run("check", "-", "--format", "json", input=BROKEN).stdout)
    assert error == {
        "path": "-",
        "line": 6,
        "column": 5,
        "end_line": 6,
        "end_column": 17,
        "code": "STD-S002",
        "name": "unresolved-reference",
        "severity": "error",
        "message": "nothing in the document is called 'nowhere'",
        "basis": "",
        "fixable": False,
    }
    assert warning["name"] == "empty-clause"
    assert json.loads(run("check", "-", "--format", "json", input=CLEAN).stdout) == []


def test_sarif_has_rules_results_and_regions(run: Run) -> None:
    Path("a b.md").write_text(BROKEN, encoding="utf-8")
    log = json.loads(run("check", "a b.md", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    [one] = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all("Why is this bad?" in rule["help"]["markdown"] for rule in rules)
    place = one["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.md"
    assert place["region"] == {"startLine": 6, "startColumn": 5, "endLine": 6, "endColumn": 17}


# What SARIF 2.1.0 allows and needs (OASIS, clause 3): object → properties, needed ones with an asterisk.
SARIF: dict[str, dict[str, str]] = {
    "log": {"$schema": "", "*version": "", "*runs": "run"},
    "run": {"*tool": "tool", "columnKind": "", "invocations": "invocation", "results": "result"},
    "tool": {"*driver": "driver"},
    "driver": {"*name": "", "semanticVersion": "", "rules": "rule"},
    "rule": {"*id": "", "name": "", "defaultConfiguration": "configuration", "shortDescription": "text",
             "help": "text", "properties": "bag"},
    "configuration": {"level": ""},
    "text": {"*text": "", "markdown": ""},
    "bag": {"tags": ""},
    "invocation": {"*executionSuccessful": "", "toolExecutionNotifications": "notification"},
    "notification": {"*message": "text", "level": "", "locations": "location"},
    "result": {"*message": "text", "ruleId": "", "ruleIndex": "", "level": "", "locations": "location",
               "fixes": "fix"},
    "location": {"physicalLocation": "place"},
    "place": {"*artifactLocation": "artifact", "region": "region"},
    "artifact": {"uri": ""},
    "region": {"startLine": "", "startColumn": "", "endLine": "", "endColumn": ""},
    "fix": {"*artifactChanges": "change", "description": "text"},
    "change": {"*artifactLocation": "artifact", "*replacements": "replacement"},
    "replacement": {"*deletedRegion": "region", "insertedContent": "text"},
}  # fmt: skip


def _conforms(value: object, kind: str) -> None:
    if isinstance(value, list):
        for item in value:
            _conforms(item, kind)
    elif kind:
        assert isinstance(value, dict), (kind, value)
        known = {name.lstrip("*"): inner for name, inner in SARIF[kind].items()}
        assert value.keys() <= known.keys(), (kind, value)
        assert {name[1:] for name in SARIF[kind] if name[0] == "*"} <= value.keys(), (kind, value)
        for name, inner in known.items():
            if name in value:
                _conforms(value[name], inner)
        if kind == "region":
            assert all(number >= 1 for number in value.values())
        assert value.get("level", "note") in ("none", "note", "warning", "error")


def test_sarif_has_the_structure_of_the_standard(run: Run) -> None:
    Path("a.md").write_text(BROKEN, encoding="utf-8")
    Path("b.md").write_text("---\nlanguage: zh\n---\n# 1 范围\n\n甲\n\n# 3 要求\n\n乙\n", encoding="utf-8")
    Path("c.md").write_bytes(b"\xff\xfe\xfa abc \x00\n")
    log = json.loads(run("check", "a.md", "b.md", "c.md", "none.md", "--format", "sarif").stdout)
    _conforms(log, "log")
    [one] = log["runs"]
    assert any("fixes" in result for result in one["results"])
    assert one["invocations"][0]["executionSuccessful"] is False
    assert len(one["invocations"][0]["toolExecutionNotifications"]) == 1
    ids = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert len(set(ids)) == len(ids)


def test_github_commands_are_escaped(run: Run) -> None:
    Path("a,b:c%.md").write_text("# 1 A\n\nSee [](#100%).\n\nx\n", encoding="utf-8")
    lines = run("check", "a,b:c%.md", "--format", "github").stdout.splitlines()
    assert lines and all(line.startswith("::error file=a%2Cb%3Ac%25.md,line=3,") for line in lines)
    assert "'100%25'" in lines[0]


def test_github_and_junit(run: Run) -> None:
    github = run("check", "-", "--format", "github", input=BROKEN).stdout
    assert github.startswith(
        "::error file=-,line=6,endLine=6,col=5,endColumn=17,title=STD-S002 unresolved-reference::"
    )
    from xml.etree import ElementTree

    junit = ElementTree.fromstring(run("check", "-", "--format", "junit", input=BROKEN).stdout)
    assert [case.get("name") for case in junit.iter("testcase")] == [
        "STD-S002 unresolved-reference 6:5",
        "STD-S006 empty-clause 8:1",
    ]


def test_the_report_may_go_to_a_file(run: Run) -> None:
    result = run("check", "-", "--format", "json", "-o", "found.json", input=BROKEN)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(json.loads(Path("found.json").read_text(encoding="utf-8"))) == 2


def test_a_folder_stands_for_the_documents_in_it(run: Run) -> None:
    for name in ("a.md", "b/c.md", ".hidden/d.md", "b/.e.md", "b/f.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(BROKEN, encoding="utf-8")
    found = json.loads(run("check", ".", "--format", "json").stdout)
    assert {item["path"] for item in found} == {"./a.md", "./b/c.md"}


def test_two_documents_with_one_number(run: Run) -> None:
    front = "---\nidentifier: DB31/T 1234—2025\nlanguage: {}\nlevel: local\n---\n# 1\n\nx\n"
    Path("a.md").write_text(front.format("zh"), encoding="utf-8")
    Path("b.md").write_text(front.format("zh").replace("—", "-"), encoding="utf-8")
    Path("c.md").write_text(front.format("en"), encoding="utf-8")
    found = json.loads(run("check", "a.md", "b.md", "c.md", "--profile", "none", "--format", "json").stdout)
    assert [(d["path"], d["line"], d["severity"]) for d in found if d["name"] == "duplicate-document"] == [
        ("b.md", 2, "warning")
    ]


def test_many_files_in_several_processes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from stdml.cli import batch

    monkeypatch.setattr(batch, "_WORTH", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for at in range(4):
        Path(f"{at}.md").write_text(BROKEN, encoding="utf-8")
    Path("4.md").write_bytes(b"")
    result = run("check", *(f"{at}.md" for at in range(5)), "missing.md", "--format", "json")
    assert [d["path"] for d in json.loads(result.stdout)] == [f"{at}.md" for at in range(4) for _ in range(2)]
    assert result.exit_code == 2


def test_ctrl_c_ends_all_processes_without_a_word(tmp_path: Path) -> None:
    text = "# Scope\n\n" + "Some words of a paragraph.\n\n" * 20_000
    for at in range(6):
        (tmp_path / f"{at}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "stdml", "check", str(tmp_path)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    time.sleep(0.8)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    assert (process.returncode, output) == (130, b"") or process.returncode == 0


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Scope\n\n" + "Some words.\n\n" * 20_000, encoding="utf-8")
    command = f"{sys.executable} -m stdml convert {tmp_path}/a.md | head -c 5"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"<?xml")
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr


def test_what_could_not_be_read_is_not_without_findings(run: Run) -> None:
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    assert run("check", "none.md").stdout == ""
    both = run("check", "none.md", "a.md")
    assert (both.exit_code, both.stdout) == (2, "no findings in 1 file(s)\n")


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["chek", "a.md"], "no such command: 'chek'; did you mean 'check'?"),
        (["check", "--formt", "x", "a.md"], "no such option: --formt; did you mean '--format'?"),
        (["check", "--format", "sarf", "a.md"], "; did you mean 'sarif'?"),
        (["new", "prodct"], "; did you mean 'product'?"),
        (["convert", "a.md", "--to", "htm"], "did you mean 'html'?"),
        (["rule", "number-mismach"], "; did you mean 'number-mismatch'?"),
        (["check", "a.md", "--lang", "fr"], "--lang: zh or en"),
        (["new"], "KIND is missing: specification, "),
        (["convert", "a.md", "-o"], "option -o needs a value"),
        (["check", "--lang", "zh", "--formt", "x"], "没有选项 --formt；是否指“--format”？"),
    ],
)
def test_wrong_names_are_answered_with_near_ones(run: Run, args: list[str], hint: str) -> None:
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 2
    assert hint in result.stderr


@pytest.mark.parametrize("name", ["check", "convert"])
def test_all_of_the_help_is_in_one_language(name: str) -> None:
    # In a process of its own: the help of a command is made when it is imported.
    command = [sys.executable, "-m", "stdml", name, "--help", "--lang", "zh"]
    shown = subprocess.run(command, capture_output=True, text=True).stdout
    assert "用法：" in shown and "选项:" in shown
    assert not any(word in shown for word in ("Usage", "Options:", "Show this", "default"))


def test_a_typed_number_is_repaired_where_that_is_asked_for(run: Run) -> None:
    text = "# 1 Scope\n\nWords.\n\n# 3 Limits\n\n## 3.1 Mass\n\nWords.\n"
    Path("a.md").write_text(text, encoding="utf-8")
    assert "2 fixable with --unsafe-fixes" in run("check", "a.md", "--fix").stdout
    assert Path("a.md").read_text(encoding="utf-8") == text
    assert "-# 3 Limits\n" in run("check", "a.md", "--unsafe-fixes", "--diff").stdout
    result = run("check", "a.md", "--unsafe-fixes")
    assert (result.exit_code, result.stderr) == (0, "2 fixed\n")
    repaired = text.replace("# 3 Limits", "# 2 Limits").replace("3.1", "2.1")
    assert Path("a.md").read_text(encoding="utf-8") == repaired


def _with_repairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the checks a finding that can be repaired: the word "teh"."""
    import stdml.rules
    from stdml.diagnostics import Diagnostic, Edit, Fix, TextSource

    def find(document: stdml.Document, profile: str | None = None, **options: object) -> list[Diagnostic]:
        text = document.source.text  # type: ignore[union-attr]
        at = text.find("teh")
        if at < 0:
            return []
        fix = Fix("the", (Edit(at, at + 3, "the"),))
        return [
            Diagnostic(
                "STD-Z001",
                "typo",
                "error",
                "typo",
                "-",
                TextSource(text).offset_position(at, at + 3),
                fix=fix,
            )
        ]

    monkeypatch.setattr(stdml.rules, "check", find)


def test_fix_repairs_the_file_and_keeps_everything_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_repairs(monkeypatch)
    Path("a.md").write_bytes(b"\xef\xbb\xbf# Scope\r\n\r\nteh gap, teh  end\r\n")
    os.chmod("a.md", 0o640)
    shown = run("check", "a.md", "--fix", "--diff")
    assert shown.exit_code == 1
    assert "-teh gap, teh  end\n+the gap, the  end\n" in shown.stdout
    assert b"teh" in Path("a.md").read_bytes()
    sarif = json.loads(run("check", "a.md", "--format", "sarif").stdout)
    [change] = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 4,
    }
    result = run("check", "a.md", "--fix")
    assert (result.exit_code, result.stderr) == (0, "2 fixed\n")
    assert Path("a.md").read_bytes() == b"\xef\xbb\xbf# Scope\r\n\r\nthe gap, the  end\r\n"
    assert os.stat("a.md").st_mode & 0o777 == 0o640


def test_fix_of_standard_input_goes_to_standard_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_repairs(monkeypatch)
    assert run("check", "-", "--fix", input="teh\n").stdout == "the\n"


def test_check_never_writes(run: Run) -> None:
    Path("a.md").write_text(BROKEN, encoding="utf-8")
    before = os.stat("a.md").st_mtime_ns
    run("check", "a.md")
    run("check", "a.md", "--diff")
    assert os.stat("a.md").st_mtime_ns == before


# convert


@pytest.mark.parametrize("target", ["a.stdml.xml", "a.stdml.json"])
def test_convert_there_and_back(run: Run, target: str) -> None:
    _needs("xml", "json")
    Path("a.md").write_text(BROKEN, encoding="utf-8")
    assert run("convert", "a.md", "-o", target).exit_code == 0
    assert stdml.load(target) == stdml.load("a.md")
    assert run("convert", target, "-o", "b.md").exit_code == 0
    assert stdml.load("b.md") == stdml.load("a.md")


def test_convert_pipes(run: Run) -> None:
    _needs("xml", "json")
    xml = run("convert", "-", "-o", "-", input=CLEAN).stdout
    assert xml.lstrip().startswith("<")
    back = run("convert", "-", "--from", "xml", "--to", "markdown", input=xml)
    assert stdml.loads(back.stdout) == stdml.loads(CLEAN)


def test_convert_counts_and_strict_writes_nothing(run: Run) -> None:
    Path("a.md").write_text("# S\n\n```\ncode\n", encoding="utf-8")
    result = run("convert", "a.md", "-o", "a.stdml.json")
    assert result.exit_code == 0 and "losses: 0, diagnostics: 1" in result.stderr
    strict = run("convert", "a.md", "-o", "b.stdml.json", "--strict")
    assert strict.exit_code == 1 and "not written" in strict.stderr
    assert Path("a.stdml.json").exists() and not Path("b.stdml.json").exists()


def test_xml_that_the_schema_rejects_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from stdml import app
    from stdml.registry import Written

    monkeypatch.setattr(app, "write", lambda document, form, **options: Written("<nothing/>"))
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    assert run("convert", "a.md", "-o", "a.stdml.xml").exit_code == 3
    assert not Path("a.stdml.xml").exists()


def test_convert_several_into_a_folder(run: Run) -> None:
    _needs("json")
    for name in ("in/a.md", "in/b/a.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(CLEAN, encoding="utf-8")
    assert run("convert", "in", "-o", "out", "--to", "json").exit_code == 0
    assert sorted(map(str, Path("out").rglob("*.json"))) == ["out/a.stdml.json", "out/b/a.stdml.json"]
    meeting = run("convert", "in/a.md", "in/b/a.md", "-o", "out", "--to", "json")
    assert meeting.exit_code == 2 and "would both become" in meeting.stderr
    assert run("convert", "in/a.md", "in/b/a.md", "--to", "json").exit_code == 2


def test_convert_never_replaces_its_input(run: Run) -> None:
    _needs("json")
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    assert run("convert", "a.md", "-o", "a.md", "--to", "json").exit_code == 2
    assert Path("a.md").read_text(encoding="utf-8") == CLEAN


def test_convert_onto_markdown_keeps_what_did_not_change(run: Run) -> None:
    text = "Scope\r\n=====\r\n\r\n*  odd\r\n*  spacing\r\n"
    Path("a.md").write_text(text, encoding="utf-8", newline="")
    Path("b.md").write_text(text, encoding="utf-8", newline="")
    assert run("convert", "a.md", "-o", "b.md").exit_code == 0
    assert Path("b.md").read_bytes() == text.encode()


# fmt


def test_fmt_rewrites_once(run: Run) -> None:
    Path("a.md").write_text("Scope\n=====\n\n*  odd\n*  spacing\n", encoding="utf-8")
    assert run("fmt", "a.md", "--check").exit_code == 1
    shown = run("fmt", "a.md", "--diff")
    assert shown.exit_code == 1 and shown.stdout.startswith("--- a.md\n+++ a.md\n")
    document = stdml.load("a.md")
    assert run("fmt", "a.md").exit_code == 0
    assert stdml.load("a.md") == document
    assert run("fmt", "a.md", "--check").exit_code == 0
    written = Path("a.md").read_text(encoding="utf-8")
    assert run("fmt", "-", input=written).stdout == written


def test_fmt_leaves_a_file_alone_that_the_writer_would_change(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stdml import app
    from stdml.registry import Written

    monkeypatch.setattr(app, "write", lambda document, form, **options: Written("# Other\n"))
    Path("a.md").write_text(CLEAN, encoding="utf-8")
    assert run("fmt", "a.md").exit_code == 3
    assert Path("a.md").read_text(encoding="utf-8") == CLEAN


# new, rule, schema


def test_rule_lists_and_explains(run: Run) -> None:
    listed = run("rule").stdout
    assert "duplicate-id" in listed and "unclosed-fence" in listed
    assert "## Why is this bad?" in run("rule", "STD-S001").stdout
    assert "STD-R001" in run("rule", "not-utf8").stdout
    assert "编号写作" in run("rule", "number-mismatch", "--lang", "zh").stdout
    chinese = run("rule", "hanging-paragraph", "--lang", "zh").stdout
    assert "- 严重程度: 错误" in chinese or "- 严重程度: 警告" in chinese
    listed = run("rule", "--lang", "zh").stdout.splitlines()
    assert {line.split()[2] for line in listed} == {"错误", "警告", "提示"}
    both = run("rule", "bad-value").stdout
    assert "STD-J009" in both and "STD-X011" in both
    unknown = run("rule", "duplicate-ids")
    assert unknown.exit_code == 2 and "did you mean 'duplicate-id'?" in unknown.stderr


def test_every_finding_is_listed_and_explained(run: Run) -> None:
    from stdml.rules import all_rules, engine, suppress

    found = [*formats.findings(), *engine.FINDINGS, *suppress.FINDINGS, *all_rules()]
    codes = [one.code for one in found]
    assert len(set(codes)) == len(codes)
    listed = run("rule").stdout
    for code in codes:
        assert f"\n{code} " in f"\n{listed}"
    for one in found[::5]:
        explained = run("rule", one.code).stdout
        assert explained.startswith(f"# {one.name} ({one.code})\n") and "severity: " in explained


@pytest.mark.parametrize("name", ["xml", "xsd", "json", "rnc"])
def test_schema(run: Run, name: str) -> None:
    from stdml.schema import load

    try:
        expected = load(name)
    except FileNotFoundError:
        pytest.skip("the schemas have not been generated")
    assert run("schema", name).stdout == expected


def test_new_does_not_replace_a_file(run: Run) -> None:
    assert run("new", "product", "-o", "a.md").exit_code == 0
    assert run("new", "product", "-o", "a.md").exit_code == 2
    assert run("new", "product", "-o", "a.md", "--lang", "zh", "--force").exit_code == 0
    assert "范围" in Path("a.md").read_text(encoding="utf-8")
    assert run("new", "nothing").exit_code == 2
