"""A DOCX file → document."""

from __future__ import annotations

from typing import Any

from stdml.diagnostics import Diagnostic, Finding
from stdml.formats._looks import Looks, as_identifier, can_be_title
from stdml.formats._source import paused_gc
from stdml.formats.docx import findings, notes
from stdml.formats.docx.blocks import Blocks
from stdml.formats.docx.body import Body, Item
from stdml.formats.docx.cover import Cover, cover_length
from stdml.formats.docx.headings import HeadingFinder
from stdml.formats.docx.names import Element, child, one_line, q
from stdml.formats.docx.numbers import Numbers
from stdml.formats.docx.paragraphs import Para, Paragraphs
from stdml.formats.docx.parts import Parts
from stdml.formats.docx.references import settle
from stdml.formats.docx.runs import Runs
from stdml.formats.docx.source import DocxSource, Lines
from stdml.formats.docx.styles import Role, Styles
from stdml.model.blocks import Footnote
from stdml.model.metadata import Metadata
from stdml.model.structure import Document
from stdml.model.walk import is_too_deep
from stdml.text.labels import document_language
from stdml.text.understand import understand_document

MAX_BEFORE_TITLE = 60
"""So many paragraphs of a cover may stand before a title that is a heading."""
MAX_SAME = 20
"""So often one finding is told of one file."""


def read_docx(data: bytes | str, path: str = "-") -> Document:
    """Return the document in a DOCX file; this never raises on any data."""
    with paused_gc():
        return _Reading(data, path).document()


class _Reading:
    def __init__(self, data: bytes | str, path: str) -> None:
        self.found: list[tuple[Finding, tuple[int, int], dict[str, Any]]] = []
        self.lines = Lines()
        self.path = path
        self.parts = Parts(data if isinstance(data, bytes) else data.encode("utf-8", "replace"), self._note)
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()

    def report(self, finding: Finding, span: tuple[int, int], **values: Any) -> None:
        self.found.append((finding, span, values))

    def _note(self, finding: Finding, **values: Any) -> None:
        self.report(finding, (0, 0), **values)

    def document(self) -> Document:
        document = Document()
        root = self.parts.xml(self.parts.main) if self.parts.main else None
        body = child(root, "w:body")
        if root is None or body is None:
            self._unreadable()
        else:
            for name in self.parts.macros:
                self._note(findings.MACROS, name=name)
            self._read(document, body)
        document.source = source = DocxSource(self.lines.text, self.path)
        source.typed = self.typed if body is not None else False
        document.span = (0, len(source.text))
        document.diagnostics = self._diagnostics(document, source)
        return document

    typed = False

    def _unreadable(self) -> None:
        known = any(finding is findings.UNREADABLE for finding, _, _ in self.found)
        if not known:
            name = self.parts.main or "word/document.xml"
            reason = f"it has no part {name} with a text"
            self._note(findings.UNREADABLE, reason=reason, reason_zh=f"没有含正文的部件 {name}")

    def _read(self, document: Document, body: Element) -> None:
        self.lines.add(body)
        self.notes = notes.Notes(self.parts, self.lines)
        items = self._items(body)
        _promote_title(items)
        finder = HeadingFinder(items, cover_length(items), self.report)
        self.typed = finder.typed
        metadata = document.metadata = Metadata()
        items = Cover(metadata, self.report).take(items)
        notes.take_page_lines(self.parts, metadata, self.report)
        self._build(document, items, base=0)
        if is_too_deep(document):
            self.report(findings.TOO_DEEP, (0, 0))
            flat: list[Item] = [item for item in items if isinstance(item, Para)]
            for para in flat:
                para.level, para.label = min(para.level, 9), None  # type: ignore[union-attr]
            self._build(document, flat, base=0)
        understand_document(document)

    def _items(self, body: Element) -> list[Item]:
        """Return what stands in the text; the notes are read after it, as automatic numbers are counted."""
        part = self.parts.linked
        styles = Styles(self._part(part("styles")))
        comments = notes.comments(self._part(part("comments")))
        runs = Runs(self.parts, self.lines, styles, self.report, comments)
        runs.part, runs.labels = self.parts.main, self.notes.labels
        numbers = Numbers(self._part(part("numbering")))
        reader = Body(Paragraphs(runs, self.lines, styles, numbers), self.lines, self.report)
        runs.fields.with_contents = _balanced(body)
        items = reader.read(body)
        runs.fields.clear()
        self.notes.read(reader, runs)
        reader.report_contents()
        self.remarks = notes.unseen_comments(comments, runs.seen_comments)
        return items

    def _part(self, name: str | None) -> Element | None:
        return self.parts.xml(name) if name else None

    def _build(self, document: Document, items: list[Item], base: int) -> None:
        self.names, self.taken = {}, set()
        looks = Looks(self.report, self.typed, base)
        blocks = Blocks(looks, self._name, lambda labels: self._footnotes(labels))
        self._blocks = blocks
        made = blocks.fold(items, inside=False)
        for label in self.notes.left():
            made += self.notes.footnotes([label], blocks.inner)
        made += self.remarks
        looks.build(document, made, blocks.outright)
        settle(document, self.names, self.report)
        looks.compare_numbers(document, self.report, blocks.typed)

    def _footnotes(self, labels: list[str]) -> list[Footnote]:
        return self.notes.footnotes(labels, self._blocks.inner)

    def _name(self, names: list[str]) -> str | None:
        """Return the id for a node with these bookmarks; ids that nobody asks for are dropped later."""
        fresh = [name for name in names if name not in self.names and not name.startswith("_Toc")]
        if not fresh:
            return None
        ident = as_identifier(fresh[0].strip() or "_")
        while ident in self.taken:
            ident += "_"
        self.taken.add(ident)
        for name in fresh:
            self.names[name] = ident
        return ident

    def _diagnostics(self, document: Document, source: DocxSource) -> list[Diagnostic]:
        language = document_language(document)
        counts: dict[str, int] = {}
        made: list[Diagnostic] = []
        for finding, span, values in self.found:
            counts[finding.code] = counts.get(finding.code, 0) + 1
            if counts[finding.code] <= MAX_SAME or finding.severity != "info" or finding in _EACH:
                unreadable = finding is findings.UNREADABLE
                made.append(finding.diagnostic(source, span, language, unreadable=unreadable, **values))
        return sorted(dict.fromkeys(made), key=lambda found: (found.position, found.code))


# Each of these says of other words what became of them.
_EACH = (findings.LEFT_OUT, findings.COVER, findings.HEADING, findings.FIELD)


def _balanced(body: Element) -> bool:
    """Whether every field that begins also ends: else a table of contents would take the text with it."""
    kinds = [mark.get(q("w:fldCharType")) for mark in body.iter(q("w:fldChar"))]
    return kinds.count("begin") == kinds.count("end")


def _promote_title(items: list[Item]) -> None:
    """Make the first heading the title, where it is the only one of its level and all others are below it."""
    heads = [item for item in items if isinstance(item, Para) and item.level and not item.is_empty]
    first = heads[0] if len(heads) > 1 else None
    if first is None or first.level != 1 or first.label is not None or items.index(first) > MAX_BEFORE_TITLE:
        return
    built_in = first.role.style.lower().startswith(("heading", "标题"))
    if built_in and all(head.level > 1 for head in heads[1:]) and can_be_title(one_line(first.words)):
        first.level, first.role = 0, Role("title", 0, first.role.style)
        for head in heads[1:]:
            head.level -= 1
