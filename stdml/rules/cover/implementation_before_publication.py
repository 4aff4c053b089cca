"""implementation-before-publication (STD-C004)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._dates import exact_date, understood_date


class ImplementationBeforePublication(Rule):
    """A document that applies before it is published.

    ## What it does
    Compares the date of implementation with the date of publication.

    ## Why is this bad?
    Nobody can follow a document that does not exist yet; one of the two dates on the cover is wrong
    (GB/T 1.1—2020, 8.1).

    ## Example
    ```md
    ---
    language: zh
    issued: 2026-07-01
    effective: 2026-03-20
    ---
    ```

    ## Use instead
    ```md
    ---
    language: zh
    issued: 2026-03-20
    effective: 2026-07-01
    ---
    ```
    """

    code, name, severity, tags = "STD-C004", "implementation-before-publication", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-06",)
    on = (Document,)
    message = {
        "zh": "实施日期{effective}早于发布日期{issued}",
        "en": "the date of implementation {effective} is before the date of publication {issued}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        metadata = node.metadata
        issued, effective = _day(metadata.issued), _day(metadata.effective)
        if issued and effective and effective < issued:
            span = value_span(ctx, "effective", metadata.effective or "")
            yield ctx.report(node, span=span, issued=issued, effective=effective)


def _day(text: str | None) -> date | None:
    return exact_date(text) or understood_date(text or "")
