"""Reading XML: fast where nothing is wrong, otherwise carefully, with a diagnostic for everything."""

from __future__ import annotations

from stdml.formats._source import paused_gc
from stdml.formats.xml import fast
from stdml.formats.xml.findings import TOO_LARGE
from stdml.formats.xml.source import XmlSource, as_utf8, says_utf8
from stdml.model.structure import Document

MAX_BYTES = 64 * 1024 * 1024


def read_xml(data: bytes | str, path: str = "-") -> Document:
    """Return the document in `data`; its diagnostics say what was wrong. Nothing is ever raised.

    Nothing outside the data is ever opened, and entities are not expanded.
    """
    if len(data) > MAX_BYTES:
        source = XmlSource(b"", path)
        document = Document()
        limit = MAX_BYTES // 1024 // 1024
        document.diagnostics = [TOO_LARGE.diagnostic(source, (0, 0), unreadable=True, limit=limit)]
        document.source = source
        return document
    # The parser finds out by itself whether it is UTF-8; only what it refuses is looked at more closely.
    encoded, repairs = (data, []) if isinstance(data, bytes) and says_utf8(data) else as_utf8(data)
    with paused_gc():
        found = fast.read(encoded)
        if found is None:
            encoded, repairs = as_utf8(data)
        source = XmlSource(encoded, path)
        document = found if found is not None else _read_carefully(source)
    document.source = source
    if found is not None:
        source.locate_later(document, lambda: _read_carefully(source))
    made = [repair.finding.diagnostic(source, repair.span, **repair.values) for repair in repairs]
    document.diagnostics = [*made, *document.diagnostics]
    return document


def _read_carefully(source: XmlSource) -> Document:
    from stdml.formats.xml import careful

    return careful.read(source)
