"""The caption of an object, and the list that explains its symbols."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, Unmappable
from stdml.formats.sts.mapping import has_blocks
from stdml.formats.sts.names import (
    Element,
    below,
    elements,
    is_blank,
    is_element,
)  # fmt: skip
from stdml.formats.sts.reading import Reader
from stdml.formats.sts.writing import (
    Writer,
)  # fmt: skip
from stdml.model.blocks import (
    Container,
    KeyEntry,
)


def read_caption(reader: Reader, caption: Element | None, facts: Facts) -> tuple[list[Any], list[Any]]:
    """Return the title of an object, and the blocks that stand in its caption after the title."""
    if caption is None:
        return [], []
    facts.take(caption, child="caption")
    inner = elements(caption)
    if not inner:
        facts.empty.append("caption")
        return [], []
    title: list[Any] = []
    if inner[0].tag == "title" and not has_blocks(inner[0]):
        title = reader.inlines(inner[0])
        facts.take(inner[0], child="title")
        if not title:
            facts.empty.append("title")
        more = reader.blocks(caption, "title") if len(inner) > 1 else []
        if any(child.tag == "title" for child in inner[1:]):
            raise Unmappable
        return title, more
    return [], reader.blocks(caption)


def write_caption(writer: Writer, parent: Element, title: list[Any], facts: Facts, more: list[Any]) -> None:
    """Write the caption of an object where it has one."""
    if not title and not more and not {"caption", "title"} & set(facts.empty):
        return
    caption = below(parent, "caption")
    facts.put(caption, "caption")
    if title or "title" in facts.empty:
        element = below(caption, "title")
        facts.put(element, "title")
        writer.running(title, element)
    writer.blocks(more, caption)


def split_caption(notes: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return what stood in the caption of an object after its title, and the other notes."""
    if notes and isinstance(notes[0], Container) and notes[0].name == "sts-caption" and not notes[0].attrs:
        return notes[0].children, notes[1:]
    return [], notes


def read_key(reader: Reader, element: Element, kind: str) -> list[KeyEntry]:
    """Return what a list of explanations of this kind says of symbols; nothing where it says more."""
    if dict(element.attrib) != {"list-type": kind}:
        return []
    entries: list[KeyEntry] = []
    for item in element:
        if not is_element(item) or item.tag != "def-item" or item.attrib:
            return []
        inner = list(item)
        paragraphs = list(inner[1]) if len(inner) == 2 else []
        if [child.tag for child in (*inner, *paragraphs)] != ["term", "def", "p"]:
            return []
        holders = (inner[0], paragraphs[0])
        if any(part.attrib for part in (*holders, inner[1])) or not is_blank(inner[1].text):
            return []
        if any(has_blocks(part) for part in holders):
            return []
        entries.append(KeyEntry(reader.inlines(holders[0]), reader.inlines(holders[1])))
    return entries


def write_key(writer: Writer, entries: list[KeyEntry], parent: Element, kind: str) -> None:
    """Write what symbols stand for as a list of explanations of this kind."""
    element = below(parent, "def-list")
    element.set("list-type", kind)
    for entry in entries:
        item = below(element, "def-item")
        writer.running(entry.symbol, below(item, "term"))
        writer.running(entry.children, below(below(item, "def"), "p"))
