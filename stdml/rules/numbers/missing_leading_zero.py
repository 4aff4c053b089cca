"""missing-leading-zero (STD-V040)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    UNIT,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_bare = lazy(
    rf"(?<![A-Za-z0-9_.,)\]/\\*-])\.\d+(?![\d.A-Za-z])(?=\s?(?:{UNIT}|[%‰，。；、～]|\Z))"
    rf"|(?<=[ (±≤≥<>=]),\d+(?![\d.,A-Za-z])(?=\s?(?:{UNIT}|%))"
)


class MissingLeadingZero(Rule):
    """A decimal without the zero before its sign: .5 mm.

    ## What it does
    Finds a decimal sign that no digit stands before, in front of a value.

    ## Why is this bad?
    The sign alone is overlooked, and .5 mm becomes 5 mm.

    ## Example
    ```md
    # 要求

    间隙应不小于.5 mm。
    ```

    ## Use instead
    ```md
    # 要求

    间隙应不小于0.5 mm。
    ```
    """

    code, name, severity = "STD-V040", "missing-leading-zero", "error"
    basis = {"gbt-1.1": "GB/T 15835—2011, 5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 9.1"}
    rows = ("GB-UNIT-11", "ISO-NUM-02")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset((".0", ",0"))
    message = {"zh": "小数“{words}”的小数点前写0", "en": "write a zero before the decimal sign: 0{words}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _bare.finditer(node.unquoted):
                if match[0][0] == "," and not is_iso(ctx):
                    continue
                fix = ctx.fix(f"{match[0]} → 0{match[0]}", [(node, match.span(), "0" + match[0])])
                yield ctx.report(node, match.span(), fix=fix, words=match[0])
