"""subdivided-part-number (STD-T056)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_chinese = lazy(
    r"\s*[A-Z0-9]{1,5}(?:/[A-Z]{1,8})?(?:\s+[A-Z]{2,8})?\s*\d{1,6}\.(?P<part>[0-9A-Za-z.．-]+?)"
    r"\s*(?:[—–-]{1,2}(?:\d{4}|[X×]{4}))?\s*"
)
_iso = lazy(
    r"\s*(?P<by>ISO|IEC|ISO/IEC)(?:[/ ](?:TS|TR|PAS|DIS|FDIS|CD|WD))?\s+\d{1,6}-(?P<part>[0-9A-Za-z-]+?)"
    r"\s*(?::\s*\d{4}(?:-\d\d)?)?\s*"
)
_plain = lazy("[1-9][0-9]*")
_two_levels = lazy("[1-9][0-9]*(?:-[1-9][0-9]*)?")


class SubdividedPartNumber(Rule):
    """A number of a part that is no plain number, or that is divided further.

    ## What it does
    Checks the part in the document's own number: an Arabic number from 1, and no part of a part; IEC
    numbers may have two levels.

    ## Why is this bad?
    Parts are numbered 1, 2, … and are not divided (GB/T 1.1—2020, 7.1.1.1; ISO/IEC Directives 2, 6.3).

    ## Example
    ```md
    ---
    identifier: GB/T 99123.1.2—2026
    ---

    # 要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99123.12—2026
    title:
      zh: [水泵, 第12部分：要求]
    ---

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T056", "subdivided-part-number", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.1.1.1, 7.1.2", "iso-directives-2": "ISO/IEC Directives Part 2, 6.3"}
    rows = ("GB-STR-06", "ISO-STR-03")
    on = (Document,)
    message = {
        "zh": "部分的编号“{part}”应为从1开始的阿拉伯数字，部分不再分成部分",
        "en": "the number of a part is an Arabic number from 1, and parts are not divided further ({part!r})",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for identifier in node.metadata.identifier:
            international = _iso.fullmatch(identifier)
            found = international or _chinese.fullmatch(identifier)
            if not found:
                continue
            allowed = _two_levels if international and international["by"] != "ISO" else _plain
            if not allowed.fullmatch(found["part"]):
                yield ctx.report(node, span=ctx.facts.metadata_span("identifier"), part=found["part"])
