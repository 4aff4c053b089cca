"""missing-meanings (STD-C061)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    Container,
    DefinitionList,
    Document,
    Figure,
    ForeignBlock,
    List,
    Node,
    Table,
    TermEntry,
)  # fmt: skip
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import core

_FORMS = {
    "symbols": (DefinitionList, TermEntry, Figure, Container, ForeignBlock),
    "classification": (DefinitionList, TermEntry, Figure, Container, ForeignBlock, Table, List),
}


class MissingMeanings(Rule):
    """A standard of symbols without their meanings, or a classification without its classes.

    ## What it does
    Looks in a whole document for a table of at least two columns, figures or explanations, where its kind is
    symbols; and for a table, a list, explanations or subclauses, where it is classification.

    ## Why is this bad?
    This is what such a document is for (GB/T 1.1—2020, 8.11 and table 4).

    ## Example
    ```md
    ---
    identifier: T/ABC 1—2026
    language: zh
    kind: symbols
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

    # 图形符号

    水泵和阀门各有一个图形符号。
    ```

    ## Use instead
    ```md
    ---
    identifier: T/ABC 1—2026
    language: zh
    kind: symbols
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

    # 图形符号

    水泵和阀门的图形符号见[](#tab-symbols)。

    表 1 图形符号 {#tab-symbols}

    | 符号 | 含义 |
    |:-:|---|
    | ◎ | 水泵 |
    | ⋈ | 阀门 |
    ```
    """

    code, name, severity, tags = "STD-C061", "missing-meanings", "error", ("kinds",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.11, 表 4"}
    rows = ("GB-KIND-02",)
    on = (Document,)
    message = {
        "zh": "符号标准应给出各符号及其含义（表、图或解释）",
        "en": "a standard of symbols gives their meanings, in a table, figures or explanations",
    }
    variants = {
        "classes": {
            "zh": "分类标准应给出类目或代码（表、列项或条）",
            "en": "a classification gives classes or codes, in a table, a list or subclauses",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        kind = node.metadata.kind
        places: list[Clause] = [*core(node), *node.annexes]
        if kind not in _FORMS or not places or not ctx.facts.is_whole:
            return
        # The meanings may be explained among the terms and symbols as well.
        searched = [
            *places,
            *(c for c in node.body if isinstance(c, Clause) and c.type in ("terms", "symbols")),
        ]
        if not any(_tells(block, kind) for clause in searched for block in walk_blocks(clause)):
            yield ctx.report(places[0], variant="" if kind == "symbols" else "classes")


def _tells(node: Node, kind: str) -> bool:
    """Whether a block can hold symbols with meanings, or classes."""
    if isinstance(node, _FORMS[kind]):
        return True
    if isinstance(node, Table):
        return len(node.columns) > 1 or any(len(row.cells) > 1 for row in node.rows)
    return kind == "classification" and isinstance(node, Clause) and len(node.clauses) > 1
