"""What the parts of a page share: numbers, the names that are taken, and the footnotes to come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from html import escape
from typing import Any

from stdml.diagnostics import Loss
from stdml.formats.html.words import page_words
from stdml.model import Document, Footnote, plain_text
from stdml.model.base import Attributes
from stdml.text.context import Context as Understanding
from stdml.text.labels import numbers_headings
from stdml.text.numbering import Numbering
from stdml.text.references import References
from stdml.text.understand import derive

STATEMENTS = frozenset({"note", "example", "quotation", "footnote", "comment"})
"""What holds no provision, wherever it stands (GB/T 1.1—2020, 9.10 to 9.12)."""


class Context:
    """The state of one page.

    Args:
        document: the document that is written
        resource: returns the address to use for the address of a picture, such as a data URL, or None

    Attributes:
        level: how deep the current clause is nested; the clauses of the document have level 1
        quiet: whether names, links and marks are left out, because the words are shown a second time
        in_link: whether a link is open, which must hold no other
        open_tags: whether each `<a>` that an author wrote in HTML and that is open is a link
        provisions: the provisions met so far, as (node, name of its place, the clause it stands in)
        marks: the index marks met so far, as (entry, subentry, name of its place, the clause it stands in)
        losses: what the page cannot hold
        references: the entries of the references, to which citations lead
    """

    def __init__(self, document: Document, resource: Callable[[str], str | None] | None = None) -> None:
        self.document = document
        self.numbering = Numbering(document, numbers_headings(document))
        self.identifiers = self.numbering.identifiers
        self.language = self.numbering.language
        self.is_chinese = self.language.lower().startswith("zh")
        self.words = self.numbering.words
        self.page = page_words(self.language)
        self.resource = resource
        self.level = 0
        self.quiet = False
        self.in_link = False
        self.in_requirement = False
        self.open_tags: list[bool] = []
        self.clause: Any = document
        self.provisions: list[tuple[Any, str, Any]] = []
        self.marks: list[tuple[str, str | None, str, Any]] = []
        self.losses: list[Loss] = []
        self.math: dict[tuple[str, bool], str] = {}
        self.notes: list[Footnote] = []
        self.object_notes: list[Footnote] | None = None
        self.footnotes: list[Footnote] = []
        self.queued: set[int] = set()
        self.note_names: dict[int, str] = {}
        self.calls: dict[str, list[str]] = {}
        self._names: set[str] = set()
        self._reserved = set(self.identifiers.nodes) | set(self.identifiers.anchors)
        self._reserved.update(filter(None, map(self.numbering.anchor, self._computed())))
        self._fresh: dict[str, int] = {}
        self.references = References(document)
        self.entry: Any = None
        self._entry_names: dict[int, str] = {}
        self._modalities: dict[int, str | None] = {}

    def _computed(self) -> list[Any]:
        from stdml.text.numbering import sections

        return [*sections(self.document), *self.identifiers.numbered]

    def fresh(self, stem: str) -> str:
        """Return a name that nothing else on the page has: the stem and a number."""
        while True:
            self._fresh[stem] = count = self._fresh.get(stem, 0) + 1
            name = f"{stem}-{count}"
            if name not in self._reserved and name not in self._names:
                return name

    def id(self, name: str | None) -> str:
        """Return the attribute that names a place, or "" where the name is taken or none is wanted."""
        if name is None or self.quiet or name in self._names:
            return ""
        self._names.add(name)
        return f' id="{escape(name)}"'

    def node_id(self, node: Any) -> str:
        """Return the attribute with the name of a node."""
        return self.id(self.numbering.anchor(node))

    def entry_name(self, entry: Any) -> str:
        """Return the name of the place of an entry of the references."""
        if entry.id is not None:
            return str(entry.id)
        name = self._entry_names.get(id(entry))
        if name is None:
            name = self._entry_names[id(entry)] = self.fresh("ref")
        return name

    @cached_property
    def _understanding(self) -> Understanding:
        return Understanding.of(self.document)

    def modality(self, node: Any) -> str | None:
        """Return the modality of a provision: as it was stated, else as its words show."""
        if node.modality is not None:
            return str(node.modality)
        if id(node) not in self._modalities:
            normative = (child for child in node.children if child.kind not in STATEMENTS)
            found = derive(" ".join(map(plain_text, normative)), self._understanding)
            self._modalities[id(node)] = found[0] if found else None
        return self._modalities[id(node)]

    def attributes(self, attrs: Attributes | None) -> str:
        """Return the author's own classes and values as data attributes, which mean nothing to the style."""
        if attrs is None:
            return ""
        found = f' data-class="{escape(" ".join(attrs.classes))}"' if attrs.classes else ""
        if attrs.values:
            # Names of attributes in HTML have no case and few characters, so the values stand together.
            found += f' data-values="{escape(json.dumps(attrs.values, ensure_ascii=False))}"'
        return found

    @contextmanager
    def objects(self) -> Iterator[list[Footnote]]:
        """Collect the footnotes of a table or figure; those of one inside another belong to the outer one."""
        if self.object_notes is not None:
            yield []
            return
        self.object_notes = []
        try:
            yield self.object_notes
        finally:
            self.object_notes = None

    def lose(self, node: Any, facet: str, reason: str) -> None:
        """Record something that the page cannot hold."""
        source = getattr(self.document, "source", None)
        span = getattr(node, "span", None)
        position = source.position(self.document, node) if source is not None and span is not None else None
        self.losses.append(Loss(node.kind, facet, reason, position))


def fragment(name: str) -> str:
    """Return the address of a place on the same page."""
    return "#" + escape(name.replace("%", "%25"))


Writer = Callable[[Context, Any], str]
