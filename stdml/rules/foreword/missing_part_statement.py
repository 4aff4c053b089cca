"""missing-part-statement (STD-C034)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers
from stdml.text.patterns import lazy

_FAMILIES = ("national", "industry", "local", "group")
_own = lazy(r"本(?:文件|部分|标准)(?:是|为)[^，。]{0,80}?第(\d{1,3})部分")


class MissingPartStatement(Rule):
    """The foreword of a part does not say which part of which document it is.

    ## What it does
    Looks in the foreword of a document whose number has a part number for 本文件是……的第n部分, and
    compares n.

    ## Why is this bad?
    Who reads one part has to know that there are others (GB/T 1.1—2020, 8.3 b)).

    ## Example
    ```md
    ---
    identifier: GB/T 12345.2—2026
    language: zh
    ---

    # 前言

    本文件是GB/T 12345《水泵》的第3部分。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 12345.2—2026
    language: zh
    ---

    # 前言

    本文件是GB/T 12345《水泵》的第2部分。
    GB/T 12345已经发布了以下部分：

    - 第1部分：总则；
    - 第2部分：试验方法。
    ```
    """

    code, name, severity, tags = "STD-C034", "missing-part-statement", "error", ("foreword", "parts")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 b)"}
    rows = ("GB-FWD-05",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "前言应说明本文件是{series}的第{part}部分，并列出已经发布的部分",
        "en": "the foreword is to say that this is part {part} of {series}, and to list the other parts",
    }
    variants = {
        "number": {
            "zh": "前言说是第{found}部分，而编号“{number}”是第{part}部分",
            "en": "the foreword says part {found}, but {number!r} is the number of part {part}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        number = next((found for _, found in numbers(node.metadata) if found), None)
        if number is None or number.family not in _FAMILIES or not (number.part or "").isdigit():
            return
        if foreword.clause is None:
            return
        for statement in foreword.statements:
            if found := _own.search(statement.words):
                if found[1] != number.part:
                    yield ctx.report(
                        statement.prose, statement.range, variant="number", found=found[1], part=number.part,
                        number=number.text,
                    )  # fmt: skip
                return
        if ctx.facts.is_whole:
            series = number.undated.removesuffix(f".{number.part}")
            yield ctx.report(foreword.clause, series=series, part=number.part)
