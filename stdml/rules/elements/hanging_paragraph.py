"""hanging-paragraph (STD-T001)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Clause,
    Comment,
    Divider,
    Footnote,
    ForeignBlock,
    Note,
    Paragraph,
    SafetyWarning,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._order import element_type
from stdml.text.patterns import lazy

# GB/T 1.1—2020, 7.4, note: the texts that introduce terms and symbols are no hanging paragraphs.
_EXEMPT = frozenset(
    (
        "contents",
        "foreword",
        "introduction",
        "normative-references",
        "terms",
        "symbols",
        "bibliography",
        "index",
    )
)
_NO_TEXT = (Comment, Divider, Footnote, ForeignBlock, Note, SafetyWarning)
# The numbered items of these are introduced by a sentence (GB/T 20001.4—2015; ISO 78-2, clause 8 and 9).
_LISTED = lazy(
    r"试剂.{0,8}|.{0,4}(?:仪器|设备|器材|器具|材料).{0,6}|(?:Reagents?|Apparatus|Equipment|Materials?)\b.{0,30}",
    re.IGNORECASE,
)
# An important notice stands before everything else (GB/T 1.1—2020, 9.14; ISO/IEC Directives 2, 18.5.1).
_NOTICES = ("重要提示", "警告", "警示", "危险", "注意", "WARNING", "CAUTION", "DANGER", "IMPORTANT")


class HangingParagraph(Rule):
    """Text between the heading of a clause and its first subclause.

    ## What it does
    Finds clauses that have both text of their own and subclauses. The texts that introduce terms, symbols,
    references, reagents and apparatus, and warnings, are left alone.

    ## Why is this bad?
    "Clause 5" then means both the text and all subclauses, so a reference to it is ambiguous
    (GB/T 1.1—2020, 7.4; ISO/IEC Directives 2, 22.3.3).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求

    设备应接地。

    ## 外观

    外壳应无裂纹。

    ## 尺寸

    长度应不大于2 m。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    ## 通用要求

    设备应接地。

    ## 外观

    外壳应无裂纹。

    ## 尺寸

    长度应不大于2 m。
    ```
    """

    code, name, severity, tags = "STD-T001", "hanging-paragraph", "warning", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.4", "iso-directives-2": "ISO/IEC Directives Part 2, 22.3.3"}
    rows = ("GB-NUM-09", "ISO-STR-06")
    on = (Clause,)
    message = {
        "zh": "“{title}”的标题与第一个条之间有悬置段；将这段文字设为一个条（例如“通用要求”）",
        "en": "text hangs between {title!r} and its first subclause; give it a subclause of its own",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if (
            not (node.clauses and node.blocks and node.title)
            or element_type(node) in _EXEMPT
            or not _divided(node)
        ):
            return
        if any(isinstance(above, Clause) and above.type in _EXEMPT for above in ctx.ancestors):
            return
        title = plain_text(node.title).strip()
        if _LISTED.fullmatch(title) and all(
            isinstance(block, (Paragraph, *_NO_TEXT)) for block in node.blocks
        ):
            return
        for block in node.blocks:
            if isinstance(block, _NO_TEXT) or _is_notice(block):
                continue
            yield ctx.report(block, title=title)
            return


def _divided(clause: Clause) -> bool:
    return any(isinstance(below, Clause) and below.numbered for below in clause.clauses)


def _is_notice(block: object) -> bool:
    return isinstance(block, Paragraph) and plain_text(block).lstrip().startswith(_NOTICES)
