"""Tables: cells with their spans, header rows, the line of units, and the notes in the last rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.formats._looks import forms
from stdml.formats.docx.body import CellItem, Item, TableItem
from stdml.formats.docx.figures import caption_nodes
from stdml.formats.docx.paragraphs import Para
from stdml.formats.docx.pieces import even, nodes, trimmed
from stdml.model.blocks import Cell, Note, Paragraph, Row, Table
from stdml.model.inlines import Text
from stdml.model.walk import plain_text

MAX_UNITS = 40
MAX_HEADERS = 1000
MAX_ALIGNED = 1000
"""The columns of a wider table have no alignment."""
_UNITS = re.compile(r"单位(?:为|[：:])|Dimensions? in |Values? in |Unit[：:s ]")
_CONTINUED = re.compile(r"续(表.{0,80})|(.{1,80})[（(]\s*(?:续|continued)\s*[)）]", re.IGNORECASE)
_ALIGN = {"center": "center", "right": "right", "end": "right"}

Fold = Callable[[list[Item]], list[Any]]


def is_units(item: Item) -> bool:
    """Whether a paragraph is the line over a table that states its unit."""
    return isinstance(item, Para) and len(item.words) <= MAX_UNITS and _UNITS.match(item.words) is not None


def is_caption(item: Item) -> bool:
    """Whether a paragraph is the caption of a table, by its style or its words."""
    if not isinstance(item, Para) or item.level or item.is_empty:
        return False
    if item.role.name == "table-caption":
        return True
    if len(item.words) < 90 and item.words.startswith("续表"):
        return True
    nodes = caption_nodes(item)
    if item.role.name == "caption":
        return forms.figure_caption(nodes) is None
    return forms.caption(nodes) is not None and not item.words.endswith(("。", "；", "：", ":"))


def table(item: TableItem, fold: Fold) -> Table:
    """Return a table without its caption.

    Args:
        item: its rows
        fold: makes blocks of what stands in a cell
    """
    rows = list(item.rows)
    notes: list[Any] = []
    while len(rows) > 1 and (found := _notes(rows[-1], item.columns, fold)) is not None:
        notes[:0] = found
        del rows[-1]
    headers = _headers(item, rows)
    made = Table(
        rows=[Row([_cell(cell, fold, at < headers) for cell in row]) for at, row in enumerate(rows)],
        notes=notes,
        columns=_columns(rows, item.columns, headers),
        header_rows=headers,
    )
    made.span = item.span
    return made


def _headers(item: TableItem, rows: list[list[CellItem]]) -> int:
    """Return how many rows are headers: those that Word repeats, else the first with what it spans."""
    if item.headers:
        return min(item.headers, max(len(rows) - 1, 0), MAX_HEADERS)
    if len(rows) < 2:
        return 0
    first = rows[0]
    if any(cell.colspan > 1 and cell.colspan < item.columns for cell in first):
        return min(max((cell.rowspan for cell in first), default=1), len(rows) - 1)
    return 1


def _cell(cell: CellItem, fold: Fold, header: bool) -> Cell:
    filled = [item for item in cell.items if not (isinstance(item, Para) and item.is_empty)]
    made = Cell(colspan=cell.colspan, rowspan=cell.rowspan)
    only = filled[0] if len(filled) == 1 else None
    if isinstance(only, Para) and header:
        # Headers are set in bold by their place alone.
        made.children = nodes(even(trimmed(only.content.pieces)))
    elif filled:
        blocks = fold(filled)
        if len(blocks) == 1 and type(blocks[0]) is Paragraph and not blocks[0].id:
            made.children = blocks[0].children
        else:
            made.blocks = blocks
    span = getattr((made.children or made.blocks or [None])[0], "span", None)
    if span:
        made.span = span
    return made


def _notes(row: list[CellItem], columns: int, fold: Fold) -> list[Any] | None:
    """Return the notes in a row that is one cell over the whole table; None where it holds something else."""
    if len(row) != 1 or row[0].colspan < columns or columns < 2:
        return None
    blocks = fold([item for item in row[0].items if not (isinstance(item, Para) and item.is_empty)])
    kinds = {type(block) for block in blocks}
    return blocks if Note in kinds and type(blocks[0]) is Note and kinds <= {Note, Paragraph} else None


def _columns(rows: list[list[CellItem]], count: int, headers: int) -> list[Any]:
    """Return the alignment of each column: that of all its cells in the body, or none."""
    if count > MAX_ALIGNED:
        return []
    seen: list[set[str]] = [set() for _ in range(count)]
    for row in rows[headers:]:
        for cell in row:
            aligns = {item.align for item in cell.items if isinstance(item, Para) and not item.is_empty}
            if cell.colspan == 1 and aligns and cell.column < count:
                seen[cell.column] |= {_ALIGN.get(align, "none") for align in aligns}
    return [next(iter(aligns)) if len(aligns) == 1 else "none" for aligns in seen]


def continues(before: Table, made: Table, caption: str) -> bool:
    """Add the rows of a table to the one before it, where its caption says that it goes on: 表 1（续）.

    The header rows that are repeated on the next page are left out (GB/T 1.1—2020, 9.8).
    """
    found = _CONTINUED.fullmatch(caption)
    title = forms.caption([Text((found[1] or found[2]).strip())]) if found else None
    if title is None or plain_text(title) not in ("", plain_text(before.caption)):
        return False
    if _width(before) != _width(made):
        return False
    header = made.header_rows
    first, again = before.rows[:header], made.rows[:header]
    repeated = list(map(plain_text, first)) == list(map(plain_text, again))
    before.rows += made.rows[header:] if repeated else made.rows
    before.notes += made.notes
    before.span = (before.span[0], max(before.span[1], made.span[1]))
    return True


def _width(made: Table) -> int:
    return sum(cell.colspan for cell in made.rows[0].cells)
