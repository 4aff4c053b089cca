"""What writers of formats that hold less than the model share: a list of losses, and ids of XML."""

from __future__ import annotations

import re
from typing import Any

from stdml.diagnostics import Loss
from stdml.model.structure import Document

# Fewer characters than XML allows in a name, but those that every tool agrees on.
_name = re.compile(r"[A-Za-z_\u4e00-\u9fa5][A-Za-z0-9_.\-\u4e00-\u9fa5]*")
_other = re.compile(r"[^A-Za-z0-9_.\-\u4e00-\u9fa5]")


class Losses:
    """Collects what a format cannot hold, each thing once for a node.

    Args:
        document: the document that is written
    """

    def __init__(self, document: Document) -> None:
        self.found: list[Loss] = []
        self._document = document
        self._source = getattr(document, "source", None)
        self._seen: set[tuple[int, str]] = set()

    def add(self, node: Any, facet: str, reason: str) -> None:
        """Note that `facet` of a node is lost, and why."""
        if (id(node), facet) in self._seen:
            return
        self._seen.add((id(node), facet))
        position = None
        if self._source is not None and getattr(node, "span", None) is not None:
            position = self._source.position(self._document, node)
        self.found.append(Loss(getattr(node, "kind", "document"), facet, reason, position))

    def attributes(self, node: Any) -> None:
        """Note classes and values of the author's own."""
        if getattr(node, "attrs", None) is not None:
            self.add(node, "attrs", "the format has no classes or values of one's own")

    def metadata(self, document: Document, carried: frozenset[str]) -> None:
        """Note each field of the metadata that says something and is not among those carried."""
        for name in type(document.metadata).model_fields:
            if name not in carried and getattr(document.metadata, name):
                self.add(document, f"metadata.{name}", "the format has no field for it")


class XmlIds:
    """Gives every id a name that XML allows, the same each time."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, identifier: str) -> str:
        """Return the name for an id: the id itself where it is one."""
        if identifier not in self._given:
            name = identifier if _name.fullmatch(identifier) else "_" + _other.sub("-", identifier)
            unique, count = name, 1
            while unique in self._taken:
                count += 1
                unique = f"{name}-{count}"
            self._taken.add(unique)
            self._given[identifier] = unique
        return self._given[identifier]
