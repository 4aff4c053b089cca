"""Which entry of the references a citation means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stdml.model.blocks import ReferenceEntry
from stdml.model.structure import Clause, Document
from stdml.model.walk import plain_text, walk
from stdml.text import standards


class References:
    """The entries of a document's references, found by the numbers of standards in them.

    >>> from stdml.model import Clause, Citation, Document, ReferenceEntry, Text
    >>> entry = ReferenceEntry([Text("GB/T 18487.1—2023  电动汽车传导充电系统")])
    >>> references = References(Document(clauses=[Clause(type="normative-references", blocks=[entry])]))
    >>> references.find(Citation([Text("GB/T 18487.1 中 5.3")])) is entry
    True

    Args:
        document: the document

    Attributes:
        entries: the entries, in the order of the text
    """

    def __init__(self, document: Document) -> None:
        self.entries = list(_entries(document.clauses))
        self._exact: dict[str, ReferenceEntry] = {}
        self._any: dict[str, ReferenceEntry] = {}
        self._series: dict[str, ReferenceEntry] = {}
        for entry in self.entries:
            self._add(entry)

    def _add(self, entry: ReferenceEntry) -> None:
        for number in standards.find_all(plain_text(entry.children)):
            for one in filter(None, (number, number.adopted)):
                undated = standards.key(one.undated, dated=False)
                if one.all_parts:
                    self._series.setdefault(undated, entry)
                    continue
                self._exact.setdefault(_dated(one), entry)
                self._any.setdefault(undated, entry)

    def find(self, citation: Any) -> ReferenceEntry | None:
        """Return the entry that a citation means, or None: its edition first, then any, then all parts."""
        words = getattr(citation, "identifier", None) or plain_text(citation)
        for number in standards.find_all(words):
            undated = standards.key(number.undated, dated=False)
            found = self._exact.get(_dated(number)) or self._any.get(undated)
            found = found or self._series.get(undated)
            if found is None and number.part is not None:
                found = self._series.get(undated[: -len(number.part) - 1])
            if found is not None:
                return found
        return None


def _dated(number: standards.StandardNumber) -> str:
    undated = standards.key(number.undated, dated=False)
    return f"{undated}-{number.year}" if number.year else undated


def _entries(sections: Iterable[Any]) -> Iterable[ReferenceEntry]:
    for section in sections:
        if isinstance(section, Clause):
            if section.type in ("normative-references", "bibliography"):
                yield from (node for node in walk(section) if isinstance(node, ReferenceEntry))
            else:
                yield from _entries(section.clauses)
