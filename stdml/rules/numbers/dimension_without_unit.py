"""dimension-without-unit (STD-V035)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    SIZE,
    TIMES,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_by = lazy(r"\s?[xX*×]\s?")


class DimensionWithoutUnit(Rule):
    """Dimensions of which only the last has a unit: 60×40×20 mm.

    ## What it does
    Finds numbers that are joined by ×, x or *, with a unit of length after the last one only. Areas (3×2.5
    mm² of a cable) and names such as M10×1 are left alone.

    ## Why is this bad?
    60×40 mm is a length of 2 400 mm. Each dimension is a value of its own.

    ## Example
    ```md
    # 要求

    外形尺寸应为60×40×20 mm。
    ```

    ## Use instead
    ```md
    # 要求

    外形尺寸应为60 mm×40 mm×20 mm。
    ```
    """

    code, name, severity = "STD-V035", "dimension-without-unit", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 9.2"}
    rows = ("GB-UNIT-07", "ISO-NUM-05")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = TIMES
    message = {
        "zh": "尺寸“{words}”的每个数值都要带单位，写作“{instead}”",
        "en": "each dimension has its unit: {instead!r} for {words!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        by = " × " if is_iso(ctx) else "×"
        for match in SIZE.finditer(node.unquoted):
            values = [match["first"], *_by.split(match["rest"])[1:]]
            instead = by.join(f"{value} {match['unit']}" for value in values)
            fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)])
            yield ctx.report(node, match.span(), fix=fix, words=match[0], instead=instead)
