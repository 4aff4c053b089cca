"""Reading any XML at all: what is not as it should be is reported at its place, and kept where it can be.

The reader is a stack of frames, one for each open element that means something. An element that cannot stand
where it stands is kept as foreign content, byte for byte.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from stdml.diagnostics import Finding
from stdml.formats.xml import findings
from stdml.formats.xml.frames import (
    LINE_BREAK,
    Entry,
    Frame,
    entries,
    entries_of_wrapper,
    folded,
    has_blocks,
    is_filled,
    is_known,
    make,
)  # fmt: skip
from stdml.formats.xml.metadata import Part, read_metadata
from stdml.formats.xml.reports import Reporter
from stdml.formats.xml.source import XmlSource, element_end, tag_end
from stdml.formats.xml.values import SPACE, converter, expected
from stdml.model.base import MAX_DEPTH, Node
from stdml.model.blocks import Cell, Comment, ForeignBlock, Paragraph
from stdml.model.content import NAMESPACE, Slot, content_of, exclusive_fields
from stdml.model.inlines import ForeignInline, InlineComment, Text
from stdml.model.kinds import BLOCKS, ELEMENT, INLINES, SECTIONS, FieldSpec, fields_of
from stdml.model.structure import Document

_version = re.compile(r"urn:stdml:1\.[0-9]+")
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


class _Refused(Exception):
    """The file declares entities."""


def read(source: XmlSource) -> Document:
    """Return what can be read of a file, with spans on all nodes and a diagnostic for each fault."""
    reader = _Reader(source, frozenset())
    document = reader.run()
    if reader.too_deep:
        # What is too deep can only be kept as it is as a whole, from the element that holds it.
        reader = _Reader(source, frozenset(reader.too_deep))
        document = reader.run()
    document.diagnostics = reader.diagnostics
    document.source = source
    return document


class _Reader(Reporter):
    def __init__(self, source: XmlSource, keep_raw: frozenset[int]) -> None:
        super().__init__(source)
        self.keep_raw = keep_raw
        self.too_deep: set[int] = set()
        self.namespace = NAMESPACE
        self.document = Document()
        self.frames: list[Frame] = []
        self.parts: list[Part] = []
        self.metadata = Part("metadata", {})
        self.skipping = 0
        self.skip_begin = 0
        self.run_texts: list[str] = []
        self.run_begin = 0
        # buffer_text stays off: each piece of text then knows the byte it begins at.
        self.parser = ParserCreate("utf-8", " ")

    def run(self) -> Document:
        """Return the document."""
        parser = self.parser
        parser.specified_attributes = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.SkippedEntityHandler = lambda name, _: self.characters(f"&{name};")
        try:
            parser.Parse(self.data, True)
        except ExpatError as error:
            at = max(parser.ErrorByteIndex, 0)
            reason = str(error).partition(": line")[0]
            return self._unreadable(findings.NOT_XML, (at, at), reason=reason)
        except _Refused as refused:
            at = max(parser.CurrentByteIndex, 0)
            return self._unreadable(findings.ENTITIES, (at, at), name=str(refused))
        return self.document

    def _unreadable(self, finding: Finding, span: tuple[int, int], **values: Any) -> Document:
        self.too_deep.clear()
        self.report(finding, span, unreadable=True, **values)
        return Document()

    # What the parser calls.

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        begin = self.parser.CurrentByteIndex
        if self.skipping:
            self.skipping += 1
            return
        self._end_run(begin, closing=False)
        namespace, _, local = name.rpartition(" ")
        if self.parts:
            own = local if namespace == self.namespace else name
            part = Part(own, attributes, span=self.tag(begin))
            self.parts[-1].children.append(part)
            self.parts.append(part)
        elif not self.frames:
            self._root(namespace, local, attributes, begin)
        else:
            self._child(namespace, local, attributes, begin)

    def end(self, name: str) -> None:
        """An element ends."""
        at = self.parser.CurrentByteIndex
        if self.skipping:
            self.skipping -= 1
            if not self.skipping:
                self._keep_skipped(element_end(self.data, self.skip_begin, at))
            return
        if self.parts:
            self.parts.pop()
            if not self.parts:
                self._end_metadata()
            return
        self._end_run(at, closing=True)
        frame = self.frames.pop()
        end = element_end(self.data, frame.begin, at)
        if frame.slot is not None:
            self._end_field(frame, end)
        else:
            self._end_node(frame, end)

    def characters(self, text: str) -> None:
        """Character data, in pieces."""
        if self.skipping or not (self.frames or self.parts):
            return
        if self.parts:
            part = self.parts[-1]
            if part.children:
                part.stray += text
            else:
                part.text += text
            return
        if not self.run_texts:
            self.run_begin = self.parser.CurrentByteIndex
        self.run_texts.append(text)

    def comment(self, text: str) -> None:
        """A comment: it becomes a comment of the document where one may stand."""
        if self.skipping:
            return
        begin = self.parser.CurrentByteIndex
        end = tag_end(self.data, begin)
        frame = self.frames[-1] if self.frames and not self.parts else None
        if frame is None or frame.texts is not None or frame.depth >= MAX_DEPTH:
            self._left_out((begin, end), self.words("注释", "comment"), text.strip())
            return
        self._end_run(begin, closing=False)
        node: Any = InlineComment(text)
        if frame.mixed is not None and not has_blocks(frame):
            frame.mixed.append(node)
        elif frame.home is not None:
            node = Comment(text)
            frame.home.append(node)
        else:
            self._left_out((begin, end), self.words("注释", "comment"), text.strip())
        node.span = (begin, end)

    def instruction(self, target: str, text: str) -> None:
        """A processing instruction."""
        if not self.skipping:
            begin = self.parser.CurrentByteIndex
            shown = f"{target} {text}".strip()
            self._left_out(self.tag(begin), self.words("处理指令", "processing instruction"), shown)

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        """A document type declaration: it is never followed."""
        begin = self.parser.CurrentByteIndex
        shown = " ".join(part for part in (name, public, system) if part)
        self._left_out((begin, begin), self.words("文档类型", "document type"), shown)

    def _left_out(self, span: tuple[int, int], what: str, text: str) -> None:
        self.report(findings.INSTRUCTION, span, what=what, text=text)

    def entity(self, name: str, *_: Any) -> None:
        """The declaration of an entity."""
        raise _Refused(name)

    # Elements.

    def _root(self, namespace: str, local: str, attributes: dict[str, str], begin: int) -> None:
        if _version.fullmatch(namespace):
            self.namespace, self.newer = namespace, namespace != NAMESPACE
            if self.newer:
                self.report(findings.NEWER, self.tag(begin), found=namespace)
        elif local == "document":
            self.report(findings.NAMESPACE, self.tag(begin), found=namespace)
            self.namespace = namespace
        if local != "document":
            self.skipping = 1
            self.skip_begin = -1
            self.report(findings.NOT_A_DOCUMENT, self.tag(begin), unreadable=True, name=local)
            return
        kept = {name: text for name, text in attributes.items() if not name.startswith(_SCHEMA_INSTANCE)}
        self.set_attributes(self.document, Document, kept, local, begin)
        frame = Frame(
            local, self.document, begin, 1, entries(content_of(Document)), home=self.document.blocks
        )
        self.frames.append(frame)

    def _child(self, namespace: str, local: str, attributes: dict[str, str], begin: int) -> None:
        frame = self.frames[-1]
        entry = frame.entries.get(local) if namespace == self.namespace else None
        if begin in self.keep_raw:
            self.report(findings.TOO_DEEP, self.tag(begin), limit=MAX_DEPTH)
            self._skip(begin)
        elif entry is None:
            shown = local if namespace in ("", self.namespace) else f"{namespace} {local}"
            if namespace == self.namespace and is_known(local):
                self._misplaced(frame, local, begin)
            else:
                self.report(findings.UNKNOWN_ELEMENT, self.tag(begin), name=shown)
            self._skip(begin)
        elif not self._in_order(frame, entry, local, begin):
            self._skip(begin)
        elif entry.cls is not None:
            self._open_node(frame, entry, entry.cls, local, attributes, begin)
        else:
            self._open_field(frame, entry.slot, local, attributes, begin)

    def _misplaced(self, frame: Frame, local: str, begin: int) -> None:
        expected = ", ".join(list(frame.entries)[:12]) or "—"
        self.report(
            findings.MISPLACED_ELEMENT, self.tag(begin), name=local, owner=frame.name, expected=expected
        )

    def _in_order(self, frame: Frame, entry: Entry, local: str, begin: int) -> bool:
        """Report what comes too late or twice; return whether it can be read all the same."""
        single = entry.cls is None and entry.slot.form in ("metadata", "wrapped-text", "wrapper")
        late = entry.rank < frame.reached
        if late and not exclusive_fields(type(frame.node)):
            self._misplaced(frame, local, begin)
        frame.reached = max(frame.reached, entry.rank + single)
        return not (
            late and entry.slot.form in ("metadata", "wrapped-text") and is_filled(frame.node, entry.slot)
        )

    def _open_node(
        self,
        frame: Frame,
        entry: Entry,
        cls: type[Node],
        local: str,
        attributes: dict[str, str],
        begin: int,
    ) -> None:
        if frame.depth + 1 > MAX_DEPTH:
            self._mark_too_deep()
            self._skip(-1)
            return
        node = make(cls)
        if not self.set_attributes(node, cls, attributes, local, begin):
            self._skip(begin)
            return
        self._place_child(frame, entry, node)
        slots = content_of(cls)
        opened = Frame(local, node, begin, frame.depth + 1, entries(slots))
        for slot in slots:
            if slot.form == "mixed":
                opened.mixed = getattr(node, slot.spec.name)
            if slot.form == "text":
                opened.texts = []
            if slot.form == "nodes" and slot.classes == BLOCKS:
                opened.home = getattr(node, slot.spec.name)
        self.frames.append(opened)

    def _place_child(self, frame: Frame, entry: Entry, node: Any) -> None:
        if type(frame.node) is Cell and frame.slot is None:
            cell = frame.node
            if entry.slot.form == "nodes" and cell.children:
                if any(type(child) is not Text or child.value.strip(SPACE) for child in cell.children):
                    self.report(findings.CELL, self.tag(frame.begin))
                    cell.blocks.append(Paragraph(list(cell.children)))
                    cell.blocks[-1].span = cell.children[0].span
                cell.children.clear()
            elif entry.slot.form == "mixed" and cell.blocks:
                self.report(findings.CELL, self.tag(frame.begin))
                cell.blocks.append(Paragraph([node]))
                cell.blocks[-1].span = (frame.begin, frame.begin)
                return
        getattr(frame.node, entry.slot.spec.name).append(node)

    def _open_field(
        self, frame: Frame, slot: Slot, local: str, attributes: dict[str, str], begin: int
    ) -> None:
        if slot.form == "metadata":
            self.metadata = Part(local, attributes, span=self.tag(begin))
            self.parts.append(self.metadata)
            return
        for name, text in attributes.items():
            self.unknown_attribute(local, name, text, begin, False)
        opened = Frame(local, frame.node, begin, frame.depth, slot=slot)
        if slot.form == "wrapper":
            opened.entries = entries_of_wrapper(slot)
            if slot.spec.role == "inlines":
                opened.mixed = getattr(frame.node, slot.spec.name)
            elif slot.classes == BLOCKS:
                opened.home = getattr(frame.node, slot.spec.name)
        else:
            opened.texts = []
        self.frames.append(opened)

    def _end_field(self, frame: Frame, end: int) -> None:
        slot = frame.slot
        if slot is None or frame.texts is None:
            return
        text = self._checked_text("".join(frame.texts), slot.spec, frame, (frame.begin, end))
        if text is None:
            return
        if slot.form == "items":
            getattr(frame.node, slot.spec.name).append(text)
        else:
            setattr(frame.node, slot.spec.name, text)

    def _checked_text(self, text: str, spec: FieldSpec, frame: Frame, span: tuple[int, int]) -> str | None:
        """Return the text of a field if it is allowed, after what is not allowed was reported."""
        convert = converter(spec)
        if convert(text) is not None:
            return text
        wanted = expected(spec, bool(self.words("zh", "")))
        self.report(
            findings.BAD_VALUE, span, owner=frame.name, name=spec.element, value=text, expected=wanted
        )
        joined = LINE_BREAK.sub(" ", text).replace("\t", " ")
        for repaired in (text.replace("\r", "\n"), joined, joined.strip(SPACE)):
            if convert(repaired) is not None:
                return repaired
        return None

    def _end_node(self, frame: Frame, end: int) -> None:
        node = frame.node
        node.span = (frame.begin, end)
        if not self.frames:
            return
        if frame.texts is not None:
            slot = next(slot for slot in content_of(type(node)) if slot.form == "text")
            text = self._checked_text("".join(frame.texts), slot.spec, frame, (frame.begin, end))
            if text is None:
                self._take_back(frame, end)
                return
            setattr(node, slot.spec.name, text)
        for spec in fields_of(type(node)):
            value = getattr(node, spec.name)
            if (spec.min_length and not value) or (spec.role == "element" and value is None):
                wanted = ELEMENT[spec.classes[0]] if spec.classes else spec.element
                self.report(findings.MISSING_CONTENT, (frame.begin, end), owner=frame.name, expected=wanted)
                self._take_back(frame, end)
                return

    def _take_back(self, frame: Frame, end: int) -> None:
        """Keep an element as it is instead of the node that it cannot be."""
        parent = self.frames[-1]
        for spec in fields_of(type(parent.node)):
            children = getattr(parent.node, spec.name)
            if spec.role in ("inlines", "nodes") and children and children[-1] is frame.node:
                children.pop()
        self.skip_begin = frame.begin
        self._keep_skipped(end)

    def _end_metadata(self) -> None:
        self.document.metadata = read_metadata(self.metadata, self.report_part)
        self.language = self.document.metadata.language

    # What cannot stay where it is.

    def _skip(self, begin: int) -> None:
        """Read over an element; what it holds is kept as it is, unless `begin` is -1."""
        self.skipping = 1
        self.skip_begin = begin

    def _keep_skipped(self, end: int) -> None:
        if self.skip_begin < 0 or not self.frames:
            return
        raw = (
            self.data[self.skip_begin : end]
            .decode("utf-8", "replace")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
        )
        frame = self.frames[-1]
        span = (self.skip_begin, end)
        if frame.texts is not None:
            frame.texts.append(raw)
        elif frame.mixed is not None and not has_blocks(frame):
            if frame.depth >= MAX_DEPTH:
                self._mark_too_deep()
            else:
                self._append(frame.mixed, ForeignInline(raw, "xml"), span)
        else:
            self._append(self._home(), ForeignBlock(raw, "xml"), span)

    def _append(self, nodes: list[Any], node: Any, span: tuple[int, int]) -> None:
        node.span = span
        nodes.append(node)

    def _home(self) -> list[Any]:
        for frame in reversed(self.frames):
            if frame.home is not None and frame.depth < MAX_DEPTH:
                return frame.home
        return self.document.blocks

    def _mark_too_deep(self) -> None:
        for frame in reversed(self.frames):
            if frame.slot is None and type(frame.node) in (*BLOCKS, *INLINES, *SECTIONS):
                self.too_deep.add(frame.begin)
                return

    # Text and attributes.

    def _end_run(self, at: int, closing: bool) -> None:
        """Put the character data since the last markup where it belongs."""
        if not self.run_texts:
            return
        text = "".join(self.run_texts)
        self.run_texts.clear()
        frame = self.frames[-1]
        span = (self.run_begin, at)
        if frame.texts is not None:
            frame.texts.append(text)
        elif frame.mixed is not None and not has_blocks(frame):
            text = folded(text, opening=not frame.mixed, closing=closing)
            if text and frame.depth >= MAX_DEPTH:
                self._mark_too_deep()
            elif text:
                self._append_text(frame.mixed, text, span)
        elif text.strip(SPACE):
            stray = folded(text, opening=True, closing=True).strip(SPACE)
            self.report(findings.STRAY_TEXT, span, owner=frame.name, text=stray[:200])
            paragraph = Paragraph()
            self._append(paragraph.children, Text(stray), span)
            self._append(self._home(), paragraph, span)

    def _append_text(self, nodes: list[Any], text: str, span: tuple[int, int]) -> None:
        if nodes and type(nodes[-1]) is Text:
            nodes[-1].value += text
            nodes[-1].span = (nodes[-1].span[0], span[1])
        else:
            self._append(nodes, Text(text), span)
