"""Findings as a workbook: a sheet of all findings and one of their counts."""

from __future__ import annotations

from collections.abc import Sequence

from stdml.language import say
from stdml.report import FileReport, sheet
from stdml.report.markdown import counts
from stdml.sheets import Table, as_workbook


def render(reports: Sequence[FileReport], color: bool = False) -> bytes:
    """Return the workbook; raise MissingExtra where openpyxl is not installed."""
    header, *rows = counts(reports)
    totals = Table(say("汇总", "summary"), [str(name) for name in header], rows)
    return as_workbook([sheet.table(reports), totals])
