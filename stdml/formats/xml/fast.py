"""Reading a document in which everything is as it should be: one small function for each node class.

Whatever is not expected makes it give up, and `careful` reads the same data again, slowly, with a diagnostic
for everything. On the documents that both can read they give the same tree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, ItemsView
from functools import partial
from operator import attrgetter
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from stdml.formats.xml.metadata import Part, part_of, read_metadata
from stdml.formats.xml.values import SPACE, author_attributes, converter
from stdml.model.base import MAX_DEPTH, Node, cached_by_class
from stdml.model.content import (
    ATTRIBUTES_NAMESPACE,
    NAMESPACE,
    Slot,
    attributes_of,
    content_of,
    exclusive_fields,
    takes_attributes,
)  # fmt: skip
from stdml.model.inlines import Text
from stdml.model.kinds import ELEMENT, INLINES, fields_of
from stdml.model.structure import Document

Read = Callable[[Element, int], Any]
"""Takes an element and the depth at which its node stands, and returns the node."""

Fill = Callable[[Any, Element, int], None]
"""Takes a node, its element and the depth of its children, and fills the children in."""

_Handler = tuple[int, int, Callable[[Any], list[Any]] | None, Callable[..., Any]]
"""The rank of an element among those of its parent, the least rank that may follow, the list that it belongs
to and its reader, or None and what puts it in its place."""

Handle = Callable[[Any, Element, int], None]
"""Takes a node, one element inside it and the depth of children, and puts what it holds in the node."""


class GiveUp(Exception):
    """The document has something in it that needs the careful reader."""


def read(data: bytes) -> Document | None:
    """Return the document in `data`, XML in UTF-8, or None where the careful reader has to look at it."""
    # The tree builder would drop comments, processing instructions and document types in silence.
    if b"<!--" in data or b"<!DOCTYPE" in data or data.find(b"<?", 5) >= 0:
        return None
    try:
        root = fromstring(data)
        if root.tag != _tag("document"):
            return None
        document: Document = _reader(Document)(root, 1)
    except (GiveUp, KeyError, ValueError, ParseError, RecursionError):
        return None
    return document


def _tag(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"


@cached_by_class
def _reader(cls: type[Node]) -> Read:
    """Return the function that reads nodes of one class; the usual shapes have functions of their own."""
    slots = content_of(cls)
    required = tuple(spec.name for spec in attributes_of(cls) if spec.required)
    if not required and exclusive_fields(cls):
        return _either_reader(cls, *slots)
    if not required and slots and slots[-1].form == "mixed":
        usual = _mixed_reader(cls, slots[-1].spec.name)
        return usual if len(slots) == 1 else _unless_first(slots[:-1], usual, _general_reader(cls, required))
    if not required and len(slots) == 1 and slots[0].form == "nodes":
        return _nodes_reader(cls, slots[0])
    return _general_reader(cls, required)


def _general_reader(cls: type[Node], required: tuple[str, ...]) -> Read:
    make, set_attributes = _maker(cls), _attribute_setter(cls)
    fill = _fill_text(content_of(cls)[0]) if _is_verbatim(cls) else _fill_slots(cls)

    def read_node(element: Element, depth: int) -> Any:
        node = make()
        if items := element.items():
            set_attributes(node, items)
        for name in required:
            if getattr(node, name) is None:
                raise GiveUp
        fill(node, element, depth + 1)
        return node

    return read_node


def _is_verbatim(cls: type[Node]) -> bool:
    return any(slot.form == "text" for slot in content_of(cls))


def _maker(cls: type[Node], name: str = "") -> Callable[..., Any]:
    """Return what makes a node from the list that becomes its field `name`, or without any argument.

    None stands for a text that is still missing.
    """
    missing: dict[str, Any] = {
        spec.name: None for spec in fields_of(cls) if spec.required and spec.role != "nodes"
    }
    if name:
        signature = [field.name for field in dataclasses.fields(cls) if not field.kw_only]  # type: ignore[arg-type]
        return cls if signature[:1] == [name] else lambda children: cls(**{name: children})
    lists = [spec.name for spec in fields_of(cls) if spec.required and spec.role == "nodes"]
    if lists:
        return lambda: cls(**{name: [] for name in lists}, **missing)
    return partial(cls, **missing) if missing else cls


def _attribute_setter(cls: type[Node]) -> Callable[[Any, ItemsView[str, str]], None]:
    convert = {spec.element: (spec.name, converter(spec)) for spec in attributes_of(cls)}
    takes_more = takes_attributes(cls)
    prefix = f"{{{ATTRIBUTES_NAMESPACE}}}"

    def set_attributes(node: Any, items: ItemsView[str, str]) -> None:
        more: list[tuple[str, str]] | None = None
        for name, text in items:
            known = convert.get(name)
            if known is not None:
                value = known[1](text)
                if value is None:
                    raise GiveUp
                setattr(node, known[0], value)
            elif takes_more and (name == "class" or name.startswith(prefix)):
                more = more or []
                more.append((name.removeprefix(prefix) if name != "class" else "", text))
            else:
                raise GiveUp
        if more:
            node.attrs = author_attributes(more)
            if node.attrs is None:
                raise GiveUp

    return set_attributes


def _mixed_reader(cls: type[Node], name: str) -> Read:
    """Return the reader of the usual inline element: attributes, and running text in one field."""
    make, set_attributes = _maker(cls, name), _attribute_setter(cls)
    table = _Table(INLINES)

    def read_mixed(element: Element, depth: int) -> Any:
        text = element.text
        children: list[Any] = []
        if text:
            if "\n" in text:
                raise GiveUp
            children.append(Text(text))
        node = make(children)
        if items := element.items():
            set_attributes(node, items)
        if depth >= MAX_DEPTH and (text or len(element)):
            raise GiveUp
        for child in element:
            children.append(table[child.tag](child, depth + 1))
            text = child.tail
            if text:
                if "\n" in text:
                    raise GiveUp
                children.append(Text(text))
        return node

    return read_mixed


def _unless_first(slots: tuple[Slot, ...], usual: Read, general: Read) -> Read:
    """Return the reader of an element in which other fields, seldom given, stand before the running text."""
    first = {_tag(slot.element) for slot in slots}

    def read_either(element: Element, depth: int) -> Any:
        return (general if len(element) and element[0].tag in first else usual)(element, depth)

    return read_either


def _nodes_reader(cls: type[Node], slot: Slot) -> Read:
    """Return the reader of an element that holds other elements in one field."""
    make, set_attributes = _maker(cls, slot.spec.name), _attribute_setter(cls)
    table = _Table(slot.classes)
    least = slot.spec.min_length

    def read_nodes(element: Element, depth: int) -> Any:
        children: list[Any] = []
        node = make(children)
        if items := element.items():
            set_attributes(node, items)
        text = element.text
        if text and text != "\n" and text.strip(SPACE):
            raise GiveUp
        if depth >= MAX_DEPTH and len(element):
            raise GiveUp
        for child in element:
            children.append(table[child.tag](child, depth + 1))
            text = child.tail
            if text != "\n" and text and text.strip(SPACE):
                raise GiveUp
        if len(children) < least:
            raise GiveUp
        return node

    return read_nodes


def _either_reader(cls: type[Node], mixed: Slot, nodes: Slot) -> Read:
    """Return the reader of an element that holds running text or blocks."""
    make = _maker(cls, mixed.spec.name)
    read_mixed, read_nodes = _mixed_reader(cls, mixed.spec.name), _nodes_reader(cls, nodes)
    first = {_tag(ELEMENT[cls]) for cls in nodes.classes}

    def read_either(element: Element, depth: int) -> Any:
        if len(element):
            return (read_nodes if element[0].tag in first else read_mixed)(element, depth)
        text = element.text
        if element.items() or not text or "\n" in text or depth >= MAX_DEPTH:
            return read_mixed(element, depth)
        # Most cells of a table hold a word or a number and nothing else.
        return make([Text(text)])

    return read_either


class _Table(dict[str, Read]):
    """The readers of some classes by element, made when they are first asked for: classes hold each other."""

    def __init__(self, classes: tuple[type[Node], ...]) -> None:
        self._classes = {_tag(ELEMENT[cls]): cls for cls in classes if cls is not Text}

    def __missing__(self, tag: str) -> Read:
        self[tag] = _reader(self._classes[tag])
        return self[tag]


def _fill_text(slot: Slot) -> Fill:
    name, convert = slot.spec.name, converter(slot.spec)

    def fill(node: Any, element: Element, depth: int) -> None:
        text = convert(element.text or "")
        if text is None or len(element):
            raise GiveUp
        setattr(node, name, text)

    return fill


def _mixed_content(table: _Table) -> Fill:
    def fill(target: list[Any], element: Element, depth: int) -> None:
        text = element.text
        if text:
            if "\n" in text:
                raise GiveUp
            target.append(Text(text))
        for child in element:
            target.append(table[child.tag](child, depth))
            text = child.tail
            if text:
                if "\n" in text:
                    raise GiveUp
                target.append(Text(text))
        if depth > MAX_DEPTH and target:
            raise GiveUp

    return fill


def _block_content(table: _Table) -> Fill:
    def fill(target: list[Any], element: Element, depth: int) -> None:
        no_text(element.text)
        for child in element:
            target.append(table[child.tag](child, depth))
            no_text(child.tail)
        if depth > MAX_DEPTH and target:
            raise GiveUp

    return fill


def no_text(text: str | None) -> None:
    """Give up where there is more than white space."""
    if text and text != "\n" and text.strip(SPACE):
        raise GiveUp


def _fill_slots(cls: type[Node]) -> Fill:
    """Return the function for a node whose fields stand one after the other."""
    slots = content_of(cls)
    needed = [spec.name for spec in fields_of(cls) if spec.min_length]
    texts = [slot.spec.name for slot in slots if slot.form == "wrapped-text"]
    mixed = next((slot.spec.name for slot in slots if slot.form == "mixed"), None)
    handlers: dict[str, _Handler] = {}

    def fill(node: Any, element: Element, depth: int) -> None:
        if not handlers:
            # Not before the first use, because classes hold each other.
            handlers.update((tag, h) for rank, slot in enumerate(slots) for tag, h in _handlers(slot, rank))
        target = getattr(node, mixed) if mixed else None
        text = element.text
        if target is None:
            if text != "\n" and text and text.strip(SPACE):
                raise GiveUp
        elif text:
            # Text before the fields that stand in elements is for the careful reader.
            raise GiveUp
        if depth > MAX_DEPTH and len(element):
            raise GiveUp
        reached = 0
        for child in element:
            rank, after, get, act = handlers[child.tag]
            if rank < reached:
                raise GiveUp
            reached = after
            if get is None:
                act(node, child, depth)
            else:
                get(node).append(act(child, depth))
            text = child.tail
            if target is None:
                if text != "\n" and text and text.strip(SPACE):
                    raise GiveUp
            elif text:
                if "\n" in text or (target and type(target[-1]) is Text):
                    raise GiveUp
                target.append(Text(text))
        for name in needed:
            if not getattr(node, name):
                raise GiveUp
        for name in texts:
            if getattr(node, name) is None:
                raise GiveUp

    return fill


def _handlers(slot: Slot, rank: int) -> list[tuple[str, _Handler]]:
    """Return the elements that may stand in a slot with what to do with each."""
    name, tag = slot.spec.name, _tag(slot.element)
    match slot.form:
        case "mixed" | "nodes":
            get = attrgetter(name)
            return [(_tag(ELEMENT[cls]), (rank, rank, get, _reader(cls))) for cls in slot.classes]
        case "wrapper":
            content = _mixed_content if slot.spec.role == "inlines" else _block_content
            return [(tag, (rank, rank + 1, None, _handle_wrapper(name, content(_Table(slot.classes)))))]
        case "metadata":
            return [(tag, (rank, rank + 1, None, _handle_metadata))]
        case "wrapped-text":
            return [(tag, (rank, rank + 1, None, _handle_text(slot)))]
    return [(tag, (rank, rank, None, _handle_text(slot)))]


def _handle_wrapper(name: str, fill: Fill) -> Handle:
    def handle(node: Any, element: Element, depth: int) -> None:
        if element.items():
            raise GiveUp
        fill(getattr(node, name), element, depth)

    return handle


def _handle_text(slot: Slot) -> Handle:
    name, convert = slot.spec.name, converter(slot.spec)
    repeated = slot.form == "items"

    def handle(node: Any, element: Element, depth: int) -> None:
        text = convert(element.text or "")
        if text is None or len(element) or element.items():
            raise GiveUp
        if repeated:
            getattr(node, name).append(text)
        else:
            setattr(node, name, text)

    return handle


def _handle_metadata(node: Any, element: Element, depth: int) -> None:
    def give_up(problem: str, part: Part, name: str) -> None:
        raise GiveUp

    node.metadata = read_metadata(part_of(element), give_up)
