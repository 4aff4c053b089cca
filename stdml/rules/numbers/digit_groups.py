"""digit-groups (STD-V039)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    DIGITS,
    UNIT,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose

_commas = re.compile(r"(?<![A-Za-z0-9_.,])\d{1,3}(?:,\d{3})+(?![\d,A-Za-z]|\.\d*,)")
_several = re.compile(r"(?<![A-Za-z0-9_.,])\d{1,3}(?:,\d{3}){2,}(?![\d,A-Za-z]|\.\d*,)")
_long = re.compile(
    rf"[0-9]{{5}}(?<![A-Za-z0-9_.,][0-9]{{5}})(?<![A-Za-z0-9][-–/+][0-9]{{5}})[0-9]*(?=[ \u00a0\u202f]{UNIT})"
)


class DigitGroups(Rule):
    """Digits that are grouped by commas, or not at all.

    ## What it does
    Finds commas between groups of three digits (12,500), and, under the ISO/IEC Directives, values of five
    and more digits without groups. There a single comma is a decimal sign, so only two commas count.

    ## Why is this bad?
    The comma is the decimal sign in half of the world. Groups of three digits are set apart by a small
    space.

    ## Example
    ```md
    # 要求

    容量应不小于12,500 kg。
    ```

    ## Use instead
    ```md
    # 要求

    容量应不小于12 500 kg。
    ```
    """

    code, name, severity = "STD-V039", "digit-groups", "warning"
    basis = {"gbt-1.1": "GB/T 15835—2011, 5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 9.1"}
    rows = ("GB-UNIT-11", "ISO-NUM-03")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = DIGITS
    message = {
        "zh": "“{words}”每三位数字之间用空隙分开，不用逗号",
        "en": "digits are grouped by threes with a space: {instead!r} for {words!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        iso = is_iso(ctx)
        if "," in node.characters:
            for match in (_several if iso else _commas).finditer(node.unquoted):
                yield self._found(node, ctx, match, match[0].replace(",", " "))
        if iso:
            for match in _long.finditer(node.unquoted):
                yield self._found(node, ctx, match, f"{int(match[0]):,}".replace(",", " "))

    def _found(self, node: Prose, ctx: Context, match: re.Match[str], instead: str) -> Report:
        fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)])
        return ctx.report(node, match.span(), fix=fix, words=match[0], instead=instead)
