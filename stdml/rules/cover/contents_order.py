"""contents-order (STD-C054)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._contents import lines


class ContentsOrder(Rule):
    """The lines of the contents stand in another order than the text.

    ## What it does
    Finds lines of a typed table of contents behind those of later headings, and lines of figures and tables
    in front of those of headings.

    ## Why is this bad?
    The order is fixed: foreword, introduction, clauses, annexes, bibliography, index, figures, tables
    (GB/T 1.1—2020, 8.2).

    ## Example
    ```md
    # 目次

    - 2 流量 1
    - 1 范围 1

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 流量

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    # 目次

    - 1 范围 1
    - 2 流量 1

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 流量

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-C054", "contents-order", "error", ("cover", "contents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.2"}
    rows = ("GB-TOC-01",)
    on = (Document,)
    message = {
        "zh": "目次中“{words}”应在“{before}”之前",
        "en": "in the contents, {words!r} comes before {before!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        highest, before = -1, ""
        after_all = 10**9
        for line in lines(ctx):
            order = after_all if line.is_object else line.order
            if line.match == "none" and not line.is_object:
                continue
            if order < highest:
                yield ctx.report(line.prose, (line.start, line.end), words=line.words, before=before)
            else:
                highest, before = order, line.words
