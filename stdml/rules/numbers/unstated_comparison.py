"""unstated-comparison (STD-V045)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
    Text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_quoted,
)
from stdml.text.patterns import lazy

_rounded = lazy(r"修约[^。]{0,30}(?:比较|判定|评定)|(?:比较|判定|评定)[^。]{0,30}修约")


class UnstatedComparison(Rule):
    """Values that are judged after rounding in a document that does not name the method of comparison.

    ## What it does
    Finds sentences that round values (修约) before they are compared with a limit or judged, in a document
    that names neither 修约值比较法 nor 全数值比较法.

    ## Why is this bad?
    Where nothing is said, the full value is compared. A result of 0.849 against a limit of 0.8 then fails,
    and passes after rounding.

    ## Example
    ```md
    # 试验

    测定值修约至一位小数后与极限值比较。
    ```

    ## Use instead
    ```md
    # 试验

    测定值采用修约值比较法与极限值比较。
    ```
    """

    code, name, severity = "STD-V045", "unstated-comparison", "info"
    basis = {"gbt-1.1": "GB/T 8170—2008, 4.3.1"}
    rows = ("GB-UNIT-13",)
    languages = ("zh",)
    tags = ("numbers", "units")
    on = (Prose,)
    needs = frozenset("修")
    message = {
        "zh": "修约后判定时，写明采用修约值比较法（GB/T 8170—2008，4.3）",
        "en": "name the method (修约值比较法; GB/T 8170—2008, 4.3) where values are judged after rounding",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry):
            return
        match = _rounded.search(node.unquoted)
        if match and not any("值比较法" in text.value for text in ctx.facts.all(Text)):
            yield ctx.report(node, match.span())
