"""wrong-ellipsis (STD-V053)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_dots = lazy(r"(?<=[一-鿿，、])\.{3,}|(?<=[一-鿿])。{2,}|(?<=[一-鿿，、])…(?!…)|(?<!\.)\.{3,}(?=[一-鿿])")
_twice = lazy(r"等\s?……|……\s?等")


class WrongEllipsis(Rule):
    """An ellipsis in another form than ……, or together with 等.

    ## What it does
    Finds three and more dots, several 。 and a single … beside a Chinese character, and …… before or after
    等.

    ## Why is this bad?
    The Chinese ellipsis has six dots, and says the same as 等.

    ## Example
    ```md
    # 要求

    应记录温度、湿度...
    ```

    ## Use instead
    ```md
    # 要求

    应记录温度、湿度……
    ```
    """

    code, name, severity = "STD-V053", "wrong-ellipsis", "warning"
    basis = {"gbt-1.1": "GB/T 15834—2011, 4.11"}
    rows = ("GB-PUNC-02",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("..", "。。", "…"))
    message = {"zh": "省略号写作“……”", "en": "an ellipsis is ……"}
    variants = {
        "twice": {"zh": "“等”与省略号不同时使用", "en": "等 and …… say the same; leave one out"},
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        for match in _dots.finditer(node.unquoted):
            yield ctx.report(node, match.span(), fix=ctx.fix("... → ……", [(node, match.span(), "……")]))
        for match in _twice.finditer(node.unquoted):
            fix = ctx.fix("等…… → 等", [(node, match.span(), "等")])
            yield ctx.report(node, match.span(), variant="twice", fix=fix)
