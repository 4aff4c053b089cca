"""referenced-item-without-label (STD-F007)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, CrossReference, List, ListItem
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_LABELLED = ("ordered", "alpha", "decimal", "roman")
_BY_PLACE = lazy(
    r"(?:(?<![\d.A-Z])(?:[A-Z]\.|\d{1,2}\.)\d{1,2}(?:\.\d{1,2}){0,4}|第\d{1,2}章)\s?(?:的|中的?)?"
    r"(第\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?(?:个)?(?:列)?项)(?!目|议)"
)
_BY_PLACE_EN = lazy(
    r"(?:[Tt]he )?(first|second|third|fourth|fifth|last) (?:item|dash|indent|bullet)(?: point)? (?:of|in) "
    r"(?:[Ss]ubclause |[Cc]lause )?(?:[A-Z]\.|\d{1,2}(?:\.|\b))"
)


class ReferencedItemWithoutLabel(Rule):
    """A reference to a list item that has no letter or number of its own.

    ## What it does
    Finds links to items of a list with dashes, references that count items ("5.2第三项"), and links to an
    item of a clause where two lists have the same letters (only under the ISO/IEC Directives).

    ## Why is this bad?
    The reader has to count dashes, and counts wrongly after the next amendment.

    ## Example
    ```md
    # 要求

    ## 标志

    标志应包括下列内容：

    - 产品名称；
    - 生产日期。

    ## 位置

    生产日期标在盖上，与1.1第二项一致。
    ```

    ## Use instead
    ```md
    # 要求

    ## 标志

    标志应包括下列内容：

    a) 产品名称；
    b) 生产日期。

    ## 位置

    生产日期标在盖上，与1.1 b）一致。
    ```
    """

    code, name, severity, tags = "STD-F007", "referenced-item-without-label", "error", ("lists",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 7.5.3, 9.5.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 23.4",
    }
    rows = ("GB-LIST-06", "ISO-LST-01")
    on = (CrossReference, Prose)
    needs = frozenset(("第", "first", "second", "third", "fourth", "fifth", "last"))
    message = {
        "zh": "被提及的列项没有编号，将破折号改为字母或数字编号",
        "en": "the item that is referred to has no label; mark the list with letters or numbers",
    }
    variants = {
        "place": {
            "zh": "“{words}”按次序提及列项，给列项编号并写出其字母或数字",
            "en": "{words!r} counts the items; give them letters or numbers and refer to those",
        },
        "twice": {
            "zh": "同一条中有两个列项使用“{label}”，提及时无法区分",
            "en": "two lists in this subclause have an item {label}; the reference is ambiguous",
        },
    }

    def check(self, node: CrossReference | Prose, ctx: Context) -> Iterator[Report]:
        level = "warning" if ctx.basis.startswith("GB") else "error"
        if isinstance(node, Prose):
            pattern = _BY_PLACE if node.chinese else _BY_PLACE_EN
            for found in pattern.finditer(node.unquoted):
                words = node.text[found.start(1) : found.end(1)]
                yield ctx.report(node, found.span(), variant="place", words=words, severity=level)  # type: ignore[arg-type]
            return
        target = ctx.facts.numbering.resolve(node.target) if node.target else None
        if not isinstance(target, ListItem):
            return
        number = ctx.facts.numbering.number(target)
        if number is None:
            yield ctx.report(node, severity=level)  # type: ignore[arg-type]
        elif not ctx.basis.startswith("GB") and _is_twice(target, number, ctx):
            yield ctx.report(node, variant="twice", label=number)


def _is_twice(target: ListItem, number: str, ctx: Context) -> bool:
    """Whether another list of the same clause has an item with the same number."""
    lists = [placed for placed in ctx.facts.placed(List) if isinstance(placed.owner, Clause)]
    own = next((one for one in lists if any(item is target for item in one.node.items)), None)
    return own is not None and any(
        ctx.facts.numbering.number(item) == number
        for one in lists
        if one.owner is own.owner and one.node is not own.node and one.node.style in _LABELLED
        for item in one.node.items
    )
