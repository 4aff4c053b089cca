"""Bad input gets a clear diagnostic and the right exit status; nothing is ever left half-written."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml import files, formats, language
from stdml.cli.main import cli
from stdml.text.decode import MAX_REPORTED, decode, detect

Run = Callable[..., Result]
CHINESE = "# 范围\n\n本文件规定了充电桩的技术要求，描述了试验方法，适用于公共场所。\n"


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


def _names(run: Run, data: bytes, name: str = "a.md") -> tuple[int, list[str]]:
    """Return the exit status of a check and the findings in a file."""
    Path(name).write_bytes(data)
    result = run("check", name, "--format", "json", "--profile", "none")
    assert "Traceback" not in result.output
    return result.exit_code, [item["name"] for item in json.loads(result.stdout)]


# Bytes


@pytest.mark.parametrize(
    ("data", "status", "names"),
    [
        (b"# Scope\n\na \xff\xfe b\n", 1, ["not-utf8"]),
        (CHINESE.encode("gb18030"), 0, ["encoding-guessed"]),
        (CHINESE.encode("utf-8-sig"), 0, []),
        (CHINESE.encode("utf-16"), 0, []),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), 0, []),
        (CHINESE.encode("utf-32"), 0, []),
        (b"# Scope\n\nA sentence without a mark.\n".decode().encode("utf-16-le"), 0, ["encoding-guessed"]),
        (b"# Scope\r\n\r\nText.\r\n", 0, []),
        (b"# Scope\n\nText.\rMore.\n", 0, ["lone-carriage-return"]),
        (b"# Scope\n\nA\x00B\x07.\n", 0, ["illegal-character", "illegal-character"]),
        (b"# Scope\n\nA\xed\xa0\x80B.\n", 1, ["not-utf8"]),
        ("# Portée\n\nÉté à la française, déjà vu.\n".encode("latin-1"), 1, ["not-utf8"] * 7),
    ],
)
def test_encodings(run: Run, data: bytes, status: int, names: list[str]) -> None:
    assert _names(run, data) == (status, names)


def test_what_cannot_be_decoded_has_its_place(run: Run) -> None:
    Path("a.md").write_bytes(b"# Scope\n\nab\xffc\n")
    [found] = json.loads(run("check", "a.md", "--format", "json").stdout)
    assert (found["line"], found["column"], found["end_column"]) == (3, 3, 4)


def test_a_lone_surrogate_in_text() -> None:
    document = stdml.loads("# Scope\n\nA\ud800B.\n")
    assert [d.name for d in document.diagnostics] == ["illegal-character"]
    stdml.dumps(document, "json").encode() if "json" in formats.names() else None


@given(st.binary(max_size=300))
def test_decoding_never_fails_and_is_clean(data: bytes) -> None:
    text, repairs = decode(data)
    assert "\r" not in text and "\x00" not in text
    text.encode()
    assert all(0 <= repair.span[0] <= repair.span[1] <= len(text) for repair in repairs)
    assert len(repairs) <= 4 * MAX_REPORTED


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_decoding_keeps_valid_text(text: str, encoding: str) -> None:
    legal = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    legal = legal.lstrip("\ufeff")
    assert decode(legal.encode(encoding))[0] == legal.replace("\r\n", "\n").replace("\r", "\n")


@given(
    st.lists(st.sampled_from(["a", "b", "", "c\u2028d", "é"]), max_size=8),
    st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=8, max_size=8),
    st.lists(st.sampled_from(["a", "x", "", "c\u2028d"]), max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_writing_over_a_file_keeps_its_lines(
    old: list[str], ends: list[str], new: list[str], encoding: str
) -> None:
    existing = "".join(line + end for line, end in zip(old, ends, strict=False)).encode(encoding)
    text = "".join(line + "\n" for line in new)
    assert decode(files.over(existing, text))[0] == text
    assert files.over(existing, decode(existing)[0]) == existing


def test_writing_over_a_file_keeps_bytes_that_cannot_be_decoded() -> None:
    existing = b"a \xff b\r\nold\r\n"
    text, _ = decode(existing)
    assert files.over(existing, text.replace("old", "new")) == b"a \xff b\r\nnew\r\n"
    assert detect(existing).valid is False


# Documents


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("# S\n\n```\ncode\n", "unclosed-fence", 1),
        ("---\na: [1\n---\n# S\n\nx\n", "front-matter", 1),
        ("---\n- a\n---\n# S\n\nx\n", "front-matter", 1),
        ("---\nlanguage: en\nlanguage: zh\n---\n# S\n\nx\n", "duplicate-key", 1),
        ("# S\n\n::: note\n\nx\n", "unclosed-container", 1),
        ("# S\n\nx[^a].\n\n[^a]: y[^a].\n", "cyclic-reference", 0),
    ],
)
def test_damaged_markdown(run: Run, text: str, name: str, status: int) -> None:
    found_status, names = _names(run, text.encode())
    assert name in names
    assert found_status == status


def test_lists_nested_64_deep(run: Run) -> None:
    text = "# S\n\n" + "".join(" " * 2 * at + "- x\n" for at in range(64))
    status, names = _names(run, text.encode())
    assert names.count("nested-too-deeply") == 1 and status == 1
    assert "x" in str(stdml.dumps(stdml.loads(text), "markdown"))


def test_one_line_of_50_megabytes(run: Run) -> None:
    with open("a.md", "wb") as file:
        file.truncate(50_000_000)
    for args in (("check", "a.md"), ("convert", "a.md", "-o", "a.stdml.json"), ("fmt", "a.md")):
        result = run(*args)
        assert result.exit_code == 2
        assert "larger than the limit of 32 MiB" in result.stderr
    assert os.path.getsize("a.md") == 50_000_000 and not Path("a.stdml.json").exists()
    with pytest.raises(stdml.InputError):
        stdml.loads("x" * 50_000_000)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.stdml.json", b'{"kind": "document", "clauses": [', 2),
        ("a.stdml.json", b'{"kind": "document", "extra_field": 1}', 1),
        ("a.stdml.json", b"[]", 2),
        ("a.stdml.json", b"", 2),
        ("a.stdml.xml", b"<document", 2),
        ("a.stdml.xml", b"", 2),
    ],
)
def test_damaged_xml_and_json(run: Run, name: str, data: bytes, status: int) -> None:
    _needs(name)
    Path(name).write_bytes(data)
    assert run("check", name).exit_code == status
    result = run("convert", name, "-o", "out.md")
    assert Path("out.md").exists() == (status != 2)
    assert result.exit_code == (2 if status == 2 else 0)
    if status == 2:
        assert run("fmt", name).exit_code == 2
        assert Path(name).read_bytes() == data


def test_xml_with_an_unknown_element(run: Run) -> None:
    _needs("a.stdml.xml")
    xml = str(stdml.dumps(stdml.loads("# Scope\n\nText.\n"), "xml"))
    bad = xml.replace("<paragraph>", "<paragraphs>").replace("</paragraph>", "</paragraphs>")
    assert bad != xml
    status, names = _names(run, bad.encode(), "a.stdml.xml")
    assert status == 1 and names


def _needs(name: str) -> None:
    try:
        form = formats.for_path(name)
    except stdml.StdmlError:
        pytest.skip(f"no format for {name}")
    if form.read is None:
        pytest.skip(f"{form.name} cannot be read")


# Files


@pytest.mark.parametrize("command", ["check", "convert", "fmt"])
def test_missing_files_and_folders(run: Run, command: str) -> None:
    Path("folder.md").mkdir()
    Path("folder.md/a.txt").write_text("x", encoding="utf-8")
    target = ("-o", "out.stdml.json") if command == "convert" else ()
    missing = run(command, "missing.md", *target)
    assert missing.exit_code == 2 and missing.stderr == "stdml: missing.md: no such file\n"
    assert not Path("out.stdml.json").exists()
    with pytest.raises(stdml.InputError, match="is a folder"):
        stdml.load("folder.md")


def test_a_folder_as_output_needs_a_format(run: Run) -> None:
    Path("a.md").write_text("# S\n\nx\n", encoding="utf-8")
    Path("out.stdml.json").mkdir()
    result = run("convert", "a.md", "-o", "out.stdml.json")
    assert result.exit_code == 2
    with pytest.raises(stdml.InputError, match="is a folder"):
        stdml.dump(stdml.load("a.md"), "out.stdml.json", "markdown")


def test_the_other_files_are_still_checked(run: Run) -> None:
    Path("a.md").write_text("# S\n\n[](#x)\n", encoding="utf-8")
    result = run("check", "missing.md", "a.md", "--format", "json")
    assert result.exit_code == 2
    assert [item["path"] for item in json.loads(result.stdout)] == ["a.md"]


def test_chinese_messages_for_files(run: Run) -> None:
    assert "文件不存在" in run("check", "missing.md", "--lang", "zh").stderr


def test_a_name_with_a_nul() -> None:
    with pytest.raises(stdml.InputError):
        stdml.load("a\x00.md")
    with pytest.raises(stdml.InputError):
        files.write_bytes("a\x00.md", b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read and write everything")
def test_no_permission(run: Run) -> None:
    Path("a.md").write_text("Scope\n=====\n\nx\n", encoding="utf-8")
    os.chmod("a.md", 0o444)
    assert run("fmt", "a.md").exit_code == 2
    os.chmod("a.md", 0)
    assert run("check", "a.md").exit_code == 2


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "Scope\n=====\n\n" + "* word\n" * 20_000
    path.write_text(text, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [sys.executable, "-m", "stdml", "fmt", str(path)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, "no space left" in done.stderr) == (2, True)
    assert path.read_text(encoding="utf-8") == text
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr(os, call, fail)
    with pytest.raises((stdml.InputError, KeyboardInterrupt)):
        files.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_writing_follows_links_and_keeps_the_mode(tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    target.chmod(0o600)
    link.symlink_to(target)
    files.write_bytes(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600
