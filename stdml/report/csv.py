"""Findings as CSV, for a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from stdml.report import FileReport, sheet
from stdml.sheets import as_csv


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return one line for each finding, after a byte order mark, by which Excel knows UTF-8."""
    return as_csv([sheet.table(reports)])
