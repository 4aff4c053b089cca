"""table-does-not-add-up (STD-S007)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Row, Table
from stdml.rules.base import Context, Report, Rule


class TableDoesNotAddUp(Rule):
    """A table whose cells do not fill its rows and columns exactly.

    ## What it does
    Lays out the cells with the columns and rows they span, and finds rows that are too short or too long,
    cells that lie over each other, and cells that reach below the last row.

    ## Why is this bad?
    Values move into the wrong column when the table is printed, and a program reads a limit for the wrong
    class.

    ## Example
    ```xml
    <table columns="none none"><row><cell>a</cell><cell>b</cell></row><row><cell>1</cell></row></table>
    ```

    ## Use instead
    ```xml
    <table columns="none none"><row><cell>a</cell><cell>b</cell></row><row><cell colspan="2">1</cell></row>
    </table>
    ```
    """

    code, name, severity, tags = "STD-S007", "table-does-not-add-up", "error", ("structure",)
    on = (Table,)
    message = {
        "zh": "表的第 {row} 行有 {count} 列，应为 {width} 列",
        "en": "row {row} of the table fills {count} columns of {width}",
    }
    variants = {
        "overlap": {
            "zh": "表的第 {row} 行第 {column} 列的单元格与上方跨行的单元格重叠",
            "en": "row {row} of the table, column {column}: a cell lies over one that spans rows from above",
        },
        "below": {
            "zh": "表的第 {row} 行有单元格跨 {reach} 行，而其下只有 {left} 行",
            "en": "a cell in row {row} of the table spans {reach} rows where {left} are left",
        },
    }

    def check(self, node: Table, ctx: Context) -> Iterator[Report]:
        width = len(node.columns) or sum(cell.colspan for cell in node.rows[0].cells) if node.rows else 0
        covered: dict[int, int] = {}
        for index, row in enumerate(node.rows):
            yield from self._row(row, index, len(node.rows), width, covered, ctx)

    def _row(
        self, row: Row, index: int, rows: int, width: int, covered: dict[int, int], ctx: Context
    ) -> Iterator[Report]:
        """Lay out one row; `covered` holds the columns that spans from above fill, with the rows left."""
        filled = set(covered)
        spans: dict[int, int] = {}
        column = 0
        for cell in row.cells:
            while column in covered:
                column += 1
            place = range(column, column + cell.colspan)
            if any(c in covered for c in place):
                yield ctx.report(row, variant="overlap", row=index + 1, column=column + 1)
            if index + cell.rowspan > rows:
                yield ctx.report(row, variant="below", row=index + 1, reach=cell.rowspan, left=rows - index)
            spans.update(dict.fromkeys(place, cell.rowspan))
            filled.update(place)
            column = place.stop
        # A span from above beyond the last column was already reported in the row where it begins.
        count = len(filled)
        if count > width:
            yield ctx.report(row, row=index + 1, count=count, width=width)
        elif count < width:
            # GitHub Flavored Markdown, 4.10, fills a short row with empty cells: nothing is misplaced.
            yield ctx.report(row, severity="warning", row=index + 1, count=count, width=width)
        merged = {c: max(covered.get(c, 0), spans.get(c, 0)) - 1 for c in filled if c < width}
        covered.clear()
        covered.update({c: left for c, left in merged.items() if left > 0})
