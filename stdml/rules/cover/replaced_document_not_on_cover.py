"""replaced-document-not-on-cover (STD-C008)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.text.standards import key


class ReplacedDocumentNotOnCover(Rule):
    """The foreword says that a document is replaced which the cover does not name.

    ## What it does
    Compares the numbers after 本文件代替 in the foreword with `replaces` in the metadata.

    ## Why is this bad?
    The line 代替 on the cover is where readers learn that an older document no longer holds
    (GB/T 1.1—2020, 8.1 and 10.3.1.4).

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除结构调整和
    编辑性改动外，主要技术变化如下：

    - 增加了噪声的要求（见4.2）。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除结构调整和
    编辑性改动外，主要技术变化如下：

    - 增加了噪声的要求（见4.2）。
    ```
    """

    code, name, severity, tags = "STD-C008", "replaced-document-not-on-cover", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-02",)
    on = (Document,)
    message = {
        "zh": "前言说本文件代替{number}，而封面没有写出它；在元数据 replaces 中加上",
        "en": "the foreword says that {number} is replaced, and the cover does not; add it to 'replaces'",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        metadata = node.metadata
        if not (metadata.identifier or metadata.level):
            return
        known = {key(text, dated=False) for text in metadata.replaces}
        for statement, number in ctx.facts.foreword.replaced():
            if key(number.text, dated=False) not in known and number.chinese:
                within = (statement.start + number.start, statement.start + number.end)
                yield ctx.report(statement.prose, within, number=number.canonical)
