"""unit-in-cells (STD-F020)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Cell, Table, Text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import UNIT, columns, grid, header, words
from stdml.text.patterns import lazy

_NUMBER = r"[<>≤≥＜＞±+\-−—]?\s?\d[\d \u2009\u00a0.,]*"
_VALUE = lazy(rf"{_NUMBER}(?:(?:\s?{UNIT})?\s?(?:～|~|±|—|–|-)\s?{_NUMBER})?\s?(?P<unit>{UNIT})")
# A percentage is often read with its sign.
_RATIOS = frozenset("%‰")
_HEAD = lazy(rf"(?P<name>.*[\u4e00-\u9fff])\s?[（(]\s?(?P<unit>{UNIT})\s?[)）]")


class UnitInCells(Rule):
    """The same unit in each cell of a column, or in brackets behind the name in the header.

    ## What it does
    Finds columns all of whose values, at least two, carry one unit, and header cells such as 长度（mm）.

    ## Why is this bad?
    The unit belongs into the header: under the name of the quantity, or as 长度/mm. Then the cells hold
    numbers that can be compared. Brackets after a name would mean a remark (only a hint).

    ## Example
    ```md
    # 要求

    尺寸应符合表1的规定。

    表 1 尺寸

    | 型号 | 长度 |
    |---|--:|
    | 甲 | 20 mm |
    | 乙 | 30 mm |
    ```

    ## Use instead
    ```md
    # 要求

    尺寸应符合表1的规定。

    表 1 尺寸

    | 型号 | 长度/mm |
    |---|--:|
    | 甲 | 20 |
    | 乙 | 30 |
    ```
    """

    code, name, severity, tags = "STD-F020", "unit-in-cells", "warning", ("objects", "numbers")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.8.4"}
    rows = ("GB-TAB-07",)
    fixes = "safe"
    on = (Table,)
    message = {
        "zh": "此栏各单元格都带单位“{unit}”，将单位写在表头的量名称之下或写作“量/{unit}”",
        "en": "each cell of this column has the unit {unit}; write it in the header instead",
    }
    variants = {
        "brackets": {
            "zh": "表头的单位不加括号，写作“{right}”",
            "en": "the unit in a header has no brackets: {right}",
        }
    }

    def check(self, node: Table, ctx: Context) -> Iterator[Report]:
        heads: dict[int, Cell] = {}
        for placed in grid(header(node)):
            heads |= placed
        for column, cells in columns(node).items():
            values = [words(cell) for cell in cells if words(cell) not in ("", "—", "–", "-")]
            found = [_VALUE.fullmatch(value) for value in values]
            units = {match["unit"] for match in found if match}
            if len(found) > 1 and all(found) and len(units) == 1 and not units & _RATIOS:
                yield ctx.report(heads.get(column, cells[0]), unit=units.pop())
        for cell in heads.values():
            yield from self._brackets(cell, ctx)

    def _brackets(self, cell: Cell, ctx: Context) -> Iterator[Report]:
        text = words(cell)
        found = _HEAD.fullmatch(text)
        if found is None:
            return
        unit = found["unit"]
        right = f"{found['name']}/({unit})" if set("/·⋅") & set(unit) else f"{found['name']}/{unit}"
        only = cell.children[0] if len(cell.children) == 1 else None
        fix = None
        if isinstance(only, Text) and ctx.source_text(only) == text == only.value:
            fix = ctx.fix(f"{text} → {right}", [(only, (0, len(text)), right)])
        yield ctx.report(cell, variant="brackets", right=right, severity="info", fix=fix)
