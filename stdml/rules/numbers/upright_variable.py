"""upright-variable (STD-V044)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Formula,
    Subscript,
    Superscript,
    Text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_letter = lazy(r"\s*(?P<letter>[A-Za-zα-ωΑ-Ω])\s*")


class UprightVariable(Rule):
    """A variable in upright type in the explanation of a formula.

    ## What it does
    Finds symbols of one letter, or of a letter with a subscript, in the list after 式中 or "where" that are
    set as plain text, neither as a formula ($t$) nor in italics (*t*).

    ## Why is this bad?
    Quantities are italic and units upright; an upright m is a metre, an italic one a mass.

    ## Example
    ```md
    # 计算

    流量按公式（1）计算：

    $$
    q = V / t
    $$ (eq-q)

    式中：

    - $q$——流量，单位为升每分（L/min）；
    - $V$——体积，单位为升（L）；
    - t——时间，单位为分（min）。
    ```

    ## Use instead
    ```md
    # 计算

    流量按公式（1）计算：

    $$
    q = V / t
    $$ (eq-q)

    式中：

    - $q$——流量，单位为升每分（L/min）；
    - $V$——体积，单位为升（L）；
    - $t$——时间，单位为分（min）。
    ```
    """

    code, name, severity = "STD-V044", "upright-variable", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.6"}
    rows = ("GB-UNIT-09",)
    tags = ("numbers", "formulas")
    fixes = "unsafe"
    on = (Formula,)
    message = {
        "zh": "变量“{symbol}”用斜体：写作“*{symbol}*”或“${symbol}$”",
        "en": "the variable {symbol!r} is italic: write *{symbol}* or ${symbol}$",
    }

    def check(self, node: Formula, ctx: Context) -> Iterator[Report]:
        for entry in node.where:
            first = entry.symbol[0] if entry.symbol else None
            match = _letter.fullmatch(first.value) if isinstance(first, Text) else None
            if match is None or not all(
                isinstance(rest, (Subscript, Superscript)) for rest in entry.symbol[1:]
            ):
                continue
            assert isinstance(first, Text)
            fix = ctx.fix(
                f"*{match['letter']}*", [(first, match.span("letter"), f"*{match['letter']}*")], safe=False
            )
            yield ctx.report(first, match.span("letter"), fix=fix, symbol=match["letter"])
