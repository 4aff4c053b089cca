"""title-lists-aspects (STD-C022)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import elements_of, titles, words
from stdml.text.patterns import lazy

_between = lazy(r"[、，,]|以及|[和及与](?!定义)")


class TitleListsAspects(Rule):
    """A title that enumerates what the document deals with.

    ## What it does
    Finds three or more aspects in a row (术语, 尺寸, 技术要求, 试验方法 …) in the last element of the title.

    ## Why is this bad?
    A list of aspects is never complete and makes the title long; more than two are summed up
    (GB/T 1.1—2020, 6.1.2.2): 规范, 技术要求.

    ## Example
    ```md
    ---
    title:
      zh: [咖啡机, 术语、尺寸、材料、试验方法]
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: [咖啡机, 技术规范]
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C022", "title-lists-aspects", "warning", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.2.2"}
    rows = ("GB-TITLE-07",)
    on = (Document,)
    message = {
        "zh": "名称中不列举各个方面（{aspects}）；用“技术规范”等词概括",
        "en": "the title enumerates aspects ({aspects}); sum them up in one word such as 技术规范",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        aspects = frozenset(words()["aspects"])
        for elements in titles(node.metadata, "zh"):
            last = elements_of(elements)[-1:] or [""]
            named = [word.strip() for word in _between.split(last[0].rpartition("：")[2])]
            if len(named) >= 3 and "、" in last[0] and sum(word in aspects for word in named) >= 2:
                yield ctx.report(node, span=value_span(ctx, "title", last[0]), aspects="、".join(named))
