"""A workbook with the requirements, the terms and the references of a standard. Written only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stdml.diagnostics import Loss
from stdml.formats import _tables
from stdml.model.structure import Document
from stdml.registry import Format, Written
from stdml.sheets import LONGEST, as_workbook


def write_xlsx(document: Document, requirements: Sequence[dict[str, Any]] = ()) -> Written:
    """Return a workbook of the tables of a document.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them

    Raises:
        MissingExtra: openpyxl is not installed
    """
    tables = list(_tables.sheets(document, requirements).values())
    losses = [Loss("document", "text", "a workbook holds tables: requirements, terms, references")]
    cells = (cell for table in tables for row in table.rows for cell in row)
    if any(len(str(cell)) > LONGEST for cell in cells):
        losses.append(Loss("document", "text", f"a cell holds at most {LONGEST} characters"))
    return Written(as_workbook(tables), losses)


FORMAT = Format(
    "xlsx", (".xlsx",), "workbook of requirements, terms and references", write=write_xlsx, lists=True,
    binary=True, extra="exchange",
)  # fmt: skip
