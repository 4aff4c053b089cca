"""What typed words mean in every format that people draft in.

A heading with a number, 注：, 表 1, an entry of the references, an untitled clause: the functions of the
dialect say what they are. A format of word processors asks them here, so that a draft means the same in
Markdown and in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.formats.markdown import findings, forms, structure
from stdml.formats.markdown.attributes import Marks, as_identifier
from stdml.formats.markdown.blocks import BlockReader
from stdml.formats.markdown.headings import Head, Meaning, is_typed_document, read_heading, typed_number
from stdml.formats.markdown.inlines import InlineReader, merge_text
from stdml.formats.markdown.numbered import Untitled
from stdml.formats.markdown.titles import can_be_title, says_title
from stdml.model import Document, Text, plain_text

__all__ = [
    "Head", "Looks", "Marks", "Meaning", "Untitled", "as_identifier", "can_be_title", "forms",
    "is_typed_document", "merge_text", "read_heading", "says_title", "type_in_two_languages", "typed_number",
]  # fmt: skip

_TWO_LANGUAGES = re.compile(r"(.*[\u4e00-\u9fff])[ \t\u3000]*/?[ \t\u3000]*([A-Za-z][A-Za-z, ]*)")

Report = Callable[..., None]


class Looks:
    """Says what headings and paragraphs are, one after the other in the order of the text.

    Args:
        report: takes a finding, offsets and the values of its message
        typed: whether the headings of the document carry typed numbers
        base: how many levels lie above the first clauses: 1 where the title is a heading
    """

    def __init__(self, report: Report, typed: bool, base: int = 0) -> None:
        self._reader = BlockReader("", [], InlineReader({}), report)
        self._reader.typed = typed
        self._reader.base = base
        self._made: list[tuple[Any, Any]] = []

    @property
    def section(self) -> str:
        """The type of the clause that is open."""
        return self._reader.section

    def is_open(self, type: str) -> bool:
        """Whether a clause of this type is open."""
        return self._reader.outline.is_open(type)

    @property
    def level(self) -> int:
        """The level of the innermost clause."""
        return self._reader.outline.level

    def accepts(self, number: str) -> bool:
        """Whether a paragraph that opens with a number continues the clauses that are open."""
        return "." in number and self._reader.outline.accepts(number)

    def heading(self, level: int, nodes: list[Any], span: tuple[int, int], name: str | None = None) -> Head:
        """Open the clause of a heading."""
        marks = Marks(name)
        kind = type_in_two_languages(plain_text(nodes))
        if kind is not None:
            marks.classes.append((kind, True))
        return self._reader._clause(level + self._reader.base, nodes, marks, span)

    def paragraph(
        self, nodes: list[Any], span: tuple[int, int], name: str | None = None, inside: bool = False
    ) -> list[Any]:
        """Return what a paragraph is: a note, a list, an entry of the references, an untitled clause …

        Args:
            nodes: its running text
            span: where it stands
            name: its id
            inside: whether it stands inside another block
        """
        out: list[Any] = []
        self._reader._interpret(out, 0, 0, nodes, Marks(name), span, 1 if inside else 0)
        return out

    def build(self, document: Document, items: list[Any], outright: list[Any]) -> None:
        """Make the clauses of a document from blocks, headings and openings of untitled clauses.

        Args:
            document: the document
            items: what `heading` and `paragraph` returned, and other blocks, in their order
            outright: paragraphs that are nothing but paragraphs
        """
        kept = {id(node): node for node in outright}
        document.blocks, document.clauses, self._made = structure.build(items, kept)

    def compare_numbers(
        self, document: Document, report: Report, further: list[tuple[Any, str, tuple[int, int]]]
    ) -> None:
        """Report typed numbers that differ from the computed ones.

        Args:
            document: the document that was built
            report: takes a finding, offsets and the values of its message
            further: other nodes with the number that was typed and its place
        """
        from stdml.text.numbering import Numbering

        typed = [
            (node, number, item.number_span) for node, item in self._made if (number := _typed(item))
        ] + further
        numbering = Numbering(document) if typed else None
        for node, number, span in typed:
            computed = numbering.number(node) if numbering else None
            if computed is None or number.startswith(".") or computed in (number, number.lstrip("0")):
                continue
            report(findings.NUMBER_MISMATCH, span, typed=number, computed=computed)


def type_in_two_languages(words: str) -> str | None:
    """Return the type of a clause that is headed in Chinese and in English, as in 1 范围 Scope.

    >>> type_in_two_languages("1 范围 Scope"), type_in_two_languages("1 范围 Limits")
    ('scope', None)
    """
    found = _TWO_LANGUAGES.fullmatch(words.strip()) if len(words) < 100 else None
    if found is None:
        return None
    kinds = {read_heading([Text(part)], Marks(), typed=True).type for part in found.groups()}
    return kinds.pop() if len(kinds) == 1 and "clause" not in kinds and "annex" not in kinds else None


def _typed(item: Any) -> str | None:
    meaning = getattr(item, "meaning", None)
    number: str | None = meaning.typed if meaning is not None else getattr(item, "number", None)
    return number
