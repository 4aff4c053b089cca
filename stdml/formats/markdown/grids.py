"""The cells of a GFM table with spans: `<` continues the cell to the left, `^` the cell above; both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stdml.model import Cell, Row, Table

LEFT, UP = "<", "^"
_MAX_COLUMNS, _MAX_ROWS = 1000, 10000
"""A cell covers at most so many columns and rows; see the model."""


def read_rows(
    rows: list[tuple[int, list[tuple[int, str]]]],
    read: Callable[[str, int], list[Any]],
    explicit: bool = False,
) -> tuple[list[Row], int]:
    """Return the rows of a table and how many of them are headers.

    Args:
        rows: for each row its offset and its cells, as offset and raw text
        read: reads the running text of a cell
        explicit: whether the number of header rows was stated, so that no row is taken away
    """
    if not any(text in (LEFT, UP) for _, cells in rows for _, text in cells):
        made = [Row([_cell(text, at, read) for at, text in cells]) for _, cells in rows]
    else:
        made = _spanned_rows(rows, read)
    for row, (start, cells) in zip(made, rows, strict=True):
        row.span = (start, cells[-1][0] + len(cells[-1][1]))
    # A header row without a word in it is how a table without a header is written.
    if not explicit and len(made) > 1 and all(not text for _, text in rows[0][1]):
        return made[1:], 0
    return made, 1


def _cell(text: str, at: int, read: Callable[[str, int], list[Any]]) -> Cell:
    cell = Cell(read(text, at))
    cell.span = (at, at + len(text))
    return cell


def _spanned_rows(
    rows: list[tuple[int, list[tuple[int, str]]]], read: Callable[[str, int], list[Any]]
) -> list[Row]:
    """Lay the cells out on a grid: a mark widens the cell it continues, if that makes a rectangle."""
    made: list[Row] = []
    owners: list[dict[int, tuple[Cell, int, int]]] = []
    for number, (_, cells) in enumerate(rows):
        row = Row([])
        owner: dict[int, tuple[Cell, int, int]] = {}
        for column, (at, text) in enumerate(cells):
            target = _target(text, owners, owner, column)
            if target is None or number - target[1] >= _MAX_ROWS or column - target[2] >= _MAX_COLUMNS:
                cell = _cell(text, at, read)
                row.cells.append(cell)
                owner[column] = (cell, number, column)
            else:
                cell, top, left = target
                owner[column] = target
                if top == number:
                    cell.colspan = column - left + 1
                elif left == column:
                    cell.rowspan = number - top + 1
        owners.append(owner)
        made.append(row)
    return made


def _target(
    text: str,
    owners: list[dict[int, tuple[Cell, int, int]]],
    owner: dict[int, tuple[Cell, int, int]],
    column: int,
) -> tuple[Cell, int, int] | None:
    if text == LEFT:
        return owner.get(column - 1)
    if text == UP and owners:
        return owners[-1].get(column)
    return None


def layout(table: Table) -> list[list[Cell | str]] | None:
    """Return the cells and marks of each row as they are written, or None where marks cannot say it."""
    grid: list[list[Cell | str | None]] = [[] for _ in table.rows]
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            line = grid[number]
            while column < len(line) and line[column] is not None:
                column += 1
            if number + cell.rowspan > len(grid) or not _place(grid, number, column, cell):
                return None
            column += cell.colspan
    if any(None in line for line in grid):
        return None
    return grid  # type: ignore[return-value]


def _place(grid: list[list[Cell | str | None]], top: int, left: int, cell: Cell) -> bool:
    for number in range(top, top + cell.rowspan):
        line = grid[number]
        line.extend([None] * (left + cell.colspan - len(line)))
        for column in range(left, left + cell.colspan):
            if line[column] is not None:
                return False
            line[column] = LEFT if column > left else UP
    grid[top][left] = cell
    return True
