"""Where the ids, anchors and footnotes of a document are, and what they stand in."""

from __future__ import annotations

from typing import Any

from stdml.model.base import Node
from stdml.model.blocks import Figure, Footnote, ForeignBlock, Table
from stdml.model.inlines import FootnoteReference, ForeignInline, Text
from stdml.model.kinds import ALL, BLOCKS, SECTIONS, child_fields
from stdml.model.structure import Document
from stdml.text.counting import letters
from stdml.text.slugs import html_anchors

_PLACES = frozenset((*BLOCKS, *SECTIONS)) - {ForeignBlock}


class Identifiers:
    """The ids of a document, found in one walk; where one was given twice the first node has it.

    Args:
        document: the document
        numbers: the numbers of its nodes, by `id()`
        standard: whether footnotes are marked as in standards

    Attributes:
        nodes: the node that has an id
        anchors: the block or clause around an anchor that is written in HTML
        holders: for each node with an id or a number, by `id()`, the closest numbered node around it
        footnotes: the footnote that has a label
        references: the marks of each footnote, by its label
        numbered: the numbered nodes in the order of the text
        in_objects: for each footnote that belongs to a table or figure, by its label, that table or figure
    """

    def __init__(self, document: Document, numbers: dict[int, str], standard: bool = True) -> None:
        self.nodes: dict[str, Node] = {}
        self.anchors: dict[str, Node] = {}
        self.holders: dict[int, Node] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.references: dict[str, list[FootnoteReference]] = {}
        self.in_objects: dict[str, Node] = {}
        self.numbered: list[Any] = []
        self._numbers = numbers
        self._walk(document)
        self.footnote_numbers = self._number_footnotes(standard)

    def _walk(self, document: Document) -> None:
        numbers = self._numbers
        fields: dict[type, tuple[str, ...]] = {cls: child_fields(cls) for cls in ALL}
        stack: list[tuple[Any, Node, Node, Node | None]] = [(document, document, document, None)]
        while stack:
            node, holder, place, container = stack.pop()
            cls = type(node)
            if cls in _PLACES:
                place = node
                if cls is Table or cls is Figure:
                    container = container or node
            identifier = getattr(node, "id", None)
            if identifier is not None:
                self.nodes.setdefault(identifier, node)
                self.holders[id(node)] = holder
            if id(node) in numbers:
                self.holders[id(node)] = holder
                holder = node
                self.numbered.append(node)
            elif cls in _HANDLERS:
                _HANDLERS[cls](self, node, place, holder, container)
            for name in reversed(fields[cls]):
                for child in reversed(getattr(node, name)):
                    if type(child) is not Text:
                        stack.append((child, holder, place, container))

    def _foreign(
        self, node: ForeignInline | ForeignBlock, place: Node, holder: Node, container: Node | None
    ) -> None:
        if node.format == "html" and "<" in node.text:
            for name in html_anchors(node.text):
                self.anchors.setdefault(name, place)
                if holder is not place:
                    self.holders.setdefault(id(place), holder)

    def _footnote(self, node: Footnote, place: Node, holder: Node, container: Node | None) -> None:
        self.footnotes.setdefault(node.label, node)
        if container is not None:
            self.in_objects.setdefault(node.label, container)

    def _reference(self, node: FootnoteReference, place: Node, holder: Node, container: Node | None) -> None:
        marks = self.references.setdefault(node.target, [])
        # A footnote that is first called from within a table belongs to it wherever it was written.
        if container is not None and not marks:
            self.in_objects.setdefault(node.target, container)
        marks.append(node)

    def _number_footnotes(self, standard: bool) -> dict[str, str]:
        """Number footnotes in the order of their marks (GB/T 1.1—2020, 9.12; ISO/IEC Directives 2, 26.3)."""
        numbers: dict[str, str] = {}
        counts: dict[int, int] = {}
        for label in (*self.references, *self.footnotes):
            if label in numbers or label not in self.footnotes:
                continue
            container = self.in_objects.get(label)
            count = counts[id(container)] = counts.get(id(container), 0) + 1
            if container is not None:
                numbers[label] = letters(count)
            else:
                numbers[label] = f"{count})" if standard else str(count)
        return numbers


_HANDLERS: dict[type, Any] = {
    ForeignInline: Identifiers._foreign,
    ForeignBlock: Identifiers._foreign,
    Footnote: Identifiers._footnote,
    FootnoteReference: Identifiers._reference,
}
