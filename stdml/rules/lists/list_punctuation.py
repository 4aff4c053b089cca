"""list-punctuation (STD-F002)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from stdml.diagnostics import Fix, Severity
from stdml.model import Document, List, ListItem, Node, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.lists._items import End, end_of, holds_list, is_chinese, is_inner, last_text, leads_on
from stdml.rules.lists._marks import runs_of_marks
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects._captions import is_units, read_label
from stdml.text.cjk import has_cjk

# A repair adds a mark only after characters that no escape or entity stands for.
_PLAIN = frozenset("）)”》%℃°")
_CHINESE_LEAD = "：:。"
_NAMING = frozenset(("contents", "normative-references", "terms", "symbols", "bibliography", "index"))
_ENGLISH = ("", ";", ",", ".")


class ListPunctuation(Rule):
    """Items of a list that end with marks that do not fit what introduces them.

    ## What it does
    In Chinese, after words that end with a colon each item ends with a semicolon (or comma) and the last with
    a full stop; after a sentence with a full stop each item ends with a full stop. In English, finds lists
    whose items end with different marks, and a last item without the full stop.
    Items that end with code, a formula, an address, a table or another list are not judged.

    ## Why is this bad?
    After a colon the items are parts of one sentence, after a full stop they are sentences of their own;
    mixed marks leave open where a provision ends.

    ## Example
    ```md
    # 要求

    标志应包括下列内容：

    - 产品名称。
    - 生产日期。
    ```

    ## Use instead
    ```md
    # 要求

    标志应包括下列内容：

    - 产品名称；
    - 生产日期。
    ```
    """

    code, name, severity, tags = "STD-F002", "list-punctuation", "error", ("lists", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.5.1", "iso-directives-2": "ISO/IEC Directives Part 2, 23.3"}
    rows = ("GB-LIST-02", "ISO-LST-02")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "引语以“{lead}”结束，此列项应以“{wanted}”结束，而不是“{mark}”",
        "en": "this item ends with {mark!r} where {wanted!r} is expected",
    }
    variants = {
        "none": {
            "zh": "引语以“{lead}”结束，此列项末尾缺少“{wanted}”",
            "en": "this item lacks the {wanted!r} at its end",
        },
        "several": {
            "zh": "引语以“{lead}”结束，有{count}个列项末尾的标点与之不符：此项应以“{wanted}”结束",
            "en": "{count} items of the list end with wrong marks; this one should end with {wanted!r}",
        },
        "lead": {
            "zh": "列项的引语以“{mark}”结束，应以“：”或“。”结束",
            "en": "what introduces the list ends with {mark!r}; end it with a colon or a full stop",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in (*ctx.facts.placed(List), *_typed_lists(ctx)):
            before = placed.before
            if placed.apart or not isinstance(before, Paragraph) or placed.node.attrs:
                continue
            if _names_things(placed) or is_units(before) or read_label(plain_text(before).strip(), before):
                continue
            lead = last_text(before)
            mark = lead.value.rstrip()[-1:] if lead else ""
            if not is_chinese(placed.node):
                yield from self._english(placed, mark, ctx)
            elif mark in _CHINESE_LEAD and mark:
                yield from self._chinese(placed, "。" if mark == "。" else "：", ctx)
            elif lead and (mark in "；，、;," or has_cjk(mark)):
                at = len(lead.value.rstrip()) - 1
                yield ctx.report(lead, (at, at + 1), variant="lead", mark=mark)

    def _chinese(self, placed: Placed, lead: str, ctx: Context) -> Iterator[Report]:
        items = placed.node.items
        # A list within a list, or one that goes on after a remark, may end as its items do.
        inner = is_inner(placed) or _goes_on(placed)
        wrong: list[tuple[End, str]] = []
        for item in items:
            end = end_of(item)
            last = item is items[-1]
            if end is None or holds_list(item) or (last and leads_on(placed)):
                continue
            allowed = "。；;" if inner and last else "。" if last or lead == "。" else "；，;,"
            if not end.mark or end.mark not in allowed:
                wrong.append((end, allowed[0]))
        yield from self._report(wrong, lead, ctx)

    def _english(self, placed: Placed, lead: str, ctx: Context) -> Iterator[Report]:
        items = placed.node.items
        ends = {id(item): end for item in items if not holds_list(item) and (end := end_of(item))}
        before = [end for item in items[:-1] if (end := ends.get(id(item))) and end.mark in _ENGLISH]
        counts = Counter(end.mark for end in before)
        if not counts or set(counts) == {""}:
            # Short items without any mark are a style of their own.
            return
        usual = max((mark for mark in counts if mark), key=lambda mark: counts[mark])
        wrong = [(end, usual) for end in before if end.mark != usual and not end.word]
        last = None if leads_on(placed) else ends.get(id(items[-1]))
        if last and last.mark != "." and not (last.mark == usual and (is_inner(placed) or _goes_on(placed))):
            wrong.append((last, "."))
        yield from self._report(wrong, lead, ctx, "warning")

    def _report(
        self, wrong: list[tuple[End, str]], lead: str, ctx: Context, severity: Severity = "error"
    ) -> Iterator[Report]:
        """Yield one finding for a list, at the first item that ends wrongly."""
        if not wrong:
            return
        end, wanted = wrong[0]
        where = (end.at, end.at + 1) if end.mark else (max(end.at - 1, 0), end.at)
        variant = "several" if len(wrong) > 1 else "" if end.mark else "none"
        yield ctx.report(
            end.text, where, variant=variant, fix=_fix(wrong, ctx), severity=severity,
            lead=lead, wanted=wanted, mark=end.mark, count=len(wrong),
        )  # fmt: skip


def _typed_lists(ctx: Context) -> Iterator[Placed]:
    """Yield the lists whose items are paragraphs that begin with typed labels."""
    for run in runs_of_marks(ctx):
        first = run[0].placed
        if not any(mark.first is False for mark in run):
            made = List([ListItem([mark.placed.node]) for mark in run])
            yield replace(first, node=made, siblings=first.siblings[: run[-1].placed.at + 1])


def _names_things(placed: Placed) -> bool:
    """Whether a list gives symbols, abbreviations or documents, which end without a mark."""
    return any(getattr(one, "type", "") in _NAMING for one in (placed.section, placed.element))


def _goes_on(placed: Placed) -> bool:
    """Whether the list goes on after a remark, a table or a formula."""
    number = placed.node.start + len(placed.node.items)
    return any(
        isinstance(one, List) and one.start == number
        for one in placed.siblings[placed.at + 1 : placed.at + 9]
    )


def _fix(wrong: list[tuple[End, str]], ctx: Context) -> Fix | None:
    edits: list[tuple[Node, tuple[int, int], str]] = []
    for end, wanted in wrong:
        if end.mark and end.mark in "；，。;,.":
            edits.append((end.text, (end.at, end.at + 1), wanted))
        before = end.text.value[end.at - 1 : end.at]
        if not end.mark and (before.isalnum() or before in _PLAIN):
            edits.append((end.text, (end.at - 1, end.at), before + wanted))
    first, wanted = wrong[0]
    return ctx.fix(f"{first.mark} → {wanted}".lstrip(), edits) if edits else None
