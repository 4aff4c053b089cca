"""Tables with their captions: the looks of a caption, the number that was typed in it, and the cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from stdml.formats.markdown import forms, generic
from stdml.formats.markdown.attributes import Marks, trailing_marks
from stdml.formats.markdown.grids import read_rows
from stdml.formats.markdown.inlines import Offsets, merge_text, resolve
from stdml.model import Table

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader


@dataclass(slots=True)
class Caption:
    """The caption of a table: its title, attributes, and the number that was typed."""

    title: list[Any]
    marks: Marks
    span: tuple[int, int]
    number: str | None = None
    number_span: tuple[int, int] = (0, 0)


def read_caption(reader: BlockReader, content: str, first: int, span: tuple[int, int]) -> Caption | None:
    """Return the caption that a paragraph before a table is, or None."""
    trailing = trailing_marks(content)
    text, own = trailing if trailing else (content, Marks())
    nodes = merge_text(resolve(reader.inline(text, first)))
    title = forms.caption(nodes)
    if title is None:
        return None
    typed = forms.caption_number(nodes)
    if typed is None:
        return Caption(title, own, span)
    start = getattr(nodes[0], "span", span)[0] + typed[1]
    return Caption(title, own, span, typed[0], (start, start + len(typed[0])))


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
        if caption.number and node.number is None:
            reader.typed_labels.append((node, caption.number, caption.number_span))
            if not title and not node.id:
                # A table is numbered for its title or id; this one is for its number alone.
                node.number = caption.number
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
