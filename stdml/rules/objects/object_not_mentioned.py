"""object-not-mentioned (STD-F010)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule


class ObjectNotMentioned(Rule):
    """A table, figure or formula that the text never refers to.

    ## What it does
    Looks for a link to every numbered table and figure, or for its number in the text, also in ranges such
    as 表1～表3. Under the ISO/IEC Directives formulae are looked for as well. Objects in examples and
    quotations, and documents that are no whole standard, are left alone.

    ## Why is this bad?
    Only the sentence that refers to a table says whether its values are required, recommended or given for
    information; without it they bind nobody.

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

    表 1 流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
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

    水泵的流量应符合表1的规定。

    表 1 流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F010", "object-not-mentioned", "error", ("objects", "references")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.7.1.2, 9.8.1.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 27.4, 28.4, 29.4",
    }
    rows = ("GB-FIG-03", "GB-TAB-03", "ISO-FIG-02", "ISO-TAB-02", "ISO-FOR-04")
    on = (Document,)
    message = {
        "zh": "文中没有提及{label}，在条文中写明按其规定或见{label}",
        "en": "the text never refers to {label}; refer to it by its number",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        mentions, chinese = ctx.facts.mentions, ctx.basis.startswith("GB")
        for one in ctx.facts.captions.all:
            if one.placed.apart or (one.kind == "formula" and chinese):
                continue
            named = any((one.kind, name) in mentions.names for name in one.names)
            if one.names and not named and id(one.node) not in mentions.targets:
                level = "warning" if one.kind == "formula" else None
                place = one.label.node if one.label else one.node
                yield ctx.report(place, label=one.shown(ctx.facts), severity=level)  # type: ignore[arg-type]
