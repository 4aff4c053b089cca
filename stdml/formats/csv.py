"""CSV: the requirements of a standard, its terms or its references, for sheets and scripts. Written only."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from stdml.diagnostics import Loss
from stdml.errors import InputError
from stdml.formats import _tables
from stdml.language import say
from stdml.model.structure import Document
from stdml.registry import Format, Written


def write_csv(
    document: Document, requirements: Sequence[dict[str, Any]] = (), table: str = "requirements"
) -> Written:
    """Return one table of a document as CSV in UTF-8, after the mark by which Excel knows it.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them
        table: requirements, terms or references

    Raises:
        InputError: there is no such table
    """
    if table not in _tables.NAMES:
        known = ", ".join(_tables.NAMES)
        raise InputError(say("没有表“{name}”；可用：{known}", "no table is called {name!r}: {known}",
                             name=table, known=known))  # fmt: skip
    sheet = _tables.sheets(document, requirements)[table]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)
    loss = Loss("document", "text", f"CSV holds one table: {table}")
    return Written("\ufeff" + target.getvalue(), [loss])


def harmless(cell: str) -> str:
    """Return a cell that no program takes for a formula; a number stays a number."""
    is_number = cell.lstrip("+-").replace(".", "", 1).isdigit()
    return "'" + cell if cell[:1] in tuple("=+-@\t\r") and not is_number else cell


FORMAT = Format("csv", (".csv",), "CSV of requirements, terms or references", write=write_csv, lists=True)
