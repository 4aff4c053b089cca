"""XHTML of ReqIF attributes as blocks, and back (ReqIF 1.2, 10.8.20; XHTML 1.1 modules of its schema).

A value becomes nodes only where `write` gives the very same elements again; otherwise it is kept as foreign
content `reqif-xhtml`. Attributes are values `xhtml.NAME`; an element that is no node of its own is a span
with the class `xhtml-NAME`.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from stdml.formats._facts import is_line, is_text
from stdml.model import (
    Attributes,
    CodeSpan,
    Emphasis,
    ForeignBlock,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain_text,
)
from stdml.model.base import KEY_PATTERN

XHTML = "http://www.w3.org/1999/xhtml"
FOREIGN = "reqif-xhtml"
"""The format of foreign content that is an XHTML value."""

EMPTY = '""'
"""Stands for an attribute without a value: no value of a node is empty."""

_DEEPEST = 40
_key = re.compile(KEY_PATTERN)
_prefix = re.compile(r"(?<![\w.-])([A-Za-z_][\w.-]*):")
_NODES: dict[str, Any] = {"em": Emphasis, "strong": Strong, "sub": Subscript, "sup": Superscript}
_ELEMENTS = {cls: name for name, cls in _NODES.items()}
_LISTS = {"ul": "bullet", "ol": "ordered"}
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "pre",
        "blockquote",
        "dl",
        "hr",
        "address",
        *(f"h{n}" for n in range(1, 7)),
    )
)

SHAPES = ("div", "div/p", "p")
"""How paragraphs stand in a value: text in a division, paragraphs in it, or a paragraph alone."""


def read(root: Any) -> tuple[list[Any], str]:
    """Return the blocks that the element in a value is, and the shape that it is written back in."""
    for shape in SHAPES:
        blocks = _blocks(root, shape)
        if blocks and same(write(blocks, shape), root):
            return blocks, shape
    return [foreign(root)], SHAPES[0]


def foreign(root: Any) -> ForeignBlock:
    """Return an element as foreign content."""
    return ForeignBlock(serialize(root), FOREIGN)


def serialize(root: Any) -> str:
    """Return an element as text, with the namespaces it needs and nothing that follows it."""
    copy = etree.fromstring(etree.tostring(root, with_tail=False), parser())
    drop_unused_namespaces(copy)
    return etree.tostring(copy, encoding="unicode", with_tail=False).replace("\r", "&#13;")


def drop_unused_namespaces(root: Any, also: tuple[str, ...] = ()) -> None:
    """Drop the namespaces that nothing below an element uses; names in values, as of `xsi:type`, are uses."""
    used = set(also)
    for element in root.iter(etree.Element):
        for text in (element.text, *element.attrib.values()):
            used.update(_prefix.findall(text or ""))
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(used))


def parser() -> Any:
    """Return a parser that opens nothing and expands no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def same(one: Any, other: Any) -> bool:
    """Whether two elements say the same: names, attributes and every character between them."""
    if one is None:
        return False
    return bool(_canonical(one) == _canonical(other))


def _canonical(root: Any) -> Any:
    if not isinstance(root.tag, str):
        return (str(root.tag), root.text)
    return (
        root.tag,
        dict(root.attrib),
        root.text or "",
        [(_canonical(child), child.tail or "") for child in root],
    )


def _name(element: Any) -> str:
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if name.namespace == XHTML else ""


def _blocks(root: Any, shape: str) -> list[Any] | None:
    if not _are_facts(root):
        return None
    if _name(root) == "p" and shape == "p":
        children = inlines(root)
        return [Paragraph(children, attrs=_attributes(root))] if children else None
    if _name(root) != "div" or root.attrib:
        return None
    if shape == "div":
        children = inlines(root)
        return [Paragraph(children)] if children else None
    if shape != "div/p" or (root.text or "").strip() or not len(root):
        return None
    found = [_block(child) for child in root]
    return None if None in found else found


def _block(element: Any) -> Any:
    name = _name(element) if _are_facts(element) else ""
    if name == "p" and (children := inlines(element)):
        return Paragraph(children, attrs=_attributes(element))
    if name in _LISTS and not element.attrib and len(element):
        items = []
        for item in element:
            children = inlines(item) if _name(item) == "li" and not item.attrib else None
            if not children:
                return None
            items.append(ListItem([Paragraph(children)]))
        return List(items, _LISTS[name])  # type: ignore[arg-type]
    return None


def _are_facts(element: Any) -> bool:
    """Whether the attributes of an element can be values of a node."""
    return all(
        _key.match(key) and (not text or is_line(text)) and text != EMPTY
        for key, text in element.attrib.items()
    )


def _attributes(element: Any, name: str = "") -> Attributes | None:
    values = {f"xhtml.{key}": text or EMPTY for key, text in element.attrib.items()}
    classes = [f"xhtml-{name}"] if name else []
    return Attributes(classes, values) if values or classes else None


