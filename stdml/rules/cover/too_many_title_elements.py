"""too-many-title-elements (STD-C015)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import elements_of


class TooManyTitleElements(Rule):
    """A title of more than three elements.

    ## What it does
    Counts the elements of each title: introductory, main and complementary element.

    ## Why is this bad?
    Three elements, from the general to the particular, are enough to tell a document from all others
    (GB/T 1.1—2020, 6.1.1; ISO/IEC Directives 2, 11.4).

    ## Example
    ```md
    ---
    title:
      zh: [智慧园区, 公共区域, 数据采集, 规范]
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: [智慧园区, 公共区域数据采集, 规范]
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C015", "too-many-title-elements", "error", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.1", "iso-directives-2": "ISO/IEC Directives Part 2, 11.4"}
    rows = ("GB-TITLE-01", "ISO-TIT-01")
    on = (Document,)
    message = {
        "zh": "名称有{count}个要素（{elements}）；最多三个：引导要素、主体要素、补充要素",
        "en": "the title has {count} elements ({elements}); at most three: introductory, main, complementary",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for written in node.metadata.title.values():
            found = elements_of(written)
            if len(found) > 3:
                span = value_span(ctx, "title", written[-1])
                yield ctx.report(node, span=span, count=len(found), elements=" | ".join(found))
