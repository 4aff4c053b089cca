"""The names of WordprocessingML and its neighbours, and reading attributes that may hold anything."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_OFFICE = "http://schemas.openxmlformats.org/"
NAMESPACES = {
    "w": f"{_OFFICE}wordprocessingml/2006/main",
    "r": f"{_OFFICE}officeDocument/2006/relationships",
    "m": f"{_OFFICE}officeDocument/2006/math",
    "a": f"{_OFFICE}drawingml/2006/main",
    "wp": f"{_OFFICE}drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}drawingml/2006/picture",
    "c": f"{_OFFICE}drawingml/2006/chart",
    "dgm": f"{_OFFICE}drawingml/2006/diagram",
    "mc": f"{_OFFICE}markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "rel": f"{_OFFICE}package/2006/relationships",
}
"""The namespaces, by their usual prefixes."""

STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
)  # fmt: skip
"""The namespaces of ISO/IEC 29500-1 (strict), and those of its part 4 (transitional) that mean the same."""


@cache
def q(name: str) -> str:
    """Return a prefixed name as lxml has it.

    >>> q("v:shape")
    '{urn:schemas-microsoft-com:vml}shape'
    """
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


VAL, ID = q("w:val"), q("w:id")
PARAGRAPH, TABLE, RUN = q("w:p"), q("w:tbl"), q("w:r")
TEXT_BOX = q("w:txbxContent")
ALTERNATE, CHOICE, FALLBACK = q("mc:AlternateContent"), q("mc:Choice"), q("mc:Fallback")


def child(element: Element | None, *path: str) -> Element | None:
    """Return the element at a path of prefixed names below `element`, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(q(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """Return the attribute `w:val` of the element at a path; None where either is missing."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def whole(text: str | None, default: int, low: int = 0, high: int = 1_000_000) -> int:
    """Return the whole number that an attribute holds, within limits; `default` where it holds none.

    >>> whole("3", 1), whole("x", 1), whole(None, 1), whole("-7", 1), whole("99999999999", 1)
    (3, 1, 1, 0, 1000000)
    """
    words = (text or "").strip()
    digits = words.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        return default
    return min(max(int(words), low), high)


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return whether a toggle such as `w:b` is on; None where it is not there."""
    found = child(properties, name)
    return None if found is None else found.get(VAL, "1").lower() not in ("0", "false", "off", "none")


def one_line(text: str | None) -> str:
    """Return words from an attribute or a part on one line, their white space folded."""
    return " ".join((text or "").split())
