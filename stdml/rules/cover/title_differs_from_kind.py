"""title-differs-from-kind (STD-C020)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import titles, words


class TitleDiffersFromKind(Rule):
    """The title does not show the kind of the document.

    ## What it does
    Looks in the Chinese title for a word of the kind that the metadata declare: 术语, 符号, 分类, 试验方法 or
    …的测定, 规范, 规程, 指南.

    ## Why is this bad?
    Readers take from the title what they find inside: terms, requirements, steps or advice
    (GB/T 1.1—2020, 6.1.4.2 and table 1).

    ## Example
    ```md
    ---
    title:
      zh: [电梯, 维护保养技术要求]
    language: zh
    kind: code-of-practice
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: [电梯, 维护保养规程]
    language: zh
    kind: code-of-practice
    ---
    ```
    """

    code, name, severity, tags = "STD-C020", "title-differs-from-kind", "warning", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.4.2"}
    rows = ("GB-TITLE-03",)
    on = (Document,)
    message = {
        "zh": "文件类型是“{kind}”，而名称“{title}”中没有“{word}”",
        "en": "the kind is {kind}, but the title {title!r} does not say {word!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        kind = node.metadata.kind
        known = words()["kinds"].get(kind)
        if known is None:
            return
        for elements in titles(node.metadata, "zh"):
            title = "".join(elements)
            if title.endswith("标准"):
                # Another rule asks for the word of the kind in its place.
                continue
            if not any(word in title for word in known["zh"]):
                span = value_span(ctx, "title", elements[-1])
                yield ctx.report(node, span=span, kind=kind, title=title, word=known["right"])
