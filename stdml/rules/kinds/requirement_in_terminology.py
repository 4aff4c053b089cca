"""requirement-in-terminology (STD-C060)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import core, kind_of, provisions


class RequirementInTerminology(Rule):
    """A requirement in a terminology standard.

    ## What it does
    Finds clauses with requirements beside the term entries of a document whose kind is terminology.

    ## Why is this bad?
    A terminology standard consists of term entries, which are statements (GB/T 1.1—2020, 8.11 and table 4);
    nobody looks for requirements there.

    ## Example
    ```md
    ---
    language: zh
    kind: terminology
    ---

    # 术语和定义

    ## 水锤 water hammer

    流速突变引起的压力波动。

    # 使用要求

    设计文件应使用本文件界定的术语。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: terminology
    ---

    # 术语和定义

    ## 水锤 water hammer

    流速突变引起的压力波动。
    ```
    """

    code, name, severity, tags = "STD-C060", "requirement-in-terminology", "error", ("kinds",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.11, 表 4"}
    rows = ("GB-KIND-01",)
    on = (Document,)
    message = {
        "zh": "术语标准的核心要素只有术语条目；“{words}”是要求",
        "en": "a terminology standard consists of term entries; {words!r} makes this a requirement",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if kind_of(node) != "terminology":
            return
        for clause in core(node):
            found = next((p for p in provisions(clause) if p.modality == "requirement"), None)
            if found is not None:
                yield ctx.report(found, words=found.strength or "")
