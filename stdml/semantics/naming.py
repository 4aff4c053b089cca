"""Writing the ids of provisions into a document, for authors who ask for it."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import Any

from stdml.model import Document, Provision, Requirement
from stdml.model.walk import replace, transform, walk
from stdml.semantics.provisions import requirements
from stdml.semantics.words import words_of


def with_ids(document: Document) -> Document:
    """Return the document with the id that `requirements` computes on every provision that has none.

    From then on the id is the author's: it stays when the words change.
    """
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for demand in requirements(document):
        if demand.id is not None:
            waiting[demand.text].append(demand.id)
    taken = {identifier for node in walk(document) if (identifier := getattr(node, "id", None))}

    def name(node: Any) -> Any:
        if not isinstance(node, Provision | Requirement) or node.id is not None:
            return node
        free = waiting.get(_words(node))
        while free:
            identifier = free.popleft()
            if identifier not in taken:
                taken.add(identifier)
                return replace(node, id=identifier)
        return node

    named: Document = transform(document, name)  # type: ignore[assignment]
    return named


def _words(node: Any) -> str:
    if isinstance(node, Provision):
        return words_of(node.children).text.strip()
    texts = (words_of(inner.children).text.strip() for inner in walk(node) if inner.kind == "paragraph")  # type: ignore[attr-defined]
    return " ".join(text for text in texts if text)
