"""example-as-clause (STD-F033)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_TITLE = lazy(r"(?:示例|举例|例)\s?\d{0,2}(?:\s?[：:].*)?|Examples?(?: \d{1,2})?")


class ExampleAsClause(Rule):
    """A clause that is an example.

    ## What it does
    Finds clauses and subclauses outside annexes with the title 示例, 示例1 or Example.

    ## Why is this bad?
    An example explains the clause that it belongs to; as a clause of its own it is numbered like a provision.

    ## Example
    ```md
    # 要求

    ## 流量

    流量应大于零。

    ## 示例

    甲型水泵的流量为20 L/min。
    ```

    ## Use instead
    ```md
    # 要求

    ## 流量

    流量应大于零。

    示例：甲型水泵的流量为20 L/min。

    ## 压力

    压力应大于零。
    ```
    """

    code, name, severity, tags = "STD-F033", "example-as-clause", "warning", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.10.3"}
    rows = ("GB-NOTE-03",)
    on = (Clause,)
    message = {
        "zh": "示例不宜单独设章或条“{title}”，放在它所说明的条文之后，以“示例：”引出",
        "en": "an example is no clause of its own ({title!r}); put it below what it explains",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        title = plain_text(node.title).strip()
        if _TITLE.fullmatch(title) and (element is None or element.type != "annex"):
            yield ctx.report(node, title=title)
