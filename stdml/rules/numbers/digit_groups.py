"""digit-groups (STD-V039)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    SPACE,
    UNIT,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_commas = lazy(r"(?<![A-Za-z0-9_.,])\d{1,3}(?:,\d{3})+(?![\d,A-Za-z]|\.\d*,)")
_several = lazy(r"(?<![A-Za-z0-9_.,])\d{1,3}(?:,\d{3}){2,}(?![\d,A-Za-z]|\.\d*,)")
_long = lazy(
    r"[0-9]{4}(?<![A-Za-z0-9_.,][0-9]{4})(?<![A-Za-z0-9][-–/+][0-9]{4})[0-9]*"
    rf"(?=[ \u00a0\u202f](?P<unit>{UNIT}))"
)
# What is counted has no decimals; four digits behind a word such as "in" may be a year.
_counted = lazy(
    r"(?<![A-Za-z0-9_.,–/+-])(?:(?:[1-9]\d{0,2},\d{3}|[1-9]\d{3,})(?= (?:cycles|strokes|revolutions"
    r"|rotations|operations|impacts|visitors|persons|people|inhabitants|users|passengers|employees"
    r"|participants|households|vehicles|devices|items|pieces|samples|particles|measurements|bytes)(?![a-z]))"
    # Behind "of" and the like stands a noun, whatever it is: of 2500 loaves.
    r"|(?<= of )[1-9]\d{3,}(?= [a-z]{3,}s(?![a-z]))|(?<= than )[1-9]\d{3,}(?= [a-z]{3,}s(?![a-z]))"
    r"|(?<= least )[1-9]\d{3,}(?= [a-z]{3,}s(?![a-z]))|(?<= about )[1-9]\d{3,}(?= [a-z]{3,}s(?![a-z])))"
)
_year = lazy(r"(?:19|20)\d\d")
# 0,5 mm; 12,500 mm is the one above.
_decimal = lazy(rf"(?<![A-Za-z0-9_.,])(?:0,\d{{1,6}}|[1-9]\d{{0,5}},\d{{1,2}})(?={SPACE}(?:{UNIT}|%))")


class DigitGroups(Rule):
    """Digits that are grouped by commas, or not at all.

    ## What it does
    Finds commas between groups of three digits (12,500), and, under the ISO/IEC Directives, values and counts
    of four and more digits without groups. There a single comma is a decimal sign, so two commas are needed
    unless the number counts things (12,500 cycles). Under GB/T 1.1 also a comma as the decimal sign (0,5 mm).

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
    needs = frozenset(("0,0", "0000"))
    message = {
        "zh": "“{words}”每三位数字之间用空隙分开，不用逗号",
        "en": "digits are grouped by threes with a space: {instead!r} for {words!r}",
    }
    variants = {
        "decimal": {
            "zh": "小数符号用小数点：“{words}”写作“{instead}”",
            "en": "the decimal sign is a point: {instead!r} for {words!r}",
        }
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        iso = is_iso(ctx)
        if "," in node.characters:
            for match in (_several if iso else _commas).finditer(node.unquoted):
                yield self._found(node, ctx, match, match[0].replace(",", " "))
            for match in () if iso else _decimal.finditer(node.unquoted):
                new = match[0].replace(",", ".")
                fix = ctx.fix(f"{match[0]} → {new}", [(node, match.span(), new)])
                yield ctx.report(node, match.span(), variant="decimal", fix=fix, words=match[0], instead=new)
        if iso:
            for match in _long.finditer(node.unquoted):
                if not (_year.fullmatch(match[0]) and len(match["unit"]) == 1):
                    yield self._found(node, ctx, match, f"{int(match[0]):,}".replace(",", " "))
            for match in _counted.finditer(node.unquoted):
                if not _year.fullmatch(match[0]):
                    words = f"{int(match[0].replace(',', '')):,}".replace(",", " ")
                    yield self._found(node, ctx, match, words)

    def _found(self, node: Prose, ctx: Context, match: re.Match[str], instead: str) -> Report:
        fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)])
        return ctx.report(node, match.span(), fix=fix, words=match[0], instead=instead)
