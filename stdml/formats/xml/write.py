"""Writing XML: one function for each node class, made from the table of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from stdml.diagnostics import Loss
from stdml.formats.xml.metadata import write_metadata
from stdml.model.base import Node, cached_by_class
from stdml.model.content import (
    ATTRIBUTES_NAMESPACE,
    NAMESPACE,
    Slot,
    attributes_of,
    content_of,
    exclusive_fields,
    is_mixed,
    is_word_list,
    takes_attributes,
)  # fmt: skip
from stdml.model.inlines import Text
from stdml.model.kinds import ELEMENT
from stdml.model.structure import Document
from stdml.registry import Written

Write = Callable[[Any, list[str]], None]
"""Takes a node and adds the pieces of its element to a list."""

_illegal = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_special = re.compile("[&<>\r]")
_special_in_value = re.compile('[&<>"\t\n\r]')
_PREFIX = "a"


def write_xml(document: Document, **options: Any) -> Written:
    """Return the document as XML text; line breaks stand only where they are no part of the content."""
    pieces: list[str] = []
    _writer(Document)(document, pieces)
    own = f' xmlns:{_PREFIX}="{ATTRIBUTES_NAMESPACE}"' if any(p.startswith(_MADE_UP) for p in pieces) else ""
    pieces[0] = f'<?xml version="1.0"?>\n<document xmlns="{NAMESPACE}"{own}'
    pieces.append("\n")
    text = "".join(pieces)
    losses: list[Loss] = []
    if found := _illegal.findall(text):
        text = _illegal.sub("\ufffd", text)
        losses.append(Loss("document", "text", f"{len(found)} characters that XML cannot carry"))
    return Written(text, losses)


_MADE_UP = f" {_PREFIX}:"


def escaped(text: str) -> str:
    """Return `text` as character data."""
    if not _special.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Return `text` as the value of an attribute in double quotes."""
    if not _special_in_value.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


class _Writers(dict[type[Node], Write]):
    """The functions of all classes, made when they are first asked for."""

    def __missing__(self, cls: type[Node]) -> Write:
        self[cls] = _write_text if cls is Text else _writer(cls)
        return self[cls]


_writers = _Writers()


def _write_text(node: Any, out: list[str]) -> None:
    text = node.value
    out.append(escaped(text) if _special.search(text) else text)


@cached_by_class
def _writer(cls: type[Node]) -> Write:
    name = ELEMENT[cls]
    start, end, empty = f"<{name}", f"</{name}>", "/>"
    write_attributes = _attribute_writer(cls)
    contents = _content_writers(cls)
    if not contents:

        def write_empty(node: Any, out: list[str]) -> None:
            out.append(start)
            if write_attributes:
                write_attributes(node, out)
            out.append(empty)

        return write_empty

    opening = ">" if _is_exact(cls) else ">\n"
    simple = _only_inlines(cls)
    if simple and not write_attributes:
        return _plain_writer(start + ">", end, start + empty, simple)

    def write(node: Any, out: list[str]) -> None:
        out.append(start)
        if write_attributes:
            write_attributes(node, out)
        at = len(out)
        out.append(opening)
        for content in contents:
            content(node, out)
        if len(out) == at + 1:
            out[at] = empty
        else:
            out.append(end)

    return write


def _plain_writer(start: str, end: str, empty: str, name: str) -> Write:
    """Return the function for an element that holds running text and has no attributes."""

    def write(node: Any, out: list[str]) -> None:
        children = getattr(node, name)
        if not children:
            out.append(empty)
            return
        out.append(start)
        for child in children:
            _writers[type(child)](child, out)
        out.append(end)

    return write


def _is_exact(cls: type[Node]) -> bool:
    """Whether white space inside the element would be content."""
    return is_mixed(cls) or any(slot.form == "text" for slot in content_of(cls))


def _only_inlines(cls: type[Node]) -> str:
    slots = content_of(cls)
    return slots[0].spec.name if len(slots) == 1 and slots[0].form == "mixed" else ""


def _attribute_writer(cls: type[Node]) -> Write | None:
    specs = attributes_of(cls)
    takes_more = takes_attributes(cls)
    if not specs:
        return _write_author_attributes if takes_more else None
    names = [spec.name for spec in specs]
    # One comparison tells the usual case, in which no attribute is given.
    values_of: Callable[[Any], Any] = (
        attrgetter(*names) if len(names) > 1 else lambda n: (getattr(n, names[0]),)
    )
    # A required field has no default to leave out.
    defaults = tuple(object() if spec.required else spec.default for spec in specs)
    labels = [f' {spec.element}="' for spec in specs]
    lists = [is_word_list(spec) for spec in specs]

    def write(node: Any, out: list[str]) -> None:
        values = values_of(node)
        if values != defaults:
            for value, default, label, is_list in zip(values, defaults, labels, lists, strict=True):
                if value != default:
                    out.append(f'{label}{_attribute_text(value, is_list)}"')
        if takes_more and node.attrs is not None:
            _write_author_attributes(node, out)

    return write


def _attribute_text(value: Any, is_list: bool) -> str:
    if is_list:
        return " ".join(value)
    if value is True or value is False:
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def _write_author_attributes(node: Any, out: list[str]) -> None:
    attrs = node.attrs
    if attrs is None:
        return
    if attrs.classes:
        out.append(f' class="{quoted(" ".join(attrs.classes))}"')
    for key, value in attrs.values.items():
        out.append(f'{_MADE_UP}{key}="{quoted(value)}"')


def _content_writers(cls: type[Node]) -> list[Write]:
    exclusive = exclusive_fields(cls)
    found = []
    for slot in content_of(cls):
        separated = not _is_exact(cls) or slot.spec.name in exclusive[1:]
        found.append(_slot_writer(slot, "\n" if separated else "", slot.spec.name in exclusive[1:]))
    return found


def _slot_writer(slot: Slot, after: str, opens_line: bool) -> Write:
    """Return the function for one slot.

    Args:
        slot: the slot
        after: what is put after each element in it
        opens_line: whether a line break comes first
    """
    get = attrgetter(slot.spec.name)
    if slot.form == "metadata":
        return lambda node, out: _write_piece(write_metadata(get(node), escaped, quoted), out)
    if slot.form == "text":
        return lambda node, out: _write_piece(escaped(get(node)), out)
    if slot.form == "wrapped-text":
        return lambda node, out: out.append(f"<{slot.element}>{escaped(get(node))}</{slot.element}>{after}")
    if slot.form == "items":
        return lambda node, out: out.extend(
            f"<{slot.element}>{escaped(line)}</{slot.element}>{after}" for line in get(node)
        )
    if slot.form == "wrapper":
        return _wrapper_writer(slot, get, after)

    def write(node: Any, out: list[str]) -> None:
        children = get(node)
        if children and opens_line:
            out.append("\n")
        for child in children:
            _writers[type(child)](child, out)
            if after:
                out.append(after)

    return write


def _write_piece(piece: str, out: list[str]) -> None:
    if piece:
        out.append(piece)


def _wrapper_writer(slot: Slot, get: Callable[[Any], Any], after: str) -> Write:
    inside = "" if slot.spec.role == "inlines" else "\n"
    start, end = f"<{slot.element}>{inside}", f"</{slot.element}>{after}"

    def write(node: Any, out: list[str]) -> None:
        children = get(node)
        if not children:
            return
        out.append(start)
        for child in children:
            _writers[type(child)](child, out)
            if inside:
                out.append(inside)
        out.append(end)

    return write
