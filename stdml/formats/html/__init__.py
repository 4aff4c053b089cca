"""HTML: one self-contained page for people, with the document for programs inside it if wanted."""

from __future__ import annotations

from collections.abc import Callable

from stdml.model import Document
from stdml.registry import Format, Written


def write_html(
    document: Document, json: str | None = None, resource: Callable[[str], str | None] | None = None
) -> Written:
    """Write a document as one HTML page (see `stdml.formats.html.page.write_html`)."""
    from stdml.formats.html.page import write_html as write

    return write(document, json, resource)


FORMAT = Format("html", (".html",), "HTML page", write=write_html)
