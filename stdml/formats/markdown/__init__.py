"""STDML Markdown, the spelling for people who draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdml.registry import Format, Written

if TYPE_CHECKING:
    from stdml.model import Document


def read_markdown(data: bytes | str, path: str = "-") -> Document:
    """Read Markdown; never raises on any data, what was guessed or repaired is in `diagnostics`."""
    from stdml.formats.markdown.reader import read_markdown

    return read_markdown(data, path)


def write_markdown(document: Document, over: str | None = None, **options: Any) -> Written:
    """Write canonical Markdown, or keep the bytes of every block of `over` that did not change.

    Args:
        document: the document
        over: Markdown text that an earlier state of the document was read from
    """
    from stdml.formats.markdown.writer import write_markdown

    return Written(write_markdown(document, over))


FORMAT = Format(
    "markdown",
    (".md", ".markdown"),
    "STDML Markdown",
    read=read_markdown,
    write=write_markdown,
    lossless=True,
)
