"""table-without-header (STD-F018)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Table
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import header, is_empty, words
from stdml.text.patterns import lazy

_DIAGONAL = lazy(r"[\w）)]\s?[＼╲\\]\s?[\w（(]")


class TableWithoutHeader(Rule):
    """A table without a header, or with a cell of the header that is split by a diagonal line.

    ## What it does
    Finds tables whose header is missing or empty, and header cells with two names on both sides of ＼ or of
    a backslash.

    ## Why is this bad?
    The header says what the values of a column are; a split cell leaves open which name belongs to the rows
    and which to the columns.

    ## Example
    ```md
    # 要求

    尺寸应符合表1的规定。

    表 1 尺寸

    | 型号＼尺寸 | 长度/mm | 宽度/mm |
    |---|--:|--:|
    | 甲 | 20 | 30 |
    ```

    ## Use instead
    ```md
    # 要求

    尺寸应符合表1的规定。

    表 1 尺寸

    | 型号 | 长度/mm | 宽度/mm |
    |---|--:|--:|
    | 甲 | 20 | 30 |
    ```
    """

    code, name, severity, tags = "STD-F018", "table-without-header", "error", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.8.4", "iso-directives-2": "ISO/IEC Directives Part 2, 29.6"}
    rows = ("GB-TAB-06", "ISO-TAB-05")
    on = (Document,)
    message = {"zh": "表没有表头；写出各栏的名称", "en": "the table has no header; name its columns"}
    variants = {
        "diagonal": {
            "zh": "表头的“{words}”用斜线分隔，表头中不使用斜线，改为两行或两栏",
            "en": "the header cell {words!r} is split by a diagonal; use two header rows instead",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Table):
            if placed.apart:
                continue
            numbered = bool(ctx.facts.numbering.number(placed.node))
            cells = [cell for row in header(placed.node) for cell in row.cells]
            if numbered and all(map(is_empty, cells)) and ctx.basis.startswith("GB"):
                yield ctx.report(placed.node)
            for cell in cells:
                if _DIAGONAL.search(words(cell)) and (numbered or "\\" not in words(cell)):
                    yield ctx.report(cell, variant="diagonal", words=words(cell))
