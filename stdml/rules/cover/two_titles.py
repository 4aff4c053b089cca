"""two-titles (STD-C013)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_marks = lazy(r"[\s\u3000—\-–:：]+")
_ELEMENTS = frozenset(("foreword", "introduction", "scope", "normative-references"))


class TwoTitles(Rule):
    """The title over the text is not the title on the cover.

    ## What it does
    Finds a heading over the whole text that differs from the title in the
    metadata; spaces and dashes do not count.

    ## Why is this bad?
    Cover and first page of a document bear the same title (GB/T 1.1—2020, 6.1.1); with two of them nobody
    knows which to cite.

    ## Example
    ```md
    ---
    title: {zh: [水泵, 规范]}
    language: zh
    ---

    # 水泵　指南

    ## 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    ## 要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    ---
    title: {zh: [水泵, 规范]}
    language: zh
    ---

    # 水泵　规范

    ## 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    ## 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-C013", "two-titles", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.1"}
    rows = ("GB-COVER-14",)
    on = (Document,)
    message = {
        "zh": "正文首页的名称“{heading}”与封面上的名称“{title}”不一致",
        "en": "the title over the text, {heading!r}, differs from that on the cover, {title!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        titles = ["".join(elements) for elements in node.metadata.title.values()]
        first = node.clauses[0] if node.clauses else None
        if not titles or not isinstance(first, Clause) or first.type != "clause" or not first.title:
            return
        if not _is_over_the_text(first):
            return
        heading = plain_text(first.title).strip()
        # The number may stand before the title.
        if not _bare(heading).endswith(tuple(map(_bare, titles))):
            yield ctx.report(first, heading=heading, title=titles[0])


def _is_over_the_text(clause: Clause) -> bool:
    """Whether elements of a standard stand in the clause, which then is no clause but the title over them."""
    return any(isinstance(below, Clause) and below.type in _ELEMENTS for below in clause.clauses)


def _bare(text: str) -> str:
    return _marks.sub("", text).lower()
