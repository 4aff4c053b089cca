"""untitled-clause-divided (STD-T005)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule


class UntitledClauseDivided(Rule):
    """A subclause without a title that is divided further.

    ## What it does
    Finds untitled subclauses with subclauses of their own.

    ## Why is this bad?
    An untitled subclause (无标题条) is not divided further (GB/T 1.1—2020, 7.3.4); a list says the same, or a
    title.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外观

    § 外壳应无裂纹。

    §§ 裂纹以目测检查。

    §§ 涂层应均匀。

    § 外壳应无毛刺。

    ## 尺寸

    长度应不大于2 m。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外观

    § 外壳应无裂纹。

    § 外壳应无毛刺。

    ## 尺寸

    长度应不大于2 m。
    ```
    """

    code, name, severity, tags = "STD-T005", "untitled-clause-divided", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.4"}
    rows = ("GB-NUM-08",)
    on = (Clause,)
    message = {
        "zh": "无标题条{number}不应再分条；给它加上标题，或改用列项",
        "en": "{number} has no title and is divided further; give it a title, or use a list",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        divided = not node.title and any(isinstance(below, Clause) for below in node.clauses)
        if divided and not isinstance(ctx.parent, Document):
            yield ctx.report(node, number=ctx.facts.numbering.number(node) or "")
