"""missing-core-clause (STD-C062)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import below, core, data, roles, title_of


class MissingCoreClause(Rule):
    """A document lacks a clause that all documents of its kind have.

    ## What it does
    Looks in the headings of a whole document for what its kind needs: a test method has steps and the
    processing of data, a specification requirements and verification methods, a code of practice instructions
    and methods of tracing, a product standard technical requirements, an evaluation indicators, rules of
    scoring and rules of the result. Any usual word for these in any heading is enough.

    ## Why is this bad?
    A specification without methods cannot be verified, a test method without steps not be carried out
    (GB/T 1.1—2020, 8.11 and table 4; GB/T 20001.5, .6, .8, .10).

    ## Example
    ```md
    ---
    identifier: T/ABC 1—2026
    language: zh
    kind: specification
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
    identifier: T/ABC 1—2026
    language: zh
    kind: specification
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

    # 证实方法

    用流量计测量3次，取算术平均值。
    ```
    """

    code, name, severity, tags = "STD-C062", "missing-core-clause", "error", ("kinds",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.11, 表 4; GB/T 20001.8—2023"}
    rows = ("GB-KIND-03", "GB-KIND-04", "GB-KIND-05", "GB-KIND-13")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "{kind}缺少“{role}”",
        "en": "a document of the kind {kind} is to deal with {role}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        kind = node.metadata.kind or ""
        clauses = core(node)
        if not roles(kind) or not clauses or not ctx.facts.is_whole:
            return
        titles = [title_of(clause) for top in (*clauses, *node.annexes) for clause in below(top)]
        chinese = ctx.language.startswith("zh")
        level = data()["levels"].get(kind)
        for role in roles(kind):
            if not any(map(role.titles.search, titles)):
                name = _NAMES[kind] if chinese else kind
                yield ctx.report(clauses[-1], kind=name, role=role.zh if chinese else role.en, severity=level)


_NAMES = {
    "test-method": "试验方法标准", "specification": "规范标准", "code-of-practice": "规程标准",
    "product": "产品标准", "evaluation": "评价标准",
}  # fmt: skip
