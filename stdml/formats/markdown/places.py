"""Where blocks and their running text stand in the source."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from stdml.formats.markdown.inlines import Offsets

_HASHES = re.compile(r"[^#\n]*#*")


class Places:
    """Turns lines of tokens and offsets of content into offsets of the source.

    Args:
        text: the source
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = _line_starts(text)

    def span(self, token: Token) -> tuple[int, int]:
        """Return the offsets of a block: from its first character to the end of its last line."""
        first, last = token.map or [0, 0]
        starts, text = self._starts, self.text
        start = starts[first]
        end = starts[last] - 1 if last < len(starts) else len(text)
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        while start < end and text[start] in " \t":
            start += 1
        return start, end

    def column(self, line: list[Any]) -> int:
        """Return how far the running text of a line is indented; 0 where that is not known."""
        span = getattr(line[0], "span", None) if line else None
        return self.indentation(span[0]) if span else 0

    def indentation(self, at: int) -> int:
        """Return how many characters stand before an offset on its line."""
        return at - self.text.rfind("\n", 0, at) - 1 if self.text else 0

    def offsets(self, content: str, first: int, heading: bool = False) -> Offsets:
        """Return the map from offsets in the content of a block to the source; the block starts on line
        `first`.
        """
        starts, text = self._starts, self.text
        if "\n" not in content:
            begin = starts[first]
            end = starts[first + 1] - 1 if first + 1 < len(starts) else len(text)
            if heading:
                at = text.find(content, _HASHES.match(text, begin, end).end(), end)  # type: ignore[union-attr]
            else:
                at = text.rfind(content, begin, end)
            if at >= 0 or heading:
                return Offsets([0], [max(at, begin)])
        lines = content.split("\n")
        first = self._first_line(lines[0], first)
        # Where its lines have no prefix, a paragraph stands in the source as it is.
        start = text.rfind(
            lines[0], starts[first], starts[first + 1] if first + 1 < len(starts) else len(text)
        )
        if start >= 0 and text.startswith(content, start):
            return Offsets([0], [start])
        positions, shifts, at = [], [], 0
        for number, line in enumerate(lines, first):
            begin = starts[min(number, len(starts) - 1)]
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
            found = text.rfind(line, begin, end)
            if found < 0:  # a tab that the indentation cuts in two comes as spaces
                words = line.lstrip()
                found = max(text.rfind(words, begin, end), begin) - (len(line) - len(words))
            positions.append(at)
            shifts.append(found - at)
            at += len(line) + 1
        return Offsets(positions, shifts)

    def _first_line(self, words: str, first: int) -> int:
        """Return the line on which a paragraph begins: the parser strips lines of nothing but wide spaces
        before it.
        """
        starts, text = self._starts, self.text
        for number in range(first, len(starts)):
            if (
                text.find(
                    words, starts[number], starts[number + 1] if number + 1 < len(starts) else len(text)
                )
                >= 0
            ):
                return number
            if number > first + 100:
                break
        return first


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
