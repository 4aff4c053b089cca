"""Where values stand in a JSON text; it is only looked at when a position is asked for."""

from __future__ import annotations

import json
import re
from typing import Any

from stdml.diagnostics import Position, TextSource
from stdml.formats.oscal.draft import Path
from stdml.model.structure import Document

_token = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def locate(text: str) -> dict[Path, tuple[int, int]]:
    """Return the range of every value of a JSON text by the keys and indexes that lead to it.

    >>> locate('{"a": [1, 22]}')[("a", 1)]
    (10, 12)
    """
    found: dict[Path, tuple[int, int]] = {}
    stack: list[list[Any]] = []
    key: str | None = None
    tokens = list(_token.finditer(text))
    for index, token in enumerate(tokens):
        word = token.group()
        if word in "]}":
            if stack:
                _, path, start, _ = stack.pop()
                found[path] = (start, token.end())
            continue
        if word in ",:":
            if word == "," and stack:
                stack[-1][3] += 1
            continue
        is_key = (
            bool(stack)
            and stack[-1][0] == "{"
            and index + 1 < len(tokens)
            and tokens[index + 1].group() == ":"
        )
        if is_key:
            key = _string(word)
            continue
        path = ()
        if stack:
            path = (*stack[-1][1], key if stack[-1][0] == "{" else stack[-1][3])
        if word in "[{":
            stack.append([word, path, token.start(), 0])
        else:
            found[path] = token.span()
    return found


def _string(word: str) -> str:
    try:
        return str(json.loads(word))
    except ValueError:
        return word


class OscalSource(TextSource):
    """The text that a catalog was read from; the span of a node is the index of its path, twice.

    Args:
        text: the JSON
        path: the file's name
    """

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "oscal")
        self.places: list[Path] = []
        self._ranges: dict[Path, tuple[int, int]] | None = None

    def range_of(self, path: Path) -> tuple[int, int]:
        """Return where the value at a path stands, or the nearest value around it."""
        if self._ranges is None:
            self._ranges = locate(self.text)
        while path and path not in self._ranges:
            path = path[:-1]
        return self._ranges.get(path, (0, 0))

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of the value that a node was made of."""
        place: tuple[int, int] | None = getattr(node, "span", None)
        if place is None or place[0] >= len(self.places):
            return 0, 0
        return self.range_of(self.places[place[0]])

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where a node stands in the text."""
        return self.offset_position(*self.span(node))
