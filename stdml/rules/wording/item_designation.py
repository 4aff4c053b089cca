"""item-designation (STD-V075)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_quoted,
)
from stdml.text.patterns import lazy

_item = lazy(
    r"[一-鿿]\s*(?P<number>(?:GB|GB/T|[A-Z]{2}/T) ?\d{2,6}(?:\.\d+)?)(?P<gap>[- ])"
    r"(?P<block>[A-Z0-9][A-Z0-9×/.,+ -]*)(?=[。；，]|\Z)"
)


class ItemDesignation(Rule):
    """The designation of a standardized item in another form than the one of Annex B.

    ## What it does
    Looks in clauses on 标记 for a standard's number without a year that is followed by a feature block:
    between the two stands a hyphen, the block has at most 18 characters, and neither I nor O.

    ## Why is this bad?
    One form of designation can be read by people and machines in every catalogue.

    ## Example
    ```md
    # 概述

    滤袋用于除尘。

    # 标记

    示例：

    滤袋 GB/T 99991 F7-600
    ```

    ## Use instead
    ```md
    # 概述

    滤袋用于除尘。

    # 标记

    示例：

    滤袋 GB/T 99991-F7-600
    ```
    """

    code, name, severity = "STD-V075", "item-designation", "info"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 附录 B"}
    rows = ("GB-OTH-08",)
    languages = ("zh",)
    tags = ("wording", "marking")
    on = (Prose,)
    needs = frozenset("/")
    message = {
        "zh": "标记“{words}”：标准编号与特性段之间用连字符，特性段不多于18个字符且没有I和O",
        "en": "{words!r}: a hyphen stands before the feature block of at most 18 characters without I and O",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        clause = next((above for above in reversed(ctx.ancestors) if isinstance(above, Clause)), None)
        if clause is None or "标记" not in plain_text(clause.title) or is_quoted(node, ctx):
            return
        for match in _item.finditer(node.unquoted):
            block = match["block"].strip()
            if match["gap"] == " " or len(block) > 18 or set(block) & {"I", "O"}:
                yield ctx.report(node, match.span("block"), words=match[0][1:].strip())
