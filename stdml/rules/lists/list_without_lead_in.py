"""list-without-lead-in (STD-F001)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Clause, Document, List
from stdml.rules.base import Context, Report, Rule

# In these elements a list is the element itself: entries, symbols, terms.
_LISTS_THEMSELVES = frozenset(
    ("contents", "normative-references", "terms", "symbols", "bibliography", "index")
)


class ListWithoutLeadIn(Rule):
    """A list that nothing introduces.

    ## What it does
    Finds lists that stand right below a heading, or open a clause without a title. Lists of references,
    symbols and abbreviations, and lists in examples, quotations and tables are left alone.

    ## Why is this bad?
    The items are parts of a sentence; without the words before them nobody can tell whether they are
    requirements, choices or examples.

    ## Example
    ```md
    # 要求

    ## 标志

    - 产品名称；
    - 生产日期。
    ```

    ## Use instead
    ```md
    # 要求

    ## 标志

    标志应包括下列内容：

    - 产品名称；
    - 生产日期。
    ```
    """

    code, name, severity, tags = "STD-F001", "list-without-lead-in", "error", ("lists",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 23.3"}
    rows = ("GB-LIST-01", "ISO-LST-02")
    on = (Document,)
    message = {
        "zh": "列项前没有引语，在列项之前写出引导列项的句子或短语",
        "en": "nothing introduces the list; write a sentence or a phrase before it",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(List):
            clause = placed.owner
            if placed.apart or not isinstance(clause, Clause) or placed.before is not None:
                continue
            types = {clause.type, placed.element.type if placed.element else ""}
            if not types & _LISTS_THEMSELVES and clause.numbered:
                level: Severity | None = None if ctx.basis.startswith("GB") else "warning"
                yield ctx.report(placed.node, severity=level)
