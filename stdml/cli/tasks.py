"""What commands do with one file; in a module without click, so that a worker process starts quickly."""

from __future__ import annotations

import difflib
import os
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from stdml import app, files, formats, language
from stdml.errors import InputError, StdmlError
from stdml.language import say
from stdml.registry import Format
from stdml.report import FileReport
from stdml.text.decode import decode

if TYPE_CHECKING:
    from stdml.diagnostics import Diagnostic
    from stdml.model import Document
    from stdml.rules.profiles import Setting
    from stdml.rules.structure.duplicate_document import Card


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line asked for.

    Attributes:
        language: the language of messages; None for that of each document
        source: the name of the format to read; None to go by the name of the file
        target: the name of the format to write
        profile: the profile of rules
        fix: whether to repair
        unsafe: whether to make repairs that may change the meaning
        diff: whether to show changes in place of making them
        check: whether only to say what would change
        strict: whether to write nothing where something would be lost
        options: options of the format to write
        ids: whether provisions get their ids written
        rules: what differs from the profile
        by_clause: whether the report says in which clause a finding stands
    """

    language: str | None = None
    source: str | None = None
    target: str | None = None
    profile: str | None = None
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    check: bool = False
    strict: bool = False
    options: dict[str, str] = field(default_factory=dict)
    ids: bool = False
    rules: Setting | None = None
    by_clause: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        report: the findings
        output: what goes to standard output
        card: what tells the document from others
        fixed: how many findings were repaired
        changed: whether the file changed, or would
        losses: what the target cannot hold, with why
        invalid: what the schema says against what was written
        fault: the traceback where the program failed
        refused: whether nothing was written because of what was found
    """

    report: FileReport
    output: bytes = b""
    card: Card | None = None
    fixed: int = 0
    changed: bool = False
    losses: list[str] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    fault: str = ""
    refused: bool = False


def guarded(task: Callable[[str, Settings], Outcome], path: str, settings: Settings) -> Outcome:
    """Return the outcome of a task; an error of one file does not stop the others."""
    language.force(settings.language)
    try:
        return task(path, settings)
    except StdmlError as error:
        return Outcome(FileReport(path, error=str(error)))
    except Exception as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        detail = traceback.format_exc() if os.environ.get("STDML_DEBUG") == "1" else ""
        return Outcome(FileReport(path, error=what), fault=detail or what)


def format_of(path: str, name: str | None) -> Format:
    """Return the format of a file: as asked for, Markdown for standard input, else by ending or content."""
    if name is not None:
        return formats.get(name)
    return formats.get(app.MARKDOWN) if path == files.STANDARD else formats.for_reading(path)


def _data(path: str, form: Format) -> bytes:
    return files.read_bytes(path, files.LIMITS.get(form.name, files.LIMIT))


def _report(path: str, document: Document, found: list[Diagnostic], by_clause: bool = False) -> FileReport:
    source = getattr(document, "source", None)
    lost = next((d for d in found if d.unreadable), None)
    return FileReport(
        path,
        found,
        source.text if source is not None and found else "",
        lost.message if lost else "",
        _clauses(document) if by_clause and found else [],
    )


def _clauses(document: Document) -> list[tuple[int, str]]:
    """Return the line on which each clause begins, and its number, or its title where it has none."""
    from stdml.model import plain_text, span_of
    from stdml.text.numbering import Numbering, sections

    source = getattr(document, "source", None)
    if source is None:
        return []
    numbering = Numbering(document)
    placed = [section for section in sections(document) if span_of(section) is not None]
    lines = [source.position(document, section).line for section in placed]
    names = [numbering.number(section) or plain_text(getattr(section, "title", [])) for section in placed]
    return sorted(zip(lines, names, strict=True))


def _found(document: Document, settings: Settings) -> list[Diagnostic]:
    from stdml import checking

    return checking.check(document, settings.profile, settings.rules)


def check(path: str, settings: Settings) -> Outcome:
    """Check a file, and repair it where that was asked for."""
    from stdml.rules.structure.duplicate_document import card

    form = format_of(path, settings.source)
    data = _data(path, form)
    if (settings.fix or settings.diff) and form.name == app.MARKDOWN:
        return _repair(path, data, form, settings)
    document = app.read(data, form, path)
    found = _found(document, settings)
    return Outcome(_report(path, document, found, settings.by_clause), card=card(document))


