"""space-before-degree (STD-V031)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_apart = lazy(r"(?<=\d)[ \u00a0\u2009\u202f]+(?=[°′″](?![CF]))")


class SpaceBeforeDegree(Rule):
    """A space between a number and the mark of a plane angle.

    ## What it does
    Finds a space before ° ′ ″ where no C or F follows.

    ## Why is this bad?
    The marks of plane angle are the exception: they follow the number directly.

    ## Example
    ```md
    # 要求

    倾角应不大于32 °。
    ```

    ## Use instead
    ```md
    # 要求

    倾角应不大于32°。
    ```
    """

    code, name, severity = "STD-V031", "space-before-degree", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.6", "iso-directives-2": "ISO/IEC Directives Part 2, 9.3"}
    rows = ("GB-UNIT-03", "ISO-NUM-04")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset((" °", " ′", " ″"))
    message = {
        "zh": "平面角的符号“{mark}”与数值之间没有空隙",
        "en": "no space stands before {mark!r}, the mark of a plane angle",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if judges(node, ctx):
            for match in _apart.finditer(node.unquoted):
                fix = ctx.fix("32 ° → 32°", [(node, match.span(), "")])
                yield ctx.report(node, match.span(), fix=fix, mark=node.text[match.end()])
