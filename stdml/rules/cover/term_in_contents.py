"""term-in-contents (STD-C053)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._contents import lines


class TermInContents(Rule):
    """The contents list a term entry.

    ## What it does
    Finds lines of a typed table of contents that stand for term entries (3.1 …).

    ## Why is this bad?
    Terms are found in the clause of terms or in the index; the contents do not list them
    (GB/T 1.1—2020, 8.2).

    ## Example
    ```md
    # 目次

    - 1 范围 1
    - 2 术语和定义 1
    - 2.1 水锤 1

    # 范围

    本文件规定了水泵的要求，水锤的防护和水锤的测量。

    本文件适用于清水泵。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水锤 water hammer

    流速突变引起的压力波动。
    ```

    ## Use instead
    ```md
    # 目次

    - 1 范围 1
    - 2 术语和定义 1

    # 范围

    本文件规定了水泵的要求，水锤的防护和水锤的测量。

    本文件适用于清水泵。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水锤 water hammer

    流速突变引起的压力波动。
    ```
    """

    code, name, severity, tags = "STD-C053", "term-in-contents", "error", ("cover", "contents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.2"}
    rows = ("GB-TOC-02",)
    on = (Document,)
    message = {
        "zh": "目次不列术语条目：“{words}”",
        "en": "the contents do not list term entries: {words!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for line in lines(ctx):
            if isinstance(line.place, TermEntry):
                yield ctx.report(line.prose, (line.start, line.end), words=line.words)
