"""wrong-list-mark (STD-F005)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from stdml.diagnostics import Fix
from stdml.model import Document, List
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.lists._items import is_inner
from stdml.rules.lists._marks import Mark, runs_of_marks, typed_label
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects._source import source_fix

_UNDERSTOOD = ("half", "halfdigit", "dash")
_TITLE = ("改用规定的列项标记", "use the marks of the rule book")


class WrongListMark(Rule):
    """Marks of list items that the rule book does not know.

    ## What it does
    Finds items that begin with （1）, ①, 1、, （一）, a., A） or a bullet, lists marked with dots on the
    first level, and digits on the first or letters on the second level.

    ## Why is this bad?
    Items are marked with —— or a) b) on the first level and with · or 1) 2) on the second, so that a
    reference such as 5.2 b) 1) is understood in every standard; other marks stay plain text that nobody can
    refer to.

    ## Example
    ```md
    # 要求

    标志应包括下列内容：

    （1）产品名称；
    （2）生产日期。
    ```

    ## Use instead
    ```md
    # 要求

    标志应包括下列内容：

    a) 产品名称；
    b) 生产日期。
    ```
    """

    code, name, severity, tags = "STD-F005", "wrong-list-mark", "error", ("lists",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.3"}
    rows = ("GB-LIST-03",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "列项的标记“{mark}”不合规定：第一层用“——”或“a）”，第二层用“·”或“1）”",
        "en": "list items are not marked {mark!r}; use — or a) on the first level, · or 1) on the second",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for run in runs_of_marks(ctx):
            first = run[0]
            if first.kind in _UNDERSTOOD:
                continue
            span = (first.start, first.start + len(first.text)) if first.start >= 0 else None
            yield ctx.report(first.placed.node, span=span, mark=first.text, fix=_fix(run, ctx))
        lists = [placed for placed in ctx.facts.placed(List) if not placed.apart]
        for placed in lists:
            style, inner = placed.node.style, placed.depth > 0
            if style == "roman" or (style, inner) in (("decimal", False), ("alpha", True)):
                yield ctx.report(placed.node, mark=ctx.facts.numbering.label(placed.node.items[0]))
        # A habit of writing Markdown is one finding, at the first list.
        for found in (map(_bullets, lists, repeat(ctx)), map(_digits, lists, repeat(ctx))):
            wrong = [one for one in found if one is not None]
            if wrong:
                where, mark, _ = wrong[0]
                fix = source_fix(ctx, _TITLE, [edit for *_, edits in wrong for edit in edits])
                yield ctx.report(where, mark=mark, severity="warning", fix=fix)


_Wrong = tuple[List, str, list[tuple[int, int, str]]]


def _bullets(placed: Placed, ctx: Context) -> _Wrong | None:
    """Return what is wrong with a list of the first level that is marked with dots, and its repair."""
    node = placed.node
    if node.style != "bullet" or placed.depth:
        return None
    starts = {ctx.source_text(item)[:1] for item in node.items}
    spans = [span_of(item) for item in node.items] if starts <= {"*", "+"} else []
    return node, "•", [(span[0], span[0] + 1, "-") for span in spans if span]


def _digits(placed: Placed, ctx: Context) -> _Wrong | None:
    """Return what is wrong with a list of the first level that has the typed marks of the second."""
    if placed.node.style != "ordered" or is_inner(placed):
        return None
    labels = [typed_label(ctx, item) for item in placed.node.items]
    known = [label for label in labels if label and label[2].isdigit() and label[3] != "."]
    if len(known) != len(labels):
        return None
    mark = f"{known[0][2]}{known[0][3]}"
    return placed.node, mark, [(label[0], label[1], f"{label[2]}. ") for label in known]


def _fix(run: list[Mark], ctx: Context) -> Fix | None:
    """Return the repair that makes the lines items of a list."""
    if run[0].start < 0 or any(mark.placed.depth for mark in run):
        return None
    edits = [
        (mark.start, mark.end, "- " if mark.kind == "sign" else f"{at}. ") for at, mark in enumerate(run, 1)
    ]
    return source_fix(ctx, _TITLE, edits)
