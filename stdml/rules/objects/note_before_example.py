"""note-before-example (STD-F034)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from stdml.diagnostics import Fix
from stdml.model import Example, Node, Note, TermEntry, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._source import source_fix


class NoteBeforeExample(Rule):
    """A note of a term entry that stands before an example.

    ## What it does
    Looks at the order in term entries: definition, examples, notes, source.

    ## Why is this bad?
    The same order in every entry lets readers find what they look for, and term databases read it.

    ## Example
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水泵 water pump

    输送水的机械。

    注：水泵分为甲型和乙型。

    示例：离心泵。
    ```

    ## Use instead
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 水泵 water pump

    输送水的机械。

    示例：离心泵。

    注：水泵分为甲型和乙型。
    ```
    """

    code, name, severity, tags = "STD-F034", "note-before-example", "error", ("objects", "terms")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1, 9.11.1"}
    rows = ("GB-NOTE-04",)
    fixes = "safe"
    on = (TermEntry,)
    message = {
        "zh": "术语条目中注应排在示例之后",
        "en": "in a term entry notes stand after the examples",
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        blocks = node.children
        first = next((at for at, block in enumerate(blocks) if isinstance(block, Note)), None)
        last = next((at for at in range(len(blocks) - 1, -1, -1) if isinstance(blocks[at], Example)), -1)
        if first is not None and first < last:
            yield ctx.report(blocks[first], fix=_fix(blocks[first : last + 1], ctx))


def _fix(blocks: Sequence[Node], ctx: Context) -> Fix | None:
    """Return the repair that puts the examples first; None where other blocks stand among them."""
    found = []
    for block in blocks:
        span = span_of(block)
        if not isinstance(block, (Note, Example)) or span is None or not ctx.source_text(block):
            return None
        found.append((span, block))
    source: str = ctx.document.source.text  # type: ignore[union-attr]
    gaps = [source[one[0][1] : two[0][0]] for one, two in pairwise(found)]
    if any(gap.strip() for gap in gaps):
        return None
    ordered = sorted(found, key=lambda pair: isinstance(pair[1], Note))
    words = "\n\n".join(source[slice(*span)].strip("\n") for span, _ in ordered)
    end = found[-1][0][1] - (source[found[-1][0][1] - 1] == "\n")
    return source_fix(ctx, ("示例在前", "examples first"), [(found[0][0][0], end, words)])
