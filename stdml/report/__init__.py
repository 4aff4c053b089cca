"""Reports of findings: for people, and in the forms that other programs read.

Every form is a module with one function `render(reports, color)`.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from stdml.diagnostics import Diagnostic, Severity

FORMS = ("text", "json", "sarif", "github", "junit", "markdown", "csv", "xlsx")
BY_CLAUSE = frozenset(("markdown", "csv", "xlsx"))
"""The forms that say in which clause a finding stands."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file.

    Attributes:
        path: the file; "-" for standard input
        diagnostics: the findings, in the order of the text
        text: the text of the file, as far as the report needs it
        error: why the file could not be read; empty if it could
        clauses: the line on which each clause begins, and its number or title, in the order of the text
    """

    path: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str = ""
    error: str = ""
    clauses: list[tuple[int, str]] = field(default_factory=list)


def render(form: str, reports: Sequence[FileReport], color: bool = False) -> str | bytes:
    """Return the report in one of the `FORMS`; text ends in a line break unless it is empty."""
    module = importlib.import_module(f"{__name__}.{form}")
    made: str | bytes = module.render(reports, color)
    return made


def count(reports: Sequence[FileReport], severity: Severity) -> int:
    """Return how many findings are of a severity."""
    return sum(found.severity == severity for report in reports for found in report.diagnostics)
