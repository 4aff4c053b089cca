"""clause-too-deep (STD-T006)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule

_LEVELS = 5


class ClauseTooDeep(Rule):
    """A subclause more than five levels below its clause.

    ## What it does
    Counts the levels below a clause, and below the clauses of an annex.

    ## Why is this bad?
    At most five levels of subclauses are allowed, as in 5.1.1.1.1.1 (GB/T 1.1—2020, 7.3.1; ISO/IEC
    Directives 2, 22.3.2): longer numbers are neither read nor remembered.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外壳

    ### 底座

    #### 支脚

    ##### 垫片

    ###### 材料

    § 材料应耐油。

    § 材料应耐热。

    ###### 尺寸

    厚度应不小于2 mm。

    ##### 螺栓

    螺栓应防松。

    #### 横梁

    横梁应平直。

    ### 顶盖

    顶盖应防水。

    ## 尺寸

    长度应不大于2 m。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外壳

    ### 底座

    #### 支脚

    ##### 垫片

    ###### 材料

    材料应耐油、耐热。

    ###### 尺寸

    厚度应不小于2 mm。

    ##### 螺栓

    螺栓应防松。

    #### 横梁

    横梁应平直。

    ### 顶盖

    顶盖应防水。

    ## 尺寸

    长度应不大于2 m。
    ```
    """

    code, name, severity, tags = "STD-T006", "clause-too-deep", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 22.3.2"}
    rows = ("GB-NUM-04", "ISO-STR-04")
    on = (Clause,)
    message = {
        "zh": "{number}在章以下超过五个层次；合并层次，或改用列项",
        "en": "{number} lies more than five levels below its clause; merge levels, or use a list",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        above = [one for one in ctx.ancestors if isinstance(one, Clause)]
        # The clauses of an annex, A.1, are what the clauses are in the body.
        allowed = _LEVELS + (bool(above) and above[0].type == "annex")
        # One finding for all subclauses of a clause.
        if len(above) == allowed + 1 and above[-1].clauses[0] is node:
            yield ctx.report(node, number=ctx.facts.numbering.number(node) or "")
