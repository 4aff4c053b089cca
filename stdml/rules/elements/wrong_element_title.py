"""wrong-element-title (STD-T053)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._order import elements_of, title_of, wrong_titles
from stdml.rules.prose import Prose


class WrongElementTitle(Rule):
    """An element under another title than the fixed one.

    ## What it does
    Compares the titles of clauses of the first level with what is often written instead: 目录, 引用标准,
    术语与定义, 参考资料; "Definitions", "References", "Preface".

    ## Why is this bad?
    These elements have fixed titles, by which readers and programs find them (GB/T 1.1—2020, 6.2.2.3,
    8.7.1; ISO/IEC Directives 2, 6.4).

    ## Example
    ```md
    # 适用范围

    本文件规定了水泵的要求。

    # 要求

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

    code, name, severity, tags = "STD-T053", "wrong-element-title", "error", ("elements",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 6.2.2.3, 8.5.2, 8.7.1, 表 3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 6.4, Table 2",
    }
    rows = ("GB-STR-03", "GB-REF-01", "GB-SCOPE-01", "GB-TERM-01", "ISO-STR-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "标题“{title}”应为“{right}”",
        "en": "the title {title!r} should be {right!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        typed = {kind for clause, kind in elements_of(node) if clause.type != "clause"}
        behind = ("annex", "index")
        body = [one for one in node.clauses if isinstance(one, Clause) and one.type not in behind]
        last = body[-1] if body else None
        for clause in node.clauses:
            if not isinstance(clause, Clause) or clause.type == "annex":
                continue
            title = title_of(clause)
            kind, right = wrong_titles().get(title, ("", ""))
            if not right or (clause.type == "clause" and kind in typed):
                continue
            if kind in ("bibliography", "index") and clause is not last:
                continue
            prose = Prose(clause, "title", False)
            fix = ctx.fix(f"{title} → {right}", [(prose, (0, len(prose.text)), right)])
            yield ctx.report(prose, (0, len(prose.text)), title=title, right=right, fix=fix)
