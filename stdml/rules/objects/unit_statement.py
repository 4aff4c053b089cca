"""unit-statement (STD-F021)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from stdml.model import Document, Figure, Node, Paragraph, Table, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import UNIT
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy


@cache
def _names() -> dict[str, dict[str, str]]:
    """Return the words for unit symbols by language."""
    text = (files("stdml.rules") / "data" / "unit-names.json").read_text(encoding="utf-8")
    names: dict[str, dict[str, str]] = json.loads(text)
    return names


_CHINESE = lazy(
    rf"[（(]?\s*(?:尺寸|长度|数值|计量)?单位(?P<link>\s*[：:]\s*|为|是)"
    rf"(?P<unit>{UNIT}|[\u4e00-\u9fff]{{1,6}})\s*[）)]?"
)
_WORDS = lazy(
    rf"\(?\s*(?:(?:All )?[Dd]imensions(?: are)? in (?P<unit>{UNIT})"
    rf"|[Uu]nits?\s*(?::|in)\s*(?P<other>{UNIT}|[a-z]{{3,20}}))"
    r"\s*\)?\.?"
)
_IN_TITLE = lazy(rf"[（(]\s*单位\s*[：:为]\s*(?:{UNIT}|[\u4e00-\u9fff]{{1,6}})\s*[）)]\s*\Z")


class UnitStatement(Rule):
    """The statement of the common unit of a figure or table in another form than 单位为毫米.

    ## What it does
    Finds 单位：mm and its like in the paragraph beside a table or figure, in the line for the unit of a table
    and at the end of its title; and in English "Unit: mm" or "Dimensions in mm".

    ## Why is this bad?
    Where all values have one unit, it is stated in words at the upper right: 单位为毫米, Dimensions in
    millimetres.

    ## Example
    ```md
    # 要求

    尺寸应符合表1的规定。

    表1　尺寸

    单位：mm

    | 型号 | 长度 |
    |---|--:|
    | 甲 | 20 |
    ```

    ## Use instead
    ```md
    # 要求

    尺寸应符合表1的规定。

    表1　尺寸

    单位为毫米

    | 型号 | 长度 |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F021", "unit-statement", "error", ("objects", "numbers")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.7.4.1, 9.8.4",
        "iso-directives-2": "ISO/IEC Directives Part 2, 28.5.2",
    }
    rows = ("GB-FIG-06", "ISO-FIG-05")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "“{words}”应写作“{right}”，置于图或表的右上方",
        "en": "write {right!r} instead of {words!r} at the upper right of the table or figure",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: set[int] = set()
        for placed in ctx.facts.placed(Table, Figure):
            if placed.apart:
                continue
            table = placed.node if isinstance(placed.node, Table) else None
            around = placed.siblings[max(placed.at - 2, 0) : placed.at + 3]
            for block in around:
                if isinstance(block, Paragraph) and id(block) not in seen:
                    seen.add(id(block))
                    yield from self._judge(block, plain_text(block), ctx)
            if table is not None and table.units:
                words = table.units[0] if len(table.units) == 1 and table.units[0].kind == "text" else table
                yield from self._judge(words, plain_text(table.units), ctx)
            title = plain_text(table.caption) if table else plain_text(placed.node.title)
            if found := _IN_TITLE.search(title):
                right = _right(found[0].strip())
                yield ctx.report(placed.node, words=found[0], right=right or "单位为…", severity="warning")

    def _judge(self, node: Node, text: str, ctx: Context) -> Iterator[Report]:
        right = _right(text.strip())
        if right is None:
            return
        only = node.children[0] if isinstance(node, Paragraph) and len(node.children) == 1 else node
        fix = None
        if only.kind == "text" and not right.endswith("…"):
            fix = ctx.fix(f"{text} → {right}", [(only, (0, len(text)), right)])
        level = None if has_cjk(text) else "warning"
        yield ctx.report(node, words=text.strip(), right=right, fix=fix, severity=level)  # type: ignore[arg-type]


def _right(text: str) -> str | None:
    """Return how a statement of a unit should read; None for one that is right or none at all."""
    if found := _CHINESE.fullmatch(text):
        unit = found["unit"]
        name = unit if has_cjk(unit) and unit != "℃" else _names()["zh"].get(unit, "…")
        right = f"单位为{name}"
        return None if text == right or (found["link"] == "为" and name == "…") else right
    if found := _WORDS.fullmatch(text):
        unit = found["unit"] or found["other"]
        names = _names()["en"]
        if unit in names or unit in names.values():
            right = f"Dimensions in {names.get(unit, unit)}"
            return None if text == right else right
    return None
