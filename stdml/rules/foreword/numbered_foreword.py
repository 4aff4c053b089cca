"""numbered-foreword (STD-C030)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._typed import typed_number, untyped


class NumberedForeword(Rule):
    """A foreword with a number, or one that is divided into clauses.

    ## What it does
    Looks for a number before the heading of the foreword and for subclauses in it.

    ## Why is this bad?
    Numbers begin with the scope; the foreword is a row of unnumbered paragraphs (GB/T 1.1—2020, 8.3;
    ISO/IEC Directives 2, 12.4).

    ## Example
    ```md
    # 0 前言

    本文件为首次发布。

    # 1 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```

    ## Use instead
    ```md
    # 前言

    本文件为首次发布。

    # 1 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```
    """

    code, name, severity, tags = "STD-C030", "numbered-foreword", "error", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3", "iso-directives-2": "ISO/IEC Directives Part 2, 12.4"}
    rows = ("GB-FWD-01", "ISO-FWD-02")
    fixes = "safe"
    on = (Clause,)
    message = {"zh": "前言不编号，删去“{number}”", "en": "the foreword has no number; delete {number!r}"}
    variants = {
        "divided": {"zh": "前言不分条，写成段落", "en": "the foreword is not divided; write paragraphs"}
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        number, at = typed_number(node, "foreword", ctx)
        if number:
            yield ctx.report(node, span=at, fix=untyped(at, number), number=number)
        for section in node.clauses if node.type == "foreword" else ():
            if not isinstance(section, Clause) or section.type == "clause":
                yield ctx.report(section, variant="divided")
                return
