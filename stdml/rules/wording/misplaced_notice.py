"""misplaced-notice (STD-V071)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    Paragraph,
    SafetyWarning,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_notice = lazy(r"\s*(?:重要提示|危险|警告|警示|注意)\s*[：:—]")


class MisplacedNotice(Rule):
    """A notice on the whole document in its foreword or introduction.

    ## What it does
    Finds paragraphs and blocks that open with 重要提示, 危险, 警告 or 注意 in the foreword, the introduction
    or the references.

    ## Why is this bad?
    Such a notice stands between the title and the scope, on the first page that every user reads.

    ## Example
    ```md
    # 前言

    警告：本文件所述试验可能产生有毒气体。

    # 范围

    本文件描述了试验方法。
    ```

    ## Use instead
    ```md
    警告：本文件所述试验可能产生有毒气体。

    # 范围

    本文件描述了试验方法。
    ```
    """

    code, name, severity = "STD-V071", "misplaced-notice", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.13.3"}
    rows = ("GB-OTH-02",)
    languages = ("zh",)
    tags = ("wording", "elements")
    on = (Clause,)
    types = frozenset(("foreword", "introduction", "normative-references"))
    message = {
        "zh": "“{word}”置于标题与范围之间，不放在{place}中",
        "en": "the notice {word} stands between the title and the scope, not here ({place})",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for block in node.blocks:
            place = plain_text(node.title).strip()
            match = _notice.match(plain_text(block)) if isinstance(block, Paragraph) else None
            if match or isinstance(block, SafetyWarning):
                yield ctx.report(block, word=match[0].strip(" ：:—") if match else "警告", place=place)
