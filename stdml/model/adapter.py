"""The authority on what a document may be: one pydantic adapter over the node classes, built on first use."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from stdml.model.structure import Document


@cache
def document_adapter() -> TypeAdapter[Document]:
    """Return the adapter that validates documents."""
    return TypeAdapter(Document)


def validate(document: Document) -> list[dict[str, Any]]:
    """Return pydantic's list of errors of a document that was built in Python; empty if it is valid."""
    from pydantic import ValidationError

    adapter = document_adapter()
    try:
        adapter.validate_python(adapter.dump_python(document, warnings=False))
    except ValidationError as error:
        return list(error.errors(include_url=False))  # type: ignore[arg-type]
    return []
