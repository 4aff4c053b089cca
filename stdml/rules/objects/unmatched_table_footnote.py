"""unmatched-table-footnote (STD-F036)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model import Document, Superscript, Table, plain_text, walk
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects.object_notes_order import is_table_footnote
from stdml.text.patterns import lazy

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_WRONG = lazy(rf"\d{{1,2}}\s?[)）]|[{_CIRCLED}]|\*{{1,3}}|注\s?\d")
_AT_END = lazy(rf"\S\s?(?:（?注\s?)?(?P<mark>[{_CIRCLED}])\Z")
_FAR = 12


class UnmatchedTableFootnote(Rule):
    """Footnotes of a table that have no mark, marks without footnote, and marks other than letters.

    ## What it does
    Compares the raised letters in the cells and the title of a table with the paragraphs below it that begin
    with one; finds marks such as ①, 1） and * in cells. Footnotes written [^x] are the reader's.

    ## Why is this bad?
    Footnotes of tables are marked a, b, c from the first in each table, because numbers would be read as
    exponents and are the marks of footnotes of the text.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20<sup>①</sup> |
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20<sup>a</sup> |

    <sup>a</sup> 用冷水测量。
    ```
    """

    code, name, severity, tags = "STD-F036", "unmatched-table-footnote", "error", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.12.2", "iso-directives-2": "ISO/IEC Directives Part 2, 29.5"}
    rows = ("GB-FN-02", "GB-TAB-10", "ISO-TAB-04")
    on = (Document,)
    message = {
        "zh": "表的脚注用上标小写字母a、b、c标记，不用“{mark}”",
        "en": "footnotes of a table are marked with raised letters a, b, c, not with {mark!r}",
    }
    variants = {
        "unused": {
            "zh": "表的脚注“{mark}”在表中没有对应的标记",
            "en": "the table has no mark for its footnote {mark!r}",
        },
        "missing": {
            "zh": "表中的标记“{mark}”没有对应的脚注",
            "en": "the mark {mark!r} in the table has no footnote",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Table):
            if not placed.apart:
                yield from self._table(placed, ctx)

    def _table(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        marks: dict[str, Any] = {}
        for cell in (cell for row in placed.node.rows for cell in row.cells):
            raised = [one for child in cell.children for one in walk(child) if isinstance(one, Superscript)]
            for mark in raised:
                text = plain_text(mark).strip()
                if _WRONG.fullmatch(text):
                    yield ctx.report(cell, mark=text)
                elif text.replace(",", "").replace("、", "").isalpha():
                    marks |= {letter: cell for letter in text if letter.isalpha()}
            found = None if raised else _AT_END.search(plain_text(list(cell.children)).strip())
            if found and self._explained(found["mark"], placed):
                yield ctx.report(cell, mark=found["mark"])
        for one in (one for child in placed.node.caption for one in walk(child)):
            if isinstance(one, Superscript):
                marks.setdefault(plain_text(one).strip(), placed.node)
        notes = self._notes(placed)
        if not notes:
            return
        for letter, block in notes.items():
            if letter not in marks:
                yield ctx.report(block, variant="unused", mark=letter)
        for letter, cell in marks.items():
            # Letters beyond those of the footnotes may be exponents.
            if letter not in notes and letter < max(notes):
                yield ctx.report(cell, variant="missing", mark=letter)

    @staticmethod
    def _explained(mark: str, placed: Placed) -> bool:
        """Whether a paragraph below the table begins with the mark."""
        after = placed.siblings[placed.at + 1 : placed.at + 1 + _FAR]
        return any(
            plain_text(block).strip().lstrip("注").startswith(mark) for block in after if block.kind in _TEXT
        )

    @staticmethod
    def _notes(placed: Placed) -> dict[str, Any]:
        """Return the paragraphs right below a table that begin with a raised letter, by it."""
        found: dict[str, Any] = {}
        for block in (*placed.node.notes, *placed.siblings[placed.at + 1 : placed.at + 1 + _FAR]):
            if is_table_footnote(block):
                found.setdefault(plain_text(block.children[0]).strip(" )）"), block)
            elif block.kind not in ("note", "paragraph") or (
                block.kind == "paragraph" and block not in placed.node.notes
            ):
                break
        return {letter: block for letter, block in found.items() if letter.isascii() and letter.islower()}


_TEXT = ("paragraph", "note")
