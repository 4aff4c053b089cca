"""Blocks in RFCXML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lxml import etree

from stdml.formats.rfcxml.inlines import add_words, write_inlines
from stdml.model import Paragraph, Text, plain_text

if TYPE_CHECKING:
    from stdml.formats.rfcxml.writer import Writer

_double = re.compile(r"-(?=-|\Z)")
"""What may not stand in a comment."""
WriteBlock = Callable[[Any, Any, "Writer"], None]

# What may not stand in these elements, by the schema.
_BARRED = {
    "aside": {"aside", "sourcecode"},
    "li": {"aside"},
    "td": {"aside", "blockquote", "table"},
    "th": {"aside", "blockquote", "table"},
    "blockquote": {"aside", "blockquote", "table"},
}


def write_blocks(blocks: list[Any], parent: Any, writer: Writer) -> None:
    """Write blocks into an element that may hold them."""
    for block in blocks:
        _WRITERS.get(block.kind, _inner)(block, parent, writer)


def _new(parent: Any, tag: str, node: Any, writer: Writer) -> Any:
    """Return a new element for a node, or for what may not stand there, the parent itself."""
    if tag in _BARRED.get(parent.tag, ()):
        writer.losses.add(node, "kind", f"no {tag} may stand in {parent.tag}")
        return parent
    element = etree.SubElement(parent, tag)
    anchor = writer.anchor_of(node)
    if anchor is not None:
        element.set("anchor", anchor)
    writer.losses.attributes(node)
    return element


def _paragraph(node: Any, parent: Any, writer: Writer) -> None:
    write_inlines(node.children, _new(parent, "t", node, writer), writer)


def _lead(words: str, blocks: list[Any]) -> list[Any]:
    """Return blocks with words before the first of them."""
    if blocks and isinstance(blocks[0], Paragraph):
        return [Paragraph([Text(words), *blocks[0].children], blocks[0].id, blocks[0].attrs), *blocks[1:]]
    return [Paragraph([Text(words.strip())]), *blocks]


def _aside(node: Any, parent: Any, writer: Writer) -> None:
    label = writer.numbering.label(node)
    gap = " " if label.isascii() else ""
    write_blocks(_lead(label + gap, node.children), _new(parent, "aside", node, writer), writer)


def _quotation(node: Any, parent: Any, writer: Writer) -> None:
    quoted = _new(parent, "blockquote", node, writer)
    write_blocks(node.children, quoted, writer)
    if quoted is not parent and not len(quoted):
        etree.SubElement(quoted, "t")


def _list(node: Any, parent: Any, writer: Writer) -> None:
    ordered = node.style in ("ordered", "alpha", "decimal", "roman")
    made = _new(parent, "ol" if ordered else "ul", node, writer)
    if ordered:
        nested = any(above.tag == "ol" for above in made.iterancestors())
        types = {"alpha": "%c)", "decimal": "%d)", "roman": "%i."}
        usual = ("%d)" if nested else "%c)") if writer.numbering.standard else "%d."
        made.set("type", types.get(node.style, usual))
        if node.start != 1:
            made.set("start", str(node.start))
    for item in node.items:
        holder = _new(made, "li", item, writer)
        if item.number:
            writer.losses.add(item, "number", "labels of items are computed")
        write_blocks(item.children or [Paragraph()], holder, writer)
        _fill(holder)


def _fill(holder: Any) -> None:
    """Give an element that has to hold something a paragraph."""
    if not len(holder) and not holder.text:
        etree.SubElement(holder, "t")


def _definitions(node: Any, parent: Any, writer: Writer) -> None:
    made = _new(parent, "dl", node, writer)
    for item in node.items:
        write_inlines(item.term, etree.SubElement(made, "dt"), writer)
        meaning = etree.SubElement(made, "dd")
        write_blocks(item.children, meaning, writer)
        _fill(meaning)


def _key(entries: list[Any], parent: Any, writer: Writer) -> None:
    if not entries:
        return
    made = etree.SubElement(parent, "dl")
    for entry in entries:
        write_inlines(entry.symbol, etree.SubElement(made, "dt"), writer)
        meaning = etree.SubElement(made, "dd")
        write_inlines(entry.children, meaning, writer)
        _fill(meaning)


def _table(node: Any, parent: Any, writer: Writer) -> None:
    if "table" in _BARRED.get(parent.tag, ()):
        writer.losses.add(node, "kind", f"no table may stand in {parent.tag}")
        for row in node.rows:
            words = " | ".join(plain_text(cell) for cell in row.cells)
            etree.SubElement(parent, "t").text = words
        return
    made = _new(parent, "table", node, writer)
    if node.caption:
        write_inlines(node.caption, etree.SubElement(made, "name"), writer)
    if node.units:
        writer.losses.add(node, "units", "a table has no line of units; it stands before the table")
        before = etree.Element("t")
        write_inlines(node.units, before, writer)
        made.addprevious(before)
    head = node.rows[: node.header_rows]
    body = node.rows[node.header_rows :] or head
    if head and body is not head:
        _rows(head, etree.SubElement(made, "thead"), node, writer, len(head))
    _rows(body, etree.SubElement(made, "tbody"), node, writer, 0)
    write_blocks(node.notes, parent, writer)


def _rows(rows: list[Any], parent: Any, table: Any, writer: Writer, headers: int) -> None:
    for row in rows:
        line = etree.SubElement(parent, "tr")
        column = 0
        for cell in row.cells:
            tag = "th" if headers or column < table.header_columns else "td"
            made = etree.SubElement(line, tag)
            for name in ("colspan", "rowspan"):
                if getattr(cell, name) > 1:
                    made.set(name, str(getattr(cell, name)))
            if column < len(table.columns) and table.columns[column] != "none":
                made.set("align", table.columns[column])
            if cell.blocks:
                write_blocks(cell.blocks, made, writer)
            else:
                write_inlines(cell.children, made, writer)
            column += cell.colspan
        if not row.cells:
            etree.SubElement(line, "td")


def _figure(node: Any, parent: Any, writer: Writer) -> None:
    if "figure" in _BARRED.get(parent.tag, ()) or parent.tag == "figure":
        _paragraph(Paragraph(node.title), parent, writer)
        return
    if node.parts:
        writer.losses.add(node, "parts", "figures have no parts; they follow one by one")
    if not node.parts or node.src:
        made = _new(parent, "figure", node, writer)
        if node.title:
            write_inlines(node.title, etree.SubElement(made, "name"), writer)
        picture = etree.SubElement(made, "artwork")
        if node.src:
            picture.set("src", node.src)
        picture.set("alt", node.description or plain_text(node.title))
    for part in node.parts:
        _figure(part, parent, writer)
    _key(node.key, parent, writer)
    write_blocks(node.notes, parent, writer)


def _formula(node: Any, parent: Any, writer: Writer) -> None:
    made = etree.SubElement(_new(parent, "figure", node, writer), "artwork", type="tex")
    made.text = etree.CDATA(node.tex) if "]]>" not in node.tex else node.tex
    writer.losses.add(node, "kind", "the format has no formulas; TeX stands in its place")
    _key(node.where, parent, writer)


def _code(node: Any, parent: Any, writer: Writer) -> None:
    tag = "artwork" if parent.tag == "aside" else "sourcecode"
    made = _new(parent, tag, node, writer)
    made.text = node.text
    if words := (node.language or "").split():
        made.set("type", words[0])


def _requirement(node: Any, parent: Any, writer: Writer) -> None:
    writer.losses.add(node, "kind", "the format has no requirements; the words stand as they are")
    first = len(parent)
    write_blocks(node.children, parent, writer)
    anchor = writer.anchor_of(node)
    made = next((child for child in parent[first:] if isinstance(child.tag, str)), None)
    if anchor is not None and made is not None and made.get("anchor") is None:
        made.set("anchor", anchor)


def _heading(node: Any, parent: Any, writer: Writer) -> None:
    made = _new(parent, "t", node, writer)
    write_inlines(node.children, etree.SubElement(made, "strong"), writer)
    writer.losses.add(node, "kind", "headings that open no section are strong words")


def _reference(node: Any, parent: Any, writer: Writer) -> None:
    # Entries of the lists of references are written in `back`; one elsewhere is a paragraph.
    _paragraph(Paragraph(node.children, node.id, node.attrs), parent, writer)


def _comment(node: Any, parent: Any, writer: Writer) -> None:
    parent.append(etree.Comment(_double.sub("- ", node.text)))


def _footnote(node: Any, parent: Any, writer: Writer) -> None:
    if node.label not in writer.numbering.identifiers.references:
        write_blocks(_lead(f"[{node.label}] ", node.children), parent, writer)


def _divider(node: Any, parent: Any, writer: Writer) -> None:
    writer.losses.add(node, "kind", "the format has no dividers")


def _foreign(node: Any, parent: Any, writer: Writer) -> None:
    made = _new(parent, "artwork", node, writer)
    made.text = node.text
    made.set("type", node.format)


def _container(node: Any, parent: Any, writer: Writer) -> None:
    writer.losses.add(node, "name", "the format has no containers; what is inside stands as it is")
    write_blocks(node.children, parent, writer)


def _inner(node: Any, parent: Any, writer: Writer) -> None:
    writer.losses.add(node, "kind", "the format has no such block; its words stand as a paragraph")
    add_words(etree.SubElement(parent, "t"), plain_text(node))


_WRITERS: dict[str, WriteBlock] = {
    "paragraph": _paragraph, "list": _list, "definition_list": _definitions, "table": _table,
    "figure": _figure, "formula": _formula, "note": _aside, "example": _aside, "safety_warning": _aside,
    "code_block": _code, "quotation": _quotation, "reference_entry": _reference, "requirement": _requirement,
    "footnote": _footnote, "comment": _comment, "heading": _heading, "divider": _divider,
    "container": _container, "foreign_block": _foreign,
}  # fmt: skip
