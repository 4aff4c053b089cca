"""Tables for people: in Markdown and as a page of HTML; as CSV and workbooks by `stdml.sheets`."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from stdml.language import of_people
from stdml.model.base import replace_illegal
from stdml.report.text import clean
from stdml.sheets import Table, as_csv, as_workbook

__all__ = ["Table", "as_csv", "as_markdown", "as_page", "as_workbook", "lines"]

_special = re.compile(r"([\\|`*_{}\[\]<>])")


def as_markdown(title: str, tables: Sequence[Table]) -> str:
    """Return the tables under headings, as on any forge."""
    parts = [f"# {_escaped(title)}", ""]
    for table in tables:
        parts += [f"## {_escaped(table.title)}", "", *lines(table.header, table.rows), ""]
    return "\n".join(parts)


def lines(header: Sequence[str | int], rows: Sequence[Sequence[str | int]]) -> list[str]:
    """Return the lines of a table in Markdown."""
    cells = [[_escaped(str(cell)) for cell in row] for row in (header, *rows)]
    cells.insert(1, ["---"] * len(header))
    return ["| " + " | ".join(row) + " |" for row in cells]


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


def _row(cells: Sequence[str | int], kind: str) -> str:
    mark = f' data-kind="{_text(kind)}"' if kind else ""
    return f"<tr{mark}>" + "".join(f"<td>{_text(str(cell))}</td>" for cell in cells) + "</tr>"


def _text(text: str) -> str:
    return html.escape(replace_illegal(text))
