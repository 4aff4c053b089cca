"""What the reader will understand of running text by itself, so that it need not be written."""

from __future__ import annotations

from typing import Any

from stdml.model import Document
from stdml.text.understand import Context, forget, runs, understand


class RunTable:
    """For every run of text of a document, its nodes without the marks that the words show by themselves."""

    def __init__(self, document: Document) -> None:
        found = list(runs(document))
        self._provisions = {(id(node), field): provisions for node, field, provisions in found}
        self._context = Context.of(document, found)

    def plain(self, node: Any, field: str) -> tuple[list[Any], bool]:
        """Return the nodes to write, and whether they must be kept from being understood."""
        children = getattr(node, field)
        provisions = self._provisions.get((id(node), field))
        if provisions is None or not children:
            return children, False
        plain = forget(children, self._context, provisions)
        if understand(plain, self._context, provisions) == children:
            return plain, False
        return children, True
