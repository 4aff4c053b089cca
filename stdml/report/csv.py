"""Findings as CSV, for a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from stdml.report import FileReport, sheet


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return one line for each finding, after a byte order mark, by which Excel knows UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(sheet.header())
    for row in sheet.rows(reports):
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + target.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no program takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
