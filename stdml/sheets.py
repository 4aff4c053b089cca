"""Tables as files that spreadsheets open: CSV and workbooks. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from stdml.errors import MissingExtra
from stdml.model.base import replace_illegal

LONGEST = 32_767
"""So many characters a cell of a workbook may hold; the rest is cut off."""

_number = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and a heading line.

    Attributes:
        title: what it shows
        header: the names of the columns
        rows: the cells; a count stays a number in a workbook
        kinds: a word for each row by which a page colours it, or nothing
        widths: how wide the columns are in a workbook, in characters
        filtered: whether a workbook offers to filter the rows
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    kinds: Sequence[str] = ()
    widths: Sequence[int] = ()
    filtered: bool = False


def as_csv(tables: Sequence[Table]) -> str:
    """Return the tables one below the other, with the mark by which spreadsheets know UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for at, table in enumerate(tables):
        if at:
            writer.writerow([])
        writer.writerow(table.header)
        writer.writerows([harmless(str(cell)) for cell in row] for row in table.rows)
    return "\ufeff" + target.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a negative number is none."""
    return "'" + cell if cell[:1] in "=+-@\t\r" and cell and not _number.fullmatch(cell) else cell


def as_workbook(tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table; raise MissingExtra where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtra("xlsx", "exchange") from error
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", table.title)[:31])
        for row in (table.header, *table.rows):
            sheet.append([_storable(cell) if isinstance(cell, str) else cell for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                # Text stays text: what begins with "=" is no formula here, and digits stay as written.
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in enumerate(table.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
        if table.filtered:
            sheet.auto_filter.ref = sheet.dimensions
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _storable(cell: str) -> str:
    return "".join(c for c in replace_illegal(cell) if c >= " " or c in "\t\n")[:LONGEST]
