"""deprecated-term-used (STD-T032)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.cjk import has_cjk


class DeprecatedTermUsed(Rule):
    """A deprecated term in the text.

    ## What it does
    Looks for terms that an entry marks as deprecated in headings, paragraphs and tables outside that entry.

    ## Why is this bad?
    One concept has one name throughout a document; a deprecated term is listed so that nobody uses it (GB/T
    1.1—2020, 5.4.1; ISO/IEC Directives 2, 5.6).

    ## Example
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    {.deprecated}
    充电机柜

    为车辆提供电能的固定装置。

    # 要求

    充电机柜应接地。
    ```

    ## Use instead
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    {.deprecated}
    充电机柜

    为车辆提供电能的固定装置。

    # 要求

    充电桩应接地。
    ```
    """

    code, name, severity, tags = "STD-T032", "deprecated-term-used", "info", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 5.4.1", "iso-directives-2": "ISO/IEC Directives Part 2, 5.6"}
    rows = ("GB-STR-07", "ISO-STR-10")
    on = (Prose,)
    message = {
        "zh": "“{word}”是不再使用的术语，应使用“{term}”",
        "en": "{word!r} is a deprecated term; use {term!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not ctx.facts.deprecated_terms or ctx.inside(TermEntry):
            return
        for word, term in ctx.facts.deprecated_terms:
            # A deprecated word may be a part of the right one.
            if len(word) < 2 or word in term or word not in node.text:
                continue
            pattern = re.escape(word) if has_cjk(word) else rf"\b{re.escape(word)}\b"
            for found in re.finditer(pattern, node.unquoted):
                yield ctx.report(node, found.span(), word=word, term=term)
