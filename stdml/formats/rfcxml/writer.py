"""Writing RFCXML: the frame of a document, its sections and its references."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from stdml.formats._losing import Losses, XmlIds
from stdml.formats.rfcxml.blocks import write_blocks
from stdml.formats.rfcxml.inlines import write_inlines
from stdml.model import CrossReference, Document, Paragraph, ReferenceEntry, TermEntry, Text, plain_text
from stdml.model.structure import Clause
from stdml.model.walk import walk
from stdml.registry import Written
from stdml.text.context import Context
from stdml.text.numbering import Numbering

_CARRIED = frozenset(
    {"identifier", "title", "language", "issued", "issuer", "drafted_by", "drafters", "replaces"}
)
_REFERENCES = ("normative-references", "bibliography")
_date = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_XML = "{http://www.w3.org/XML/1998/namespace}"


def write(document: Document) -> Written:
    """Return a document as RFCXML, with what it could not hold."""
    return Writer(document).write()


class Writer:
    """Writes one document.

    Attributes:
        numbering: its numbers
        losses: what was lost
        bcp14: whether the key words of BCP 14 are marked
        anchors: the anchor of each node that is referred to or has an id, by the `id()` of the node
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.losses = Losses(document)
        self.bcp14 = Context.of(document).rfc2119
        self._ids = XmlIds()
        self.anchors: dict[int, str] = {}
        self._collect_anchors()
        self._entries: list[tuple[Clause, list[ReferenceEntry]]] = []

    def _collect_anchors(self) -> None:
        wanted = {
            id(target)
            for node in walk(self.document)
            if isinstance(node, CrossReference) and node.target
            for target in [self.numbering.resolve(node.target)]
            if target is not None
        }
        for node in walk(self.document):
            identifier = getattr(node, "id", None)
            if identifier is None and id(node) in wanted:
                identifier = self.numbering.anchor(node)
            if identifier is not None and node.kind not in ("provision", "parameter", "span", "document"):
                name = self._ids.of(identifier)
                if name not in self.anchors.values():
                    self.anchors[id(node)] = name
                if name != identifier:
                    self.losses.add(node, "id", "the id is no name of XML and was changed")
            elif identifier is not None:
                self.losses.add(node, "id", "words inside a line have no name")

    def anchor_of(self, node: Any) -> str | None:
        """Return the anchor of a node, if it has one."""
        return self.anchors.get(id(node))

    def write(self) -> Written:
        """Return the document."""
        metadata = self.document.metadata
        root = etree.Element("rfc", version="3")
        language = metadata.language or self.numbering.language
        if language:
            root.set(f"{_XML}lang", language)
        if metadata.identifier:
            root.set("docName", re.sub(r"[^A-Za-z0-9.\-]+", "-", metadata.identifier[0]).strip("-").lower())
        self._front(root)
        middle = etree.SubElement(root, "middle")
        back = etree.SubElement(root, "back")
        self._preamble(middle)
        for section in self.document.clauses:
            self._top(section, middle, back)
        if not len(middle):
            etree.SubElement(middle, "section")
        self._references(back)
        if not len(back):
            root.remove(back)
        self._unlink(root)
        self.losses.metadata(self.document, _CARRIED)
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return Written(data.decode() + "\n", self.losses.found)

    def _unlink(self, root: Any) -> None:
        """Make words of references to what was written without a name, such as a block that became words."""
        anchors = {element.get("anchor") for element in root.iter() if element.get("anchor")}
        for element in list(root.iter("xref")):
            if element.get("target") not in anchors:
                element.text = "".join(element.itertext()) or element.get("target")
                element[:] = []
                element.tag = "unlinked"
                self.losses.add(self.document, "target", "what is referred to was written without a name")
        etree.strip_tags(root, "unlinked")

    def _preamble(self, middle: Any) -> None:
        """Blocks before the first heading are a section without a number."""
        if self.document.blocks:
            section = etree.SubElement(middle, "section", numbered="false")
            etree.SubElement(section, "name")
            write_blocks(self.document.blocks, section, self)

    def _top(self, section: Any, middle: Any, back: Any) -> None:
        if isinstance(section, Clause) and section.type in _REFERENCES:
            entries = [block for block in section.blocks if isinstance(block, ReferenceEntry)]
            self._entries.append((section, entries))
            if section.type == "normative-references":
                self._section(section, middle)
            elif len(entries) != len(section.blocks):
                self._section(section, back)
        else:
            is_back = isinstance(section, Clause) and section.type in ("annex", "index")
            self._section(section, back if is_back else middle)

    def _front(self, root: Any) -> None:
        metadata = self.document.metadata
        front = etree.SubElement(root, "front")
        titles = metadata.title
        words = titles.get(metadata.language or "") or next(iter(titles.values()), [])
        etree.SubElement(front, "title").text = " — ".join(words)
        if len(titles) > 1:
            self.losses.add(self.document, "metadata.title", "there is one title in one language")
        for identifier in metadata.identifier:
            etree.SubElement(front, "seriesInfo", name="Standard", value=identifier)
        self._authors(front)
        date = etree.SubElement(front, "date")
        if match := _date.fullmatch(metadata.issued or ""):
            for name, value in zip(("year", "month", "day"), match.groups(), strict=True):
                if value:
                    date.set(name, str(int(value)))

    def _authors(self, front: Any) -> None:
        metadata = self.document.metadata
        for name in metadata.drafters:
            etree.SubElement(front, "author", fullname=name)
        bodies = [("issuer", name) for name in metadata.issuer] + [
            ("drafted_by", n) for n in metadata.drafted_by
        ]
        for _, name in bodies:
            etree.SubElement(etree.SubElement(front, "author"), "organization").text = name
        if not metadata.drafters and not bodies:
            etree.SubElement(front, "author")

    def _section(self, section: Any, parent: Any) -> None:
        if isinstance(section, TermEntry):
            self._term(section, parent)
            return
        made = etree.SubElement(parent, "section")
        if (anchor := self.anchor_of(section)) is not None:
            made.set("anchor", anchor)
        self.losses.attributes(section)
        if not section.numbered or section.type in ("foreword", "introduction", "contents", "index"):
            made.set("numbered", "false")
        name = etree.SubElement(made, "name")
        if section.title:
            write_inlines(section.title, name, self)
        else:
            self.losses.add(section, "title", "every section has a title; this one's is empty")
        if section.type == "annex" and section.nature:
            words = getattr(self.numbering.words, section.nature)
            write_inlines([Text(f" {words}" if words.isascii() else words)], name, self)
        blocks = section.blocks
        if section.type in _REFERENCES:
            blocks = [block for block in blocks if not isinstance(block, ReferenceEntry)]
        write_blocks(blocks, made, self)
        for below in section.clauses:
            self._section(below, made)

    def _term(self, entry: TermEntry, parent: Any) -> None:
        made = etree.SubElement(parent, "section", toc="exclude")
        if (anchor := self.anchor_of(entry)) is not None:
            made.set("anchor", anchor)
        name = etree.SubElement(made, "name")
        for index, designation in enumerate(entry.designations):
            write_inlines([*([Text("; ")] if index else []), *designation.children], name, self)
        if len(entry.designations) > 1:
            self.losses.add(entry, "designations", "whether a term is preferred or deprecated is not said")
        if entry.domain:
            write_blocks([Paragraph([Text("<"), *entry.domain, Text(">")])], made, self)
        write_blocks(entry.children, made, self)
        for source in entry.sources:
            lead = self.numbering.words.source
            write_blocks([Paragraph([Text(f"[{lead}"), *source.children, Text("]")])], made, self)

    def _references(self, back: Any) -> None:
        for index, (section, entries) in enumerate(self._entries):
            if not entries:
                continue
            made = etree.Element("references")
            write_inlines(section.title, etree.SubElement(made, "name"), self)
            back.insert(index if index < len(back) else len(back), made)
            for number, entry in enumerate(entries, 1):
                self._reference(entry, made, f"{section.type}-{number}")
        lists = [child for child in back if child.tag == "references"]
        for place, child in enumerate(lists):
            back.insert(place, child)

    def _reference(self, entry: ReferenceEntry, parent: Any, name: str) -> None:
        anchor = self.anchor_of(entry) or self._ids.of(name)
        made = etree.SubElement(parent, "reference", anchor=anchor)
        front = etree.SubElement(made, "front")
        words = plain_text(entry).strip()
        etree.SubElement(front, "title").text = words
        etree.SubElement(front, "author")
        if any(node.kind not in ("text", "reference_entry") for node in walk(entry)):
            self.losses.add(entry, "children", "the title of a reference is plain text")
