"""Paragraphs and tables → blocks and headings, as the functions of the dialect understand their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stdml.formats._looks import Looks, forms
from stdml.formats.docx import figures, lists, tables
from stdml.formats.docx.body import Item, TableItem, next_filled
from stdml.formats.docx.paragraphs import Para
from stdml.formats.docx.pieces import words_of
from stdml.formats.docx.sections import Sections
from stdml.model.blocks import (
    CodeBlock,
    Divider,
    Example,
    Figure,
    Footnote,
    Formula,
    Note,
    Paragraph,
    Quotation,
    SafetyWarning,
    Table,
)
from stdml.model.inlines import LineBreak, Text

_INDENTED = 200
"""Indented by more than this, in twentieths of a point, a paragraph after an item belongs to it."""


class Blocks:
    """Folds what was read into blocks.

    Args:
        looks: says what words mean
        name: returns the id for the bookmarks in a paragraph, or None
        footnotes: returns the footnotes with these labels, once each
    """

    def __init__(
        self,
        looks: Looks,
        name: Callable[[list[str]], str | None],
        footnotes: Callable[[list[str]], list[Footnote]],
    ) -> None:
        self.looks = looks
        self._name = name
        self._footnotes = footnotes
        self.typed: list[tuple[Any, str, tuple[int, int]]] = []
        self._sections = Sections(looks, self._id)
        self._pending: list[str] = []

    @property
    def outright(self) -> list[Any]:
        """The paragraphs that are nothing but paragraphs."""
        return self._sections.outright

    def fold(self, items: list[Item], inside: bool = True) -> list[Any]:
        """Return the blocks that items make, and headings between them if they are in no other block."""
        out: list[Any] = []
        at = 0
        while at < len(items):
            start = at
            at = self._one(out, items, at, inside)
            if not inside:
                labels = [label for item in items[start:at] for label in _notes_in(item)]
                out += self._footnotes(labels)
        return out

    def inner(self, items: list[Item]) -> list[Any]:
        """Return the blocks in a cell or another block."""
        return self.fold(items, True)

    def _one(self, out: list[Any], items: list[Item], at: int, inside: bool) -> int:
        """Add what stands at `at`; return where the next begins."""
        item = items[at]
        if isinstance(item, TableItem):
            return self._table(out, items, at)
        if item.is_empty and not (item.level and item.label):
            # The names in an empty paragraph belong to what follows.
            self._pending += item.names
            if item.role.name == "line" and out and not inside and at + 1 < len(items):
                out.append(self._at(Divider(), item))
            return at + 1
        if item.level and not inside and item.role.name not in ("untitled", "term"):
            return self._sections.heading(out, items, at)
        for reader in (self._formula, self._figure, self._captioned, self._list, self._code, self._quotation):
            after = reader(out, items, at)
            if after > at:
                return after
        if not inside:
            for reader in (self._sections.untitled, self._sections.term):
                after = reader(out, items, at)
                if after > at:
                    return after
        self._paragraph(out, item, inside)
        return at + 1

    def _at(self, node: Any, para: Para) -> Any:
        node.span = para.span
        return node

    def _id(self, para: Para) -> str | None:
        names, self._pending = [*self._pending, *para.names], []
        return self._name(names)

    # Objects

    def _formula(self, out: list[Any], items: list[Item], at: int) -> int:
        para: Any = items[at]
        found = figures.formula(para)
        if found is None:
            return at
        return self._add_formula(out, items, at, para, *found)

    def _add_formula(
        self, out: list[Any], items: list[Item], at: int, para: Para, made: Formula, number: str | None
    ) -> int:
        made.id = self._id(para)
        if number:
            self.typed.append((made, number.replace("-", "."), para.span))
        made.where, after = figures.where_entries(items, next_filled(items, at + 1))
        out.append(made)
        return after if made.where else at + 1

    def _figure(self, out: list[Any], items: list[Item], at: int) -> int:
        para: Any = items[at]
        if not figures.is_picture(para):
            if para.role.name == "figure-caption" and para.words and not self._follows_figure(out):
                # What it shows could not be read.
                made = self._at(Figure(), para)
                self._entitle(made, para)
                out.append(made)
                return at + 1
            return at
        made = figures.figure(para)
        made.id = self._id(para)
        out.append(made)
        found = figures.between(items, at + 1)
        if found is None:
            return at + 1
        index, paras = found
        rest = figures.add_between(made, paras)
        title: Any = items[index]
        self._entitle(made, title)
        for other in rest:
            self._paragraph(out, other, True)
        return index + 1

    def _follows_figure(self, out: list[Any]) -> bool:
        return bool(out) and type(out[-1]) is Figure and not out[-1].title

    def _entitle(self, made: Figure, para: Para) -> None:
        title = figures.figure_title(para)
        made.title = title if title is not None else para.nodes(plain=True)
        made.id = self._id(para) or made.id
        made.span = (made.span[0], max(made.span[1], para.span[1]))
        number = figures.typed_figure_number(para)
        if number:
            self.typed.append((made, number, para.span))
            if not made.title and not made.id:
                made.number = number

    def _captioned(self, out: list[Any], items: list[Item], at: int) -> int:
        """Add the table that follows its caption, with the line of units between them."""
        para: Any = items[at]
        caption = para if tables.is_caption(para) else None
        if caption is None and not tables.is_units(para):
            return at
        index = at if caption is None else next_filled(items, at + 1)
        units = items[index] if index < len(items) and tables.is_units(items[index]) else None
        if units is not None:
            index = next_filled(items, index + 1)
        table = items[index] if index < len(items) else None
        if not isinstance(table, TableItem):
            return at
        made = tables.table(table, self.inner)
        if isinstance(units, Para):
            made.units = units.nodes(plain=True)
        before = out[-1] if out else None
        if caption is not None and type(before) is Table and tables.continues(before, made, caption.labelled):
            return index + 1
        if caption is not None:
            self._caption(made, caption)
        out.append(made)
        return index + 1

    def _caption(self, made: Table, para: Para) -> None:
        nodes = figures.caption_nodes(para)
        title = forms.caption(nodes)
        made.caption = nodes if title is None else title
        made.id = self._id(para)
        made.span = (min(made.span[0], para.span[0]), made.span[1])
        number = forms.caption_number(nodes)
        if number:
            self.typed.append((made, number[0], para.span))
            if not made.caption and not made.id:
                made.number = number[0]

    def _table(self, out: list[Any], items: list[Item], at: int) -> int:
        item: Any = items[at]
        formula = figures.formula_of_table(item)
        if formula is not None:
            made, number, para = formula
            return self._add_formula(out, items, at, para, made, number)
        node = tables.table(item, self.inner)
        out.append(node)
        after = next_filled(items, at + 1)
        below = items[after] if after < len(items) else None
        beyond = next_filled(items, after + 1)
        is_own = not (beyond < len(items) and isinstance(items[beyond], TableItem))
        if isinstance(below, Para) and is_own and tables.is_caption(below):
            self._caption(node, below)
            node.span = (node.span[0], max(node.span[1], below.span[1]))
            return after + 1
        return at + 1

    # Text

    def _list(self, out: list[Any], items: list[Item], at: int) -> int:
        mark = lists.begins(items, at)
        if mark is None:
            return at
        reader = lists.ListReader()
        first: Any = items[at]
        reader.add(first, mark, self._id(first))
        at += 1
        while at < len(items):
            after = next_filled(items, at)
            if after >= len(items):
                break
            item = items[after]
            found = reader.takes(items, after)
            if found is None and self._goes_on(reader, items, after):
                found = lists.Mark("")
            if found is None or not isinstance(item, Para):
                break
            reader.add(item, found, self._id(item))
            at = after + 1
        node = reader.node
        if node is not None:
            self._absorb(out, node)
        return at

    def _goes_on(self, reader: lists.ListReader, items: list[Item], at: int) -> bool:
        """Whether a paragraph goes on with an item: it is indented, and the list goes on after it."""
        item = items[at]
        if not isinstance(item, Para) or item.level or item.label is not None or lists.typed(item):
            return False
        if item.role.name == "continued":
            return True
        after = next_filled(items, at + 1)
        following = reader.takes(items, after) if after < len(items) else None
        plain = item.role.name in ("", "body") and item.indent > _INDENTED
        return plain and following is not None and (following.count > 1 or following.level not in (None, 0))

    def _absorb(self, out: list[Any], node: Any) -> None:
        """Add a block, or make it the content of an example or a note that has none yet."""
        last = out[-1] if out else None
        if isinstance(last, Note | Example | SafetyWarning) and not last.children:
            last.children = [node]
            last.span = (last.span[0], max(last.span[1], node.span[1]))
        else:
            out.append(node)

    def _code(self, out: list[Any], items: list[Item], at: int) -> int:
        start, texts = at, []
        while at < len(items):
            item = items[at]
            if not isinstance(item, Para) or item.role.name != "code" or item.level:
                break
            pieces = item.content.pieces
            if any(type(piece.node) not in (Text, LineBreak) for piece in pieces):
                break
            texts.append("".join("\n" if type(p.node) is LineBreak else words_of([p]) for p in pieces))
            at += 1
        if at > start:
            first, last = items[start].span, items[at - 1].span
            node = CodeBlock("\n".join(texts))
            node.span = (first[0], last[1])
            self._absorb(out, node)
        return at

    def _quotation(self, out: list[Any], items: list[Item], at: int) -> int:
        start = at
        children: list[Any] = []
        while at < len(items):
            item = items[at]
            if not isinstance(item, Para) or item.role.name != "quote" or item.level:
                break
            children.append(self._at(Paragraph(item.nodes(), self._id(item)), item))
            at += 1
        if children:
            node = Quotation(children)
            node.span = (items[start].span[0], items[at - 1].span[1])
            out.append(node)
        return at

    def _paragraph(self, out: list[Any], para: Para, inside: bool) -> None:
        nodes = para.nodes(label=not lists.is_list_label(para))
        name = self._id(para)
        last = out[-1] if out else None
        if not nodes:
            return
        if para.role.name == "continued" and isinstance(last, Note | Example | SafetyWarning):
            last.children.append(self._at(Paragraph(nodes, name), para))
            return
        made = self.looks.paragraph(nodes, para.span, name, inside)
        kind: Any = {"note": Note, "example": Example, "warning": SafetyWarning}.get(para.role.name)
        if kind is not None and len(made) == 1 and type(made[0]) is Paragraph:
            made = [self._at(kind([self._at(Paragraph(nodes), para)], id=name), para)]
        out += made


def _notes_in(item: Item) -> list[str]:
    if isinstance(item, Para):
        return item.content.notes
    return [label for cell in item.cells() for inner in cell.items for label in _notes_in(inner)]
