"""list-label-gap (STD-F006)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stdml.model import Clause, Document, List, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.lists._items import last_text
from stdml.rules.lists._marks import SIGNS, runs_of_marks, typed_label
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects._source import source_lines
from stdml.text.counting import last_count
from stdml.text.patterns import lazy

_LABEL = lazy(r"[ ]{0,3}([a-z]|\d{1,2})[)）][ \t\u3000]*(?=\S)")


class ListLabelGap(Rule):
    """Letters or numbers of list items that leave one out or come twice.

    ## What it does
    Compares the letters and numbers that were typed before the items of a list with their order, and finds
    lists that begin with another one than the first and continue no other list. Under the ISO/IEC
    Directives a subclause has one list from a) on, so that 5.1 a) is one item only.

    ## Why is this bad?
    An item was lost or forgotten, and references such as 5.2 d) lead to the wrong one. In Markdown an item
    with a wrong letter even becomes a part of the item before it.

    ## Example
    ```md
    # 要求

    标志应包括下列内容：

    a) 产品名称；
    b) 生产日期；
    d) 质量等级。
    ```

    ## Use instead
    ```md
    # 要求

    标志应包括下列内容：

    a) 产品名称；
    b) 生产日期；
    c) 质量等级。
    ```
    """

    code, name, severity, tags = "STD-F006", "list-label-gap", "error", ("lists",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 23.4"}
    rows = ("GB-LIST-05", "ISO-LST-01")
    on = (Document,)
    message = {
        "zh": "列项“{before}”之后是“{label}”，编号应连续，且每个列项重新起编",
        "en": "item {label!r} follows {before!r}; labels run on without a gap and begin anew in each list",
    }
    variants = {
        "start": {
            "zh": "列项从“{label}”起编，应从第一个字母或数字起编",
            "en": "the list begins with {label!r}; begin with the first letter or number",
        },
        "twice": {
            "zh": "同一条中已有从a)起编的列项；一个改用破折号，或分设条",
            "en": "the subclause already has a list from a) on; give one dashes or a subclause of its own",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for run in runs_of_marks(ctx):
            for before, mark in pairwise(run):
                if mark.kind not in SIGNS and mark.count != before.count + 1:
                    span = (mark.start, mark.start + len(mark.text)) if mark.start >= 0 else None
                    yield ctx.report(mark.placed.node, span=span, before=before.text, label=mark.text)
                    break
        for placed in ctx.facts.placed(List):
            if not placed.apart and placed.node.style not in ("dash", "bullet"):
                yield from self._given(placed, ctx)
                yield from self._swallowed(placed, ctx)
                yield from self._start(placed, ctx)
                yield from self._behind(placed, ctx)
        if ctx.basis.startswith("ISO"):
            yield from self._twice(ctx)

    @staticmethod
    def _twice(ctx: Context) -> Iterator[Report]:
        """Find the second list with letters of a subclause, in which item a) is then no unique name."""
        seen: set[int] = set()
        for placed in ctx.facts.placed(List):
            plain = not placed.apart and placed.depth == 0 and isinstance(placed.owner, Clause)
            if not plain or placed.node.start > 1 or not _is_lettered(placed, ctx):
                continue
            if id(placed.owner) in seen:
                yield ctx.report(placed.node, variant="twice", severity="warning")
            seen.add(id(placed.owner))

    def _given(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        """Compare the numbers that items were given, and those typed in Markdown, with their order."""
        before, text = 0, ""
        for at, item in enumerate(placed.node.items):
            typed = typed_label(ctx, item)
            label = item.number or (typed[2] + typed[3] if typed else "")
            count = last_count(label.rstrip(")）. ")) if label else None
            # In Markdown all items may be typed 1.
            if at and count is not None and before and count not in (before + 1, 1):
                yield ctx.report(item, before=text, label=label, severity=None if item.number else "warning")
                return
            before, text = count or 0, label

    def _swallowed(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        """Find labels that begin a later line of an item: the reader expected another one there."""
        for item in placed.node.items:
            first = typed_label(ctx, item)
            if first is None or first[3] == ".":
                continue
            for at, line in list(source_lines(ctx, item))[1:]:
                found = _LABEL.match(line)
                if found and found[1].isdigit() == first[2].isdigit():
                    span, before = (at, at + len(found[0])), first[2] + first[3]
                    yield ctx.report(item, span=span, before=before, label=found[0].strip())
                    return

    def _behind(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        """Find a label that comes again right behind the list, where the reader took no item from it."""
        last = typed_label(ctx, placed.node.items[-1])
        behind = placed.siblings[placed.at + 1 : placed.at + 2]
        if last is None or last[3] == "." or not behind or not isinstance(behind[0], Paragraph):
            return
        found = _LABEL.match(plain_text(behind[0]))
        if found and found[1].isdigit() == last[2].isdigit():
            before = last[2] + last[3]
            yield ctx.report(behind[0], before=before, label=found[0].strip())

    def _start(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        node = placed.node
        if node.start <= 1:
            return
        earlier = (
            one for one in placed.siblings[max(placed.at - 20, 0) : placed.at] if isinstance(one, List)
        )
        lead = last_text(placed.before)
        # Words that introduce a list introduce a new one, whatever number it goes on with.
        new = lead is not None and lead.value.rstrip().endswith(("：", ":"))
        if new or not any(one.start + len(one.items) == node.start for one in earlier):
            yield ctx.report(node, variant="start", label=ctx.facts.numbering.label(node.items[0]))


def _is_lettered(placed: Placed, ctx: Context) -> bool:
    """Whether the items of a list were typed with letters."""
    typed = typed_label(ctx, placed.node.items[0]) if placed.node.items else None
    return typed is not None and typed[2] == "a"
