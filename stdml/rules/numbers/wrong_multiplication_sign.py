"""wrong-multiplication-sign (STD-V036)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Citation, Formula, Math
from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    NUMBER,
    SIZE,
    SPACE,
    TIMES,
    UNIT,
    VALUE,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    stands_in,
)
from stdml.text.patterns import lazy

_times = lazy(
    rf"(?!0[xX]){NUMBER}(?:{SPACE}(?:{UNIT}))?(?P<sign>{SPACE}[xX*·]{SPACE})(?=\d)(?!{VALUE}[A-Za-z]*[xX*·])"
)


# In TeX x^* is no product, and \\operatorname* is a name.
_tex_name = lazy(r"\\[A-Za-z]{1,40}\*")
_tex_times = lazy(r"(?<=[A-Za-z0-9)}\]])\s?\*\s?(?=[A-Za-z0-9\\({])")


class WrongMultiplicationSign(Rule):
    """A letter x, an asterisk or a dot for the product of two numbers.

    ## What it does
    Finds x, X, * and · between two numbers or values, and * in formulas. Hexadecimal numbers, names and code
    are left alone.

    ## Why is this bad?
    × is the sign of the product of numbers; the half-high dot joins units and vectors, and x is a variable.

    ## Example
    ```md
    # 要求

    电阻应不小于1.2*10<sup>4</sup> Ω。
    ```

    ## Use instead
    ```md
    # 要求

    电阻应不小于1.2×10<sup>4</sup> Ω。
    ```
    """

    code, name, severity = "STD-V036", "wrong-multiplication-sign", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.4.3", "iso-directives-2": "ISO/IEC Directives Part 2, 9.1"}
    rows = ("GB-UNIT-08", "ISO-NUM-07")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose, Formula, Math)
    needs = TIMES
    message = {
        "zh": "数的乘号用“×”，不用“{sign}”",
        "en": "the product of numbers is written with ×, not {sign}",
    }

    def check(self, node: Prose | Formula | Math, ctx: Context) -> Iterator[Report]:
        if not isinstance(node, Prose):
            if "*" in node.tex and _tex_times.search(_tex_name.sub(" ", node.tex)):
                yield ctx.report(node, sign="*")
            return
        if not judges(node, ctx):
            return
        for match in _times.finditer(node.unquoted):
            within = match.span("sign")
            if stands_in(node, within[0], Citation) or SIZE.match(node.unquoted, match.start()):
                continue
            new = " × " if is_iso(ctx) else "×"
            fix = ctx.fix(f"{match['sign'].strip()} → ×", [(node, within, new)])
            yield ctx.report(node, within, fix=fix, sign=match["sign"].strip())
