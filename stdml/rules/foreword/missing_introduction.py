"""missing-introduction (STD-C046)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers

_FAMILIES = ("national", "industry", "local", "group")


class MissingIntroduction(Rule):
    """A document that needs an introduction has none.

    ## What it does
    Misses the introduction in a whole document that is a part of another one, or for which patents are known.

    ## Why is this bad?
    The introduction of a part explains how the parts belong together (GB/T 1.1—2020, 8.4), and patents that
    were identified are named there (D.3; ISO/IEC Directives 2, 13.3 and clause 30).

    ## Example
    ```md
    ---
    identifier: T/ABC 12345.2—2026
    language: zh
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的
    结构和起草规则》的规定起草。

    本文件是T/ABC 12345《水泵》的第2部分。

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
    identifier: T/ABC 12345.2—2026
    language: zh
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的
    结构和起草规则》的规定起草。

    本文件是T/ABC 12345《水泵》的第2部分。

    请注意本文件的某些内容可能涉及专利。
    本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：甲有限公司、乙有限公司。

    本文件主要起草人：陆一鸣、顾清源。

    # 引言

    T/ABC 12345由两个部分构成，第2部分给出测量的方法。

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

    code, name, severity, tags = "STD-C046", "missing-introduction", "error", ("foreword", "introduction")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.4", "iso-directives-2": "ISO/IEC Directives Part 2, 13.3"}
    rows = ("GB-INT-03", "ISO-INT-03")
    on = (Document,)
    message = {
        "zh": "分部分文件的每个部分都要有引言，说明各部分的关系",
        "en": "each part of a document has an introduction that explains how the parts belong together",
    }
    variants = {
        "patents": {
            "zh": "已识别出专利的文件要有引言，并在其中给出专利的说明",
            "en": "patents were identified, so there is to be an introduction with the notice about them",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole or any(clause.type == "introduction" for clause in node.front):
            return
        if node.metadata.patents:
            yield ctx.report(node, variant="patents", span=ctx.facts.metadata_span("patents"))
            return
        number = next((found for _, found in numbers(node.metadata) if found), None)
        if number and number.family in _FAMILIES and (number.part or "").isdigit():
            yield ctx.report(node, span=ctx.facts.metadata_span("identifier"))
