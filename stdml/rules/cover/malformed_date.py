"""malformed-date (STD-C003)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import is_placeholder, value_fix, value_span
from stdml.rules.cover._dates import exact_date, understood_date


class MalformedDate(Rule):
    """A date on the cover that is not written as year, month and day with hyphens.

    ## What it does
    Reads the dates of publication and of implementation, which are written YYYY-MM-DD.

    ## Why is this bad?
    The cover has one form of dates (GB/T 1.1—2020, 8.1), and no program can order others with certainty.

    ## Example
    ```md
    ---
    language: zh
    issued: 2021.3.5
    ---
    ```

    ## Use instead
    ```md
    ---
    language: zh
    issued: 2021-03-05
    ---
    ```
    """

    code, name, severity, tags = "STD-C003", "malformed-date", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-06",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "日期“{value}”写作“{right}”",
        "en": "write the date {value!r} as {right!r}",
    }
    variants = {
        "none": {
            "zh": "“{value}”不是日期；按“年-月-日”写，如 2026-03-20",
            "en": "{value!r} is no date; write year, month and day, such as 2026-03-20",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for key in ("issued", "effective"):
            value = getattr(node.metadata, key)
            if not value or exact_date(value) or is_placeholder(value):
                continue
            span = value_span(ctx, key, value)
            if day := understood_date(value):
                right = day.isoformat()
                fix = value_fix(ctx, key, value, right, f"{value} → {right}")
                yield ctx.report(node, span=span, fix=fix, value=value, right=right)
            else:
                yield ctx.report(node, variant="none", span=span, value=value)
