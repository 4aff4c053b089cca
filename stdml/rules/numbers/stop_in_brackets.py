"""stop-in-brackets (STD-V057)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_inside = lazy(r"(?<=[^。！？\s])（[^（）。]{1,80}(?P<stop>。)）")


class StopInBrackets(Rule):
    """A full stop inside brackets that stand within a sentence.

    ## What it does
    Finds 。 before ） where the brackets opened in the middle of a sentence. Brackets around whole sentences
    keep theirs.

    ## Why is this bad?
    The words in brackets belong to the sentence around them, which has its own end.

    ## Example
    ```md
    # 要求

    外壳应接地（见附图。）。
    ```

    ## Use instead
    ```md
    # 要求

    外壳应接地（见附图）。
    ```
    """

    code, name, severity = "STD-V057", "stop-in-brackets", "warning"
    basis = {"gbt-1.1": "GB/T 15834—2011, 4.9"}
    rows = ("GB-PUNC-02",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("。）",))
    message = {
        "zh": "句内括号中的末尾不用句号",
        "en": "no full stop stands at the end of brackets within a sentence",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _inside.finditer(node.unquoted):
                within = match.span("stop")
                yield ctx.report(node, within, fix=ctx.fix("。） → ）", [(node, within, "")]))
