"""missing-english-title (STD-C009)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import reached


class MissingEnglishTitle(Rule):
    """A Chinese standard without an English title.

    ## What it does
    Looks for a title in English in the metadata of national and industry standards; for local standards,
    whose covers follow regional templates, it is only a hint.

    ## Why is this bad?
    The cover of these documents gives the title in English as well (GB/T 1.1—2020, 8.1).

    ## Example
    ```md
    ---
    identifier: GB/T 12345—2026
    title: {zh: [水泵, 规范]}
    language: zh
    level: national
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
    identifier: GB/T 12345—2026
    title: {zh: [水泵, 规范], en: [Pump, Specification]}
    language: zh
    level: national
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
    """

    code, name, severity, tags = "STD-C009", "missing-english-title", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-03",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "封面缺少英文译名（元数据 title 的 en）",
        "en": "the cover lacks the English title (key 'en' of the title in the metadata)",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        metadata = node.metadata
        if metadata.level not in ("national", "industry", "local") or not ctx.facts.is_whole:
            return
        if any(language.lower().startswith("en") for language in metadata.title):
            return
        if metadata.level == "local" and not reached(metadata, "consultation"):
            # Not every region asks for it, and a draft of one that does can still get it.
            return
        level: Severity | None = "info" if metadata.level == "local" else None
        yield ctx.report(node, span=ctx.facts.metadata_span("title"), severity=level)
