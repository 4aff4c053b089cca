"""element-in-annex (STD-F054)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_TITLES = lazy(r"范围|规范性引用文件|术语和定义|Scope|Normative references|Terms and definitions")


class ElementInAnnex(Rule):
    """A scope, a list of normative references or a list of terms inside an annex.

    ## What it does
    Finds clauses of an annex with the titles 范围, 规范性引用文件 or 术语和定义.

    ## Why is this bad?
    These elements hold for the whole document and stand at its beginning; in an annex they would make a
    second document of it.

    ## Example
    ```md
    # 要求

    流量按附录A测量。

    # 附录 A（规范性）流量的测量

    ## 范围

    附录A描述了流量的测量。

    ## 步骤

    测量流量3次。
    ```

    ## Use instead
    ```md
    # 要求

    流量按附录A测量。

    # 附录 A（规范性）流量的测量

    ## 通则

    应使用流量计测量流量。

    ## 步骤

    测量流量3次。
    ```
    """

    code, name, severity, tags = "STD-F054", "element-in-annex", "error", ("annexes",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.6.3.2"}
    rows = ("GB-ANX-06",)
    on = (Clause,)
    message = {
        "zh": "附录中不设“{title}”，可改为“通则”或并入正文的相应章",
        "en": "an annex has no clause {title!r}; call it General, or move it to the clause of that title",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element is node or element.type != "annex":
            return
        title = plain_text(node.title).strip()
        if _TITLES.fullmatch(title):
            yield ctx.report(node, title=title)
