"""index-gives-pages (STD-F057)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, plain_text
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_PAGE = lazy(r"第\s*\d{1,4}\s*页|(?<![A-Za-z])pp?\.\s*\d{1,4}")


class IndexGivesPages(Rule):
    """An entry of the index that leads to a page.

    ## What it does
    Finds page numbers (第12页, p. 12) in the entries of an index.

    ## Why is this bad?
    Numbers of clauses stay right when pages change, and a page says nothing in a text that is read on a
    screen.

    ## Example
    ```md
    # 要求

    流量应大于零。

    # 索引

    流量…………第12页
    ```

    ## Use instead
    ```md
    # 要求

    流量应大于零。

    # 索引

    流量…………第1章
    ```
    """

    code, name, severity, tags = "STD-F057", "index-gives-pages", "warning", ("annexes",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.14"}
    rows = ("GB-IDX-01",)
    on = (Clause,)
    types = frozenset(("index",))
    message = {
        "zh": "索引的“{words}”指向页码，改为条文的编号",
        "en": "the index gives a page ({words!r}); write the number of the clause instead",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type == "index":
            for block in walk_blocks(node):
                if block.kind == "paragraph" and (found := _PAGE.search(plain_text(block))):
                    yield ctx.report(block, words=found[0])
