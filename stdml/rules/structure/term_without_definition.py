"""term-without-definition (STD-S011)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Comment, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule


class TermWithoutDefinition(Rule):
    """A term entry that does not say what the term means.

    ## What it does
    Finds term entries without any text below the terms.

    ## Why is this bad?
    An entry consists at least of a term and its definition (GB/T 1.1—2020, 8.7.3; ISO/IEC
    Directives 2, 16.5).

    ## Example
    ```md
    # 术语和定义

    ## 充电桩

    ## 充电站

    多台充电桩组成的场所。
    ```

    ## Use instead
    ```md
    # 术语和定义

    ## 充电桩

    提供电能的装置。

    ## 充电站

    多台充电桩组成的场所。
    ```
    """

    code, name, severity, tags = "STD-S011", "term-without-definition", "warning", ("structure",)
    on = (TermEntry,)
    message = {
        "zh": "术语“{term}”没有定义；写出定义，或删去该条目",
        "en": "the term {term!r} has no definition; write it, or delete the entry",
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        if all(isinstance(block, Comment) for block in node.children):
            yield ctx.report(node, term=plain_text(node.designations[0]).strip())
