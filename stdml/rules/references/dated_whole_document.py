"""dated-whole-document (STD-L023)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule


class DatedWholeDocument(Rule):
    """A whole document that is cited with its year although no part of it is.

    ## What it does
    Finds normative citations with a year that name no clause, table or annex, of documents of which no part
    is cited anywhere. Off unless a profile selects it: only the author knows whether later editions can be
    accepted.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.1.2: a whole document is cited without its year, so that its latest edition applies,
    unless there is a reason not to accept changes to come.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170—2008　数值修约规则与极限数值的表示和判定

    # 要求

    测定结果应按照GB/T 8170—2008的规定修约。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 要求

    测定结果应按照GB/T 8170的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L023", "dated-whole-document", "info", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.1.2"}
    rows = ("GB-REF-13",)
    preview = True
    on = (Document,)
    message = {
        "zh": "整体引用“{word}”注了日期；不注日期才能适用其最新版本，除非有理由",
        "en": "the whole of {word!r} is cited with its year; leave the year out unless there is a reason",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        parts = {one.key for one in cited.mentions if one.part}
        said: set[str] = set()
        for one in cited.mentions:
            if one.sense != "normative" or one.key in parts or one.key in cited.own or one.key in said:
                continue
            if one.number.year is not None and one.number.chinese:
                said.add(one.key)
                yield ctx.report(one.prose, (one.start, one.end), word=one.number.text)
