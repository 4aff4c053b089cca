"""table-in-table (STD-F017)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Cell, Row, Table, walk
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import body, header, words


class TableInTable(Rule):
    """A table inside a table, or a second header among the rows.

    ## What it does
    Finds tables that stand in the cell of another one, and rows below the header that repeat it.

    ## Why is this bad?
    A table is not divided into tables: make two tables, each with its number, so that each can be referred
    to.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    | 型号 | 流量/(L/min) |
    | 乙 | 30 |
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    | 乙 | 30 |
    ```
    """

    code, name, severity, tags = "STD-F017", "table-in-table", "error", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.8.1.3", "iso-directives-2": "ISO/IEC Directives Part 2, 29.3"}
    rows = ("GB-TAB-05", "ISO-TAB-03")
    on = (Table,)
    message = {
        "zh": "表中不应再有表，将其改为单独编号的表",
        "en": "there is no table in a table; give it a number of its own",
    }
    variants = {
        "header": {
            "zh": "表中第{row}行重复了表头，表中不应再有表头，将其分为两个表或删除该行",
            "en": "row {row} repeats the header; make two tables of it or delete the row",
        }
    }

    def check(self, node: Table, ctx: Context) -> Iterator[Report]:
        if ctx.inside(Cell):
            return
        heads = {_row(row) for row in header(node)}
        for at, row in enumerate(body(node), node.header_rows + 1):
            if len(row.cells) > 1 and _row(row) in heads and any(_row(row)):
                yield ctx.report(row, variant="header", row=at)
            for cell in row.cells:
                for inner in (one for block in cell.blocks for one in walk(block)):
                    if isinstance(inner, Table):
                        yield ctx.report(inner)


def _row(row: Row) -> tuple[str, ...]:
    return tuple(words(cell) for cell in row.cells)
