"""numbered-introduction (STD-C045)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._typed import typed_number, untyped


class NumberedIntroduction(Rule):
    """An introduction with a clause number.

    ## What it does
    Looks for a number before the heading of the introduction. Its subclauses, if there are any, are 0.1, 0.2.

    ## Why is this bad?
    Clause 1 is the scope (GB/T 1.1—2020, 8.4; ISO/IEC Directives 2, 13.4).

    ## Example
    ```md
    # 0 引言

    水泵用于供水。

    # 1 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```

    ## Use instead
    ```md
    # 引言

    水泵用于供水。

    # 1 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```
    """

    code, name, severity, tags = "STD-C045", "numbered-introduction", "error", ("foreword", "introduction")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.4", "iso-directives-2": "ISO/IEC Directives Part 2, 13.4"}
    rows = ("GB-INT-02", "ISO-INT-02")
    fixes = "safe"
    on = (Clause,)
    message = {
        "zh": "引言不编章号，删去“{number}”；引言中的条编为0.1、0.2",
        "en": "the introduction has no number; delete {number!r}; its subclauses are 0.1, 0.2",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        number, at = typed_number(node, "introduction", ctx)
        if number:
            yield ctx.report(node, span=at, fix=untyped(at, number), number=number)
