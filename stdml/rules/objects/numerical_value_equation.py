"""numerical-value-equation (STD-F028)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._formulas import explanations, numbered_formulas
from stdml.text.patterns import lazy

_VALUE = lazy(r"的数值|numerical value")
_UNIT = lazy(
    r"单位[为：:是]|以.{1,12}(?:为单位|计|表示)|无量纲|量纲一|[（(][A-Za-zΩ℃%°][^）)]{0,15}[)）]"
    r"|\bin [a-z]|\bexpressed (?:in|as)\b|dimensionless"
)


class NumericalValueEquation(Rule):
    """A numerical value without its unit, or a symbol for a quantity and for its numerical value.

    ## What it does
    Looks at the explanations of symbols: what is said to be a numerical value (的数值) has to give its
    unit, and the same symbol is not explained as a quantity below another formula.

    ## Why is this bad?
    An equation between numerical values is right in certain units only; without them every reader gets
    another result.

    ## Example
    ```md
    # 计算

    重力按公式（1）计算：

    $$
    F = 9.8 m
    $$ (eq-force)

    式中：

    - $F$——重力的数值，单位为牛（N）；
    - $m$——质量的数值。
    ```

    ## Use instead
    ```md
    # 计算

    重力按公式（1）计算：

    $$
    F = 9.8 m
    $$ (eq-force)

    式中：

    - $F$——重力的数值，单位为牛（N）；
    - $m$——质量的数值，单位为千克（kg）。
    ```
    """

    code, name, severity, tags = "STD-F028", "numerical-value-equation", "error", ("objects", "formulas")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.9.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 27.5"}
    rows = ("GB-FORM-04", "ISO-FOR-03")
    on = (Document,)
    message = {
        "zh": "“{symbol}”是数值，没有给出单位，写作“……的数值，单位为……”",
        "en": "{symbol} is a numerical value; say in what unit",
    }
    variants = {
        "both": {
            "zh": "符号“{symbol}”在一处表示量，在另一处表示数值，应使用不同的符号或统一",
            "en": "{symbol} stands for a quantity in one formula and for its numerical value in another",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: dict[str, bool] = {}
        for placed in numbered_formulas(ctx):
            for meaning in explanations(placed):
                value = _VALUE.search(meaning.words) is not None
                unit = _UNIT.search(meaning.words) is not None
                if value and not unit:
                    yield ctx.report(meaning.node, symbol=meaning.symbol)
                elif unit and seen.setdefault(meaning.symbol, value) != value:
                    yield ctx.report(meaning.node, variant="both", symbol=meaning.symbol)
