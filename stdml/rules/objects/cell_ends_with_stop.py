"""cell-ends-with-stop (STD-F024)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model import Cell, Node, Table, Text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import body, words


class CellEndsWithStop(Rule):
    """A single sentence in the cell of a table that ends with a full stop.

    ## What it does
    Finds Chinese cells of one sentence that end with 。. Cells of several sentences are left alone. One
    hint is given for a table.

    ## Why is this bad?
    The frame ends the sentence; the stop is not needed there, and most tables have some cells with and some
    without it.

    ## Example
    ```md
    # 要求

    外观应符合表1的规定。

    表 1 外观

    | 型号 | 要求 |
    |---|---|
    | 甲 | 表面光滑。 |
    | 乙 | 没有划痕 |
    ```

    ## Use instead
    ```md
    # 要求

    外观应符合表1的规定。

    表 1 外观

    | 型号 | 要求 |
    |---|---|
    | 甲 | 表面光滑 |
    | 乙 | 没有划痕 |
    ```
    """

    code, name, severity, tags = "STD-F024", "cell-ends-with-stop", "info", ("objects", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.2.2"}
    rows = ("GB-TAB-09",)
    languages = ("zh",)
    fixes = "safe"
    on = (Table,)
    message = {
        "zh": "表中有{count}个单元格以句号结束，单元格内一句话的末尾不需要句号",
        "en": "{count} cells end with a full stop, which a single sentence in a cell does not need",
    }

    def check(self, node: Table, ctx: Context) -> Iterator[Report]:
        found: list[tuple[Cell, Text]] = []
        for row in body(node):
            for cell in row.cells:
                end: Any = cell.children[-1] if cell.children else None
                while getattr(end, "children", None):
                    end = end.children[-1]
                text = words(cell)
                if isinstance(end, Text) and text.endswith("。") and text.count("。") == 1 and len(text) > 1:
                    found.append((cell, end))
        if found:
            edits: list[tuple[Node, tuple[int, int], str]] = []
            for _, last in found:
                at = last.value.rstrip().rfind("。")
                if at >= 0:
                    edits.append((last, (at, at + 1), ""))
            yield ctx.report(found[0][0], count=len(found), fix=ctx.fix("– 。", edits))
