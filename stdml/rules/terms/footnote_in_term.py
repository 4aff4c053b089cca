"""footnote-in-term (STD-T017)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import FootnoteReference, TermEntry
from stdml.rules.base import Context, Report, Rule


class FootnoteInTerm(Rule):
    """A footnote in a term entry.

    ## What it does
    Finds marks of footnotes inside term entries.

    ## Why is this bad?
    An entry is read, copied and stored on its own, and a footnote is lost then; a note to the entry stays
    with it (GB/T 1.1—2020, 8.7.3.1; ISO/IEC Directives 2, 16.5.11).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆[^1]提供电能的固定装置。

    [^1]: 包括摩托车。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    注：车辆包括摩托车。
    ```
    """

    code, name, severity, tags = "STD-T017", "footnote-in-term", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.11"}
    rows = ("GB-TERM-12", "ISO-TRM-13")
    on = (FootnoteReference,)
    message = {
        "zh": "术语条目中不用脚注；改为条目的注",
        "en": "a term entry has no footnotes; write a note to entry",
    }

    def check(self, node: FootnoteReference, ctx: Context) -> Iterator[Report]:
        if ctx.inside(TermEntry):
            yield ctx.report(node)
