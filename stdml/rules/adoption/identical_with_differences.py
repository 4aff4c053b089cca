"""identical-with-differences (STD-L051)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import degrees, forewords
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_difference = lazy(
    r"技术(?:性|内容)?(?:差异|变化|修改)|结构(?:调整|变化|改变|不同)|(?:删除|增加|修改|更改)了.{0,20}(?:要求|条款|指标|技术)"
)
_none = lazy(r"(?:无|没有|不存在|未做|未作|不涉及|均?不)[^，。；]{0,12}\Z")
_compared = lazy(r"与(?:ISO|IEC)[^，。；]{2,60}相比|(?:ISO|IEC)[^，。；]{2,60}的(?:技术|结构)")
_revision = lazy("除结构调整和编辑性改动外|主要技术变化如下")


class IdenticalWithDifferences(Rule):
    """An identical adoption whose foreword tells of differences in substance or structure.

    ## What it does
    Where the metadata say IDT, looks in the foreword for technical differences from the document of ISO or
    IEC, or for changes of its structure. What changed since the document's own last edition does not count.

    ## Why is this bad?
    GB/T 1.2—2020, clause 4: an identical document has the same structure and the same technical content and
    only the least editorial changes. With differences the degree is MOD.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---

    # 前言

    本文件等同采用ISO 9902:2020《示例泵》。

    本文件与ISO 9902:2020相比，存在技术差异。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---

    # 前言

    本文件等同采用ISO 9902:2020《示例泵》。
    ```
    """

    code, name, severity, tags = "STD-L051", "identical-with-differences", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 4"}
    rows = ("GB12-02",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "等同采用（IDT）的文件与源文件没有“{word}”；有差异时一致性程度为MOD",
        "en": "an identical (IDT) document has no differences ({word}); with differences it is MOD",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if degrees(node) != {"IDT"}:
            return
        for prose in forewords(ctx):
            for start, end in prose.sentences:
                found = _stated(prose.unquoted[start:end])
                if found:
                    within = (start + found.start(), start + found.end())
                    yield ctx.report(prose, within, word=found.group())


def _stated(words: str) -> re.Match[str] | None:
    """Return the words by which a sentence tells of a difference from the adopted document, or None."""
    if not _compared.search(words) or _revision.search(words):
        return None
    found = _difference.finditer(words)
    return next(
        (one for one in found if not _none.search(words, max(0, one.start() - 24), one.start())), None
    )