def inlines(element: Any, depth: int = 0) -> list[Any] | None:
    """Return what stands in an element as inline nodes, or None where it is not only running text."""
    found: list[Any] = []
    if depth > _DEEPEST or not _add(found, element.text):
        return None
    for child in element:
        node = _inline(child, depth)
        if node is None or not (found.append(node) or _add(found, child.tail)):  # type: ignore[func-returns-value]
            return None
    return found


def _add(found: list[Any], text: str | None) -> bool:
    if text:
        found.append(Text(text))
    return not text or is_text(text)


def _inline(element: Any, depth: int) -> Any:
    name = _name(element)
    if not name or name in _BLOCKS or not _are_facts(element):
        return None
    if name == "br" and not element.attrib:
        return LineBreak()
    if name == "code" and not element.attrib and not len(element) and is_text(element.text):
        return CodeSpan(element.text)
    inside = inlines(element, depth + 1)
    if inside is None:
        return None
    if name in _NODES and not element.attrib:
        return _NODES[name](inside)
    if name == "a" and set(element.attrib) == {"href"}:
        return Link(inside, element.get("href"))
    if name == "object" and is_line(element.get("data")):
        return Span([Image(inside, element.get("data"))], attrs=_attributes(element, name))
    return Span(inside, attrs=_attributes(element, name))


# --- The way back


def write(blocks: list[Any], shape: str = SHAPES[0]) -> Any:
    """Return the element that blocks are in a shape; None where XHTML cannot hold them exactly."""
    if len(blocks) == 1 and isinstance(blocks[0], ForeignBlock) and blocks[0].format == FOREIGN:
        return parse(blocks[0].text)
    root = etree.Element(f"{{{XHTML}}}div", nsmap={"xhtml": XHTML})
    if shape != "div/p":
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or blocks[0].id:
            return None
        if shape == "p":
            root.tag = f"{{{XHTML}}}p"
        elif blocks[0].attrs:
            return None
        return root if _decorate(root, blocks[0].attrs) and _fill(root, blocks[0].children) else None
    for block in blocks:
        if not _write_block(root, block):
            return None
    return root


def parse(text: str) -> Any:
    """Return the element that a text is, or None."""
    try:
        return etree.fromstring(text.encode(), parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def _write_block(root: Any, block: Any) -> bool:
    if isinstance(block, Paragraph) and not block.id:
        element = _sub(root, "p")
        return _decorate(element, block.attrs) and _fill(element, block.children)
    if (
        isinstance(block, List)
        and block.style in _LISTS.values()
        and not block.id
        and not block.attrs
        and block.start == 1
    ):
        element = _sub(root, {style: name for name, style in _LISTS.items()}[block.style])
        return all(_write_item(element, item) for item in block.items)
    return False


def _write_item(root: Any, item: ListItem) -> bool:
    if item.id or item.number or item.attrs or len(item.children) != 1:
        return False
    inner = item.children[0]
    if not isinstance(inner, Paragraph) or inner.id or inner.attrs:
        return False
    return _fill(_sub(root, "li"), inner.children)


def _sub(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{XHTML}}}{name}")


def _decorate(element: Any, attrs: Attributes | None, skip: str = "") -> bool:
    """Set the attributes of an element; False where there are others than of XHTML."""
    if attrs is None:
        return True
    for key, value in attrs.values.items():
        if not key.startswith("xhtml."):
            return False
        element.set(key.removeprefix("xhtml."), "" if value == EMPTY else value)
    return attrs.classes in ([], [skip])


def _fill(element: Any, nodes: list[Any]) -> bool:
    return all(_write_inline(element, node) for node in nodes)


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _write_inline(element: Any, node: Any) -> bool:
    match node:
        case Text(value=value):
            _append_text(element, value)
            return True
        case LineBreak():
            _sub(element, "br")
            return True
        case CodeSpan(text=text):
            _sub(element, "code").text = text
            return True
        case Emphasis() | Strong() | Subscript() | Superscript():
            return _fill(_sub(element, _ELEMENTS[type(node)]), node.children)
        case Link(title=None, href=str(href)):
            inner = _sub(element, "a")
            inner.set("href", href)
            return _fill(inner, node.children)
        case Span(id=None, attrs=Attributes(classes=[name])) if name.startswith("xhtml-"):
            inner = _sub(element, name.removeprefix("xhtml-"))
            children = node.children
            if name == "xhtml-object" and len(children) == 1 and isinstance(children[0], Image):
                children = children[0].children
            return _decorate(inner, node.attrs, name) and _fill(inner, children)
    return False


def words(nodes: list[Any], words_of: Any = plain_text) -> Any:
    """Return the words of blocks as a division of paragraphs, for what XHTML cannot hold exactly."""
    root = etree.Element(f"{{{XHTML}}}div", nsmap={"xhtml": XHTML})
    for node in nodes:
        _sub(root, "p").text = words_of(node)
    return root


__all__ = ["FOREIGN", "SHAPES", "XHTML", "parse", "parser", "read", "same", "serialize", "words", "write"]
