"""What commands that compute with a standard share: reading it, its name, the language of the report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stdml import app, files, language
from stdml.cli import tasks

if TYPE_CHECKING:
    from stdml.model import Document


def load(path: str, source: str | None) -> Document:
    """Return the document in a file; raise InputError where nothing of it can be read."""
    form = tasks.format_of(path, source)
    data = files.read_bytes(path, files.LIMITS.get(form.name, files.LIMIT))
    document = app.read(data, form, path)
    app.refuse_unreadable(document)
    return document


def title_of(document: Document) -> str:
    """Return the title of a standard in the language of the report, or another one; "" without any."""
    titles = document.metadata.title
    spoken = titles.get(language.of_people()) or next(iter(titles.values()), [])
    return " ".join(spoken)


def name_of(document: Document, path: str) -> str:
    """Return the number of a standard, or its title, or the name of its file."""
    return next(iter(document.metadata.identifier), "") or title_of(document) or path


@contextmanager
def speaking(document: Document) -> Iterator[None]:
    """Give messages in the language of a document, unless another one was asked for."""
    from stdml.text.labels import document_language

    before = language.forced()
    if before is None:
        language.force("zh" if document_language(document).lower().startswith("zh") else "en")
    try:
        yield
    finally:
        language.force(before)


def put(report: str | bytes, output: str) -> None:
    """Write a report to a file in one step, or to standard output."""
    data = report.encode("utf-8", "backslashreplace") if isinstance(report, str) else report
    if output == files.STANDARD and data[:3] == b"\xef\xbb\xbf":
        # The mark is for files that spreadsheets open.
        data = data[3:]
    files.write_bytes(output, data)
