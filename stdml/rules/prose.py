"""Running text as rules about wording see it: one string for each heading, paragraph, cell or term.

What has no words of its own (code, formulas, pictures, addresses) stands in it as one OPAQUE character, and
what only hangs on the words (the mark of a footnote, a comment, what was deleted) as MARK: so no rule finds
words there, and every character has a place in the source.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stdml.model import Clause, Link, Node, Text, plain_text
from stdml.model.kinds import fields_of
from stdml.text.cjk import has_cjk
from stdml.text.modals import mask_quotes
from stdml.text.sentences import MARK, OPAQUE, segment

if TYPE_CHECKING:
    from stdml.rules.facts import Facts
    from stdml.text.standards import StandardNumber

_OPAQUE = frozenset(("code_span", "math", "image", "language_span", "foreign_inline"))
_INVISIBLE = frozenset(("footnote_reference", "index_mark", "inline_comment", "deletion"))
Piece = tuple[int, int, Any]
"""Where a leaf begins and ends in the text, and the leaf."""


class Prose:
    """The running text in one field of a node; a rule asks for it with `on = (Prose,)`.

    Attributes:
        owner: the node whose text it is
        field: the name of the field: children, title, caption, term …
        text: its characters
        pieces: the leaves it is made of
        nodes: the inline nodes in it that have children or no words, each with its range: citations,
            provisions, emphasis, cross-references, code …
        provisions: whether a provision may stand here (GB/T 1.1—2020, 9.2; ISO/IEC Directives 2, Table 8)
    """

    __slots__ = ("__dict__", "field", "nodes", "owner", "pieces", "provisions", "text")

    def __init__(self, owner: Node, field: str, provisions: bool) -> None:
        self.owner = owner
        self.field = field
        self.provisions = provisions
        self.pieces: list[Piece] = []
        self.nodes: list[Piece] = []
        parts: list[str] = []
        self._add(getattr(owner, field), parts, 0)
        self.text = "".join(parts)

    def _add(self, children: list[Any], parts: list[str], at: int) -> int:
        for node in children:
            kind = node.kind
            begin = at
            if kind == "text":
                parts.append(node.value)
                at += len(node.value)
                self.pieces.append((begin, at, node))
                continue
            words = _stand_in(node, kind)
            if words is None:
                at = self._add(node.children, parts, at)
            else:
                parts.append(words)
                at += len(words)
                self.pieces.append((begin, at, node))
            self.nodes.append((begin, at, node))
        return at

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters of the text, each once."""
        return frozenset(self.text)

    @cached_property
    def unquoted(self) -> str:
        """The text with quotations and titles of works replaced character by character."""
        return mask_quotes(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The ranges of its sentences."""
        return segment(self.text)

    @cached_property
    def numbers(self) -> list[StandardNumber]:
        """The numbers of standards in it, those in quotation marks and titles left out."""
        from stdml.text.standards import find_all

        return list(find_all(self.unquoted))

    @cached_property
    def chinese(self) -> bool:
        """Whether it is Chinese: whether there is a Han character in it."""
        return has_cjk(self.text)

    def of(self, *classes: type[Node]) -> list[Piece]:
        """Return the inline nodes of these classes with their ranges."""
        return [piece for piece in self.nodes if isinstance(piece[2], classes)]

    def covered(self, start: int, end: int, *classes: type[Node]) -> bool:
        """Whether some of the characters from `start` to `end` stand inside a node of these classes."""
        return any(first < end and start < last for first, last, _ in self.of(*classes))

    def leaf(self, at: int) -> tuple[Any, int]:
        """Return the leaf that a character stands in, and its offset there."""
        index = max(bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1, 0)
        begin, _, node = self.pieces[index]
        return node, at - begin

    def within(self, start: int, end: int) -> tuple[Text, tuple[int, int]] | None:
        """Return the one text node that holds a range of characters, and the range in it, or None."""
        if not self.pieces:
            return None
        node, first = self.leaf(start)
        if not isinstance(node, Text) or first + end - start > len(node.value):
            return None
        return node, (first, first + end - start)


def _stand_in(node: Any, kind: str) -> str | None:
    """Return what stands for a node, or None where its children do."""
    if kind in _INVISIBLE:
        return MARK
    if kind == "line_break":
        return "\n"
    if kind in _OPAQUE or not hasattr(node, "children"):
        return OPAQUE
    if isinstance(node, Link) and _is_address(node):
        return OPAQUE
    return None if node.children else OPAQUE


def _is_address(node: Link) -> bool:
    words = plain_text(node).strip()
    return "://" in words or words.startswith("www.") or (node.href or "").removeprefix("mailto:") == words


def prose_fields(cls: type[Node]) -> tuple[str, ...]:
    """Return the fields of running text of a node that is no running text itself."""
    return tuple(spec.name for spec in fields_of(cls) if spec.role == "inlines")


def prose_of(node: Node, facts: Facts) -> list[Prose]:
    """Return the running texts of a block, a part of a block or a section, empty ones left out."""
    return [facts.prose(node, name) for name in prose_fields(type(node)) if getattr(node, name)]


def element_of(ancestors: list[Node], node: Node | None = None) -> Clause | None:
    """Return the element (要素) that a node stands in: the clause right below the document."""
    found = ancestors[1] if len(ancestors) > 1 else node
    return found if isinstance(found, Clause) else None
