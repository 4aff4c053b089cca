"""title-without-requirement (STD-C068)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Container, ForeignBlock, Requirement, plain_text
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import data, kind_of, provisions, title_of
from stdml.text.patterns import lazy

_complies = lazy(r"符合|满足|遵守|按(?:照)?.{1,40}(?:规定|执行)|必须|不得|禁止|严禁|须")


class TitleWithoutRequirement(Rule):
    """A clause is titled 总体要求, 通用要求 or 通则 and holds no requirement.

    ## What it does
    Looks for a requirement in such clauses and what is below them.

    ## Why is this bad?
    The titles announce requirements (GB/T 1.1—2020, 8.10 and 9.3); a clause of statements is titled 概述, one
    of recommendations 总体原则.

    ## Example
    ```md
    # 通用要求

    水泵由泵体和电动机组成。

    # 流量

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    # 概述

    水泵由泵体和电动机组成。

    # 流量

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-C068", "title-without-requirement", "error", ("kinds", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.10, 9.3"}
    rows = ("GB-KIND-11", "GB-KIND-12")
    languages = ("zh",)
    on = (Clause,)
    types = frozenset(("clause",))
    message = {
        "zh": "“{title}”中没有要求；陈述用“概述”，原则用“总体原则”",
        "en": "a clause titled {title!r} holds a requirement; title statements 概述 and principles 总体原则",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not node.title or node.type != "clause" or not (node.blocks or node.clauses):
            return
        title = title_of(node)
        if title not in data()["titles"]["some requirement"]:
            return
        if kind_of(ctx.document) == "code-of-practice" or _complies.search(plain_text(node)):
            # Steps are imperative sentences, and so is 符合表1的规定.
            return
        if any(found.modality == "requirement" for found in provisions(node)):
            return
        if not any(isinstance(block, Requirement | Container | ForeignBlock) for block in walk_blocks(node)):
            yield ctx.report(node, title=title)
