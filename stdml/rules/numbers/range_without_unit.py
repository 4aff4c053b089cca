"""range-without-unit (STD-V032)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    RANGE,
    is_iso,
    is_reading,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# 2026-05 h is no range.
_date = lazy(r"(?:19|20)\d\d-[01]?\d(?!\d)")


class RangeWithoutUnit(Rule):
    """A range whose unit stands only at its end: 5～35 ℃, 40～60%.

    ## What it does
    Finds two numbers with a sign of range between them, of which only the second has a unit or a %. Numbers
    that are counted (8～20个) and labels are left alone.

    ## Why is this bad?
    In 5～35 ℃ the first number has no unit, so 40～60% might be from 40 to 0.6.

    ## Example
    ```md
    # 要求

    温度应为5～35 ℃。
    ```

    ## Use instead
    ```md
    # 要求

    温度应为5 ℃～35 ℃。
    ```
    """

    code, name, severity = "STD-V032", "range-without-unit", "error"
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.4.5.2, 9.4.5.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 9.2",
    }
    rows = ("GB-UNIT-04", "GB-UNIT-05", "ISO-NUM-05")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("～", "~", "0–", " –", "0—", " —", "0-", " -", "至", "到", "to"))
    message = {
        "zh": "范围“{words}”的两个数值都要带单位，写作“{instead}”",
        "en": "both ends of a range have a unit: {instead!r} for {words!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        iso = is_iso(ctx)
        for match in RANGE.finditer(node.unquoted):
            if _date.match(match[0]) or not is_reading(node, match.start(), match.start("unit")):
                continue
            gap = match["gap"] or ("" if match["unit"] in "%‰" and not iso else " ")
            dash = " to " if iso else "～"
            low, high = match["sign"] + match["low"], match["high"]
            instead = f"{low}{gap}{match['unit']}{dash}{high}{gap}{match['unit']}"
            fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)])
            yield ctx.report(node, match.span(), fix=fix, words=match[0], instead=instead)
