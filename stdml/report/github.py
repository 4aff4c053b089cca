"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from stdml.diagnostics import Diagnostic
from stdml.report import FileReport

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return one command a line."""
    errors = [f"::error file={_value(r.path)}::{_data(r.error)}\n" for r in reports if r.error]
    return "".join(errors + [_command(found) for report in reports for found in report.diagnostics])


def _command(found: Diagnostic) -> str:
    at = found.position
    values = {"file": found.path, "line": at.line, "endLine": at.end_line}
    # GitHub shows columns only where a finding stays in one line.
    if at.line == at.end_line:
        values |= {"col": at.column, "endColumn": at.end_column}
    values["title"] = f"{found.code} {found.name}"
    listed = ",".join(f"{key}={_value(str(value))}" for key, value in values.items())
    return f"::{_LEVELS[found.severity]} {listed}::{_data(found.message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
