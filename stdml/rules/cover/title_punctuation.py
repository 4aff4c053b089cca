"""title-punctuation (STD-C023)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_fix, value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy

_around = lazy(r"\A\s*《([^《》]*)》\s*\Z")
_end = lazy(r"[。；，、：！;,]\s*\Z|(?<![.A-Z])\.\s*\Z")


class TitlePunctuation(Rule):
    """Book title marks around a title, or a punctuation mark at its end.

    ## What it does
    Looks at the Chinese title in the metadata.

    ## Why is this bad?
    《》 are written where a title is quoted, not on the cover, and a title is no sentence.

    ## Example
    ```md
    ---
    title:
      zh: 《智慧园区规范》
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: 智慧园区规范
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C023", "title-punctuation", "error", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1"}
    rows = ("GB-TITLE-08",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "名称写作“{right}”，不加书名号和句末标点",
        "en": "write the title as {right!r}, without book title marks and without a mark at the end",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for elements in titles(node.metadata, "zh"):
            whole = _around.match("".join(elements)) is not None
            for element in elements:
                # One pair of marks may hold all elements.
                bare = element.strip().removeprefix("《").removesuffix("》") if whole else element
                right = _end.sub("", _around.sub(r"\1", bare))
                if right != element and right:
                    fix = value_fix(ctx, "title", element, right, f"{element} → {right}")
                    yield ctx.report(node, span=value_span(ctx, "title", element), fix=fix, right=right)
