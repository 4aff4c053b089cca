"""object-without-number (STD-F012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Table
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import is_form

# In these elements a table is a layout of the element itself: changes, symbols, terms, the index.
_FREE = frozenset(
    (
        "contents",
        "foreword",
        "introduction",
        "normative-references",
        "terms",
        "symbols",
        "bibliography",
        "index",
    )
)


class ObjectWithoutNumber(Rule):
    """A table or figure without number and title.

    ## What it does
    Finds tables that have neither a caption nor an id, and figures without a title, in the clauses and
    annexes of a whole standard. Those in lists, examples, notes, quotations and cells, and tables of
    symbols, are left alone.

    ## Why is this bad?
    Every table and figure is numbered, even a single one, so that the text can refer to it.

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

    水泵的流量应符合以下规定。

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

    表1　流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F012", "object-without-number", "error", ("objects", "numbering")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.7.2.1, 9.8.2.1"}
    rows = ("GB-FIG-01", "GB-TAB-01")
    on = (Document,)
    message = {
        "zh": "表没有编号和表题，在表前写出“表{number}”及表题",
        "en": "the table has neither number nor title; write Table {number} and a title before it",
    }
    variants = {
        "figure": {
            "zh": "图没有编号和图题，写出“图{number}”及图题",
            "en": "the figure has neither number nor title; give it a title",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole:
            return
        counts: dict[tuple[str, int], int] = {}
        for one in ctx.facts.captions.of("table", "figure"):
            element = one.placed.element
            key = one.kind, id(element) if element is not None and element.type == "annex" else 0
            counts[key] = counts.get(key, 0) + 1
            free = element is None or element.type in _FREE or one.placed.apart or one.placed.depth
            section = getattr(one.placed.section, "title", [])
            if isinstance(one.node, Table) and is_form(one.node, section, getattr(element, "title", [])):
                continue
            if free or one.names or one.placed.owner.kind not in ("clause", "requirement"):
                continue
            annex = element is not None and element.type == "annex"
            prefix = f"{ctx.facts.numbering.number(element)}." if annex else ""
            variant = "figure" if one.kind == "figure" else ""
            yield ctx.report(one.node, variant=variant, number=f"{prefix}{counts[key]}")
