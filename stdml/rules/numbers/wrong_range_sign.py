"""wrong-range-sign (STD-V033)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Citation,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    FREE,
    NUMBER,
    SPACE,
    UNIT,
    VALUE,
    judges,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    stands_in,
)

_later = re.compile(rf"[-−+]?{VALUE}{SPACE}(?:{UNIT}|%|‰)")

_values = re.compile(
    rf"{NUMBER}{SPACE}(?:{UNIT}|%|‰)(?P<dash>{SPACE}[~–—-]{SPACE})[-−+]?{VALUE}{SPACE}(?:{UNIT}|%|‰)"
)
_tilde = re.compile(rf"{FREE}[-−+]?{VALUE}(?P<dash>~)(?=[-−+]?\d)")
_years = re.compile(r"(?<![\d.—-])(?:19|20)\d\d(?P<year>年?)(?P<dash>[~～-])(?=(?:19|20)\d\d年)")


class WrongRangeSign(Rule):
    """A range that is joined by another sign than ～.

    ## What it does
    Finds ~, -, – or — between two values with units or percentages, ~ between two numbers, and ～ or a
    hyphen between years. Numbers of standards, dates, telephone numbers and codes are left alone.

    ## Why is this bad?
    A hyphen before a number is read as a minus sign. The sign of a range of values is ～, that of a span of
    years —.

    ## Example
    ```md
    # 要求

    压力应为20 kPa-30 kPa。
    ```

    ## Use instead
    ```md
    # 要求

    压力应为20 kPa～30 kPa。
    ```
    """

    code, name, severity = "STD-V033", "wrong-range-sign", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.5.2, 10.4"}
    rows = ("GB-UNIT-04", "GB-PUNC-03")
    languages = ("zh",)
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("~-–—～")
    message = {
        "zh": "数值范围用“～”连接，不用“{dash}”",
        "en": "a range of values is joined by ～, not by {dash}",
    }
    variants = {
        "years": {
            "zh": "年份的起止用“—”连接，写作“2019年—2020年”",
            "en": "a span of years is written 2019年—2020年",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        text = node.unquoted
        for match in _years.finditer(text):
            new = "—" if match["year"] else "年—"
            fix = ctx.fix("2019~2020年 → 2019年—2020年", [(node, match.span("dash"), new)])
            yield ctx.report(node, match.span("dash"), variant="years", fix=fix, severity="warning")
        years = {match.start("dash") for match in _years.finditer(text)}
        taken: set[int] = set()
        for pattern in (_values, _tilde):
            for match in pattern.finditer(text):
                within = match.span("dash")
                if within[0] in years or within[0] in taken or stands_in(node, within[0], Citation):
                    continue
                taken.add(within[0])
                # Without units the range rule rewrites the whole of it.
                if pattern is _values or not _later.match(text, match.end()):
                    fix = ctx.fix(f"{match['dash']} → ～", [(node, within, "～")])
                    yield ctx.report(node, within, fix=fix, dash=match["dash"].strip())
