"""scope-of-whole-series (STD-T048)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import scope_prose, scopes
from stdml.text.patterns import lazy
from stdml.text.standards import find_all, key, parse

_says = lazy(
    r"(?:（所有部分）|\(所有部分\)|系列(?:国家|行业|地方|团体)?(?:标准|文件))?\s*(?:规定|确立|描述|提供|给出|界定|适用)"
    r"|(?:\s+\(all parts\)|\s+series)?\s+(?:specif|establish|give|define|provide|describe|appl)"
)
_series = lazy(
    r"本系列(?:标准|文件)(?:规定|确立|描述|提供|给出|界定|适用)"
    r"|\b[Tt]his series(?: of (?:standards|documents))? "
    r"(?:specif|establish|give|define|provide|describe|appl)\w*"
)


class ScopeOfWholeSeries(Rule):
    """A part whose scope speaks of the whole series.

    ## What it does
    In a document whose number has a part, looks for a scope that says what the number without the part, or
    the series, does.

    ## Why is this bad?
    The scope of a part is about that part alone (GB/T 1.1—2020, 8.5.1; ISO/IEC Directives 2, 14.1).

    ## Example
    ```md
    ---
    identifier: GB/T 99123.2—2026
    title:
      zh: [水泵, 第2部分：噪声]
    ---

    # 范围

    GB/T 99123规定了水泵的要求。

    # 要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99123.2—2026
    title:
      zh: [水泵, 第2部分：噪声]
    ---

    # 范围

    本文件规定了水泵的噪声要求。

    # 要求

    噪声应不大于70 dB。
    ```
    """

    code, name, severity, tags = "STD-T048", "scope-of-whole-series", "info", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 14.1"}
    rows = ("GB-SCOPE-09", "ISO-SCO-06")
    on = (Document,)
    message = {
        "zh": "部分的范围只写本部分的内容；“{words}”写作“本文件”",
        "en": 'the scope of a part is about that part alone; write "this document" for {words!r}',
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        own = [number for one in node.metadata.identifier if (number := parse(one)) and number.part]
        if not own:
            return
        whole = {key(replace(number, part=None).undated, dated=False) for number in own}
        for clause in scopes(node):
            for prose in scope_prose(clause):
                for found in _series.finditer(prose.text):
                    yield ctx.report(prose, found.span(), words=found.group())
                for number in find_all(prose.text):
                    if key(number.undated, dated=False) in whole and _says.match(prose.text, number.end):
                        yield ctx.report(prose, (number.start, number.end), words=number.text)
