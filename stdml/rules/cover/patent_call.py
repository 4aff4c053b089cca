"""patent-call (STD-C011)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, Node, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import reached
from stdml.rules.foreword._repairs import insert_before, remove
from stdml.text.patterns import lazy

CALL = "在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。"
_call = lazy(r"请将[您你]?(?:所)?知道的(?:相关|有关)?专利.{0,20}(?:附上|提供|提交)")
_OPEN = ("consultation", "review")


class PatentCall(Rule):
    """The call for patents is missing on a draft for comments, or still stands in the published text.

    ## What it does
    Looks for the fixed sentence that asks readers for patents: before the foreword or in it, while the draft
    is out for comments or under review; nowhere once the document is published.

    ## Why is this bad?
    Patents have to be known before the text is fixed (GB/T 1.1—2020, 8.1 and D.1); afterwards the sentence
    asks for comments that nobody collects.

    ## Example
    ```md
    ---
    identifier: DB31/T XXXX—XXXX
    title: {zh: [水泵, 规范]}
    language: zh
    stage: consultation
    ics: 23.080
    ccs: J 71
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的
    结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。
    本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：甲有限公司、乙有限公司。

    本文件主要起草人：陆一鸣、顾清源。

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T XXXX—XXXX
    title: {zh: [水泵, 规范]}
    language: zh
    stage: consultation
    ics: 23.080
    ccs: J 71
    ---

    在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的
    结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。
    本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：甲有限公司、乙有限公司。

    本文件主要起草人：陆一鸣、顾清源。

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-C011", "patent-call", "error", ("cover", "patents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1, D.1"}
    rows = ("GB-COVER-07",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "征求意见稿和送审稿的显著位置应有：“" + CALL + "”",
        "en": "a draft for comments or review bears in a prominent place: “" + CALL + "”",
    }
    variants = {
        "left": {
            "zh": "征集专利的语句只用于征求意见稿和送审稿，删去",
            "en": "the call for patents belongs on drafts for comments and review only; delete it",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        metadata = node.metadata
        wanted = metadata.stage in _OPEN and ctx.facts.is_whole
        done = reached(metadata, "publication")
        if not (wanted or done):
            return
        calls = [block for block in _front(node) if _call.search(plain_text(block.children))]
        if done:
            for block in calls:
                sole = len(plain_text(block.children).strip()) <= len(CALL) + 4
                fix = remove(ctx, block, f"– {CALL}") if sole else None
                yield ctx.report(block, variant="left", fix=fix)
        elif not calls and not any(map(_call.search, metadata.patents)):
            first: Node | None = node.clauses[0] if node.clauses else None
            fix = insert_before(ctx, first, CALL, f"+ {CALL}") if first else None
            yield ctx.report(node, span=ctx.facts.metadata_span("stage"), fix=fix)


def _front(document: Document) -> Iterator[Paragraph]:
    """Yield the paragraphs before the first clause, of the contents, the foreword and the introduction."""
    blocks = list(document.blocks)
    for clause in document.front:
        blocks += clause.blocks
    first = next((c for c in document.clauses if isinstance(c, Clause)), None)
    if first is not None and first not in document.front:
        blocks += first.blocks
    yield from (block for block in blocks if isinstance(block, Paragraph))
