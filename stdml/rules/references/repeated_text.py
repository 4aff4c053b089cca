"""repeated-text (STD-L032)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from stdml.model import Clause, Document, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule, RuleOptions

_PLACES = frozenset(("clause", "scope", "symbols", "annex"))


class _Options(RuleOptions):
    shortest: int = Field(default=40, description="from how many characters on a repeated text is told")


class RepeatedText(Rule):
    """A paragraph that stands in the document twice, word for word.

    ## What it does
    Compares the paragraphs of the clauses and annexes; short ones, and what stands in notes, tables and
    examples, are left out.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.1: one of the two is changed later and the other is not. A reference to the first
    says the same.

    ## Example
    ```md
    # 要求

    ## 甲类泵

    示例泵的外壳应采用不锈钢制造，表面应无裂纹、无毛刺，焊缝应连续均匀，连接处应使用不锈钢螺栓紧固。

    ## 乙类泵

    示例泵的外壳应采用不锈钢制造，表面应无裂纹、无毛刺，焊缝应连续均匀，连接处应使用不锈钢螺栓紧固。
    ```

    ## Use instead
    ```md
    # 要求

    ## 甲类泵

    示例泵的外壳应采用不锈钢制造，表面应无裂纹、无毛刺，焊缝应连续均匀，连接处应使用不锈钢螺栓紧固。

    ## 乙类泵

    示例泵的外壳应符合1.1的规定。
    ```
    """

    code, name, severity, tags = "STD-L032", "repeated-text", "info", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.1"}
    rows = ("GB-XREF-07",)
    on = (Document,)
    Options = _Options
    message = {
        "zh": "与{place}的文字重复，改为引用该条",
        "en": "this text stands in {place} already; refer to it instead",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: dict[str, Clause] = {}
        for paragraph, clause in _paragraphs(node.clauses):
            words = "".join(plain_text(paragraph).split())
            if len(words) < ctx.options.shortest:
                continue
            first = seen.setdefault(words, clause)
            if first is not clause:
                place = ctx.facts.numbering.reference_text(first)
                yield ctx.report(paragraph, place=place)


def _paragraphs(sections: list[Any]) -> Iterator[tuple[Paragraph, Clause]]:
    for section in sections:
        if isinstance(section, Clause) and section.type in _PLACES:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield block, section
            yield from _paragraphs(section.clauses)
