"""untitled-first-level (STD-V061)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule


class UntitledFirstLevel(Rule):
    """A clause of the first level below a chapter without a title.

    ## What it does
    Finds chapters whose numbered subclauses (5.1, 5.2 …) are all untitled, foreword, terms and the like left
    out.

    ## Why is this bad?
    The titles of the first level make the contents useful. GB/T 1.1 advises to give each a title.

    ## Example
    ```md
    # 总则

    充电桩用于充电。

    # 要求

    § 外壳应接地。

    § 电缆应完好。
    ```

    ## Use instead
    ```md
    # 总则

    充电桩用于充电。

    # 要求

    ## 外壳

    外壳应接地。

    ## 电缆

    电缆应完好。
    ```
    """

    code, name, severity = "STD-V061", "untitled-first-level", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.3"}
    rows = ("GB-NUM-06",)
    tags = ("numbers", "headings")
    on = (Clause,)
    message = {
        "zh": "“{title}”的第一层次的条宜有标题",
        "en": "the subclauses of the first level in {title!r} should have titles",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if len(ctx.ancestors) != 1 or node.type not in ("clause", "annex") or not node.title:
            return
        below = [clause for clause in node.clauses if isinstance(clause, Clause) and clause.numbered]
        if len(below) > 1 and not any(clause.title for clause in below):
            yield ctx.report(below[0], title=plain_text(node.title).strip())
