"""caption-on-wrong-side (STD-F014)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Document, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._captions import Numbered
from stdml.rules.objects._source import source_fix


class CaptionOnWrongSide(Rule):
    """The title of a table below it, or the title of a figure above it.

    ## What it does
    Finds paragraphs with the number and title of a table right after it, and with those of a figure right
    before it.

    ## Why is this bad?
    Number and title of a table stand above it, those of a figure below; on the other side they are read as
    belonging to the next one.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |

    表1　流量
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表1　流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F014", "caption-on-wrong-side", "warning", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.2.1"}
    rows = ("GB-FIG-04", "GB-TAB-04")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "表的编号和表题“{title}”应在表的上方",
        "en": "number and title of a table stand above it: {title!r}",
    }
    variants = {
        "figure": {
            "zh": "图的编号和图题“{title}”应在图的下方",
            "en": "number and title of a figure stand below it: {title!r}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for one in ctx.facts.captions.of("table", "figure"):
            wrong = "below" if one.kind == "table" else "above"
            if one.label is None or one.place != wrong or one.placed.apart:
                continue
            title = f"{one.label.word}{one.label.number} {one.label.title.strip()}".strip()
            variant = "figure" if one.kind == "figure" else ""
            yield ctx.report(one.label.node, variant=variant, title=title, fix=_fix(one, ctx))


def _fix(one: Numbered, ctx: Context) -> Fix | None:
    """Return the repair that moves the title to the other side."""
    label = one.label
    pair = (
        (one.node, label.node)
        if label and one.place == "below"
        else (label.node if label else None, one.node)
    )
    spans = [span_of(node) if node is not None else None for node in pair]
    first, second = spans
    if first is None or second is None or one.placed.depth or ctx.fix("", ()) is None:
        return None
    source: str = ctx.document.source.text  # type: ignore[union-attr]
    texts = [source[slice(*span)].strip("\n") for span in (first, second)]
    if source[first[1] : second[0]].strip():
        return None
    # What the spans leave of the last line stays where it is.
    end = second[1] if not source[second[0] : second[1]].endswith("\n") else second[1] - 1
    moved = f"{texts[1]}\n\n{texts[0]}"
    return source_fix(ctx, ("移动标题", "move the title"), [(first[0], end, moved)])
