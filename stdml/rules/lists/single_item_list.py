"""single-item-list (STD-F003)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stdml.model import Document, List, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._blocks import Placed

# Keys and explanations have one line for each mark, and there may be one mark only.
_KEYS = ("式中", "标引序号说明", "说明", "where", "key", "其中")


class SingleItemList(Rule):
    """A list with one item.

    ## What it does
    Finds lists that consist of one item and are not continued by another list in the same clause. Lists in a
    foreword, where the history of a document may have one line, and keys are left alone.

    ## Why is this bad?
    A list orders several things; one thing is said in running text.

    ## Example
    ```md
    # 要求

    标志应包括下列内容：

    - 产品名称。
    ```

    ## Use instead
    ```md
    # 要求

    标志应包括产品名称。
    ```
    """

    code, name, severity, tags = "STD-F003", "single-item-list", "warning", ("lists",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.1"}
    rows = ("GB-LIST-07",)
    on = (Document,)
    message = {
        "zh": "列项只有一项，改为在句中直接叙述",
        "en": "the list has one item only; say it in the sentence itself",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(List):
            if len(placed.node.items) > 1 or placed.apart or placed.node.start > 1:
                continue
            if placed.element is not None and placed.element.type not in ("annex", "clause"):
                continue
            before = placed.before
            lead = plain_text(before).strip().lower().rstrip("：: ") if isinstance(before, Paragraph) else ""
            if lead not in _KEYS and not any(isinstance(one, List) for one in _around(placed)):
                yield ctx.report(placed.node)


def _around(placed: Placed) -> Sequence[Any]:
    """Return the blocks around a list that may go on with it."""
    at = placed.at
    return [*placed.siblings[max(at - 8, 0) : at], *placed.siblings[at + 1 : at + 9]]
