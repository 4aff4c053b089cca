"""What styles say: the outline level, look and numbering that they hand down, and what their names mean.

The names stand in `roles.json`: those that Word and LibreOffice build in, those of the usual templates for
GB/T 1.1 and of the ISO template, and those that pandoc writes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from stdml.formats.docx.names import Element, child, is_on, q, value, whole

MAX_CHAIN = 20


@cache
def data() -> dict[str, Any]:
    """Return what stands in `roles.json`."""
    text = resources.files("stdml.formats.docx").joinpath("roles.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@dataclass(frozen=True, slots=True)
class Role:
    """What the name of a style says of a paragraph.

    Attributes:
        name: such as heading, untitled, note or table-caption; empty where it says nothing
        level: of a heading, an untitled clause, a term or an item of a list; 0 for none
        style: the name of the style
    """

    name: str = ""
    level: int = 0
    style: str = ""


NOTHING = Role()


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str, int], ...]:
    rows = data()[kind]
    return tuple((re.compile(row[0]), row[1], row[2] if len(row) > 2 else 0) for row in rows)


@cache
def role_of(name: str, kind: str = "paragraph") -> Role:
    """Return what the name of a style means.

    >>> role_of("标准文件_一级条标题"), role_of("Heading 3").level, role_of("Klauzule").name
    (Role(name='heading', level=2, style='标准文件_一级条标题'), 3, '')
    """
    plain = "".join(name.lower().split()).replace("（", "(").replace("）", ")")
    for prefix in data()["prefixes"]:
        plain = plain.removeprefix(prefix)
    for pattern, role, level in _patterns(kind):
        found = pattern.fullmatch(plain)
        if found:
            digits = next((group for group in found.groups() if group), None)
            return Role(role, int(digits) if digits else level, name)
    return NOTHING


class Styles:
    """The styles of a document.

    Args:
        root: the part `styles`, if there is one
    """

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[str, list[Element]] = {}
        self._size = 0
        if root is None:
            return
        for style in root.findall(q("w:style")):
            ident = style.get(q("w:styleId"))
            if ident:
                self._by_id.setdefault(ident, style)
                if style.get(q("w:default")) in ("1", "true", "on"):
                    self._default.setdefault(style.get(q("w:type")) or "", ident)
        self._size = whole(value(child(root, "w:docDefaults", "w:rPrDefault"), "w:rPr", "w:sz"), 0)

    def chain(self, ident: str | None, kind: str = "paragraph") -> list[Element]:
        """Return a style and those it is based on, the nearest first; without an id the default style."""
        name = ident if ident in self._by_id else self._default.get(kind, "")
        if name not in self._chains:
            found: list[Element] = []
            step: str | None = name
            while step in self._by_id and len(found) < MAX_CHAIN:
                found.append(self._by_id[step])
                step = value(self._by_id[step], "w:basedOn")
            self._chains[name] = found
        return self._chains[name]

    def role(self, ident: str | None) -> Role:
        """Return what the nearest style says that says anything: by its name, or by its outline level."""
        for style in self.chain(ident):
            name = value(style, "w:name") or ""
            found = role_of(name)
            if found.name:
                return found
            outline = value(style, "w:pPr", "w:outlineLvl")
            if outline is not None:
                level = whole(outline, 9)
                return Role("heading", level + 1, name) if level < 9 else NOTHING
        return NOTHING

    def property(self, ident: str | None, *path: str) -> Element | None:
        """Return the nearest element at a path below a style, such as `w:pPr`, `w:numPr`."""
        for style in self.chain(ident):
            found = child(style, *path)
            if found is not None:
                return found
        return None

    def is_bold(self, ident: str | None) -> bool:
        """Return whether the text of a paragraph with this style is bold by itself."""
        looks = (is_on(child(style, "w:rPr"), "w:b") for style in self.chain(ident))
        return next((look for look in looks if look is not None), False)

    def size(self, ident: str | None) -> int:
        """Return the size of the letters in half points; 0 where nothing says it."""
        found = self.property(ident, "w:rPr", "w:sz")
        return whole(None if found is None else found.get(q("w:val")), self._size)

    def character_role(self, ident: str | None) -> str:
        """Return what a style of characters means: code, strong, emphasis or nothing."""
        for style in self.chain(ident, "character") if ident in self._by_id else ():
            found = role_of(value(style, "w:name") or "", "character")
            if found.name:
                return found.name
        return ""

    def character_look(self, ident: str | None, name: str) -> bool | None:
        """Return whether a style of characters turns something on, such as `w:b`."""
        for style in self.chain(ident, "character") if ident in self._by_id else ():
            found = is_on(child(style, "w:rPr"), name)
            if found is not None:
                return found
        return None

    def raised(self, ident: str | None) -> str | None:
        """Return whether a style of characters raises or lowers them: superscript, subscript."""
        for style in self.chain(ident, "character") if ident in self._by_id else ():
            found = value(style, "w:rPr", "w:vertAlign")
            if found is not None:
                return found
        return None
