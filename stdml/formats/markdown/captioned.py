"""Captions of tables and figures with the numbers typed in them, and the rows of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from stdml.formats.markdown import forms, generic
from stdml.formats.markdown.attributes import Marks, trailing_marks
from stdml.formats.markdown.grids import read_rows
from stdml.formats.markdown.inlines import Offsets, merge_text, resolve
from stdml.model import Figure, Paragraph, Table, Text, plain_text

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader


@dataclass(slots=True)
class Caption:
    """The caption of a table or a figure.

    Attributes:
        title: its words without the label
        marks: the attributes after it
        span: where it stands
        number: the number that was typed, or None
        number_span: where that stands
        units: the line between the caption of a table and the table, which states the unit of its values
        before: lines of the same paragraph that stand before the caption
        grid: the index of the token of the table
    """

    title: list[Any]
    marks: Marks
    span: tuple[int, int]
    number: str | None = None
    number_span: tuple[int, int] = (0, 0)
    units: list[Any] = field(default_factory=list)
    before: list[list[Any]] = field(default_factory=list)
    grid: int = 0


def caption_above(reader: BlockReader, at: int, end: int, marks: Marks) -> Caption | None:
    """Return the caption, or the line of units, that the paragraph at `at` is for the table that follows.

    Both may stand in one paragraph, or each in its own.
    """
    tokens = reader.tokens
    if at + 3 >= end:
        return None
    inline, span, grid = tokens[at + 1], reader.span(tokens[at]), at + 3
    content, first = inline.content, (inline.map or [0])[0]
    units: list[Any] = []
    if tokens[grid].type == "paragraph_open":
        if at + 6 >= end or tokens[at + 6].type != "grid":
            return None
        units, grid = _units(reader, tokens[at + 4].content, (tokens[at + 4].map or [0])[0]), at + 6
        if not units:
            return None
    elif tokens[grid].type != "grid":
        return None
    else:
        head, _, tail = content.rpartition("\n")
        units = _units(reader, tail, first + content.count("\n"))
        if units and not head:
            # Attributes would be those of a paragraph.
            return None if marks else Caption([], Marks(), span, units=units, grid=grid)
        content = head if units else content
    found = _caption(reader, content, first, span)
    if found is not None:
        found.units, found.grid = units, grid
    return found


def _units(reader: BlockReader, content: str, first: int) -> list[Any]:
    if "\n" in content or len(content) > 200:
        return []
    nodes = merge_text(resolve(reader.inline(content, first)))
    return nodes if nodes and forms.units(nodes) else []


def _caption(reader: BlockReader, content: str, first: int, span: tuple[int, int]) -> Caption | None:
    """Return the caption of a table that a paragraph is, or that its last line is after running text."""
    trailing = trailing_marks(content)
    text, own = trailing if trailing else (content, Marks())
    nodes = reader.inline(text, first)
    before: list[list[Any]] = []
    if "\n" in text:
        lines = forms.split_lines(nodes)
        if forms.caption(lines[0]) is None and lines[-2] and forms.is_sentence(lines[-2][-1:]):
            before, nodes = lines[:-1], lines[-1]
    return _labelled(merge_text(resolve(nodes)), "table", own, span, before)


def _labelled(
    nodes: list[Any], of: str, marks: Marks, span: tuple[int, int], before: list[list[Any]]
) -> Caption | None:
    title = forms.caption(nodes) if of == "table" else forms.figure_caption(nodes)
    if title is None:
        return None
    if before:
        span = (forms.start_of(nodes, span[0]), span[1])
    found = Caption(title, marks, span, before=before)
    typed = forms.caption_number(nodes, of)
    if typed is not None:
        start = forms.start_of(forms.unbold(nodes), span[0]) + typed[1]
        found.number, found.number_span = typed[0], (start, start + len(typed[0]))
    return found


def caption_below(reader: BlockReader, at: int, end: int, above: Any) -> Caption | None:
    """Return the caption that the paragraph at `at` is for the figure before it.

    Args:
        reader: the reader of the document
        at: the index of the token after the figure
        end: where the tokens end
        above: the block before the figure; a caption there is its own, and the next one that of the next
    """
    if (
        type(above) is Paragraph
        and forms.figure_caption(above.children)
        and not forms.is_sentence(above.children)
    ):
        return None
    if at >= end or reader.tokens[at].type != "paragraph_open" or not reader.captions_below:
        return None
    inline = reader.tokens[at + 1]
    content = inline.content
    if not content.startswith(("图", "F", "*", "_")) or "\n" in content:
        return None
    trailing = trailing_marks(content)
    text, own = trailing if trailing else (content, Marks())
    nodes = merge_text(resolve(reader.inline(text, (inline.map or [0])[0])))
    if forms.is_sentence(nodes):
        return None
    return _labelled(nodes, "figure", own, reader.span(reader.tokens[at]), [])


def line_below(lines: list[list[Any]], span: tuple[int, int]) -> Caption | None:
    """Return the caption in the line right below an image."""
    if len(lines) != 2 or forms.is_sentence(lines[1]):
        return None
    return _labelled(lines[1], "figure", Marks(), span, [])


def fits(node: Figure, caption: Caption) -> bool:
    """Whether a figure may take the title below it, so that no words of the image are lost."""
    typed = forms.caption_number(node.title, "figure")
    if typed is not None and typed[0] != caption.number:
        return False
    own, plain = _own_title(node), all(type(child) is Text for child in node.title)
    return not own or own == plain_text(caption.title).strip() or (node.description is None and plain)


def _own_title(node: Figure) -> str:
    """Return the words of an image without a label."""
    title = forms.figure_caption(node.title) if node.title else None
    return " ".join(plain_text(node.title if title is None else title).split())


def give_title(reader: BlockReader, node: Figure, caption: Caption) -> None:
    """Give a figure the title below it; words of the image that say something else describe the picture."""
    own = _own_title(node)
    if own and own != plain_text(caption.title).strip():
        node.description = own
    node.title = caption.title
    _number(reader, node, caption)


def take_label(reader: BlockReader, node: Figure) -> None:
    """Take the label off the title of a figure: ![图 1 结构](a.png)."""
    if node.title and not forms.is_sentence(node.title):
        found = _labelled(node.title, "figure", Marks(), node.span, [])
        if found is not None:
            node.title = found.title
            _number(reader, node, found)


def _number(reader: BlockReader, node: Table | Figure, caption: Caption) -> None:
    """Remember the number that was typed, which is compared with the computed one."""
    if not caption.number or node.number is not None:
        return
    reader.typed_labels.append((node, caption.number, caption.number_span))
    if not caption.title and not node.id:
        # A table or figure is numbered for its title or id; this one is for its number alone.
        node.number = caption.number


def read_table(
    reader: BlockReader, out: list[Any], at: int, marks: Marks, caption: Caption | None = None
) -> None:
    """Add the table whose token stands at `at`."""
    token = reader.tokens[at]
    explicit = any(key == "header-rows" for key, _ in marks.pairs)
    rows, header = read_rows(token.meta["rows"], partial(_cell, reader), explicit)
    title = caption.title if caption else []
    node = Table(title, rows=rows, columns=token.meta["columns"], header_rows=header)
    node.span = reader.span(token)
    generic.set_fields(node, marks, reader.report, node.span)
    node.id, node.attrs = marks.id, marks.rest()
    if caption:
        node.span = (caption.span[0], node.span[1])
        node.units = caption.units
        _number(reader, node, caption)
    out.append(node)


def _cell(reader: BlockReader, text: str, start: int) -> list[Any]:
    """Read a cell: its bars are escaped, so offsets after one are shifted."""
    if "\\|" not in text:
        return merge_text(resolve(reader.inlines.read(text, Offsets([0], [start])))) if text else []
    positions, shifts, clean, at = [0], [start], [], 0
    for piece in text.split("\\|"):
        clean.append(piece)
        at += len(piece)
        positions.append(at)
        shifts.append(shifts[-1] + 1)
        at += 1
    return merge_text(resolve(reader.inlines.read("|".join(clean), Offsets(positions, shifts))))
