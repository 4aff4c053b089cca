"""Reports of findings: for people, and in the forms that other programs read.

Every form is a module with one function `render(reports, color)`.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from stdml.diagnostics import Diagnostic, Severity

FORMS = ("text", "json", "sarif", "github", "junit")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file.

    Attributes:
        path: the file; "-" for standard input
        diagnostics: the findings, in the order of the text
        text: the text of the file, as far as the report needs it
        error: why the file could not be read; empty if it could
    """

    path: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str = ""
    error: str = ""


def render(form: str, reports: Sequence[FileReport], color: bool = False) -> str:
    """Return the report in one of the `FORMS`, ending in a line break unless it is empty."""
    module = importlib.import_module(f"{__name__}.{form}")
    text: str = module.render(reports, color)
    return text


def count(reports: Sequence[FileReport], severity: Severity) -> int:
    """Return how many findings are of a severity."""
    return sum(found.severity == severity for report in reports for found in report.diagnostics)
