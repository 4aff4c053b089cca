"""The Markdown file a document was read from: offsets, and where a character of a text stands in it."""

from __future__ import annotations

import html
import re
from typing import Any

from stdml.diagnostics import TextSource
from stdml.model import plain_text

_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_PREFIX = re.compile(r"[ \t>]*")


class MarkdownSource(TextSource):
    """A Markdown source.

    Attributes:
        body: the offset at which the text after the front matter begins
        metadata_span: where the front matter, or the heading that is the title, stands
        starts: for a node with a line of attributes before it, by `id()`, where that line begins
        typed: whether the headings carry typed numbers
    """

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "markdown")
        self.body = 0
        self.metadata_span: tuple[int, int] | None = None
        self.starts: dict[int, int] = {}
        self.typed = False

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of a node, or of some characters of its plain text."""
        start, end = super().span(node)
        if within is None:
            return start, end
        value = plain_text(node)
        if end - start == len(value):
            return start + within[0], start + within[1]
        offsets = self._align(value, start, end)
        first = offsets[min(within[0], len(value) - 1)] if value else start
        last = offsets[min(max(within[1] - 1, 0), len(value) - 1)] + 1 if value else end
        return first, max(last, first)

    def _align(self, value: str, at: int, end: int) -> list[int]:
        """Return the offset of each character of a text: escapes, entities and line breaks are stepped over."""
        text = self.text
        offsets: list[int] = []
        for character in value:
            at = self._find(character, at, end)
            offsets.append(at)
            if at < end:
                entity = _ENTITY.match(text, at) if text[at] == "&" and character != "&" else None
                at = entity.end() if entity else at + 1
        return offsets

    def _find(self, character: str, at: int, end: int) -> int:
        """Return the offset, from `at` on, of what stands for `character`."""
        text = self.text
        start = at
        while at < end:
            found = text[at]
            if found == "\n" and character == " ":
                return at
            if found == "\n":
                at = _PREFIX.match(text, at + 1).end()  # type: ignore[union-attr]
                continue
            if found == "&":
                entity = _ENTITY.match(text, at)
                if entity and html.unescape(entity.group())[:1] == character:
                    return at
            if found == character and not (found == "\\" and text[at + 1 : at + 2] in "\\"):
                return at
            if found == "\\" and text[at + 1 : at + 2] == character:
                return at + 1
            at += 1
        return min(start, max(end - 1, 0))