def _repair(path: str, data: bytes, form: Format, settings: Settings) -> Outcome:
    from stdml.rules import fixes
    from stdml.rules.structure.duplicate_document import card

    def find(text: str) -> list[Diagnostic]:
        return _found(app.read(text, form, path), settings)

    original = app.read(data, form, path)
    before = _found(original, settings)
    text, _ = decode(data)
    fixed = fixes.fix(text, find, settings.unsafe)
    changed = fixed.text != text
    if settings.diff:
        shown = unified(path, text, fixed.text)
        report = _report(path, original, before, settings.by_clause)
        return Outcome(report, shown, card(original), fixed.count, changed)
    output = b""
    if path == files.STANDARD:
        output = files.over(data, fixed.text)
    elif changed:
        files.write_bytes(path, files.over(data, fixed.text))
    document = app.read(files.over(data, fixed.text), form, path) if changed else original
    remaining = _found(document, settings) if changed else before
    report = _report(path, document, remaining, settings.by_clause)
    return Outcome(report, output, card(document), fixed.count, changed)


def rewrite(path: str, settings: Settings) -> Outcome:
    """Put a file in its canonical form, unless that would change what it says."""
    form = format_of(path, settings.source)
    data = _data(path, form)
    document = app.read(data, form, path)
    app.refuse_unreadable(document)
    diagnostics = document.diagnostics
    for found in diagnostics:
        if found.name == "not-utf8":
            raise InputError(f"{path}:{found.position.line}:{found.position.column}: {found.message}")
    if settings.ids:
        from stdml.semantics.naming import with_ids

        document = with_ids(document)
    written = app.encode(app.write(document, form))
    if app.read(written, form, path) != document:
        raise AssertionError(f"{path}: the canonical form says something else; the file was left as it was")
    if form.name == app.MARKDOWN:
        written = files.over(data, written.decode(), keep_encoding=False)
    changed = written != data
    report = _report(path, document, diagnostics)
    if settings.diff:
        return Outcome(report, unified(path, decode(data)[0], decode(written)[0]), changed=changed)
    if path == files.STANDARD and not settings.check:
        return Outcome(report, written, changed=False)
    if changed and not settings.check:
        files.write_bytes(path, written)
    return Outcome(report, changed=changed)


def unified(path: str, before: str, after: str) -> bytes:
    """Return the changes of a file as a unified diff."""
    old, new = ([*re.findall("[^\n]*\n|[^\n]+", text)] for text in (before, after))
    lines = difflib.unified_diff(old, new, path, path)
    ended = (line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
    return "".join(ended).encode()


def convert(path: str, settings: Settings, target: str = files.STANDARD) -> Outcome:
    """Convert a file; XML that is written is validated against the schema first."""
    source = format_of(path, settings.source)
    form = formats.get(settings.target) if settings.target else formats.for_path(target)
    _refuse_same(path, target, source, form)
    document = app.read(_data(path, source), source, path)
    app.refuse_unreadable(document)
    options: dict[str, str] = dict(settings.options)
    existing = b""
    if form.name == app.MARKDOWN and target != files.STANDARD and Path(target).is_file():
        existing = files.read_bytes(target)
        options["over"] = decode(existing)[0]
    try:
        written = app.write(document, form, **options)
    except TypeError as error:
        # Only an option that the writer does not know is the user's fault.
        if settings.options and "unexpected keyword argument" in str(error):
            raise InputError(f"{form.name}: {error}") from error
        raise
    data = app.encode(written)
    if existing:
        data = files.over(existing, data.decode())
    losses = [f"{loss.node}: {loss.facet}: {loss.reason}" for loss in written.losses]
    report = _report(path, document, document.diagnostics)
    errors = any(found.severity == "error" for found in document.diagnostics)
    invalid = app.validate(data, form)
    if invalid or (settings.strict and (losses or errors)):
        return Outcome(report, losses=losses, invalid=invalid, refused=True)
    if target == files.STANDARD:
        return Outcome(report, data, losses=losses)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(target, data)
    return Outcome(report, losses=losses, changed=True)


def _refuse_same(path: str, target: str, source: Format, form: Format) -> None:
    """Raise InputError where the output would replace the input by another format."""
    if source.name == form.name or files.STANDARD in (path, target):
        return
    if os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target):
        raise InputError(
            say("{path}：输出会覆盖输入", "{path}: the output would replace the input", path=path)
        )
