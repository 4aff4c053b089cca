"""single-subclause (STD-T002)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule

_UNDIVIDED = frozenset(("contents", "foreword", "introduction", "bibliography", "index"))


class SingleSubclause(Rule):
    """A clause with only one subclause.

    ## What it does
    Finds clauses, subclauses and annexes that are divided into one part. A single term entry is none.

    ## Why is this bad?
    What is divided has at least two parts; a number 5.1 without a 5.2 makes the reader look for text that is
    missing (GB/T 1.1—2020, 7.3.1; ISO/IEC Directives 2, 22.3.2).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 接地

    设备应接地。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    设备应接地。
    ```
    """

    code, name, severity, tags = "STD-T002", "single-subclause", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 22.3.2"}
    rows = ("GB-NUM-05", "ISO-STR-05")
    on = (Clause,)
    message = {
        "zh": "只有{number}一个条，没有与它并列的条；将内容直接写在上一层，或再设一个条",
        "en": "{number} is the only subclause here; put its text under the clause, or add another one",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if len(node.clauses) != 1 or node.type in _UNDIVIDED:
            return
        only = node.clauses[0]
        if node.type == "terms" and isinstance(only, Clause) and not only.title:
            # An entry as printed, its number on a line of its own.
            return
        if isinstance(only, Clause) and only.numbered and only.type == "clause":
            yield ctx.report(only, number=ctx.facts.numbering.number(only) or "")
