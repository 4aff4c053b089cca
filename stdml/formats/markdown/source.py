"""The Markdown file a document was read from: offsets, and where a character of a text stands in it."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.common.utils import unescapeAll

from stdml.diagnostics import TextSource
from stdml.formats._source import narrowed
from stdml.model import plain_text
from stdml.model.joined import cut

_UNIT = re.compile(
    r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});|\\[!-/:-@\[-`{-~]|.", re.DOTALL
)
"""What stands for a character: an entity, an escape, or the character itself."""


class MarkdownSource(TextSource):
    """A Markdown source.

    Attributes:
        body: the offset at which the text after the front matter begins
        metadata_span: where the front matter, or the heading that is the title, stands
        title: the words of the heading that is the title
        title_span: where that heading stands
        states_title: whether the front matter has a title
        starts: for a node with a line of attributes before it, by `id()`, where that line begins
        typed: whether the headings carry typed numbers
    """

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "markdown")
        self.body = 0
        self.metadata_span: tuple[int, int] | None = None
        self.title = ""
        self.title_span: tuple[int, int] | None = None
        self.states_title = False
        self.starts: dict[int, int] = {}
        self.typed = False

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of a node, or of some characters of its plain text."""
        span = super().span(node)
        if within is None:
            return span[0], span[1]
        found = narrowed(node, within)
        if found is None:
            return span[0], span[1]
        (first, start), (last, end) = found
        begins = self._character(first, start)
        ends = self._character(last, end - 1) if end and within[1] > within[0] else begins
        if begins is None or ends is None:
            return span[0], span[1]
        return begins[0], max(ends[1] if within[1] > within[0] else begins[0], begins[0])

    def _character(self, leaf: Any, at: int) -> tuple[int, int] | None:
        """Return the offsets of one character of the text of a node without children."""
        span = getattr(leaf, "span", None)
        if span is None:
            return None
        value = plain_text(leaf)
        found = cut(span, len(value), at, at + 1)
        if found[1] - found[0] == 1 or (leaf.kind == "text" and found != span):
            return found[0], found[1]
        return self._aligned(value, at, span[0], span[1])

    def _aligned(self, value: str, wanted: int, at: int, end: int) -> tuple[int, int]:
        """Return what stands for character `wanted`: signs, and what is left out at line breaks, are stepped
        over.
        """
        index = 0
        for unit in _UNIT.finditer(self.text, at, end):
            words = unit.group()
            words = unescapeAll(words) if len(words) > 1 else " " if words == "\n" else words
            if value.startswith(words, index):
                index += len(words)
                if index > wanted:
                    return unit.span()
        return at, end
