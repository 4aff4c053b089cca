"""The nodes that headings make: clauses, term entries and the document."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from stdml.model.base import Attributes, Identifier, Key, Line, Node
from stdml.model.blocks import Block
from stdml.model.inlines import Inline
from stdml.model.metadata import Metadata

if TYPE_CHECKING:
    from stdml.diagnostics import Diagnostic, Source

ClauseType = Literal[
    "clause", "contents", "foreword", "introduction", "scope", "normative-references", "terms", "symbols",
    "annex", "bibliography", "index",
]  # fmt: skip
UNNUMBERED_TYPES = frozenset({"contents", "foreword", "introduction", "bibliography", "index"})
FRONT_TYPES = frozenset({"contents", "foreword", "introduction"})
BACK_TYPES = frozenset({"bibliography", "index"})


@dataclass(slots=True)
class Designation(Node):
    """A word or symbol that stands for a concept.

    Attributes:
        children: the words
        status: whether it is the preferred term, an admitted one or a deprecated one
        language: the language of the words where it is not the document's
    """

    children: list[Inline] = field(default_factory=list)
    status: Literal["preferred", "admitted", "deprecated"] = "preferred"
    language: Key | None = None
    kind: Literal["designation"] = "designation"


@dataclass(slots=True)
class TermSource(Node):
    """Where a term entry was taken from (来源).

    Attributes:
        children: the words between the brackets after the lead word, the kind of modification included
    """

    children: list[Inline] = field(default_factory=list)
    kind: Literal["term_source"] = "term_source"


@dataclass(slots=True)
class TermEntry(Node):
    """A term and its definition (术语条目; GB/T 1.1—2020, 8.7.3; ISO/IEC Directives 2, 16.5).

    Attributes:
        designations: the terms, at least one
        domain: the field in which the term has this meaning
        children: the definition, then notes and examples
        sources: where it was taken from
        number: the number as it was given; where it is None it is computed
    """

    designations: Annotated[list[Designation], Field(min_length=1)]
    domain: list[Inline] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)
    sources: list[TermSource] = field(default_factory=list)
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["term_entry"] = "term_entry"


@dataclass(slots=True)
class Clause(Node):
    """A clause or subclause (章、条), an element of the front or back matter, or an annex.

    Attributes:
        title: its title; empty for an untitled numbered clause (无标题条)
        blocks: what stands before the first subclause
        clauses: subclauses and term entries
        type: which element of the document it is
        nature: whether an annex is normative or informative
        numbered: whether it takes part in the numbering
        number: the number as it was given; where it is None it is computed
    """

    title: list[Inline] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    clauses: list[Section] = field(default_factory=list)
    type: ClauseType = "clause"
    nature: Literal["normative", "informative"] | None = None
    numbered: bool = True
    number: Line | None = None
    id: Identifier | None = None
    attrs: Attributes | None = None
    kind: Literal["clause"] = "clause"


Section = Annotated[Clause | TermEntry, Field(discriminator="kind")]


class _DocumentBase(Node):
    __slots__ = ("_diagnostics", "source")

    source: Source | None


@dataclass(slots=True)
class Document(_DocumentBase):
    """A standard.

    Two documents are equal when metadata, blocks and clauses are; where they were read from does not count.

    Attributes:
        metadata: what stands on the cover
        blocks: what stands before the first heading
        clauses: all clauses in their order, front matter, annexes and back matter included
    """

    metadata: Metadata = field(default_factory=Metadata)
    blocks: list[Block] = field(default_factory=list)
    clauses: list[Section] = field(default_factory=list)
    kind: Literal["document"] = "document"

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What the reader had to guess, repair or keep as it was."""
        try:
            return self._diagnostics
        except AttributeError:
            self._diagnostics: list[Diagnostic] = []
            return self._diagnostics

    @diagnostics.setter
    def diagnostics(self, value: list[Diagnostic]) -> None:
        self._diagnostics = value

    def _of_type(self, types: frozenset[str]) -> list[Clause]:
        return [c for c in self.clauses if isinstance(c, Clause) and c.type in types]

    def requirements(self) -> list[Any]:
        """Return the provisions of the document with their parameters; see `stdml.semantics.requirements`."""
        # The one way up through the layers: what a document demands is asked of the document.
        return list(importlib.import_module("stdml.semantics.provisions").requirements(self))

    @property
    def front(self) -> list[Clause]:
        """The clauses of the front matter: contents, foreword, introduction."""
        return self._of_type(FRONT_TYPES)

    @property
    def body(self) -> list[Any]:
        """The clauses that carry the numbered text, from the scope on."""
        outside = FRONT_TYPES | BACK_TYPES | {"annex"}
        return [c for c in self.clauses if not (isinstance(c, Clause) and c.type in outside)]

    @property
    def annexes(self) -> list[Clause]:
        """The annexes."""
        return self._of_type(frozenset({"annex"}))

    @property
    def back(self) -> list[Clause]:
        """The clauses of the back matter: bibliography, index."""
        return self._of_type(BACK_TYPES)
