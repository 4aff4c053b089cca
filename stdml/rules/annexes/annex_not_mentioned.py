"""annex-not-mentioned (STD-F051)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.annexes._mentioned import mentions_of_annexes
from stdml.rules.base import Context, Report, Rule


class AnnexNotMentioned(Rule):
    """An annex that the text never refers to.

    ## What it does
    Looks for each annex of a whole standard in the foreword, the introduction, the clauses and the other
    annexes: a link to it or to something in it, or its letter in the text (附录A, A.2, 表A.1).

    ## Why is this bad?
    An annex belongs to the clause that refers to it, and only there the reader learns what it is for; one
    that nothing refers to binds nobody.

    ## Example
    ```md
    ---
    identifier: T/YLX 12—2026
    title:
      zh: [水泵, 技术要求]
      en: [Water pumps, Technical requirements]
    language: zh
    level: group
    stage: drafting
    profile: gbt-1.1
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例水泵协会提出并归口。

    本文件起草单位：示例水泵有限公司。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 要求

    水泵的流量应大于零。

    # 附录 A（资料性）流量的测量

    流量用流量计测量。
    ```

    ## Use instead
    ```md
    ---
    identifier: T/YLX 12—2026
    title:
      zh: [水泵, 技术要求]
      en: [Water pumps, Technical requirements]
    language: zh
    level: group
    stage: drafting
    profile: gbt-1.1
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例水泵协会提出并归口。

    本文件起草单位：示例水泵有限公司。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 要求

    水泵的流量应大于零，测量方法见附录A。

    # 附录 A（资料性）流量的测量

    流量用流量计测量。
    ```
    """

    code, name, severity, tags = "STD-F051", "annex-not-mentioned", "error", ("annexes", "references")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.6.1.2", "iso-directives-2": "ISO/IEC Directives Part 2, 20.5"}
    rows = ("GB-ANX-02", "ISO-ANX-02")
    on = (Document,)
    message = {
        "zh": "文中没有提及附录{letter}，在条文中写明按附录{letter}的规定或见附录{letter}",
        "en": "the text never refers to Annex {letter}; refer to it where it belongs",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        mentioned = {id(annex) for annex, _ in mentions_of_annexes(ctx)}
        for annex in node.annexes:
            if id(annex) not in mentioned:
                yield ctx.report(annex, letter=ctx.facts.mentions.letter(annex))
