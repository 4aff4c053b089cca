"""hyphen-for-minus (STD-V042)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    SPACE,
    UNIT,
    VALUE,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_minus = lazy(rf"(?:(?<=[ (±≤≥<>=])|\A)-(?={VALUE}{SPACE}(?:{UNIT}|%))")


class HyphenForMinus(Rule):
    """A hyphen for a minus sign.

    ## What it does
    Finds a hyphen directly before a value with a unit or a percentage, where no word or number stands before
    it.

    ## Why is this bad?
    A hyphen is shorter than a minus sign, is overlooked, and lets the line break behind it.

    ## Example
    ```md
    # Requirements

    The pump shall start at -5 °C.
    ```

    ## Use instead
    ```md
    # Requirements

    The pump shall start at −5 °C.
    ```
    """

    code, name, severity = "STD-V042", "hyphen-for-minus", "warning"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 9.3"}
    rows = ("ISO-NUM-08",)
    languages = ("en",)
    tags = ("numbers", "units")
    fixes = "unsafe"
    on = (Prose,)
    needs = frozenset(f"{before}-0" for before in " (±≤≥<>=")
    message = {"zh": "负号用“−”（U+2212），不用连字符", "en": "write a minus sign (U+2212), not a hyphen"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _minus.finditer(node.unquoted):
                fix = ctx.fix("-5 → −5", [(node, match.span(), "−")], safe=False)
                yield ctx.report(node, match.span(), fix=fix)
