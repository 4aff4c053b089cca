"""The file a ReqIF document was read from; spans are lines, as the XML parser tells them."""

from __future__ import annotations

from typing import Any

from stdml.diagnostics import Position, TextSource
from stdml.model.structure import Document


class ReqifSource(TextSource):
    """A ReqIF file.

    Args:
        text: the XML
        path: the file's name
    """

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "reqif")

    def line(self, number: int) -> tuple[int, int]:
        """Return the offsets of a line, its break left out."""
        starts = self._line_starts()
        index = min(max(number, 1), len(starts)) - 1
        end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.text)
        return starts[index], end

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of the line where the element of a node begins."""
        place: tuple[int, int] | None = getattr(node, "span", None)
        return self.line(place[0]) if place else (0, 0)

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where a node stands in the file."""
        return self.offset_position(*self.span(node))
