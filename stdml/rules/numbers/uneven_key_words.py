"""uneven-key-words (STD-V062)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    Paragraph,
    Provision,
    Span,
    Strong,
)
from stdml.rules.base import Context, Report, Rule


class UnevenKeyWords(Rule):
    """Key words in bold at the head of some untitled clauses, but not of all.

    ## What it does
    Looks at untitled clauses side by side: either all of them begin with words in bold, or none does.

    ## Why is this bad?
    Words in bold do the work of titles. Where some clauses lack them, readers take these for a part of the
    one above.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外壳

    § **接地**：外壳应接地。

    § 外壳应牢固。

    ## 电缆

    电缆应完好。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外壳

    § **接地**：外壳应接地。

    § **强度**：外壳应牢固。

    ## 电缆

    电缆应完好。
    ```
    """

    code, name, severity = "STD-V062", "uneven-key-words", "info"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.4"}
    rows = ("GB-NUM-11",)
    tags = ("numbers", "headings")
    on = (Clause,)
    message = {
        "zh": "同级的无标题条，或者都突出关键词，或者都不突出",
        "en": "of untitled clauses side by side, either all or none begin with key words in bold",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        untitled = [
            clause
            for clause in node.clauses
            if isinstance(clause, Clause) and clause.numbered and not clause.title
        ]
        bold = [_is_bold(clause) for clause in untitled]
        if any(bold) and not all(bold):
            rarer = sum(bold) * 2 <= len(bold)
            yield ctx.report(
                next(clause for clause, is_bold in zip(untitled, bold, strict=True) if is_bold == rarer)
            )


def _is_bold(clause: Clause) -> bool:
    """Whether a clause begins with words in bold."""
    first = clause.blocks[0] if clause.blocks else None
    inner = first.children[0] if isinstance(first, Paragraph) and first.children else None
    while isinstance(inner, (Provision, Span)) and inner.children:
        inner = inner.children[0]
    return isinstance(inner, Strong)
