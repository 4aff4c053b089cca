"""Characters of symbol fonts, which store a code of their own in place of a character."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from stdml.formats.docx.names import Element, q


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = resources.files("stdml.formats.docx").joinpath("symbols.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def in_font(words: str, font: str) -> tuple[str, str]:
    """Return text of a symbol font with the characters that its codes stand for, and the codes not known.

    Word stores such codes at U+F020 and above as well as in `w:sym`.

    >>> in_font("t \\uf0b3 20", "Symbol")
    ('t ≥ 20', '')
    """
    table = _tables().get(font.lower(), {})
    found, unknown = "", ""
    for sign in words:
        known = table.get(f"{ord(sign) & 0xFF:02X}") if "\uf020" <= sign <= "\uf0ff" else sign
        found += known or sign
        unknown += "" if known else sign
    return found, unknown


def character(element: Element) -> tuple[str, bool]:
    """Return the character that a `w:sym` stands for, and whether it is known.

    One that is not known keeps its code, which lies in the private use area of Unicode.
    """
    code = (element.get(q("w:char")) or "").strip()
    try:
        number = int(code, 16)
    except ValueError:
        return "\ufffd", False
    table = _tables().get((element.get(q("w:font")) or "").lower(), {})
    found = table.get(f"{number & 0xFF:02X}")
    if found:
        return found, True
    if 0x20 <= number < 0xD800 or 0x10000 <= number <= 0x10FFFF:
        return chr(number), True
    return (chr(number), False) if 0xE000 <= number < 0xFFFE else ("\ufffd", False)
