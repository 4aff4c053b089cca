"""scope-aspect-without-text (STD-T047)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import phrases
from stdml.text.sentences import MARK, OPAQUE

_TECHNICAL = frozenset(("clause", "annex", "terms", "symbols"))
_GENERAL = (
    "要求", "方法", "规则", "规定", "程序", "内容", "指标", "事项", "原则", "指南", "准则", "措施", "等",
    "的", "技术", "基本", "总体", "一般", "通用", "具体", "相关", "主要", "指示", "操作", "流程", "信息",
)  # fmt: skip


class ScopeAspectWithoutText(Rule):
    """Something the scope promises and the document never speaks of.

    ## What it does
    Takes the objects of 规定了 in the scope of a whole document, and looks for each in the headings and the
    text that follow.

    ## Why is this bad?
    What the scope names and the technical clauses are the same (GB/T 1.1—2020, 8.5.1); most often a clause
    was deleted and the scope was not.

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

    本文件规定了水泵的流量、噪声和包装要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    ## 流量

    流量应不小于20 L/min。

    ## 噪声

    噪声应不大于70 dB。
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

    本文件规定了水泵的流量和噪声要求。

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    本文件没有需要界定的术语和定义。

    # 技术要求

    ## 流量

    流量应不小于20 L/min。

    ## 噪声

    噪声应不大于70 dB。
    ```
    """

    code, name, severity, tags = "STD-T047", "scope-aspect-without-text", "info", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.1"}
    rows = ("GB-SCOPE-08",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "范围提到“{aspect}”，后文没有相应内容",
        "en": "the scope names {aspect!r}, of which the text says nothing",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        listed = [one for one in phrases(node) if one.verb == "规定" and len(one.objects) > 1]
        if not listed:
            return
        text = plain_text(
            [one for one in node.clauses if not isinstance(one, Clause) or one.type in _TECHNICAL]
        )
        for phrase in listed:
            for at, words in phrase.objects:
                aspect = _aspect(words)
                if len(aspect) < 2 or OPAQUE in aspect or MARK in aspect:
                    continue
                pairs = {aspect[i : i + 2] for i in range(len(aspect) - 1)}
                if not any(pair in text for pair in pairs):
                    yield ctx.report(phrase.prose, (at, at + len(words)), aspect=aspect)


def _aspect(words: str) -> str:
    """Return what an object is about: 包装 of 水泵的包装要求."""
    words = _stripped(words)
    return _stripped(words[words.rfind("的") + 1 :])


def _stripped(words: str) -> str:
    while words.endswith(_GENERAL):
        words = words[: -next(len(end) for end in _GENERAL if words.endswith(end))]
    return words
