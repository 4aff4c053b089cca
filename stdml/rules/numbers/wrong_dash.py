"""wrong-dash (STD-V054)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_dash = lazy(r"(?<=[一-鿿）”])\s?(?:-{2,3}|－{1,2}|─{1,2}|–)\s?(?=[一-鿿（“])")


class WrongDash(Rule):
    """A dash in another form than ——.

    ## What it does
    Finds --, －－ and ── between Chinese characters.

    ## Why is this bad?
    The Chinese dash is two em long and is one sign.

    ## Example
    ```md
    # 要求

    应检查外壳--包括门。
    ```

    ## Use instead
    ```md
    # 要求

    应检查外壳——包括门。
    ```
    """

    code, name, severity = "STD-V054", "wrong-dash", "warning"
    basis = {"gbt-1.1": "GB/T 15834—2011, 4.10"}
    rows = ("GB-PUNC-03",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("-－─–")
    message = {"zh": "破折号写作“——”", "en": "a dash is ——"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _dash.finditer(node.unquoted):
                yield ctx.report(node, match.span(), fix=ctx.fix("-- → ——", [(node, match.span(), "——")]))
