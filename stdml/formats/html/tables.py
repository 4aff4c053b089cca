"""Tables: title, line of the unit, header cells with their scope, spans, and notes inside the frame."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from stdml.formats.html.context import Context
from stdml.formats.html.inlines import inlines
from stdml.model import Cell, Footnote, Row, Table

_Blocks = Callable[[Context, list[Any]], str]
_Footnotes = Callable[[Context, list[Footnote]], str]


def table(context: Context, node: Table, blocks: _Blocks, footnotes: _Footnotes) -> str:
    """Return a table in a region of its own that can be scrolled."""
    with context.objects() as notes:
        caption = _caption(context, node)
        grid = _Grid()
        head = "".join(_row(context, node, row, grid, True, blocks) for row in node.rows[: node.header_rows])
        grid.clear()
        body = "".join(_row(context, node, row, grid, False, blocks) for row in node.rows[node.header_rows :])
        inside = blocks(context, node.notes) + footnotes(context, notes)
    if inside:
        width = max(1, min(1000, grid.width))
        inside = f'<tfoot><tr><td colspan="{width}">\n{inside}</td></tr></tfoot>\n'
    head = f"<thead>\n{head}</thead>\n" if head else ""
    body = f"<tbody>\n{body}</tbody>\n" if body else ""
    label = escape(context.numbering.label(node) or context.page.table)
    return (
        f'<div class="scroll table" tabindex="0" role="group" aria-label="{label}"{context.node_id(node)}'
        f"{context.attributes(node.attrs)}>\n<table>\n{caption}{head}{body}{inside}</table></div>\n"
    )


def _caption(context: Context, node: Table) -> str:
    label = escape(context.numbering.label(node), quote=False)
    title = inlines(context, node.caption)
    units = inlines(context, node.units)
    gap = context.words.caption_gap if label and title else ""
    shown = f'<span class="label">{label}</span>{gap}{title}' if label or title else ""
    if units:
        shown += f'<span class="units">{units}</span>'
    return f"<caption>{shown}</caption>\n" if shown else ""


class _Grid:
    """Which columns cells of earlier rows still cover."""

    def __init__(self) -> None:
        self.width = 0
        self._covered: dict[int, int] = {}
        self._placed: dict[int, int] = {}

    def clear(self) -> None:
        # A span ends with its group of rows (HTML, 4.9.12.1).
        self._covered.clear()

    def end_row(self) -> None:
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self._covered.update(self._placed)
        self._placed = {}

    def place(self, cell: Cell, column: int) -> int:
        """Return the column of a cell that comes at `column` or later; note what it covers."""
        while column in self._covered:
            column += 1
        end = column + cell.colspan
        if cell.rowspan > 1:
            self._placed.update(dict.fromkeys(range(column, end), cell.rowspan - 1))
        self.width = max(self.width, end)
        return column


def _row(context: Context, node: Table, row: Row, grid: _Grid, head: bool, blocks: _Blocks) -> str:
    parts = ["<tr>"]
    column = 0
    for cell in row.cells:
        column = grid.place(cell, column)
        parts.append(_cell(context, node, cell, column, head, blocks))
        column += cell.colspan
    grid.end_row()
    parts.append("</tr>\n")
    return "".join(parts)


def _cell(context: Context, node: Table, cell: Cell, column: int, head: bool, blocks: _Blocks) -> str:
    content = blocks(context, cell.blocks) if cell.blocks else inlines(context, cell.children)
    name, attributes = "td", ""
    # A header cell without words heads nothing, and readers of screens would stumble over it.
    if content and head:
        name, attributes = "th", ' scope="colgroup"' if cell.colspan > 1 else ' scope="col"'
    elif content and column < node.header_columns:
        name, attributes = "th", ' scope="rowgroup"' if cell.rowspan > 1 else ' scope="row"'
    if cell.colspan > 1:
        attributes += f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        attributes += f' rowspan="{cell.rowspan}"'
    alignment = node.columns[column] if column < len(node.columns) else "none"
    if alignment != "none":
        attributes += f' class="{alignment}"'
    return f"<{name}{attributes}>{content}</{name}>"
