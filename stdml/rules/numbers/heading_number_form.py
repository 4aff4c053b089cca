"""heading-number-form (STD-V060)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import (
    Clause,
    Document,
    Paragraph,
    span_of,
)
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_article = lazy(r"第[一二三四五六七八九十百零0-9]{1,6}[条款](?=[ \t\u3000])")
_typed = lazy(
    r"#{1,6}[ \t]+(?P<number>第[一二三四五六七八九十百零0-9]+[章节条款部篇]|[一二三四五六七八九十]+[、.．]"
    r"|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+(?:\.[0-9]+)*[、.．](?![0-9]))"
)


class HeadingNumberForm(Rule):
    """The number of a heading in another form than 5.2: 第五章, 一、, （一）, 5.2.

    ## What it does
    Looks at what was typed before the title of a clause: 第…章 or 条, Chinese numerals, brackets, a stop
    after the number; and at paragraphs that begin with 第…条, as those of laws do.

    ## Why is this bad?
    Numbers of clauses are Arabic digits with points between them. They are computed, so the simplest is to
    type none.

    ## Example
    ```md
    # 一、概述

    水泵用于排水。

    # 二、要求

    外壳应接地。
    ```

    ## Use instead
    ```md
    # 1 概述

    水泵用于排水。

    # 2 要求

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V060", "heading-number-form", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.2, 7.3.2, 10.2.1"}
    rows = ("GB-NUM-10",)
    languages = ("zh",)
    tags = ("numbers", "headings")
    fixes = "safe"
    on = (Clause, Paragraph)
    message = {
        "zh": "章条编号“{number}”的形式不对：用阿拉伯数字和下脚点，例如5.2",
        "en": "the number {number!r} has the wrong form: digits with points between them, such as 5.2",
    }

    def check(self, node: Clause | Paragraph, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Paragraph):
            # In examples, quotations and tables the words may be those of a law.
            article, at = _article.match(ctx.source_text(node)), span_of(node)
            if article and at and isinstance(ctx.ancestors[-1], Clause | Document):
                yield ctx.report(node, span=(at[0], at[0] + article.end()), number=article[0])
            return
        typed, span = _typed.match(ctx.source_text(node)), span_of(node)
        if typed is None or span is None or node.type in ("annex", "bibliography"):
            return
        number = typed["number"]
        place = (span[0] + typed.start("number"), span[0] + typed.end("number"))
        fix = None
        if number[0].isdigit():
            fix = Fix(f"{number} → {number[:-1]}", (Edit(place[1] - 1, place[1], ""),))
        yield ctx.report(node, span=place, fix=fix, number=number)
