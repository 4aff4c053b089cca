"""What the reader will understand of running text by itself, so that it need not be written."""

from __future__ import annotations

from typing import Any

from stdml.model import Document
from stdml.text.understand import Context, runs, unmarked


class RunTable:
    """For every run of text of a document, its nodes without the marks that the words show by themselves."""

    def __init__(self, document: Document) -> None:
        found = list(runs(document))
        self._provisions = {(id(node), field): provisions for node, field, provisions in found}
        self._context = Context.of(document, found)
        self._plain: dict[tuple[int, str], tuple[list[Any], bool]] = {}

    def plain(self, node: Any, field: str) -> tuple[list[Any], bool]:
        """Return the nodes to write, and whether they must be kept from being understood."""
        key = (id(node), field)
        found = self._plain.get(key)
        if found is None:
            children = getattr(node, field)
            provisions = self._provisions.get(key)
            if provisions is None or not children:
                return children, False
            plain = unmarked(children, self._context, provisions)
            found = (children, True) if plain is None else (plain, False)
            self._plain[key] = found
        return found
