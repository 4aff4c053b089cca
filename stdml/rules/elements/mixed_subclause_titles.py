"""mixed-subclause-titles (STD-T003)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule


class MixedSubclauseTitles(Rule):
    """Titled and untitled subclauses side by side.

    ## What it does
    Finds the first subclause that differs from the one before it in having a title or none.

    ## Why is this bad?
    The subclauses of one clause either all have a title or all have none (GB/T 1.1—2020, 7.3.3;
    ISO/IEC Directives 2, 22.2).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外观

    外壳应无裂纹。

    ## {}

    长度应不大于2 m。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 外观

    外壳应无裂纹。

    ## 尺寸

    长度应不大于2 m。
    ```
    """

    code, name, severity, tags = "STD-T003", "mixed-subclause-titles", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 22.2"}
    rows = ("GB-NUM-07", "ISO-STR-08")
    on = (Clause,)
    message = {
        "zh": "{number}没有标题，而同层的其他条有标题；同一层的条应统一",
        "en": "{number} has no title while other subclauses beside it have one; title all of them or none",
    }
    variants = {
        "titled": {
            "zh": "{number}有标题，而同层的其他条没有标题；同一层的条应统一",
            "en": "{number} has a title while others beside it have none; title all of them or none",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type == "terms":
            # The entries and the groups of terms are no subclauses.
            return
        below = [one for one in node.clauses if isinstance(one, Clause) and one.numbered]
        for before, one in pairwise(below):
            if bool(before.title) != bool(one.title):
                number = ctx.facts.numbering.number(one) or ""
                yield ctx.report(one, variant="titled" if one.title else "", number=number)
                return
