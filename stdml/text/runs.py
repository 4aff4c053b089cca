"""The running text of a document that is read for meaning, and where in it a provision may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stdml.model.structure import Clause, Document, TermEntry

Run = tuple[Any, str, bool]
"""A node, the name of its field of running text, and whether a provision may stand there."""

# GB/T 1.1—2020, 8.3 to 8.14 and 9.2; ISO/IEC Directives, Part 2, Table 8: elements that hold statements only.
_STATEMENTS_ONLY = frozenset(
    (
        "contents",
        "foreword",
        "introduction",
        "scope",
        "normative-references",
        "terms",
        "symbols",
        "bibliography",
        "index",
    )
)
_STATEMENT_BLOCKS = frozenset(("note", "example", "quotation", "footnote", "requirement"))


def runs(document: Document) -> Iterator[Run]:
    """Yield the running text of `document` in which citations, self references and provisions are found.

    Headings, terms and the entries of the list of references are left out: they name things. No provision
    stands in a foreword, introduction, scope, definition, bibliography or informative annex, nor in a note,
    example, footnote, quotation, caption or header of a table; in a requirement block, the block is the
    provision.
    """
    yield from _blocks(document.blocks, True)
    for section in document.clauses:
        yield from _section(section, True)


def _section(section: Clause | TermEntry, provisions: bool) -> Iterator[Run]:
    if isinstance(section, TermEntry):
        yield section, "domain", False
        yield from _blocks(section.children, False)
        for source in section.sources:
            yield source, "children", False
        return
    if section.type in _STATEMENTS_ONLY or (section.type == "annex" and section.nature == "informative"):
        provisions = False
    yield from _blocks(section.blocks, provisions)
    for below in section.clauses:
        yield from _section(below, provisions)


def _blocks(blocks: Iterable[Any], provisions: bool) -> Iterator[Run]:
    for block in blocks:
        kind = block.kind
        if kind == "paragraph":
            yield block, "children", provisions
        elif kind == "list":
            for item in block.items:
                yield from _blocks(item.children, provisions)
        elif kind == "table":
            yield from _table(block, provisions)
        elif kind in _STATEMENT_BLOCKS:
            yield from _blocks(block.children, False)
        elif kind in ("safety_warning", "container"):
            yield from _blocks(block.children, provisions)
        elif kind == "definition_list":
            for item in block.items:
                yield item, "term", False
                yield from _blocks(item.children, provisions)
        elif kind == "formula":
            yield from _key(block.where)
        elif kind == "figure":
            yield from _figure(block, provisions)


def _table(table: Any, provisions: bool) -> Iterator[Run]:
    yield table, "caption", False
    yield table, "units", False
    for index, row in enumerate(table.rows):
        allowed = provisions and index >= table.header_rows
        for cell in row.cells:
            if cell.children:
                yield cell, "children", allowed
            elif cell.blocks:
                yield from _blocks(cell.blocks, allowed)
    yield from _blocks(table.notes, provisions)


def _figure(figure: Any, provisions: bool) -> Iterator[Run]:
    yield figure, "title", False
    for part in figure.parts:
        yield from _figure(part, provisions)
    yield from _key(figure.key)
    yield from _blocks(figure.notes, provisions)


def _key(entries: Iterable[Any]) -> Iterator[Run]:
    for entry in entries:
        yield entry, "symbol", False
        yield entry, "children", False
