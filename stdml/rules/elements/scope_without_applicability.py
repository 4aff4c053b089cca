"""scope-without-applicability (STD-T041)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import is_scope, scope_prose
from stdml.text.patterns import lazy

_applies = lazy(r"适用于|\bappl(?:y|ies)\b|\bapplicable\b", re.IGNORECASE)


class ScopeWithoutApplicability(Rule):
    """A scope that does not say to what the document applies.

    ## What it does
    Looks in the scope of a whole document for 适用于 or "is applicable to", "applies to" and their negative
    forms.

    ## Why is this bad?
    Readers decide by this sentence whether the document is for them (GB/T 1.1—2020, 8.5.3; ISO/IEC
    Directives 2, 14.5).

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    stage: drafting
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：示例协会。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    适用范围：农田灌溉。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    stage: drafting
    ---

    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

    请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。

    本文件由示例协会提出并归口。

    本文件起草单位：示例协会。

    本文件主要起草人：陆一鸣。

    # 范围

    本文件规定了水泵的技术要求。

    本文件适用于农田灌溉用水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T041", "scope-without-applicability", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 14.5"}
    rows = ("GB-SCOPE-03", "ISO-SCO-04")
    on = (Clause,)
    message = {
        "zh": "范围没有说明适用界限；加一段“本文件适用于……。”",
        "en": 'the scope does not say to what the document applies; add "This document is applicable to …."',
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, Document) or not is_scope(node) or not ctx.facts.is_whole:
            return
        if ctx.basis.startswith("ISO") and ctx.document.metadata.kind == "terminology":
            # A vocabulary says what it is for by the field of its terms.
            return
        texts = [one.text for one in scope_prose(node)]
        if texts and not any(map(_applies.search, texts)):
            yield ctx.report(node)
