"""The text as a sequence of paragraphs and tables, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from stdml.formats.docx import findings
from stdml.formats.docx.names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    PARAGRAPH,
    TABLE,
    Element,
    child,
    is_on,
    q,
    value,
    whole,
)
from stdml.formats.docx.paragraphs import Para, Paragraphs
from stdml.formats.docx.source import Lines, shown
from stdml.model.inlines import Text

MAX_NESTING = 6
"""Tables and text boxes may be nested so deep; what is deeper is read as paragraphs."""
MAX_WRAPS = 60
"""Elements that only wrap others may be nested so deep."""
MAX_COLUMNS = 200
_CONTENTS = re.compile(r"目\s*[次录]|(?:table of )?contents|content", re.IGNORECASE)
_LEADER = re.compile(r".*?(?:\.{3,}|…+|·{3,}|(?:\. ){3,})\s*(?:[0-9]{1,4}|[IVXivxⅠ-Ⅻ]{1,6})")
_TRANSPARENT = frozenset(
    map(
        q,
        ("w:customXml", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:sdtContent", "w:smartTag", "w:body"),
    )
) | {ALTERNATE, CHOICE, FALLBACK}  # fmt: skip


@dataclass
class CellItem:
    """A cell of a table.

    Attributes:
        items: what stands in it
        column: its first column, from 0
        colspan: how many columns it covers
        rowspan: how many rows it covers
        merge: whether it begins or continues a cell over several rows: restart, continue
    """

    items: list[Item] = field(default_factory=list)
    column: int = 0
    colspan: int = 1
    rowspan: int = 1
    merge: str = ""


@dataclass
class TableItem:
    """A table.

    Attributes:
        rows: its cells, row by row, without those that one above covers
        headers: how many rows at its top are repeated on each page
        columns: how many columns it has
        span: where it stands
    """

    rows: list[list[CellItem]]
    headers: int
    columns: int
    span: tuple[int, int]

    def cells(self) -> Iterator[CellItem]:
        """Yield all cells."""
        for row in self.rows:
            yield from row


Item: TypeAlias = Para | TableItem


class Body:
    """Reads paragraphs and tables, and leaves out the table of contents.

    Args:
        paragraphs: reads paragraphs
        lines: where they stand
        report: takes a finding, offsets and the values of its message
    """

    def __init__(self, paragraphs: Paragraphs, lines: Lines, report: Callable[..., None]) -> None:
        self._paragraphs = paragraphs
        self._lines = lines
        self._report = report
        self._contents: list[Para] = []
        self._names: list[str] = []
        self._wraps = 0

    def read(self, container: Element, depth: int = 0) -> list[Item]:
        """Return what stands in the body, in a cell, a text box or a note."""
        found: list[Item] = []
        self._into(found, container, depth)
        return found

    def report_contents(self) -> None:
        """Report the lines of the table of contents that were left out."""
        if self._contents:
            spans = [para.span for para in self._contents]
            self._report(findings.CONTENTS, (spans[0][0], spans[0][1]), count=len(spans))

    def _into(self, found: list[Item], container: Element, depth: int) -> None:
        for element in shown(container):
            tag = element.tag
            if tag == PARAGRAPH:
                self._paragraph(found, element, depth)
            elif tag == TABLE:
                self._table(found, element, depth)
            elif tag == q("w:sdt"):
                self._content_control(found, element, depth)
            elif tag in _TRANSPARENT:
                self._deeper(found, element, depth)
            elif tag == q("w:bookmarkStart"):
                self._names.append(element.get(q("w:name")) or "")
            elif tag == q("w:altChunk"):
                self._report(findings.OBJECT, (0, 0), what="altChunk")

    def _deeper(self, found: list[Item], element: Element, depth: int) -> None:
        """Read what stands in an element that only wraps others."""
        self._wraps += 1
        if self._wraps > MAX_WRAPS:
            self._flat(found, element, (0, 0))
        else:
            self._into(found, element, depth)
        self._wraps -= 1

    def _content_control(self, found: list[Item], element: Element, depth: int) -> None:
        inner = child(element, "w:sdtContent")
        if inner is None:
            return
        gallery = value(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or ""
        if "table of contents" not in gallery.lower():
            self._deeper(found, inner, depth)
            return
        for item in self.read(inner, depth):
            if isinstance(item, Para) and not item.is_empty:
                self._contents.append(item)

    def _paragraph(self, found: list[Item], element: Element, depth: int) -> None:
        for para in self._paragraphs.read(element):
            para.names = [*(name for name in self._names if name), *para.names]
            self._names = []
            hidden = "".join(para.content.hidden).strip()
            if hidden:
                words = {"what": "hidden text", "what_zh": "隐藏文字", "words": hidden[:200]}
                self._report(findings.LEFT_OUT, para.span, **words)
            if self._is_contents(para, found):
                self._leave_out(para, found)
            else:
                found.append(para)
            for box in para.content.boxes:
                if depth < MAX_NESTING:
                    self._into(found, box, depth + 1)
                else:
                    self._flat(found, box, para.span)
        if is_on(child(element, "w:pPr", "w:rPr"), "w:del"):
            self._report(
                findings.CHANGE, self._lines.span(element), what="a deleted end of a paragraph",
                what_zh="删除段落标记", kept="the paragraphs stay apart", kept_zh="两个段落",
            )  # fmt: skip

    def _is_contents(self, para: Para, found: list[Item]) -> bool:
        """Whether a paragraph is a line of the table of contents, computed or typed."""
        if para.role.name == "contents" and (para.words or para.content.contents):
            return True
        if para.content.contents and para.is_empty:
            return True
        follows = self._contents and not any(isinstance(i, Para) and not i.is_empty for i in found[-2:])
        headed = found and isinstance(found[-1], Para) and _CONTENTS.fullmatch(found[-1].words)
        typed = len(para.words) < 200 and _LEADER.fullmatch(para.words) is not None
        return typed and bool(headed or follows or self._went_on(para))

    def _went_on(self, para: Para) -> bool:
        """Whether the line before this one was left out as well."""
        return bool(self._contents) and 0 <= para.span[0] - self._contents[-1].span[1] <= 2

    def _leave_out(self, para: Para, found: list[Item]) -> None:
        last = found[-1] if found else None
        if isinstance(last, Para) and _CONTENTS.fullmatch(last.words):
            self._contents.append(last)
            del found[-1]
        self._contents.append(para)

    def _flat(self, found: list[Item], element: Element, span: tuple[int, int]) -> None:
        """Read what is nested too deeply as paragraphs."""
        self._report(findings.TOO_DEEP, span)
        for paragraph in element.iter(PARAGRAPH):
            for para in self._paragraphs.read(paragraph):
                para.content.boxes = []
                found.append(para)

    # Tables

    def _table(self, found: list[Item], element: Element, depth: int) -> None:
        if depth >= MAX_NESTING:
            self._flat(found, element, self._span(element))
            return
        rows: list[list[CellItem]] = []
        headers = 0
        for row in _below(element, q("w:tr")):
            properties = child(row, "w:trPr")
            rows.append(self._row(row, properties, depth))
            if is_on(properties, "w:tblHeader") and headers == len(rows) - 1:
                headers = len(rows)
            for name, what, zh in (
                ("w:ins", "an inserted row", "插入行"),
                ("w:del", "a deleted row", "删除行"),
            ):
                if child(properties, name) is not None:
                    kept = {"kept": "the row was kept", "kept_zh": "保留该行"}
                    self._report(findings.CHANGE, self._span(row), what=what, what_zh=zh, **kept)
        if rows:
            columns = max((cell.column + cell.colspan for row in rows for cell in row), default=0)
            found.append(TableItem(_merged(rows, columns), headers, columns, self._span(element)))

    def _row(self, row: Element, properties: Element | None, depth: int) -> list[CellItem]:
        cells: list[CellItem] = []
        column = 0
        before = whole(value(properties, "w:gridBefore"), 0, 0, MAX_COLUMNS)
        if before:
            cells.append(CellItem(column=0, colspan=before))
            column = before
        for element in _below(row, q("w:tc")):
            own = child(element, "w:tcPr")
            width = whole(value(own, "w:gridSpan"), 1, 1, MAX_COLUMNS)
            down, across = child(own, "w:vMerge"), child(own, "w:hMerge")
            cell = CellItem(self.read(element, depth + 1), column, width)
            if down is not None:
                cell.merge = "restart" if down.get(q("w:val")) == "restart" else "continue"
            merges = across is not None and across.get(q("w:val")) != "restart" and cells
            if merges and cells[-1].colspan + width <= MAX_COLUMNS:
                cells[-1].colspan += width
                cells[-1].items += [item for item in cell.items if not _is_blank(item)]
            else:
                cells.append(cell)
            column += width
        after = whole(value(properties, "w:gridAfter"), 0, 0, MAX_COLUMNS)
        if after:
            cells.append(CellItem(column=column, colspan=after))
        return cells

    def _span(self, element: Element) -> tuple[int, int]:
        spans = [self._lines.span(paragraph) for paragraph in element.iter(PARAGRAPH)]
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (0, 0)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Para) and item.is_empty


def _below(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls included."""
    stack = list(reversed(shown(element)))
    while stack:
        inner = stack.pop()
        if inner.tag == tag:
            yield inner
        elif inner.tag in _TRANSPARENT or inner.tag == q("w:sdt"):
            stack.extend(reversed(shown(inner)))


