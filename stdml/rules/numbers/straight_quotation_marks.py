"""straight-quotation-marks (STD-V051)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_quoted = lazy(r'(?<![\d"=:{\[(])"(?P<words>\w[^"“”\n{}=<>]{0,60})"(?!["}\]])')
_han = lazy("[一-鿿]")


class StraightQuotationMarks(Rule):
    """Straight quotation marks in Chinese text.

    ## What it does
    Finds pairs of straight marks with a Chinese character inside or beside them. Code, inches and text
    without Chinese are left alone.

    ## Why is this bad?
    Chinese has “ ” for quotations and ‘ ’ inside them.

    ## Example
    ```md
    # 要求

    按钮应标明"停止"。
    ```

    ## Use instead
    ```md
    # 要求

    按钮应标明“停止”。
    ```
    """

    code, name, severity = "STD-V051", "straight-quotation-marks", "warning"
    basis = {"gbt-1.1": "GB/T 15834—2011, 4.8"}
    rows = ("GB-PUNC-02",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset('"')
    message = {"zh": "中文引号用“ ”", "en": "Chinese text has “ ” as quotation marks"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not node.chinese or not judges(node, ctx):
            return
        for match in _quoted.finditer(node.text):
            start, end = match.span()
            around = match["words"] + node.text[max(0, start - 1) : start] + node.text[end : end + 1]
            if _han.search(around):
                fix = ctx.fix('"" → “”', [(node, (start, start + 1), "“"), (node, (end - 1, end), "”")])
                yield ctx.report(node, match.span(), fix=fix)
