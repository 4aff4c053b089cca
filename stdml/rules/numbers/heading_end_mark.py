"""heading-end-mark (STD-V064)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Clause,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose

_end = re.compile(r"(?<=[一-鿿）])\s*[。：；，、:;,.]+\s*\Z")


class HeadingEndMark(Rule):
    """A punctuation mark at the end of the title of a clause.

    ## What it does
    Finds 。：；，、 and their half-width forms at the end of titles of clauses and annexes.

    ## Why is this bad?
    A title is no sentence, and the mark goes into the contents with it.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求：

    外壳应接地。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V064", "heading-end-mark", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.2, 10.2.1"}
    rows = ("GB-NUM-10",)
    languages = ("zh",)
    tags = ("numbers", "headings")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("。：；，、:;,.")
    message = {"zh": "标题末尾不用标点“{mark}”", "en": "no mark {mark!r} stands at the end of a title"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if node.field != "title" or not isinstance(node.owner, Clause):
            return
        if found := _end.search(node.text):
            fix = ctx.fix("删去标点", [(node, found.span(), "")])
            yield ctx.report(node, found.span(), fix=fix, mark=found[0].strip())
