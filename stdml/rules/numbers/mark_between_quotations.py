"""mark-between-quotations (STD-V052)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_between = lazy("(?<=”)、(?=“)|(?<=》)、(?=《)")


class MarkBetweenQuotations(Rule):
    """A pause mark between two quotations or two titles.

    ## What it does
    Finds 、 between ” and “ and between 》 and 《.

    ## Why is this bad?
    The marks themselves show where one ends and the next begins; between them no 、 is needed.

    ## Example
    ```md
    # 要求

    按钮应标明“启动”、“停止”。
    ```

    ## Use instead
    ```md
    # 要求

    按钮应标明“启动”“停止”。
    ```
    """

    code, name, severity = "STD-V052", "mark-between-quotations", "warning"
    basis = {"gbt-1.1": "GB/T 15834—2011, 4.5.3.5"}
    rows = ("GB-PUNC-02",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("”、", "》、"))
    message = {
        "zh": "引号之间、书名号之间不用顿号",
        "en": "no 、 stands between two quotations or two titles",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _between.finditer(node.text):
                yield ctx.report(node, match.span(), fix=ctx.fix("”、“ → ”“", [(node, match.span(), "")]))
