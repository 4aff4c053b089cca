"""tolerance-without-brackets (STD-V034)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    FREE,
    SPACE,
    TOLERANCE,
    VALUE,
    is_iso,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_percent = lazy(
    rf"{FREE}(?P<value>{VALUE}){SPACE}%(?P<sign>{SPACE}±{SPACE})(?P<by>{VALUE})(?P<gap>{SPACE})(?P<unit>%)"
)


class ToleranceWithoutBrackets(Rule):
    """A tolerance whose unit stands only at its end: 50±1 mm, 55±3%.

    ## What it does
    Finds a value with a tolerance where only the tolerance has a unit and no brackets hold both, and
    percentages without brackets.

    ## Why is this bad?
    In 50±1 mm only the tolerance is a length. The brackets make the unit belong to both. In
    65%±2%, the tolerance can be read as 2% of the value.

    ## Example
    ```md
    # 要求

    直径应为50±1 mm。
    ```

    ## Use instead
    ```md
    # 要求

    直径应为(50±1) mm。
    ```
    """

    code, name, severity = "STD-V034", "tolerance-without-brackets", "error"
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.4.5.2, 9.4.5.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 9.2",
    }
    rows = ("GB-UNIT-05", "GB-UNIT-06", "ISO-NUM-06")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("±")
    message = {"zh": "带公差的数值“{words}”写作“{instead}”", "en": "write {instead!r} for {words!r}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        iso = is_iso(ctx)
        for pattern in (TOLERANCE, _percent):
            for match in pattern.finditer(node.unquoted):
                gap = match["gap"] or ("" if match["unit"] in "%‰" and not iso else " ")
                sign = " ± " if iso else "±"
                instead = f"({match['value']}{sign}{match['by']}){gap}{match['unit']}"
                # Behind ] the brackets would make a link.
                free = not node.text.endswith("]", 0, match.start())
                fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)]) if free else None
                yield ctx.report(node, match.span(), fix=fix, words=match[0], instead=instead)
