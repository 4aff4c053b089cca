"""duplicate-id (STD-S001)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule


class DuplicateId(Rule):
    """An id that two places bear.

    ## What it does
    Finds every clause, table, figure, provision or other node whose id was given to an earlier one.

    ## Why is this bad?
    A reference to the id leads to the first place only, and requirements cannot be told apart by programs.

    ## Example
    ```md
    # 范围 {#general}

    甲。

    # 总则 {#general}

    乙。
    ```

    ## Use instead
    ```md
    # 范围 {#scope}

    甲。

    # 总则 {#general}

    乙。
    ```
    """

    code, name, severity, tags = "STD-S001", "duplicate-id", "error", ("structure",)
    on = (Document,)
    message = {
        "zh": "标识“{id}”重复，第 {line} 行已使用；换一个标识",
        "en": "the id {id!r} is used twice; it first stands in line {line}; choose another one",
    }
    variants = {
        "nowhere": {
            "zh": "标识“{id}”重复；换一个标识",
            "en": "the id {id!r} is used twice; choose another one",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for identifier, nodes in ctx.facts.ids.items():
            for later in nodes[1:]:
                line = ctx.line(nodes[0])
                yield ctx.report(later, variant="" if line else "nowhere", id=identifier, line=line)
