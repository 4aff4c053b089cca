"""wrong-range-sign (STD-V033)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Cell,
    Citation,
    Table,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    FREE,
    NUMBER,
    SPACE,
    UNIT,
    VALUE,
    is_iso,
    judges,
)
from stdml.rules.objects._tables import columns, grid, header, words
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    stands_in,
)
from stdml.text.patterns import lazy

_later = lazy(rf"[-−+]?{VALUE}{SPACE}(?:{UNIT}|%|‰)")

_values = lazy(
    rf"{NUMBER}{SPACE}(?:{UNIT}|%|‰)(?P<dash>{SPACE}[~–—-]{SPACE})[-−+]?{VALUE}{SPACE}(?:{UNIT}|%|‰)"
)
_tilde = lazy(rf"{FREE}[-−+]?{VALUE}(?P<dash>~)(?=[-−+]?\d)")
# 1.5-2倍: of what is counted, only words that no date or label has.
_counted = lazy(
    rf"{FREE}{VALUE}(?P<dash>[–—-]){VALUE}(?=倍|个|人|名|次|台|件|套|只|辆|周?岁|组|份|片|根|家|户)"
)
# The header has the unit: 高度/m, and the cell 6-8.
_measured = lazy(rf"[/（(]\s?(?:{UNIT}|%)\s?[)）]?\Z")
_pair = lazy(rf"{VALUE}{SPACE}(?P<dash>[–—-]){SPACE}{VALUE}")
_years = lazy(r"(?<![\d.—-])(?:19|20)\d\d(?P<year>年?)(?P<dash>[~～-])(?=(?:19|20)\d\d年)")


class WrongRangeSign(Rule):
    """A range that is joined by another sign than ～.

    ## What it does
    Finds ~, -, – or — between two values with units or percentages and before what is counted (8-20个), ~
    between two numbers, a hyphen in cells whose header has a unit, and ～ or a hyphen between years. Numbers
    of standards, dates, telephone numbers and codes are left alone.

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
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.4.5.2, 10.4",
        "iso-directives-2": "ISO/IEC Directives Part 2, 9.2",
    }
    rows = ("GB-UNIT-04", "GB-PUNC-03", "ISO-NUM-05")
    languages = ("zh", "en")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose, Table)
    needs = frozenset("~-–—～")
    message = {
        "zh": "数值范围用“～”连接，不用“{dash}”",
        "en": "a range of values is joined by ～, not by {dash}",
    }
    variants = {
        "to": {
            "zh": "数值范围用“to”连接，不用“{dash}”",
            "en": "a range of values is joined by 'to', not by {dash!r}",
        },
        "years": {
            "zh": "年份的起止用“—”连接，写作“2019年—2020年”",
            "en": "a span of years is written 2019年—2020年",
        },
    }

    def check(self, node: Prose | Table, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Table):
            yield from () if is_iso(ctx) else self._cells(node, ctx)
            return
        if not judges(node, ctx):
            return
        text = node.unquoted
        if is_iso(ctx):
            yield from self._english(node, ctx)
            return
        by_year = list(_years.finditer(text)) if "年" in node.characters else []
        for match in by_year:
            new = "—" if match["year"] else "年—"
            fix = ctx.fix("2019~2020年 → 2019年—2020年", [(node, match.span("dash"), new)])
            yield ctx.report(node, match.span("dash"), variant="years", fix=fix, severity="warning")
        years = {match.start("dash") for match in by_year}
        taken: set[int] = set()
        for pattern in (_values, _tilde, _counted):
            for match in pattern.finditer(text):
                within = match.span("dash")
                if within[0] in years or within[0] in taken or stands_in(node, within[0], Citation):
                    continue
                taken.add(within[0])
                # Without units the range rule rewrites the whole of it.
                if pattern is _values or not _later.match(text, match.end()):
                    fix = ctx.fix(f"{match['dash']} → ～", [(node, within, "～")])
                    yield ctx.report(node, within, fix=fix, dash=match["dash"].strip())

    @staticmethod
    def _cells(node: Table, ctx: Context) -> Iterator[Report]:
        heads: dict[int, Cell] = {}
        for placed in grid(header(node)):
            heads |= placed
        for column, cells in columns(node).items():
            if column in heads and _measured.search(words(heads[column])):
                for cell in cells:
                    if found := _pair.fullmatch(words(cell)):
                        yield ctx.report(cell, dash=found["dash"])

    @staticmethod
    def _english(node: Prose, ctx: Context) -> Iterator[Report]:
        for match in _values.finditer(node.unquoted):
            within = match.span("dash")
            if not stands_in(node, within[0], Citation):
                fix = ctx.fix(f"{match['dash']} → to", [(node, within, " to ")])
                yield ctx.report(node, within, variant="to", fix=fix, dash=match["dash"].strip())
