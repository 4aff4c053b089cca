"""element-order (STD-T050)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._order import elements_of, misplaced

_ORDER = {
    "zh": "前言、引言、范围、规范性引用文件、术语和定义、符号和缩略语、技术要素、附录、参考文献、索引",
    "en": "foreword, introduction, scope, normative references, terms, symbols, technical clauses, annexes, "
    "bibliography, index",
}


class ElementOrder(Rule):
    """An element that stands in the wrong place.

    ## What it does
    Compares the order of the elements of a document that has a scope with the fixed one: contents, foreword,
    introduction, scope, normative references, terms, symbols, technical clauses, annexes, bibliography,
    index. It reports the fewest that have to move.

    ## Why is this bad?
    Readers find every element of every standard in the same place (GB/T 1.1—2020, table 3; ISO/IEC
    Directives 2, Table 2).

    ## Example
    ```md
    # 范围

    本文件规定了水泵的要求。

    # 要求

    流量应不小于20 L/min。

    # 规范性引用文件

    本文件没有规范性引用文件。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了水泵的要求。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T050", "element-order", "error", ("elements",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 6.2.2.3, 8.5.2, 表 3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 6.4, 14.4, Table 2",
    }
    rows = ("GB-STR-02", "GB-SCOPE-01", "ISO-STR-02", "ISO-SCO-01")
    on = (Document,)
    message = {
        "zh": "“{title}”的位置不对；要素的顺序为：{order}",
        "en": "{title!r} stands in the wrong place; the order of the elements is: {order}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        elements = [
            (clause, kind) for clause, kind in elements_of(node) if clause.numbered or kind != "clause"
        ]
        # Without a scope it is a piece of a document.
        if all(kind != "scope" for _, kind in elements):
            return
        if node.metadata.kind == "symbols":
            # There the symbols are the technical clauses.
            elements = [(clause, "clause" if kind == "symbols" else kind) for clause, kind in elements]
        for clause, kind in misplaced(elements):
            words = _ORDER["zh" if ctx.language.startswith("zh") else "en"]
            title = plain_text(clause.title).strip() or (kind if kind != "clause" else "")
            yield ctx.report(clause, title=title, order=words)
