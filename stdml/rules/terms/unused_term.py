"""unused-term (STD-T024)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import name_of, names_of, words_of
from stdml.rules.terms._usage import Usage, count


class UnusedTerm(Rule):
    """A term that is defined and not used.

    ## What it does
    Counts the uses of each term of a whole document outside its own entry, synonyms and references
    included. Vocabularies are left alone. Under GB/T 1.1 a term that is used only once is told as well.

    ## Why is this bad?
    Terms are defined for the understanding of the text. What the text does not use needs no definition
    (GB/T 1.1—2020, 8.7.3.2; ISO/IEC Directives 2, 16.5.4).

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

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水锤 water hammer

    流速突变引起的压力波动。

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

    本文件适用于水泵的设计。

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水锤 water hammer

    流速突变引起的压力波动。

    # 技术要求

    水锤引起的压力应不大于1.2 MPa，水锤的次数应不大于2次/h。
    ```
    """

    code, name, severity, tags = "STD-T024", "unused-term", "warning", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.2", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.4"}
    rows = ("GB-TERM-07", "ISO-TRM-03")
    on = (Document,)
    message = {
        "zh": "术语“{term}”在条目之外没有使用；删去条目，或在文中使用",
        "en": "the term {term!r} is not used outside its entry; leave it out, or use it",
    }
    variants = {
        "once": {
            "zh": "术语“{term}”在条目之外只使用一次；应至少使用两次",
            "en": "the term {term!r} is used only once outside its entry",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.is_whole or node.metadata.kind == "terminology":
            return
        if not any(
            isinstance(one, Clause) and one.type == "clause" and one.blocks + one.clauses
            for one in node.clauses
        ):
            return
        usage = Usage(ctx.facts)
        known = list(ctx.facts.terms)
        for entry in ctx.facts.all(TermEntry):
            if id(entry) not in usage.entries:
                continue
            uses = _uses(entry, usage, known) + usage.references(entry.id)
            if uses <= 0:
                yield ctx.report(entry.designations[0], term=name_of(entry))
            elif uses == 1 and ctx.basis.startswith("GB"):
                yield ctx.report(entry.designations[0], variant="once", severity="info", term=name_of(entry))


def _uses(entry: TermEntry, usage: Usage, known: list[str]) -> int:
    """Return how often the terms of an entry occur outside it, and not as a part of a longer term."""
    own = names_of(entry)
    if any(len(words_of(one)) < 2 for one in entry.designations):
        # A letter occurs everywhere.
        return 2
    total = 0
    for words in own:
        found = usage.count(words) - count(words, usage.entries[id(entry)])
        if found > 0:
            longer = (other for other in known if words in other and other not in own)
            total += max(0, found - sum(usage.count(other) for other in longer))
        if total > 1:
            break
    return total
