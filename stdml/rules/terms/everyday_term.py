"""everyday-term (STD-T034)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import data_of, name_of


class EverydayTerm(Rule):
    """An everyday word that is defined as a term.

    ## What it does
    Compares Chinese terms with a short list of words that need no definition, such as 用户, 员工 and 产品;
    vocabularies are left alone.

    ## Why is this bad?
    Only terms that are not self-evident to the readers are defined (GB/T 1.1—2020, 8.7.3.2).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 用户 user

    操作充电桩的人。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T034", "everyday-term", "info", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.2"}
    rows = ("GB-TERM-15",)
    languages = ("zh",)
    on = (TermEntry,)
    message = {
        "zh": "“{term}”是不言自明的常用词，一般不必定义",
        "en": "{term!r} is an everyday word that needs no definition",
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        term = name_of(node)
        if ctx.document.metadata.kind != "terminology" and term in data_of("term-words")["everyday"]:
            yield ctx.report(node.designations[0], term=term)
