"""The numbers, labels and anchors of a document, computed from its structure and never stored in it."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import unquote

from stdml.model.inlines import Text
from stdml.model.structure import Clause, Document
from stdml.model.walk import plain_text
from stdml.text.identifiers import Identifiers
from stdml.text.labels import document_language, is_standard, words_for, words_of
from stdml.text.slugs import UniqueNames, slug
from stdml.text.structure_numbers import StructureNumbers

_GAP = Text(" ")
_OBJECTS = ("table", "figure", "formula")
_SCOPES = frozenset({"clause", "term_entry", "table", "figure", "document"})


class Numbering:
    """The numbers of a document (GB/T 1.1—2020, clauses 7 and 9; ISO/IEC Directives 2, clauses 20 to 29).

    Numbers are computed in one walk when this is made; what only links need is found on first use.

    >>> from stdml.model import Clause, Document, Metadata, Text
    >>> clause = Clause(title=[Text("Scope")], type="scope", id="s")
    >>> numbering = Numbering(Document(metadata=Metadata(language="en"), clauses=[clause]))
    >>> numbering.number(clause), numbering.reference_text(numbering.resolve("s"))
    ('1', '1')

    Args:
        document: the document; it must not change while this is used
        headings: whether labels and references give the numbers of clauses; if not, only their titles

    Attributes:
        language: the language of the document's text
        words: the words that it prints by itself
        standard: whether lists and footnotes are marked as in standards, or as in plain documents
        numbers: the number of every numbered node but footnotes, by its `id()`
    """

    def __init__(self, document: Document, headings: bool = True) -> None:
        self.document = document
        self.headings = headings
        self.language = document_language(document)
        self.words = words_for(self.language)
        self.standard = is_standard(document.metadata)
        counter = StructureNumbers(self.words, self.standard)
        counter.count(document)
        self.numbers = counter.numbers
        self._marks = counter.marks

    @cached_property
    def identifiers(self) -> Identifiers:
        """The ids and footnotes of the document."""
        return Identifiers(self.document, self.numbers, self.standard)

    def number(self, node: Any) -> str | None:
        """Return the number of a node without a word before it: 5.2.1, A.3, a), 1); None if it has none."""
        if node.kind == "footnote":
            return self.identifiers.footnote_numbers.get(node.label)
        if node.kind == "footnote_reference":
            return self.identifiers.footnote_numbers.get(node.target)
        return self.numbers.get(id(node))

    def label(self, node: Any) -> str:
        """Return what is printed before a node: 5.2, 附录 A, Table 1, 公式（3）, 注 1：, a), [2]; or ""."""
        number = self.number(node)
        kind = node.kind
        if kind in ("note", "example", "safety_warning"):
            return self._lead(node, number)
        if kind == "list_item":
            return number or self._marks.get(id(node), "")
        if number is None or (kind == "clause" and not self.headings):
            return ""
        if kind in _OBJECTS and not number.endswith(")"):
            return str(getattr(self.words, kind)).format(number)
        if kind == "clause" and node.type == "annex":
            return self.words.annex.format(number)
        return f"[{number}]" if kind == "reference_entry" else number

    def _lead(self, node: Any, number: str | None, end: bool = True) -> str:
        """Return the lead word of a note, an example or a warning, without its final colon if not `end`."""
        words = words_of(node, self.words)
        if node.kind == "safety_warning":
            word: str = node.label or getattr(words, node.level)
        else:
            in_entry = self.identifiers.holders.get(id(node)) if number and words.note_to_entry else None
            if node.kind == "note" and not node.label and in_entry and in_entry.kind == "term_entry":
                lead = str(words.note_to_entry).format(number)
                return lead if end else lead.rstrip(":：")
            word = node.label or getattr(words, node.kind)
            if number:
                word = words.numbered.format(word=word, number=number)
        return word + words.lead_end if end else word

    def reference_text(self, node: Any) -> str:
        """Return what a computed cross-reference prints: 表 1, 5.2, 附录 A, 公式（3）, [2], 5.2 a), a title.

        A node without a number and a title of its own is referred to by what it stands in.
        """
        number = self.number(node)
        kind = node.kind
        if number is not None:
            if kind in ("list_item", "figure") and number.endswith(")"):
                return f"{self._place(node, ('list_item',))} {number}".lstrip()
            if kind in ("note", "example"):
                lead = self._lead(node, number, end=False)
                return self.words.inside.format(place=self._place(node), object=lead)
            if label := self.label(node):
                return label
        title = plain_text(_title(node)).strip()
        if title or kind == "document":
            return title
        place = number if kind == "clause" else self._place(node, ("list_item",))
        return place or getattr(node, "id", None) or ""

    def _place(self, node: Any, also: tuple[str, ...] = ()) -> str:
        """Return how the clause, table or figure around a node is referred to."""
        holders = self.identifiers.holders
        holder = holders.get(id(node))
        while holder is not None and holder.kind not in _SCOPES and holder.kind not in also:
            holder = holders.get(id(holder))
        return self.reference_text(holder) if holder is not None and holder.kind != "document" else ""

    @cached_property
    def _computed_anchors(self) -> dict[int, str]:
        names = UniqueNames((*self.identifiers.nodes, *self.identifiers.anchors))
        anchors: dict[int, str] = {}
        for section in sections(self.document):
            if section.id is None:
                text = plain_text(_title(section))
                anchors[id(section)] = names.take(slug(text) or f"clause-{self.number(section) or 0}")
        for identifier, node in self._numbered_objects():
            anchors[id(node)] = names.take(identifier)
        return anchors

    def _numbered_objects(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        for node in self.identifiers.numbered:
            if node.kind in _OBJECTS and node.id is None:
                found.append((f"{node.kind}-{self.numbers[id(node)].rstrip(')')}", node))
        return found

    def anchor(self, node: Any) -> str | None:
        """Return the name of the place of a node: its id, a heading's slug as forges make it, or table-1."""
        identifier: str | None = getattr(node, "id", None)
        return identifier if identifier is not None else self._computed_anchors.get(id(node))

    @cached_property
    def _by_anchor(self) -> dict[str, Any]:
        computed = self._computed_anchors
        found: dict[str, Any] = {}
        for node in (*sections(self.document), *self.identifiers.numbered):
            if id(node) in computed:
                found.setdefault(computed[id(node)], node)
        for section in sections(self.document):
            for alias in self._aliases(section):
                found.setdefault(alias, section)
        return found

    def _aliases(self, section: Any) -> list[str]:
        """Return the slugs that a heading has on a forge where its number is typed before its title."""
        number, title = self.number(section), plain_text(_title(section))
        aliases = [slug(title)]
        if number:
            aliases.append(slug(f"{number} {title}"))
            if section.kind == "clause" and section.type == "annex":
                nature = getattr(self.words, section.nature) if section.nature else ""
                label = self.label(section)
                aliases += [slug(f"{label}{nature}{title}"), slug(f"{label} {nature} {title}"), slug(label)]
                # The other English word for an annex, which readers understand as one, too.
                aliases.append(slug(f"Appendix {number} {title}"))
        return aliases

    def resolve(self, target: str) -> Any | None:
        """Return the node that a link to `#target` leads to, or None.

        Ids come first, then anchors written in HTML (the block or clause around them), then computed anchors.
        """
        for name in dict.fromkeys((target, unquote(target))):
            found = self.identifiers.nodes.get(name) or self.identifiers.anchors.get(name)
            found = found or self._by_anchor.get(name) or self._by_anchor.get(name.lower())
            if found is not None:
                return found
        return None


def _title(node: Any) -> list[Any]:
    """Return the words by which a node is known: a title, a caption or its terms."""
    if node.kind == "term_entry":
        terms = [d for d in node.designations if d.status == "preferred"] or node.designations
        return [child for i, term in enumerate(terms) for child in ((_GAP,) if i else ()) + (*term.children,)]
    for name in ("title", "caption", "term"):
        value = getattr(node, name, None)
        if isinstance(value, list):
            return value
    return list(node.children) if node.kind == "heading" else []


def sections(document: Document) -> list[Any]:
    """Return all clauses and term entries in the order of the text."""
    found: list[Any] = []
    stack: list[Any] = list(reversed(document.clauses))
    while stack:
        section = stack.pop()
        found.append(section)
        if type(section) is Clause:
            stack.extend(reversed(section.clauses))
    return found
