"""Every block of a document with its neighbours, and what it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stdml.model import Clause, Comment, Document, TermEntry

# What stands in these shows or quotes something, or is no part of the text that they hang on.
_SET_APART = ("example", "quotation", "note", "footnote")
_LEAVES = frozenset(
    ("paragraph", "heading", "reference_entry", "formula", "code_block", "comment", "divider")
)


@dataclass(slots=True)
class Placed:
    """A block and where it stands.

    Attributes:
        node: the block
        siblings: the blocks that it is one of
        at: its place among them
        owner: the node whose blocks they are
        section: the clause or term entry that it stands in, or the document
        element: the clause right below the document that it stands in, or None before the first one
        apart: whether it stands in an example, a quotation, a note or a footnote
        depth: how many lists it stands in
    """

    node: Any
    siblings: Sequence[Any]
    at: int
    owner: Any
    section: Any
    element: Clause | None
    apart: bool
    depth: int

    @property
    def before(self) -> Any | None:
        """The block before it, comments left out."""
        at = self.at - 1
        while at >= 0 and isinstance(self.siblings[at], Comment):
            at -= 1
        return self.siblings[at] if at >= 0 else None

    @property
    def after(self) -> Any | None:
        """The block after it, comments left out."""
        at = self.at + 1
        while at < len(self.siblings) and isinstance(self.siblings[at], Comment):
            at += 1
        return self.siblings[at] if at < len(self.siblings) else None


def placed_blocks(document: Document) -> Iterator[Placed]:
    """Yield every block, the outer ones first, in the order of the text."""
    yield from _blocks(document.blocks, document, document, None, False, 0)
    for section in document.clauses:
        yield from _section(section, section if isinstance(section, Clause) else None)


def _section(section: Clause | TermEntry, element: Clause | None) -> Iterator[Placed]:
    blocks = section.blocks if isinstance(section, Clause) else section.children
    yield from _blocks(blocks, section, section, element, False, 0)
    for below in getattr(section, "clauses", ()):
        yield from _section(below, element)


def _blocks(
    blocks: Sequence[Any], owner: Any, section: Any, element: Clause | None, apart: bool, depth: int
) -> Iterator[Placed]:
    for at, block in enumerate(blocks):
        kind = block.kind
        yield Placed(block, blocks, at, owner, section, element, apart, depth)
        if kind in _LEAVES:
            continue
        inside = apart or kind in _SET_APART
        below = depth + (kind == "list")
        for holder in _holders(block, kind):
            inner = getattr(holder, "blocks", None) or getattr(holder, "children", None) or ()
            yield from _blocks(inner, holder, section, element, inside, below)
        if kind in ("table", "figure"):
            yield from _blocks(block.notes, block, section, element, apart, depth)


def _holders(block: Any, kind: str) -> Iterator[Any]:
    """Yield the nodes in a block that hold blocks."""
    if kind == "table":
        yield from (cell for row in block.rows for cell in row.cells if cell.blocks)
    elif kind in ("list", "definition_list"):
        yield from block.items
    elif kind != "figure":
        yield block
