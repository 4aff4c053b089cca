"""figure-without-source (STD-S012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Figure, plain_text
from stdml.rules.base import Context, Report, Rule


class FigureWithoutSource(Rule):
    """A figure that names no picture.

    ## What it does
    Finds figures, and parts of figures, without the address of a picture.

    ## Why is this bad?
    Only the title would be printed.

    ## Example
    ```md
    # Layout

    ![Layout of the charging bays]()
    ```

    ## Use instead
    ```md
    # Layout

    ![Layout of the charging bays](layout.svg)
    ```
    """

    code, name, severity, tags = "STD-S012", "figure-without-source", "error", ("structure",)
    on = (Figure,)
    message = {
        "zh": "图“{title}”没有图片地址；写出图片文件的路径",
        "en": "the figure {title!r} names no picture; give the path of its file",
    }

    def check(self, node: Figure, ctx: Context) -> Iterator[Report]:
        if not node.src and not node.parts:
            yield ctx.report(node, title=plain_text(node.title).strip())
