"""form-not-allowed-in-element (STD-T054)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Example, Figure, Formula, Note, Table, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule

_NOT_IN: dict[str, tuple[str, ...]] = {
    "foreword": ("figure", "table", "formula", "example"),
    "scope": ("figure", "formula", "example"),
    "normative-references": ("figure", "table", "formula", "example"),
    "bibliography": ("figure", "table", "formula", "example", "note"),
    "terms": ("table",),
}
_WORDS = {
    "figure": ("图", "a figure"),
    "table": ("表", "a table"),
    "formula": ("数学公式", "a formula"),
    "example": ("示例", "an example"),
    "note": ("注", "a note"),
}


class FormNotAllowedInElement(Rule):
    """A figure, table, formula or example in an element that has none.

    ## What it does
    Finds figures, tables, formulas and examples in the foreword, in the lists of references and the
    bibliography; figures, formulas and examples in the scope; tables among the terms.

    ## Why is this bad?
    Each element is built of certain forms only; a foreword has no figures, and term entries are not set as
    a table (GB/T 1.1—2020, table 3 and 8.7.3.1).

    ## Example
    ```md
    # 前言

    ![机构](a.png)

    # 范围

    本文件规定了水泵的要求。
    ```

    ## Use instead
    ```md
    # 前言

    本文件为首次发布。

    # 范围

    本文件规定了水泵的要求。
    ```
    """

    code, name, severity, tags = "STD-T054", "form-not-allowed-in-element", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.2.2.3, 8.7.3.1, 表 3"}
    rows = ("GB-STR-04", "GB-TERM-12")
    on = (Figure, Table, Formula, Example, Note)
    message = {
        "zh": "“{element}”中不用{form}；将其移到核心技术要素或附录中",
        "en": "there is {form} in {element!r}, which holds none; move it to a technical clause or an annex",
    }
    variants = {
        "terms": {
            "zh": "术语条目不编成表；每个术语写成一个条目",
            "en": "term entries are not set as a table; write an entry for each term",
        }
    }

    def check(self, node: Figure | Table | Formula | Example | Note, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or node.kind not in _NOT_IN.get(element.type, ()):
            return
        if node.kind == "table" and element.type == "terms" and ctx.inside(TermEntry, Note, Example):
            return
        chinese = ctx.language.startswith("zh")
        variant = "terms" if element.type == "terms" else ""
        title = plain_text(element.title).strip()
        yield ctx.report(node, variant=variant, element=title, form=_WORDS[node.kind][0 if chinese else 1])
