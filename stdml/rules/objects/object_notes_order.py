"""object-notes-order (STD-F025)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stdml.model import Document, Figure, Footnote, Note, Paragraph, Superscript, Table, plain_text
from stdml.rules.base import Context, Report, Rule


class ObjectNotesOrder(Rule):
    """Notes and footnotes of a table or figure in another order than the rule book has.

    ## What it does
    In a table: paragraphs, then notes, then footnotes a, b, c; in a figure notes stand before footnotes
    too. In Markdown also what follows a table is looked at: paragraphs that begin with a raised letter are
    its footnotes.

    ## Why is this bad?
    Paragraphs and footnotes of a table may hold requirements, notes may not; the fixed order tells them
    apart.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20<sup>a</sup> |

    <sup>a</sup> 用冷水测量。

    注：表中的数值是平均值。
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20<sup>a</sup> |

    注：表中的数值是平均值。

    <sup>a</sup> 用冷水测量。
    ```
    """

    code, name, severity, tags = "STD-F025", "object-notes-order", "error", ("objects",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.11.1, 9.12.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 29.5",
    }
    rows = ("GB-TAB-10", "GB-NOTE-04", "ISO-TAB-04")
    on = (Document,)
    message = {
        "zh": "图、表之下先排段，再排注，最后排脚注；此{what}应在前面",
        "en": "below a table or figure stand paragraphs, then notes, then footnotes; move this {what} up",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Table, Figure):
            if placed.apart:
                continue
            yield from self._order(placed.node.notes, ctx)
            after = placed.siblings[placed.at + 1 : placed.at + 12]
            hanging = []
            for block in after:
                if not isinstance(block, Note) and not is_table_footnote(block):
                    break
                hanging.append(block)
            yield from self._order(hanging, ctx)

    def _order(self, blocks: Sequence[Any], ctx: Context) -> Iterator[Report]:
        highest = 0
        for block in blocks:
            rank = _rank(block)
            if rank and rank < highest:
                chinese = ctx.language.startswith("zh")
                names = ("段", "注") if chinese else ("paragraph", "note")
                yield ctx.report(block, what=names[rank - 1])
                return
            highest = max(highest, rank)


def is_table_footnote(block: Any) -> bool:
    """Whether a paragraph begins with the raised letter of a footnote of a table."""
    first = block.children[0] if isinstance(block, Paragraph) and len(block.children) > 1 else None
    return isinstance(first, Superscript) and len(plain_text(first).strip(" )）")) == 1


def _rank(block: Any) -> int:
    if isinstance(block, Footnote) or is_table_footnote(block):
        return 3
    if isinstance(block, Note):
        return 2
    return 1 if isinstance(block, Paragraph) else 0
