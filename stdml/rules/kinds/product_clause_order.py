"""product-clause-order (STD-C063)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import core, data, title_of


@cache
def _order() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in data()["product_order"])


class ProductClauseOrder(Rule):
    """The clauses of a product standard stand in another order than usual.

    ## What it does
    Recognizes the clauses of a product standard by their headings and compares their order with: 分类,
    技术要求, 取样, 试验方法, 检验规则, 标志, 包装、运输和贮存.

    ## Why is this bad?
    Manufacturers and inspectors find the clauses where they are used to find them (GB/T 20001.10—2014,
    clauses 5 and 6).

    ## Example
    ```md
    ---
    language: zh
    kind: product
    ---

    # 技术要求

    流量应不小于20 L/min。

    # 检验规则

    每批抽取3台检验。

    # 试验方法

    用流量计测量。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: product
    ---

    # 技术要求

    流量应不小于20 L/min。

    # 试验方法

    用流量计测量。

    # 检验规则

    每批抽取3台检验。
    ```
    """

    code, name, severity, tags = "STD-C063", "product-clause-order", "warning", ("kinds",)
    basis = {"gbt-1.1": "GB/T 20001.10—2014, 5, 6"}
    rows = ("GB-KIND-07",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "产品标准中“{first}”一章在“{second}”一章之前",
        "en": "in a product standard, the clause {first!r} comes before {second!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind != "product":
            return
        highest, before = -1, ""
        for clause in core(node):
            title = title_of(clause)
            place = next((i for i, (_, pattern) in enumerate(_order()) if pattern.search(title)), None)
            if place is None:
                continue
            if place < highest:
                yield ctx.report(clause, first=title, second=before)
            else:
                highest, before = place, title
