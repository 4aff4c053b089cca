"""untitled-clause (STD-T004)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_number_only = lazy(r"[1-9][0-9]?\.?")


class UntitledClause(Rule):
    """A clause of the first level without a title.

    ## What it does
    Finds numbered clauses right below the document that have no title.

    ## Why is this bad?
    Every clause has a title (GB/T 1.1—2020, 7.2; ISO/IEC Directives 2, 22.2): the contents list them.

    ## Example
    ```md
    # 范围

    本文件规定了水泵的要求。

    # {}

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了水泵的要求。

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T004", "untitled-clause", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.2", "iso-directives-2": "ISO/IEC Directives Part 2, 22.2"}
    rows = ("GB-NUM-02", "ISO-STR-07")
    on = (Document,)
    message = {
        "zh": "第{number}章没有标题；每一章都应有标题",
        "en": "Clause {number} has no title; every clause has one",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for clause in node.clauses:
            if not isinstance(clause, Clause) or clause.type != "clause" or not clause.numbered:
                continue
            title = plain_text(clause.title).strip()
            if not title or _number_only.fullmatch(title):
                number = title.rstrip(".") or ctx.facts.numbering.number(clause) or ""
                yield ctx.report(clause, number=number)
