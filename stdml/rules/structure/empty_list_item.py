"""empty-list-item (STD-S013)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Comment, ListItem
from stdml.rules.base import Context, Report, Rule


class EmptyListItem(Rule):
    """An item of a list with nothing in it.

    ## What it does
    Finds items that hold neither text nor other blocks.

    ## Why is this bad?
    It is printed as a mark or a letter alone, and the items after it get the wrong letter.

    ## Example
    ```md
    # 要求

    列项如下：

    - 甲；
    -
    - 丙。
    ```

    ## Use instead
    ```md
    # 要求

    列项如下：

    - 甲；
    - 乙；
    - 丙。
    ```
    """

    code, name, severity, tags = "STD-S013", "empty-list-item", "warning", ("structure",)
    on = (ListItem,)
    message = {
        "zh": "列项为空；写出内容，或删去该项",
        "en": "the list item is empty; write its text, or delete it",
    }

    def check(self, node: ListItem, ctx: Context) -> Iterator[Report]:
        if all(isinstance(block, Comment) for block in node.children):
            yield ctx.report(node)
