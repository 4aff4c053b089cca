"""many-footnotes (STD-F037)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, FootnoteReference, Table, walk
from stdml.rules.base import Context, Report, Rule, RuleOptions


class ManyFootnotesOptions(RuleOptions):
    """Options of the rule."""

    most: int = 10


class ManyFootnotes(Rule):
    """More footnotes in the text than a standard should need.

    ## What it does
    Counts the footnotes of the text; those of tables are part of the table.

    ## Why is this bad?
    Footnotes only inform and interrupt the reader; what matters belongs into the text, and what explains a
    term into a note.

    ## Example
    ```text
    流量¹⁾由调查²⁾得到³⁾……（11个脚注）
    ```

    ## Use instead
    ```text
    流量由调查得到。

    注：调查在2024年进行。
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
