"""missing-record-number (STD-C010)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import reached


class MissingRecordNumber(Rule):
    """A published industry standard without its record number (备案号).

    ## What it does
    Looks for the record number in the metadata of industry standards once they are published.

    ## Why is this bad?
    It stands on the cover below the CCS code (GB/T 1.1—2020, 8.1), and shows that the standard is on record.

    ## Example
    ```md
    ---
    identifier: JB/T 12345—2026
    title: {zh: [水泵, 规范], en: [Pump, Specification]}
    language: zh
    level: industry
    stage: publication
    issued: 2026-03-20
    effective: 2026-07-01
    ics: 23.080
    ccs: J 71
    issuer: 示例部
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
    identifier: JB/T 12345—2026
    title: {zh: [水泵, 规范], en: [Pump, Specification]}
    language: zh
    level: industry
    stage: publication
    issued: 2026-03-20
    effective: 2026-07-01
    ics: 23.080
    ccs: J 71
    record: 98765—2026
    issuer: 示例部
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

    code, name, severity, tags = "STD-C010", "missing-record-number", "warning", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-04",)
    on = (Document,)
    message = {
        "zh": "已发布的行业标准，封面缺少备案号（元数据 record）",
        "en": "a published industry standard lacks its record number (metadata key 'record')",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        metadata = node.metadata
        published = metadata.level == "industry" and reached(metadata, "publication")
        if published and not metadata.record and ctx.facts.is_whole:
            yield ctx.report(node, span=ctx.facts.metadata_span("ccs"))
