"""many-footnotes (STD-F037)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.model import Document, FootnoteReference, Table, walk
from stdml.rules.base import Context, Report, Rule, RuleOptions


class ManyFootnotesOptions(RuleOptions):
    """Options of the rule."""

    most: int = Field(default=10, description="how many footnotes are not told")


class ManyFootnotes(Rule):
    """More footnotes in the text than a standard should need.

    ## What it does
    Counts the footnotes of the text; those of tables are part of the table.

    ## Why is this bad?
    Footnotes only inform and interrupt the reader; what matters belongs into the text, and what explains a
    term into a note.

    ## Example
    ```md
    # 概述

    流量由调查得到：甲1[^1]、甲2[^2]、甲3[^3]、甲4[^4]、甲5[^5]、甲6[^6]、甲7[^7]、甲8[^8]、甲9[^9]、甲10[^10]、甲11[^11]。

    [^1]: 2011年调查。

    [^2]: 2012年调查。

    [^3]: 2013年调查。

    [^4]: 2014年调查。

    [^5]: 2015年调查。

    [^6]: 2016年调查。

    [^7]: 2017年调查。

    [^8]: 2018年调查。

    [^9]: 2019年调查。

    [^10]: 2020年调查。

    [^11]: 2021年调查。
    ```

    ## Use instead
    ```md
    # 概述

    流量由调查得到。

    注：调查在2011年至2021年进行。
    ```
    """

    code, name, severity, tags = "STD-F037", "many-footnotes", "info", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.12.1"}
    rows = ("GB-FN-03",)
    on = (Document,)
    Options = ManyFootnotesOptions
    message = {
        "zh": "条文脚注有{count}个，宜尽可能少用，改为注或写入条文",
        "en": "there are {count} footnotes; use few of them, and notes or the text itself instead",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        in_tables = {id(mark) for table in ctx.facts.all(Table) for mark in walk(table)}
        marks = [mark for mark in ctx.facts.all(FootnoteReference) if id(mark) not in in_tables]
        labels = {mark.target for mark in marks}
        if len(labels) > ctx.options.most:
            yield ctx.report(marks[ctx.options.most], count=len(labels))
