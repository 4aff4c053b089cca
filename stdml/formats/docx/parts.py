"""The parts of a document by what they are for, found by relationships; nothing is read from outside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from stdml.formats.docx import findings
from stdml.formats.docx.archive import Archive, Report
from stdml.formats.docx.names import STRICT, Element, q

_LARGE = 9_000_000
"""From this size on lxml has to be told that a part may be so large."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a relationship leads to.

    Attributes:
        kind: such as image, hyperlink or footnotes
        target: the name of a part, or an address outside
        outside: whether it is an address outside
    """

    kind: str
    target: str
    outside: bool


class Parts:
    """Reads parts as XML.

    Args:
        data: the bytes of the file
        report: takes a finding, and the values of its message
    """

    def __init__(self, data: bytes, report: Report) -> None:
        self.archive = Archive(data, report)
        self._report = report
        self._links: dict[str, dict[str, Link]] = {}
        self.main = self._main() if self.archive.names else ""

    def _main(self) -> str:
        """Return the name of the part that holds the text."""
        for link in self.links("").values():
            if link.kind == "officeDocument" and not link.outside:
                return link.target
        names = self.archive.names
        return next((name for name in names if name.lower() == "word/document.xml"), "word/document.xml")

    @property
    def macros(self) -> list[str]:
        """The names of the parts that hold programs."""
        return [name for name in self.archive.names if name.lower().endswith("vbaproject.bin")]

    def xml(self, name: str) -> Element | None:
        """Return the root of a part; None where it is missing or holds no XML at all."""
        data = self.archive.read(name)
        if data is None:
            return None
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=len(data) > _LARGE,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        faults = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
        if faults or root is None:
            reason = f"{faults[0].line}: {faults[0].message}" if faults else "no XML"
            self._report(findings.DAMAGED, name=name, reason=reason)
        return root

    def links(self, name: str) -> dict[str, Link]:
        """Return the relationships of a part, by their ids; those of the whole file for an empty name."""
        if name not in self._links:
            folder, base = posixpath.split(name)
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._links[name] = dict(_links(root, folder)) if root is not None else {}
        return self._links[name]

    def linked(self, kind: str) -> str | None:
        """Return the name of the first part of a kind that the text refers to, such as styles."""
        return next(iter(self.all_linked(kind)), None)

    def all_linked(self, kind: str) -> list[str]:
        """Return the names of all parts of a kind that the text refers to, such as headers."""
        links = self.links(self.main).values()
        found = [link.target for link in links if link.kind == kind and not link.outside]
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return found or ([usual] if usual in self.archive.names else [])


def _links(root: Element, folder: str) -> Iterator[tuple[str, Link]]:
    for element in root.iter(q("rel:Relationship")):
        kind = (element.get("Type") or "").rpartition("/")[2]
        target, outside = element.get("Target") or "", element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        yield element.get("Id") or "", Link(kind, target, outside)
