"""missing-cover-item (STD-C007)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document, Metadata
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import reached

_NAMES = {
    "title": "文件名称", "ics": "ICS号", "ccs": "CCS号", "issuer": "发布机构", "identifier": "文件编号",
    "issued": "发布日期", "effective": "实施日期",
}  # fmt: skip
_CLASSIFICATION = ("ics", "ccs")
# An approved draft gets its dates only when it is published.
_DATES = ("issued", "effective")


class MissingCoverItem(Rule):
    """The cover of a document that is ready lacks something that every cover has.

    ## What it does
    Looks for title, ICS and CCS codes, number and issuing body once a draft is submitted for approval, and
    for the dates of publication and implementation once it is published. Drafts that are sent out for
    comments are only reminded of the two classifications. Enterprise standards need no classification.

    ## Why is this bad?
    The cover has a fixed set of items (GB/T 1.1—2020, 8.1); without them the document cannot be registered.

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    title: {zh: [水泵, 规范], en: [Pump, Specification]}
    language: zh
    level: local
    stage: publication
    issued: 2026-03-20
    effective: 2026-07-01
    ics: 23.080
    issuer: 示例标准发布局
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
    identifier: DB31/T 9901—2026
    title: {zh: [水泵, 规范], en: [Pump, Specification]}
    language: zh
    level: local
    stage: publication
    issued: 2026-03-20
    effective: 2026-07-01
    ics: 23.080
    ccs: J 71
    issuer: 示例标准发布局
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

    code, name, severity, tags = "STD-C007", "missing-cover-item", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-01",)
    on = (Document,)
    message = {"zh": "封面缺少{item}（元数据 {key}）", "en": "the cover lacks {item} (metadata key {key!r})"}

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        span = ctx.facts.metadata_span("identifier") or ctx.facts.metadata_span("title")
        chinese = ctx.language.startswith("zh")
        for key, level in _needed(node.metadata):
            if not getattr(node.metadata, key):
                item = _NAMES[key] if chinese else key
                yield ctx.report(node, span=span, item=item, key=key, severity=level)


def _needed(metadata: Metadata) -> Iterator[tuple[str, Severity]]:
    """Yield what the cover needs at the stage of the project, and how grave it is where it is missing."""
    dated = metadata.stage is None and bool(metadata.issued and metadata.effective)
    for key in _NAMES:
        if key in _CLASSIFICATION and metadata.level == "enterprise":
            continue
        if dated:
            # Both dates are given, so it is no draft, though no stage says so.
            yield key, "warning"
        if reached(metadata, "publication" if key in _DATES else "approval"):
            yield key, "error"
        elif key in _CLASSIFICATION and reached(metadata, "consultation"):
            yield key, "warning"
