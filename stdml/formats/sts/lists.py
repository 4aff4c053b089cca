"""Lists of items and of explanations, with their readers and their writers."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.mapping import (
    LIST_TYPES,
    LISTS,
    has_blocks,
)  # fmt: skip
from stdml.formats.sts.names import (
    Element,
    below,
    child_named,
    elements,
    is_blank,
)  # fmt: skip
from stdml.formats.sts.reading import Label, ReadBlock, Reader, identifier, text_of_label
from stdml.formats.sts.writing import (
    WriteNode,
    Writer,
    nothing,
    own_fields,
    restore,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.blocks import (
    DefinitionItem,
    DefinitionList,
    List,
    ListItem,
)


def _read_list(reader: Reader, element: Element) -> Any:
    items = elements(element)
    if not items or any(item.tag != "list-item" for item in items) or not is_blank(element.text):
        return None
    facts = Facts().take(element, "id", "list-type")
    kind = element.get("list-type")
    node = List([], LISTS.get(kind or "", "bullet"))  # type: ignore[arg-type]
    if kind is None:
        facts.without.append("@list-type")
    elif kind not in LISTS:
        if not is_line(kind):
            return None
        facts.values["sts.list-type"] = kind
    node.id = identifier(element, facts)
    restore(node, facts)
    _read_items(reader, items, node, facts)
    node.attrs = facts.attributes()
    reader.set_aside(element)
    return node


def _read_items(reader: Reader, items: list[Element], node: List, facts: Facts) -> None:
    labels = [child_named(item, "label") for item in items]
    words = {None if label is None else text_of_label(label) for label in labels}
    plain = all(label is None or not (label.attrib or len(label)) for label in labels)
    word = next(iter(words)) if len(words) == 1 and plain else None
    same = len(words) == 1 and plain and not (word or "-")[0].isalnum() and word != ""
    for element, label in zip(items, labels, strict=True):
        inner = Facts().take(element, "id")
        item = ListItem(reader.blocks(element, "label"), identifier(element, inner))
        restore(item, inner)
        if not same and item.number is None:
            if label is not None and (label.attrib or len(label)):
                reader.labelled(item, element, inner)
            else:
                reader.labels.append(Label(item, None if label is None else text_of_label(label)))
        item.attrs = inner.attributes()
        node.items.append(reader.at(item, element))
    if same and all(item.number is None for item in node.items):
        reader.labels.append(Label(node, word))


def _write_list(writer: Writer, node: List, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "style", "id")
    element = writer.element(parent, "list", node, facts)
    if "@list-type" not in facts.without and "sts.list-type" not in facts.values:
        element.set("list-type", LIST_TYPES[node.style])
    for item in node.items:
        inner = Facts.of(item.attrs)
        own_fields(item, inner, "id", *writer.told)
        for key in ("sts-label",):
            if key in facts.values:
                inner.values.setdefault(key, facts.values[key])
        if "label" in facts.without and item.number is None and "sts-label-xml" not in inner.values:
            inner.without.append("label")
        child = writer.element(element, "list-item", item, inner)
        write_label(writer, item, child, inner, computed_label(writer, item))
        writer.blocks(item.children, child)
        nothing(child)


def read_def_list(reader: Reader, element: Element) -> Any:
    """Return a list of explanations, or None where it is more than terms and their explanations."""
    items = elements(element)
    if not items or any(item.tag != "def-item" or item.attrib for item in items):
        return None
    facts = Facts().take(element, "id")
    node = DefinitionList([], identifier(element, facts), facts.attributes())
    for item in items:
        inner = elements(item)
        names = [child.tag for child in inner]
        if names not in (["term", "def"], ["term"]) or any(child.attrib for child in inner):
            return None
        children = reader.blocks(inner[1]) if len(inner) > 1 else []
        if len(inner) > 1 and not children:
            return None
        if has_blocks(inner[0]):
            return None
        node.items.append(reader.at(DefinitionItem(reader.inlines(inner[0]), children), item))
    reader.set_aside(element)
    return node


def _write_def_list(writer: Writer, node: DefinitionList, parent: Element) -> None:
    element = writer.element(parent, "def-list", node, Facts.of(node.attrs))
    for item in node.items:
        child = below(element, "def-item")
        writer.running(item.term, below(child, "term"))
        if item.children:
            explanation = below(child, "def")
            writer.blocks(item.children, explanation)
            nothing(explanation)


READERS: dict[str, ReadBlock] = {"list": _read_list}

WRITERS: dict[type[Node], WriteNode] = {List: _write_list, DefinitionList: _write_def_list}
