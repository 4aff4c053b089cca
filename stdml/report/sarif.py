"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import stdml
from stdml.diagnostics import Diagnostic, Edit, Position, TextSource
from stdml.report import FileReport

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return one run with its rules and results; a file that could not be read is a notification."""
    found = [(diagnostic, report) for report in reports for diagnostic in report.diagnostics]
    kinds = {d.code: d for d, _ in reversed(found)}
    rules = [_rule(kinds[code]) for code in sorted(kinds)]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    errors = [report for report in reports if report.error]
    invocation: dict[str, Any] = {"executionSuccessful": not errors}
    if errors:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": r.error}, "locations": [_location(r.path)]} for r in errors
        ]
    run = {
        "tool": {"driver": {"name": "stdml", "semanticVersion": stdml.__version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(diagnostic, report, index) for diagnostic, report in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(found: Diagnostic) -> dict[str, Any]:
    """Return the descriptor of a rule: its own text, or for a reader's finding its name."""
    from stdml.rules.scan import by_selector

    rule = by_selector().get(found.code.lower())
    described: dict[str, Any] = {
        "id": found.code,
        "name": found.name,
        "defaultConfiguration": {"level": _LEVELS[rule.severity if rule else found.severity]},
    }
    if rule is not None:
        from stdml.rules.explain import help_text, title

        text = help_text(rule)
        described["shortDescription"] = {"text": title(rule)}
        described["help"] = {"text": text, "markdown": text}
        described["properties"] = {"tags": list(rule.tags)}
    else:
        described["shortDescription"] = {"text": found.name.replace("-", " ")}
    return described


def _result(found: Diagnostic, report: FileReport, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message} [{found.basis}]" if found.basis else found.message},
        "locations": [_location(found.path, found.position)],
    }
    if found.fix:
        source = TextSource(report.text, report.path)
        change = {
            "artifactLocation": {"uri": uri(report.path)},
            "replacements": [_replacement(edit, source) for edit in found.fix.edits],
        }
        result["fixes"] = [{"description": {"text": found.fix.title}, "artifactChanges": [change]}]
    return result


def _replacement(edit: Edit, source: TextSource) -> dict[str, Any]:
    region = _region(source.offset_position(edit.start, edit.end))
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _location(path: str, at: Position | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(path)}}
    if at is not None:
        place["region"] = _region(at)
    return {"physicalLocation": place}


def _region(at: Position) -> dict[str, int]:
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def uri(path: str) -> str:
    """Return a file's name as a URI reference; standard input is called stdin."""
    if path == "-":
        return "stdin"
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(Path(path).as_posix(), errors="surrogateescape")
