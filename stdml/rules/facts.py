"""What rules need to know of a whole document, computed once and only when a rule asks."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from stdml.model import (
    Clause,
    Document,
    Figure,
    Footnote,
    FootnoteReference,
    Node,
    Table,
    TermEntry,
    plain_text,
    walk,
)
from stdml.model.kinds import ALL, fields_of
from stdml.rules.prose import Prose
from stdml.text.labels import document_language
from stdml.text.runs import runs

if TYPE_CHECKING:
    from stdml.rules.foreword._statements import Foreword
    from stdml.rules.objects._blocks import Placed
    from stdml.rules.objects._captions import Captions
    from stdml.rules.objects._mentions import Mentions
    from stdml.rules.references._cited import Cited
    from stdml.text.numbering import Numbering

N = TypeVar("N", bound=Node)


class Facts:
    """Shared knowledge of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._proses: dict[tuple[int, str], Prose] = {}
        self._texts: dict[int, tuple[Node, str]] = {}

    def prose(self, node: Node, field: str) -> Prose:
        """Return the running text in a field of a node of the document, the same object at every call."""
        key = id(node), field
        found = self._proses.get(key)
        if found is None:
            found = self._proses[key] = Prose(node, field, key in self.provision_places)
        return found

    def text(self, section: Node) -> str:
        """Return the words of a section, without any markup; they are put together once."""
        if id(section) not in self._texts:
            self._texts[id(section)] = section, plain_text(section)
        return self._texts[id(section)][1]

    @cached_property
    def _index(self) -> tuple[dict[type[Node], list[Node]], dict[str, list[Node]]]:
        by_class: dict[type[Node], list[Node]] = defaultdict(list)
        by_id: dict[str, list[Node]] = defaultdict(list)
        named = frozenset(cls for cls in ALL if any(spec.name == "id" for spec in fields_of(cls)))
        for node in walk(self.document):
            cls = type(node)
            by_class[cls].append(node)
            if cls in named and node.id:  # type: ignore[attr-defined]
                by_id[node.id].append(node)  # type: ignore[attr-defined]
        return dict(by_class), dict(by_id)

    @property
    def nodes(self) -> dict[type[Node], list[Node]]:
        """All nodes by their class, in the order of the text."""
        return self._index[0]

    @property
    def ids(self) -> dict[str, list[Node]]:
        """All nodes that bear an id, by it, in the order of the text."""
        return self._index[1]

    def all(self, cls: type[N]) -> list[N]:
        """Return all nodes of a class in the order of the text."""
        return cast("list[N]", self.nodes.get(cls, []))

    @cached_property
    def names(self) -> list[str]:
        """What links can lead to: the ids, and the anchors of headings."""
        headings = (self.numbering.anchor(node) for cls in (Clause, TermEntry) for node in self.all(cls))
        return [*self.ids, *filter(None, headings)]

    @cached_property
    def language(self) -> str:
        """The language of the text."""
        return document_language(self.document)

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of clauses, tables, figures and formulae."""
        from stdml.text.numbering import Numbering

        return Numbering(self.document)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the document claims to be a whole standard, so that what is missing can be missed.

        It has a number or a level, and at least three clauses, with a foreword, a scope or the references.
        """
        metadata, clauses = self.document.metadata, self.document.clauses
        types = {clause.type for clause in clauses if isinstance(clause, Clause)}
        named = bool(metadata.identifier or metadata.level)
        return named and len(clauses) >= 3 and bool(types & {"foreword", "scope", "normative-references"})

    @cached_property
    def foreword(self) -> Foreword:
        """The statements of a Chinese foreword."""
        from stdml.rules.foreword._statements import Foreword

        return Foreword(self.document)

    @cached_property
    def provision_places(self) -> frozenset[tuple[int, str]]:
        """The fields of running text, by `id()` of their node, in which a provision may stand."""
        return frozenset((id(node), name) for node, name, allowed in runs(self.document) if allowed)

    @cached_property
    def cited(self) -> Cited:
        """The lists of references, and where the text names standards."""
        from stdml.rules.references._cited import Cited

        return Cited(self)

    @cached_property
    def footnotes(self) -> dict[str, list[Footnote]]:
        """The footnotes by label."""
        found: dict[str, list[Footnote]] = {}
        for note in self.all(Footnote):
            found.setdefault(note.label, []).append(note)
        return found

    @cached_property
    def object_footnotes(self) -> frozenset[str]:
        """The labels of the footnotes that tables and figures refer to."""
        objects = (*self.all(Table), *self.all(Figure))
        marks = (mark for one in objects for mark in walk(one) if isinstance(mark, FootnoteReference))
        return frozenset(mark.target for mark in marks)

    @cached_property
    def terms(self) -> dict[str, list[TermEntry]]:
        """The term entries by the words of each of their designations."""
        found: dict[str, list[TermEntry]] = {}
        for entry in self.all(TermEntry):
            for words in {plain_text(name).strip() for name in entry.designations}:
                if words:
                    found.setdefault(words, []).append(entry)
        return found

    @cached_property
    def _placed(self) -> dict[type[Node], list[Placed]]:
        from stdml.rules.objects._blocks import placed_blocks

        found: dict[type[Node], list[Placed]] = defaultdict(list)
        for placed in placed_blocks(self.document):
            found[type(placed.node)].append(placed)
        return dict(found)

    def placed(self, *classes: type[Node]) -> list[Placed]:
        """Return all blocks of some classes with their neighbours and what they stand in.

        Those of one class are in the order of the text.
        """
        return [placed for cls in classes for placed in self._placed.get(cls, ())]

    @cached_property
    def captions(self) -> Captions:
        """The tables, figures and formulas with the labels that were typed for them."""
        from stdml.rules.objects._captions import Captions

        return Captions(self)

    @cached_property
    def mentions(self) -> Mentions:
        """Where the text refers to its annexes, tables, figures and formulas."""
        from stdml.rules.objects._mentions import Mentions

        return Mentions(self)

    @cached_property
    def deprecated_terms(self) -> list[tuple[str, str]]:
        """The terms that an entry marks as deprecated, each with the first term of the entry."""
        return [
            (plain_text(name).strip(), plain_text(entry.designations[0]).strip())
            for entry in self.all(TermEntry)
            for name in entry.designations
            if name.status == "deprecated"
        ]

    def metadata_span(self, key: str) -> tuple[int, int] | None:
        """Return the offsets of a key in the front matter of a Markdown source."""
        source: Any = getattr(self.document, "source", None)
        if source is None or source.format != "markdown" or not source.text.startswith("---"):
            return None
        end = source.text.find("\n---", 3)
        pattern = re.compile(rf"""^(["']?){re.escape(key)}\1[ \t]*:""", re.M)
        match = pattern.search(source.text, 3, end if end > 0 else len(source.text))
        return (match.start(), match.end() - 1) if match else None
