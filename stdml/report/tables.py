"""Tables for people, in the forms of files they open: CSV, workbook, Markdown and a page of HTML."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from stdml.errors import MissingExtra
from stdml.language import of_people
from stdml.model.base import replace_illegal
from stdml.report.text import clean

_special = re.compile(r"([\\|`*_{}\[\]<>])")
_number = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title and a heading line.

    Attributes:
        title: what it shows
        header: the names of the columns
        rows: the cells
        kinds: a word for each row by which a page colours it, or nothing
        widths: how wide the columns are in a workbook, in characters
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    kinds: Sequence[str] = ()
    widths: Sequence[int] = ()


def as_csv(tables: Sequence[Table]) -> str:
    """Return the tables one below the other, with the mark by which spreadsheets know UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for at, table in enumerate(tables):
        if at:
            writer.writerow([])
        writer.writerow(table.header)
        writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return "\ufeff" + target.getvalue()


def _harmless(cell: str) -> str:
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
            sheet.append([_storable(cell) for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                # Text stays text: what begins with "=" is no formula here.
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in enumerate(table.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _storable(cell: str) -> str:
    return "".join(c for c in replace_illegal(cell) if c >= " " or c in "\t\n")[:32_000]


def as_markdown(title: str, tables: Sequence[Table]) -> str:
    """Return the tables under headings, as on any forge."""
    parts = [f"# {_escaped(title)}", ""]
    for table in tables:
        lines = [table.header, ["---"] * len(table.header), *table.rows]
        parts += [f"## {_escaped(table.title)}", ""]
        parts += ["| " + " | ".join(map(_cell, line)) + " |" for line in lines]
        parts.append("")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text if text == "---" else _escaped(text)


def _escaped(text: str) -> str:
    return _special.sub(r"\\\1", " ".join(clean(text).split()))


_STYLE = """
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:75rem;
padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
th,td{border-bottom:1px solid #d0d0d0;padding:.35rem .6rem;text-align:left;vertical-align:top}
th{border-bottom:2px solid #555}
caption{text-align:left;font-weight:600;padding:.3rem 0}
tr[data-kind] td:first-child{border-left:.4rem solid #bbb}
tr[data-kind=conform] td:first-child,tr[data-kind=equal] td:first-child,
tr[data-kind=stricter] td:first-child{border-left-color:#2e7d32}
tr[data-kind=nonconform] td:first-child,tr[data-kind=looser] td:first-child{border-left-color:#c62828}
tr[data-kind^=conditional] td:first-child,tr[data-kind=observation] td:first-child,
tr[data-kind=invalid] td:first-child,tr[data-kind=different] td:first-child{border-left-color:#ef6c00}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
"""


def as_page(title: str, lines: Sequence[str], tables: Sequence[Table]) -> str:
    """Return a page that needs nothing else: a title, lines of text, and the tables."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{of_people()}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in lines),
        *map(_html, tables),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.header)
    kinds = [*table.kinds, *([""] * (len(table.rows) - len(table.kinds)))]
    rows = [_row(row, kind) for row, kind in zip(table.rows, kinds, strict=True)]
    caption = f"<caption>{_text(table.title)}</caption>"
    return "\n".join(
        [f"<table>{caption}", f"<thead><tr>{head}</tr></thead>", "<tbody>", *rows, "</tbody>", "</table>"]
    )


def _row(cells: Sequence[str], kind: str) -> str:
    mark = f' data-kind="{_text(kind)}"' if kind else ""
    return f"<tr{mark}>" + "".join(f"<td>{_text(cell)}</td>" for cell in cells) + "</tr>"


def _text(text: str) -> str:
    return html.escape(replace_illegal(text))
