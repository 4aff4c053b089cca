"""list-too-deep (STD-F004)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, List
from stdml.rules.base import Context, Report, Rule


class ListTooDeep(Rule):
    """A list inside lists, deeper than the rule book allows.

    ## What it does
    Counts the lists that a list stands in: two levels under GB/T 1.1, four under the ISO house style.

    ## Why is this bad?
    An item such as 5.2 a) 1) i) is hard to find and to refer to; subclauses say the same more clearly.

    ## Example
    ```md
    # 要求

    报告包括下列内容：

    1. 样品：
       1. 来源：
          1. 厂家；
          2. 批号；
       2. 数量；
    2. 结果。
    ```

    ## Use instead
    ```md
    # 要求

    报告包括下列内容：

    1. 样品：
       1. 厂家和批号；
       2. 数量；
    2. 结果。
    ```
    """

    code, name, severity, tags = "STD-F004", "list-too-deep", "warning", ("lists",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.2", "iso-directives-2": "ISO House Style"}
    rows = ("GB-LIST-04", "ISO-LST-03")
    on = (Document,)
    message = {
        "zh": "列项有{level}层，不宜超过{limit}层；将其分为条",
        "en": "the list is {level} levels deep where {limit} are the most; make subclauses of it",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        chinese = ctx.basis.startswith("GB")
        limit = 2 if chinese else 4
        for placed in ctx.facts.placed(List):
            if placed.depth == limit and not placed.apart:
                level = None if chinese else "info"
                yield ctx.report(placed.node, severity=level, level=limit + 1, limit=limit)  # type: ignore[arg-type]
