"""Names: elements and attributes of STS as they are written in the model, and pieces of XML as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml; its classes have no types of their own."""

NAMESPACES = {
    "mml": "http://www.w3.org/1998/Math/MathML",
    "tbx": "urn:iso:std:iso:30042:ed-1",
    "xlink": "http://www.w3.org/1999/xlink",
    "xi": "http://www.w3.org/2001/XInclude",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""The prefixes that the tag set declares by itself (NISO STS 1.2, tag library, namespaces)."""

_ALL = {**NAMESPACES, "xml": "http://www.w3.org/XML/1998/namespace"}
_PREFIX = {uri: prefix for prefix, uri in _ALL.items()}
_declarations = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_declared = re.compile("|".join(f' xmlns:{prefix}="{re.escape(uri)}"' for prefix, uri in NAMESPACES.items()))
_prefixed = re.compile("^(" + "|".join(_ALL) + ")-")

HREF = "{http://www.w3.org/1999/xlink}href"
"""The tag of the attribute of links and pictures."""

SPACE = " \t\r\n"
_spaces = re.compile(f"[{SPACE}]+")


@cache
def name_of(tag: str) -> str | None:
    """Return an lxml tag with its usual prefix, or None for a namespace that is not of the tag set.

    >>> name_of("{urn:iso:std:iso:30042:ed-1}tig"), name_of("p"), name_of("{urn:x}p")
    ('tbx:tig', 'p', None)
    """
    if not tag.startswith("{"):
        return None if ":" in tag else tag
    uri, _, local = tag[1:].partition("}")
    prefix = _PREFIX.get(uri)
    return f"{prefix}:{local}" if prefix else None


@cache
def tag_of(name: str) -> str:
    """Return the lxml tag of a name with its usual prefix; the inverse of `name_of`."""
    prefix, colon, local = name.partition(":")
    return f"{{{_ALL[prefix]}}}{local}" if colon else name


@cache
def class_of(name: str) -> str:
    """Return the class or container name that stands for an element.

    >>> class_of("named-content"), class_of("tbx:tig")
    ('sts-named-content', 'sts-tbx-tig')
    """
    return "sts-" + name.replace(":", "-")


@cache
def element_named(word: str) -> str | None:
    """Return the element that a class or container name stands for, or None; the inverse of `class_of`."""
    if not word.startswith("sts-"):
        return None
    return _prefixed.sub(r"\1:", word[4:])


@cache
def key_of(attribute: str) -> str:
    """Return the key under which an attribute is kept.

    >>> key_of("content-type"), key_of("xlink:href")
    ('sts.content-type', 'sts.xlink-href')
    """
    return "sts." + attribute.replace(":", "-")


@cache
def attribute_of(key: str) -> str:
    """Return the attribute that a key without its `sts.` stands for."""
    return _prefixed.sub(r"\1:", key)


def is_element(node: Element) -> bool:
    """Whether an lxml node is an element rather than a comment or a processing instruction."""
    return isinstance(node.tag, str)


def squeezed(text: str | None) -> str:
    """Return a text in which every run of white space is one space."""
    if not text:
        return ""
    # Most texts have nothing to squeeze, which these two see at once.
    return text if text.isprintable() and "  " not in text else _spaces.sub(" ", text)


def text_of(element: Element) -> str:
    """Return the words of an element and of everything in it, on one line."""
    return squeezed("".join(_pieces(element))).strip(SPACE)


def _pieces(element: Element) -> Iterator[str]:
    if is_element(element):
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""


def elements(parent: Element) -> list[Element]:
    """Return the child elements, comments and processing instructions left out."""
    return [child for child in parent if is_element(child)]


def child_named(parent: Element, name: str) -> Element | None:
    """Return the first child element of this name, or None; much quicker than a path."""
    return next(parent.iterchildren(tag_of(name)), None)


def is_blank(text: str | None) -> bool:
    """Whether a text is nothing but white space."""
    return not text or not text.strip(SPACE)


def to_xml(node: Element) -> str:
    """Return an lxml node as text; the prefixes of the tag set stand without their declarations."""
    text: str = etree.tostring(node, encoding="unicode", with_tail=False)
    return _declared.sub("", text).replace("\r", "&#13;")


def to_line(node: Element) -> str:
    """Return an lxml node as text on one line: white space between its tags and in its text is squeezed."""
    return squeezed(to_xml(node)).strip(SPACE)


def from_xml(text: str) -> list[Element] | None:
    """Return the nodes that a piece of XML holds; None if it is not well-formed or holds text of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(f"<x{_declarations}>{text}</x>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    nodes = list(root)
    if not nodes or not is_blank(root.text) or any(not is_blank(node.tail) for node in nodes):
        return None
    for node in nodes:
        node.tail = None
        root.remove(node)
    return nodes


def new(name: str) -> Element:
    """Return a new element."""
    return etree.Element(tag_of(name), nsmap=NAMESPACES if name in ("standard", "adoption") else None)


def below(parent: Element, name: str) -> Element:
    """Return a new element at the end of `parent`."""
    return etree.SubElement(parent, tag_of(name))


def add_text(parent: Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
