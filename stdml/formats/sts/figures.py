"""Figures and groups of figures, with their reader and their writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.captions import read_caption, read_key, split_caption, write_caption, write_key
from stdml.formats.sts.facts import Facts, Unmappable, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.names import (
    HREF,
    SPACE,
    Element,
    below,
    elements,
    is_blank,
    is_element,
    new,
    squeezed,
    text_of,
)  # fmt: skip
from stdml.formats.sts.reading import ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    KIND,
    WriteNode,
    Writer,
    nothing,
    own_fields,
    restore,
)  # fmt: skip
from stdml.model.base import Attributes, Node
from stdml.model.blocks import (
    Container,
    DefinitionList,
    Figure,
    KeyEntry,
    Paragraph,
)

_NOTES = KIND + "notes"
_COVER = KIND + "cover"
_KEY = "key"


def _read_fig(reader: Reader, element: Element) -> Any:
    if element.get("fig-type") == _COVER and len(element) == 1:
        return reader.blocks(element[0])
    facts = Facts().take(element, "id")
    figure = Figure(id=identifier(element, facts))
    names = [child.tag for child in elements(element)]
    if names.count("caption") > 1 or names.count("label") > 1 or not is_blank(element.text):
        return None
    if [name for name in names if name in ("label", "caption")] != names[: sum(
        name in ("label", "caption") for name in names
    )]:  # fmt: skip
        return None
    if element.tag == "fig" and "fig" in names:
        return None
    figure.title, more = read_caption(reader, element.find("caption"), facts)
    rest = [child for child in element if not is_element(child) or child.tag not in ("label", "caption")]
    _read_content(reader, rest, figure, facts)
    if more and isinstance(more[-1], Container) and more[-1].name == _NOTES:
        _take_notes(figure, more.pop().children)
    if more:
        figure.notes.insert(0, Container("sts-caption", more))
    if element.tag == "fig-group" and not figure.parts:
        facts.classes.append("sts-fig-group")
    restore(figure, facts)
    reader.labelled(figure, element, facts)
    figure.attrs = facts.attributes()
    return figure


def _take_notes(figure: Figure, blocks: list[Any]) -> None:
    """Give a group of figures the key and the notes that stood in its caption."""
    first = blocks[0] if blocks else None
    if isinstance(first, DefinitionList) and first.attrs == Attributes([], {"sts.list-type": _KEY}):
        meanings = [item.children for item in first.items]
        if all(len(blocks) == 1 and isinstance(blocks[0], Paragraph) for blocks in meanings):
            figure.key = [
                KeyEntry(item.term, item.children[0].children)  # type: ignore[union-attr,arg-type]
                for item in first.items
            ]
            blocks = blocks[1:]
    figure.notes.extend(blocks)


def _read_content(reader: Reader, rest: list[Element], figure: Figure, facts: Facts) -> None:
    before = 0
    for child in rest:
        if is_element(child) and child.tag == "def-list" and not (figure.key or figure.notes):
            figure.key = read_key(reader, child, _KEY)
            if figure.key:
                continue
        if is_element(child) and child.tag in ("fig", "fig-group") and not (figure.key or figure.notes):
            figure.parts.extend(reader.block(child))
            if figure.parts and not all(isinstance(part, Figure) for part in figure.parts):
                raise Unmappable
            continue
        is_picture = is_element(child) and child.tag == "graphic" and figure.src is None
        if is_picture and _read_picture(child, figure, facts):
            before = len(figure.notes)
        elif is_element(child):
            figure.notes.extend(reader.block(child))
        else:
            holder = new("x")
            holder.append(child)
            figure.notes.extend(reader.blocks(holder))
    if before:
        facts.values["sts-graphic-after"] = str(before)
        if figure.key or figure.parts:
            raise Unmappable


def _read_picture(element: Element, figure: Figure, facts: Facts) -> bool:
    src, inner = element.get(HREF), elements(element)
    if not src or not is_line(src) or not is_blank(element.text) or len(inner) > 1:
        return False
    words = text_of(inner[0]) if inner else ""
    if inner and (inner[0].tag != "alt-text" or inner[0].attrib or len(inner[0]) or not is_line(words)):
        return False
    try:
        kept = Facts().take(element, "xlink:href", child="graphic")
    except Unmappable:
        return False
    facts.values.update(kept.values)
    facts.empty.extend(kept.empty)
    figure.src, figure.description = src, words or None
    return True


def _write_figure(writer: Writer, node: Figure, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id", "src", *writer.told, *(["description"] if _is_said(node) else []))
    more, notes = split_caption(node.notes)
    name = "fig-group" if node.parts or "sts-fig-group" in facts.classes else "fig"
    if name == "fig-group" == parent.tag:
        # A group in a group has to stand in a paragraph of a figure.
        cover = below(parent, "fig")
        cover.set("fig-type", _COVER)
        parent = below(cover, "p")
    element = writer.element(parent, name, node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    write_caption(writer, element, node.title, facts, more)
    after = facts.values.get("sts-graphic-after", "0")
    at = int(after) if after.isdigit() else 0
    writer.blocks(notes[:at], element)
    if node.src is not None:
        _write_picture(node, element, facts)
    for part in node.parts:
        _write_figure(writer, part, element)
    if node.key and not node.parts:
        write_key(writer, node.key, element, _KEY)
    _write_notes(writer, node, notes[at:], element)


def _is_said(node: Figure) -> bool:
    text = node.description or ""
    return node.src is not None and squeezed(text).strip(SPACE) == text


def _write_notes(writer: Writer, node: Figure, notes: list[Any], element: Element) -> None:
    """Write the notes of a figure; those of a group of figures stand in its caption."""
    if node.parts and (notes or node.key):
        caption = element.find("caption")
        if caption is None:
            caption = new("caption")
            element.insert(1 if element.find("label") is not None else 0, caption)
        holder = below(below(caption, "p"), "boxed-text")
        holder.getparent().set("content-type", KIND + "wrap")
        holder.set("content-type", _NOTES)
        if node.key:
            write_key(writer, node.key, holder, _KEY)
        writer.blocks(notes, holder)
    else:
        writer.blocks(notes, element)
    nothing(element)


def _write_picture(node: Figure, parent: Element, facts: Facts) -> None:
    graphic = below(parent, "graphic")
    graphic.set(HREF, node.src or "")
    facts.put(graphic, "graphic")
    if node.description is not None and _is_said(node):
        below(graphic, "alt-text").text = node.description


READERS: dict[str, ReadBlock] = {"fig": _read_fig, "fig-group": _read_fig}

WRITERS: dict[type[Node], WriteNode] = {Figure: _write_figure}
