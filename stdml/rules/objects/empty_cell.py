"""empty-cell (STD-F019)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Cell, Document, Table, Text, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects._source import source_fix
from stdml.rules.objects._tables import body, grid, header, is_empty, is_form, words

_NOTHING = frozenset(("/", "／", "\\", "＼"))
_DITTO = frozenset(("同上", "同左", "同前", "〃", "″", '"', "''", "”", "ditto", "Ditto", "-〃-"))


class EmptyCell(Rule):
    """A cell of a table with nothing in it, or with 同上 in place of the value.

    ## What it does
    Finds empty cells and cells with 同上, 同左, ditto marks or nothing but a slash. Tables that are forms to
    be filled in (by their title, or because many cells or a whole column are empty), and tables in examples
    are left alone.

    ## Why is this bad?
    Nobody can tell whether an empty cell was forgotten, is not applicable or means the value above; a dash
    says that there is no value.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 最小 | 最大 |
    |---|--:|--:|
    | 甲 | 20 | 30 |
    | 乙 | 25 |  |
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 最小 | 最大 |
    |---|--:|--:|
    | 甲 | 20 | 30 |
    | 乙 | 25 | — |
    ```
    """

    code, name, severity, tags = "STD-F019", "empty-cell", "error", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.2.2"}
    rows = ("GB-TAB-08",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "表中有{count}个空白单元格，没有内容的写一字线“—”",
        "en": "{count} cells of the table are empty; write a dash where there is no value",
    }
    variants = {
        "header": {
            "zh": "表头有空白单元格，写出该栏的名称",
            "en": "a cell of the header is empty; write what the column holds",
        },
        "slash": {
            "zh": "没有内容的单元格写一字线“—”，不写“{words}”",
            "en": "a cell without a value has a dash, not {words!r}",
        },
        "ditto": {
            "zh": "表中不用“{words}”，写出数值或内容",
            "en": "write the value itself instead of {words!r}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Table):
            if not placed.apart:
                yield from self._table(placed, ctx)

    def _table(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        table = placed.node
        yield from self._ditto(table, ctx)
        titles = [table.caption, *(getattr(one, "title", []) for one in (placed.section, placed.element))]
        if is_form(table, *titles):
            return
        heads = [cell for row in header(table) for cell in row.cells]
        if any(map(is_empty, heads)) and not all(map(is_empty, heads)) and len(heads) > 1:
            yield ctx.report(next(filter(is_empty, heads)), variant="header", severity="warning")
        empty = [cell for row in body(table) for cell in row.cells if is_empty(cell)]
        if empty:
            spans = [span for cell in empty if (span := span_of(cell)) and span[0] == span[1]]
            fix = source_fix(ctx, ("填入“—”", "fill in —"), [(at, at, "— ") for at, _ in spans])
            yield ctx.report(empty[0], count=len(empty), fix=fix)

    def _ditto(self, table: Table, ctx: Context) -> Iterator[Report]:
        above: dict[int, Cell] = {}
        for placed in grid(table.rows):
            for column, cell in placed.items():
                text = words(cell)
                if text in _NOTHING:
                    yield ctx.report(cell, variant="slash", words=text, fix=_dashed(cell, ctx))
                elif text in _DITTO:
                    fix = None if "左" in text else _copied(cell, above.get(column), ctx)
                    yield ctx.report(cell, variant="ditto", words=text, fix=fix)
            above |= {column: cell for column, cell in placed.items() if words(cell) not in _DITTO}


def _dashed(cell: Cell, ctx: Context) -> Fix | None:
    """Return the repair that writes a dash in place of another sign for nothing."""
    own = cell.children[0] if len(cell.children) == 1 else None
    if not isinstance(own, Text):
        return None
    return ctx.fix(f"{own.value} → —", [(own, (0, len(own.value)), "—")])


def _copied(cell: Cell, above: Cell | None, ctx: Context) -> Fix | None:
    """Return the repair that writes the plain words of the cell above."""
    if above is None or len(above.children) != 1 or len(cell.children) != 1:
        return None
    value, own = above.children[0], cell.children[0]
    if not isinstance(value, Text) or not isinstance(own, Text) or ctx.source_text(value) != value.value:
        return None
    return ctx.fix(f"{own.value} → {value.value}", [(own, (0, len(own.value)), value.value)])