def _merged(rows: list[list[CellItem]], columns: int) -> list[list[CellItem]]:
    """Return the rows with cells over several rows made one, and as many columns in each."""
    above: dict[int, CellItem] = {}
    found: list[list[CellItem]] = []
    for row in rows:
        kept: list[CellItem] = []
        now: dict[int, CellItem] = {}
        for cell in row:
            top = above.get(cell.column)
            if (
                cell.merge == "continue"
                and top is not None
                and top.colspan == cell.colspan
                and top.rowspan < 9999
            ):
                top.rowspan += 1
                top.items += [item for item in cell.items if not _is_blank(item)]
                now[cell.column] = top
            else:
                kept.append(cell)
                if cell.merge:
                    now[cell.column] = cell
        end = max((cell.column + cell.colspan for cell in row), default=0)
        for column in range(end, columns, MAX_COLUMNS):
            kept.append(CellItem(column=column, colspan=min(columns - column, MAX_COLUMNS)))
        above = now
        found.append(kept)
    return found


def text_of(items: list[Item]) -> str:
    """Return the words of items, for looking at them."""
    words = []
    for item in items:
        if isinstance(item, Para):
            words.append(item.words)
        else:
            words += [text_of(cell.items) for cell in item.cells()]
    return " ".join(filter(None, words))


def holds_only_text(para: Para) -> bool:
    """Whether a paragraph holds nothing but characters."""
    return all(type(piece.node) is Text for piece in para.content.pieces)


def next_filled(items: list[Item], at: int) -> int:
    """Return the first item from `at` on that is no empty paragraph."""
    while at < len(items):
        item = items[at]
        if isinstance(item, TableItem) or not item.is_empty or (item.level and item.label):
            return at
        at += 1
    return at
