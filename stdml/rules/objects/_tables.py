"""Tables as rules look at them: the words of cells, header and body, columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model import Cell, Row, Table, plain_text
from stdml.text.patterns import lazy

_MOST_COLUMNS = 200

# SI units and units used with them, alone or as products and quotients (GB 3100; ISO 80000-1).
_ONE = (
    r"(?:[kMGTmμµncdh]?(?:m|g|s|A|V|W|N|J|L|l|Pa|Hz|Ω|mol|K|F|lx|lm|cd|B|bit|eV|VA|Wh|Ah)|var|min|h|d|t|ha|dB|r"
    r"|℃|°C|%|‰)(?:[²³⁴]|\^?[234](?!\d))?"
)
UNIT = rf"{_ONE}(?:[/·⋅]\(?{_ONE}(?:[·⋅]{_ONE})?\)?)?(?:\(A\))?"


def words(cell: Cell) -> str:
    """Return the words of a cell."""
    return plain_text(list(cell.children or cell.blocks)).strip()


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell, not even a picture."""
    return not cell.blocks and all(node.kind == "text" and not node.value.strip() for node in cell.children)


def header(table: Table) -> list[Row]:
    """Return the rows of the header."""
    return table.rows[: table.header_rows]


def body(table: Table) -> list[Row]:
    """Return the rows below the header."""
    return table.rows[table.header_rows :]


def grid(rows: list[Row]) -> Iterator[dict[int, Cell]]:
    """Yield the cells of each row by their column; a cell that spans has its first column only."""
    covered: dict[int, int] = {}
    for row in rows:
        placed: dict[int, Cell] = {}
        column = 0
        spans: dict[int, int] = {}
        for cell in row.cells:
            while covered.get(column, 0):
                column += 1
            placed[column] = cell
            for at in range(column, min(column + cell.colspan, _MOST_COLUMNS)):
                spans[at] = cell.rowspan
            column += cell.colspan
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        covered |= {at: count - 1 for at, count in spans.items() if count > 1}
        yield placed


def columns(table: Table) -> dict[int, list[Cell]]:
    """Return the cells of the body by their column."""
    found: dict[int, list[Cell]] = {}
    for placed in list(grid(table.rows))[table.header_rows :]:
        for column, cell in placed.items():
            found.setdefault(column, []).append(cell)
    return found


_FORM = lazy(
    r"记录|登记|申请|报告|检查表|调查|签|表单|表格|格式|样式|清单|问卷|评分表|统计表|台账|记分"
    r"|[Ff]orm\b|[Rr]ecord|[Tt]emplate|[Ss]heet|[Cc]hecklist|[Qq]uestionnaire"
)


def is_form(table: Table, *titles: list[Any]) -> bool:
    """Whether a table is a form that others fill in, so that its cells are empty on purpose."""
    if any(_FORM.search(plain_text(title)) for title in titles):
        return True
    cells = [cell for row in body(table) for cell in row.cells]
    empty = sum(map(is_empty, cells))
    if empty * 5 >= len(cells) * 2:
        return True
    return any(len(column) > 1 and all(map(is_empty, column)) for column in columns(table).values())
