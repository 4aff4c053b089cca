"""space-before-unit (STD-V030)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    LISTS,
    NUMBER,
    RANGE,
    SIZE,
    TOLERANCE,
    UNIT,
    is_iso,
    is_reading,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_unit = lazy(UNIT)

_tight = lazy(rf"{NUMBER}(?={UNIT})")
# A tolerance in brackets: (200 ± 5)mm.
_closed = lazy(rf"\([^()]{{0,20}}±[^()]{{0,12}}\)(?=(?:{UNIT}|%))")
# Not the %20 of an address.
_percent = lazy(rf"{NUMBER}(?=%(?![0-9A-Fa-f]{{2}}))")


class SpaceBeforeUnit(Rule):
    """No space between a number and the symbol of its unit.

    ## What it does
    Finds a number with the symbol of a unit right behind it, and, under the ISO/IEC Directives, a percentage
    without a space. The marks of plane angle (° ′ ″) follow the number directly. Names, labels, code and
    identifiers are left alone.

    ## Why is this bad?
    The gap shows where the number ends and the unit begins: 10 m and 10m can be read differently.

    ## Example
    ```md
    # 要求

    间隙应不小于20mm。
    ```

    ## Use instead
    ```md
    # 要求

    间隙应不小于20 mm。
    ```
    """

    code, name, severity = "STD-V030", "space-before-unit", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.6", "iso-directives-2": "ISO/IEC Directives Part 2, 9.3"}
    rows = ("GB-UNIT-02", "ISO-NUM-04")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(f"{end}{one[0]}" for one in LISTS["symbols"] for end in "0)") | {"0%", ")%"}
    message = {
        "zh": "“{words}”的数值与单位符号之间应有空隙",
        "en": "there is a space between number and unit in {words!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        iso = is_iso(ctx)
        for pattern in (_tight, _percent, _closed) if iso else (_tight,):
            for match in pattern.finditer(node.unquoted):
                at = match.end()
                # What the rules on ranges, tolerances and dimensions rewrite is theirs.
                if not is_reading(node, match.start(), at) or _is_part(node, match.start()):
                    continue
                unit = _unit.match(node.text, at)
                end = unit.end() if unit else at + 1
                within = (match.start(), end)
                fix = ctx.fix("10mm → 10 mm", [(node, (at - 1, at), node.text[at - 1] + " ")])
                words = node.text[slice(*within)]
                yield ctx.report(node, within, fix=fix, severity=None if iso else "warning", words=words)


def _is_part(prose: Prose, at: int) -> bool:
    """Whether a value is the end of a range, a tolerance or a dimension without a unit at its beginning."""
    known = prose.__dict__.get("_written")
    if known is None:
        patterns = (RANGE, TOLERANCE, SIZE)
        known = sorted(match.span() for pattern in patterns for match in pattern.finditer(prose.unquoted))
        prose.__dict__["_written"] = known
    index = bisect_left(known, (at, 0)) - 1
    return index >= 0 and at < known[index][1]
