"""Findings as a workbook: a sheet of all findings and one of their counts."""

from __future__ import annotations

import io
from collections.abc import Sequence

from stdml.errors import MissingExtra
from stdml.language import say
from stdml.report import FileReport, sheet
from stdml.report.markdown import counts

_WIDTHS = (6, 24, 10, 10, 10, 60, 28, 36, 8, 30)


def render(reports: Sequence[FileReport], color: bool = False) -> bytes:
    """Return the workbook; raise MissingExtra where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtra("xlsx", "exchange") from error
    book = Workbook()
    found = book.active
    found.title = say("问题", "findings")
    for row in (sheet.header(), *sheet.rows(reports)):
        found.append([_text(cell) for cell in row])
    for column, width in enumerate(_WIDTHS, 1):
        found.column_dimensions[get_column_letter(column)].width = width
    for cells in found.iter_rows():
        for cell in cells:
            # Text stays text: what begins with "=" is no formula here.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in found[1]:
        cell.font = Font(bold=True)
    found.freeze_panes = "A2"
    found.auto_filter.ref = found.dimensions
    totals = book.create_sheet(say("汇总", "summary"))
    for line in counts(reports):
        totals.append([_text(cell) if isinstance(cell, str) else cell for cell in line])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _text(cell: str) -> str:
    """Return a text without the control characters that a workbook cannot hold."""
    return "".join(c for c in cell if c >= " " or c in "\t\n")
