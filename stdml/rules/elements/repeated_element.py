"""repeated-element (STD-T051)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.cjk import has_cjk

_ONCE = frozenset(
    ("contents", "foreword", "introduction", "scope", "normative-references", "terms", "bibliography")
)


class RepeatedElement(Rule):
    """An element that may occur only once and occurs again.

    ## What it does
    Finds a second foreword, introduction, scope, list of normative references, clause of terms, or
    bibliography.

    ## Why is this bad?
    Each of these elements occurs once in a document (GB/T 1.1—2020, table 3; ISO/IEC Directives 2, 14.4,
    15.4, 16.4).

    ## Example
    ```md
    # 范围

    本文件规定了水泵的要求。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 术语和定义

    本文件没有需要界定的术语和定义。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了水泵的要求。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T051", "repeated-element", "error", ("elements",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 6.2.2.3, 8.5.2, 8.7.1, 表 3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 6.4, 14.4, 16.4, Table 2",
    }
    rows = ("GB-SCOPE-01", "GB-TERM-01", "ISO-SCO-01", "ISO-TRM-01")
    on = (Document,)
    message = {
        "zh": "“{title}”只能出现一次；并入前面的“{first}”",
        "en": "{title!r} occurs only once; merge it with {first!r} above",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: dict[str, str] = {}
        for clause in node.clauses:
            if not isinstance(clause, Clause) or clause.type not in _ONCE:
                continue
            title = plain_text(clause.title).strip()
            language = "zh" if has_cjk(title) else "en"
            # A document in two languages has each element once in each.
            name = f"{clause.type} {language}"
            if name in seen:
                yield ctx.report(clause, title=title, first=seen[name])
            seen.setdefault(name, title)
