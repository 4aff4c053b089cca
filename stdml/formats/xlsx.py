"""A workbook with the requirements, the terms and the references of a standard. Written only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from stdml.diagnostics import Loss
from stdml.errors import MissingExtra
from stdml.formats import _tables
from stdml.model.structure import Document
from stdml.registry import Format, Written

_WIDE, _USUAL = 60, 16
_LONGEST = 32767
"""So many characters a cell may hold."""


def write_xlsx(document: Document, requirements: Sequence[dict[str, Any]] = ()) -> Written:
    """Return a workbook of the tables of a document.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them

    Raises:
        MissingExtra: openpyxl is not installed
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtra("xlsx", "exchange") from error
    book = Workbook()
    book.remove(book.active)
    losses = [Loss("document", "text", "a workbook holds tables: requirements, terms, references")]
    for sheet in _tables.sheets(document, requirements).values():
        page = book.create_sheet(sheet.name)
        for row in (sheet.columns, *sheet.rows):
            page.append([_text(cell, losses) for cell in row])
        for index, name in enumerate(sheet.columns, 1):
            width = _WIDE if name in ("text", "definition", "notes") else _USUAL
            page.column_dimensions[get_column_letter(index)].width = width
        for cells in page.iter_rows():
            for cell in cells:
                # Digits stay as they were written, and nothing is a formula.
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return Written(target.getvalue(), losses)


def _text(cell: str, losses: list[Loss]) -> str:
    text = "".join(c for c in cell if c >= " " or c in "\t\n")
    if len(text) > _LONGEST:
        losses.append(Loss("document", "text", f"a cell holds at most {_LONGEST} characters"))
    return text[:_LONGEST]


FORMAT = Format(
    "xlsx", (".xlsx",), "workbook of requirements, terms and references", write=write_xlsx, lists=True,
    binary=True, extra="exchange",
)  # fmt: skip
