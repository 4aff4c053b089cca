"""The walk that numbers clauses, tables, figures, formulas, lists, notes and examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from stdml.model.blocks import (
    Container,
    DefinitionList,
    Example,
    Figure,
    Footnote,
    Formula,
    List,
    Note,
    Quotation,
    ReferenceEntry,
    Requirement,
    SafetyWarning,
    Table,
)  # fmt: skip
from stdml.model.structure import UNNUMBERED_TYPES, Clause, Document, TermEntry
from stdml.text.counting import last_count, letters, roman
from stdml.text.labels import Words, words_of

_dotted = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")


@dataclass(slots=True)
class _Level:
    """The numbers of the siblings on one level: what they begin with, and how far they have come."""

    prefix: str = ""
    count: int = 0

    def next(self, given: str | None = None) -> str:
        """Return the number of the next sibling; a given one is kept, and the count goes on from it."""
        self.count += 1
        if given is None:
            return f"{self.prefix}{self.count}"
        count = last_count(given)
        if count is not None:
            self.count = count
        return given


@dataclass(slots=True)
class _Scope:
    """What is numbered within one clause, table or figure only."""

    notes: list[Any] = field(default_factory=list)
    examples: list[Any] = field(default_factory=list)


class StructureNumbers:
    """Numbers a document in one walk.

    Args:
        words: the words of the document's language
        standard: whether lists are marked as in standards, or as in plain documents

    Attributes:
        numbers: the number of every numbered node, by its `id()`
        marks: the mark of every other list item
    """

    def __init__(self, words: Words, standard: bool) -> None:
        self.numbers: dict[int, str] = {}
        self.marks: dict[int, str] = {}
        self._words = words
        self._standard = standard
        self._annexes = _Level()
        self._objects: dict[type, _Level] = {}
        self._bibliography: _Level | None = None

    def count(self, document: Document) -> None:
        """Number everything in `document`."""
        self._objects = _objects("")
        self._scoped(document.blocks)
        self._sections(document.clauses, _Level())

    # Clauses

    def _sections(self, sections: Iterable[Any], level: _Level | None) -> None:
        """Number clauses and term entries; where there is no level they have no numbers."""
        for section in sections:
            if type(section) is TermEntry:
                self._number(section, level)
                self._scoped(section.children, in_entry=True)
            elif section.type == "annex":
                self._annex(section)
            elif section.type == "bibliography":
                outside, self._bibliography = self._bibliography, _Level()
                self._clause(section, level)
                self._bibliography = outside
            else:
                self._clause(section, level)

    def _clause(self, clause: Clause, level: _Level | None) -> None:
        inner = self._inner_level(clause, level)
        self._scoped(clause.blocks)
        self._sections(clause.clauses, inner)

    def _inner_level(self, clause: Clause, level: _Level | None) -> _Level | None:
        """Number one clause; return the level of the clauses in it."""
        if clause.number is None:
            if clause.type in UNNUMBERED_TYPES:
                # The subclauses of an introduction are 0.1, 0.2 (ISO/IEC Directives 2, clause 13).
                return _Level("0.") if clause.type == "introduction" else None
            if not clause.numbered:
                # A clause without a number only groups those in it, which count on.
                return level if clause.type == "clause" else None
        number = self._number(clause, level)
        if number is None:
            return None
        if not _dotted.fullmatch(number.rstrip(".")) and level is not None:
            number = f"{level.prefix}{level.count}"
        return _Level(number.rstrip(".") + ".")

    def _number(self, section: Clause | TermEntry, level: _Level | None) -> str | None:
        number = level.next(section.number) if level else section.number
        if number is not None:
            self.numbers[id(section)] = number
        return number

    def _annex(self, annex: Clause) -> None:
        outside, inner = self._objects, None
        if annex.numbered or annex.number is not None:
            number = self._annexes.next(annex.number)
            # GB/T 1.1-2020, 9.6.2: capital letters from A; neither it nor the Directives leave any out.
            letter = annex.number or letters(int(number)).upper()
            self.numbers[id(annex)] = letter
            inner = _Level(letter + ".")
            # GB/T 1.1-2020, 9.6.3.1: tables, figures and formulas begin again in each annex.
            self._objects = _objects(letter + ".")
        self._scoped(annex.blocks)
        self._sections(annex.clauses, inner)
        self._objects = outside

    # What stands inside clauses

    def _scoped(self, blocks: list[Any], in_entry: bool = False) -> None:
        if blocks:
            scope = _Scope()
            self._blocks(blocks, scope, 0)
            self._finish(scope, in_entry)

    def _finish(self, scope: _Scope, in_entry: bool = False) -> None:
        """Number notes and examples; a single one has no number (GB/T 1.1—2020, 9.10.2 and 9.11.2).

        Those headed by different words are numbered apart, as in a text that is in two languages.
        """
        for nodes in (scope.notes, scope.examples):
            by_word: dict[str, list[Any]] = {}
            for node in nodes:
                by_word.setdefault(node.label or words_of(node, self._words).note, []).append(node)
            for same in by_word.values():
                level = _Level()
                for node in same:
                    number = level.next(node.number)
                    if len(same) > 1 or node.number is not None or (in_entry and self._is_to_entry(node)):
                        self.numbers[id(node)] = number

    def _is_to_entry(self, node: Any) -> bool:
        # ISO/IEC Directives 2, 16.5.9: notes to entry are numbered even where there is only one.
        return type(node) is Note and words_of(node, self._words).note_to_entry is not None

    def _blocks(self, blocks: Iterable[Any], scope: _Scope, depth: int) -> None:
        """Number what stands in `blocks`, inside `depth` numbered lists."""
        for block in blocks:
            handle = _HANDLERS.get(type(block))
            if handle:
                handle(self, block, scope, depth)

    def _children(self, node: Any, scope: _Scope, depth: int) -> None:
        self._blocks(node.children, scope, depth)

    def _note(self, note: Note, scope: _Scope, depth: int) -> None:
        scope.notes.append(note)
        self._blocks(note.children, scope, 0)

    def _example(self, example: Example, scope: _Scope, depth: int) -> None:
        scope.examples.append(example)
        self._blocks(example.children, scope, 0)

    def _footnote(self, footnote: Footnote, scope: _Scope, depth: int) -> None:
        self._scoped(footnote.children)

    def _definitions(self, node: DefinitionList, scope: _Scope, depth: int) -> None:
        for item in node.items:
            self._blocks(item.children, scope, depth)

    def _table(self, table: Table, scope: _Scope, depth: int) -> None:
        # A table with neither title nor name belongs to the text around it; all others are numbered.
        if table.number is not None or table.id is not None or table.caption:
            self.numbers[id(table)] = self._objects[Table].next(table.number)
        inner = _Scope()
        for row in table.rows:
            for cell in row.cells:
                if cell.blocks:
                    self._blocks(cell.blocks, inner, 0)
        self._blocks(table.notes, inner, 0)
        self._finish(inner)

    def _figure(self, figure: Figure, scope: _Scope, depth: int) -> None:
        if figure.number is not None or figure.id is not None or figure.title or figure.parts:
            self.numbers[id(figure)] = self._objects[Figure].next(figure.number)
        inner = _Scope()
        self._parts(figure, inner)
        self._blocks(figure.notes, inner, 0)
        self._finish(inner)

    def _parts(self, figure: Figure, scope: _Scope) -> None:
        # GB/T 1.1-2020, 9.7.6.2: the parts of a figure are a), b).
        level = _Level()
        for part in figure.parts:
            level.next(part.number)
            self.numbers[id(part)] = part.number or letters(level.count) + ")"
            self._parts(part, scope)
            self._blocks(part.notes, scope, 0)

    def _formula(self, formula: Formula, scope: _Scope, depth: int) -> None:
        if formula.numbered or formula.number is not None:
            self.numbers[id(formula)] = self._objects[Formula].next(formula.number)

    def _list(self, node: List, scope: _Scope, depth: int) -> None:
        if node.style in ("dash", "bullet"):
            mark = self._words.dash if node.style == "dash" else self._words.bullet
            for item in node.items:
                self.marks[id(item)] = item.number or mark
                self._blocks(item.children, scope, depth)
            return
        form = self._list_form(node.style, depth)
        level = _Level(count=node.start - 1)
        for item in node.items:
            level.next(item.number)
            self.numbers[id(item)] = item.number or form(level.count)
            self._blocks(item.children, scope, depth + 1)

    def _list_form(self, style: str, depth: int) -> Callable[[int], str]:
        """Return how list items are marked (GB/T 1.1—2020, 7.5.3; ISO/IEC Directives 2, 23.3)."""
        if style == "ordered":
            style = ("alpha", "decimal", "roman")[min(depth, 2)] if self._standard else "decimal"
        if style == "decimal" and not self._standard:
            return lambda count: f"{count}."
        spell: Callable[[int], str] = {"alpha": letters, "roman": roman}.get(style, str)
        return lambda count: f"{spell(count)})"

    def _reference(self, entry: ReferenceEntry, scope: _Scope, depth: int) -> None:
        given = entry.number and (entry.number.strip("[]") or entry.number)
        if self._bibliography:
            self.numbers[id(entry)] = self._bibliography.next(given)
        elif given:
            self.numbers[id(entry)] = given


def _objects(prefix: str) -> dict[type, _Level]:
    return {cls: _Level(prefix) for cls in (Table, Figure, Formula)}


_HANDLERS: dict[type, Callable[[StructureNumbers, Any, _Scope, int], None]] = {
    List: StructureNumbers._list,
    DefinitionList: StructureNumbers._definitions,
    Table: StructureNumbers._table,
    Figure: StructureNumbers._figure,
    Formula: StructureNumbers._formula,
    Note: StructureNumbers._note,
    Example: StructureNumbers._example,
    SafetyWarning: StructureNumbers._children,
    Quotation: StructureNumbers._children,
    ReferenceEntry: StructureNumbers._reference,
    Requirement: StructureNumbers._children,
    Footnote: StructureNumbers._footnote,
    Container: StructureNumbers._children,
}
