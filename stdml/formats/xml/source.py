"""The bytes of an XML file: how they are encoded, and where things stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.diagnostics import Position, TextSource
from stdml.formats._source import narrowed
from stdml.model.structure import Document
from stdml.model.walk import walk
from stdml.text.decode import Repair, decode

_declared = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_markup = re.compile(rb"""<(?:!--.*?--|\?.*?\?|[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>""", re.DOTALL)
_piece = re.compile(
    rb"<!\[CDATA\[|\]\]>|&[^;]*;|<!--.*?-->|<\?.*?\?>|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*", re.DOTALL
)


def says_utf8(data: bytes) -> bool:
    """Whether a file begins as one in UTF-8 does, without a byte order mark."""
    return _encoding(data) == "utf-8" and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))


def _encoding(data: bytes) -> str:
    match = _declared.match(data[:200])
    name = match[1].decode().lower() if match else "utf-8"
    return "utf-8" if name in ("utf8", "us-ascii", "ascii") else name


def as_utf8(data: bytes | str) -> tuple[bytes, list[Repair]]:
    """Return `data` in UTF-8, whatever its declaration says, and what had to be guessed for it."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff").encode("utf-8", "replace"), []
    name = _encoding(data)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff")) or name.startswith("utf-16")
    try:
        if not marked:
            return data.decode("utf-8-sig" if name == "utf-8" else name).encode(), []
    except (UnicodeError, LookupError):
        pass
    text, repairs = decode(data)
    return text.encode(), repairs


def tag_end(data: bytes, start: int) -> int:
    """Return where the tag that begins at `start` ends."""
    match = _markup.match(data, start)
    return match.end() if match else len(data)


def element_end(data: bytes, begin: int, at: int) -> int:
    """Return where an element ends that begins at `begin` and whose end the parser reports at `at`.

    Of an empty element the parser reports the byte after it, of any other the first byte of its end tag.
    """
    is_empty = data[at - 2 : at] == b"/>" and tag_end(data, begin) == at
    return at if is_empty else tag_end(data, at)


class XmlSource(TextSource):
    """The XML file that a document was read from.

    Spans are offsets of bytes in UTF-8; a document in which nothing was wrong gets them when a position is
    first asked for.
    """

    def __init__(self, data: bytes, path: str = "-") -> None:
        super().__init__("", path, "xml")
        self.data = data
        self._text: str | None = None
        self._ascii = data.isascii()
        self._bytes: list[tuple[int, int]] = []
        self._pending: tuple[Document, Callable[[], Document]] | None = None

    @property
    def text(self) -> str:
        """The text of the file."""
        if self._text is None:
            self._text = self.data.decode("utf-8", "replace")
        return self._text

    @text.setter
    def text(self, value: str) -> None:
        self._text = value or None

    def locate_later(self, document: Document, read: Callable[[], Document]) -> None:
        """Remember how to get the spans of a document that was read without them."""
        self._pending = (document, read)

    def _locate(self) -> None:
        if self._pending is not None:
            document, read = self._pending
            self._pending = None
            for node, located in zip(walk(document), walk(read()), strict=False):
                if node.kind == located.kind and not hasattr(node, "span"):
                    node.span = located.span

    def character(self, offset: int) -> int:
        """Return the offset in `text` of a byte."""
        if self._ascii:
            return offset
        if not self._bytes:
            self._bytes = list(_lines(self.data))
        low, high = 0, len(self._bytes) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._bytes[middle][0] <= offset:
                low = middle
            else:
                high = middle - 1
        start, characters = self._bytes[low]
        return characters + len(self.data[start:offset].decode("utf-8", "ignore"))

    def position_of_bytes(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of bytes as a range of characters."""
        return self.character(start), self.character(end)

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where `node` stands; `within` narrows it to a range of the characters of its text."""
        return self.offset_position(*self.span(node, within))

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the range of `node` in `text`."""
        self._locate()
        start, end = getattr(node, "span", (0, 0))
        found = narrowed(node, within) if within else None
        if found is not None:
            (first, from_offset), (last, to_offset) = found
            start, end = self._in_leaf(first, from_offset), self._in_leaf(last, to_offset)
        return self.position_of_bytes(start, end)

    def _in_leaf(self, leaf: Any, offset: int) -> int:
        """Return the byte at which a character of the text of `leaf` begins."""
        at, end = getattr(leaf, "span", (0, 0))
        if leaf.kind != "text":
            at = tag_end(self.data, at)
        passed = 0
        while at < end:
            match = _piece.match(self.data, at)
            if match is None:
                break
            piece = match.group()
            is_markup = piece.startswith((b"<!", b"<?")) or piece == b"]]>"
            if not is_markup and passed >= offset:
                break
            passed += not is_markup
            at = match.end()
        return at


def _lines(data: bytes) -> list[tuple[int, int]]:
    """Return for each line the byte and the character it begins with."""
    found = [(0, 0)]
    at = characters = 0
    while (newline := data.find(b"\n", at)) >= 0:
        characters += len(data[at : newline + 1].decode("utf-8", "ignore"))
        at = newline + 1
        found.append((at, characters))
    return found
