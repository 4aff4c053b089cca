"""Reading JSON: the model's adapter does it; what it refuses is repaired and reported one by one."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError

from stdml.formats._source import paused_gc
from stdml.formats.json.findings import TOO_LARGE
from stdml.formats.json.source import JsonSource
from stdml.formats.json.tidy import tidy
from stdml.model.adapter import document_adapter
from stdml.model.structure import Document
from stdml.text.decode import decode

MAX_BYTES = 64 * 1024 * 1024

_head = re.compile(r'\s*\{\s*"stdml"\s*:\s*"1\.0"\s*,?')
_head_of_bytes = re.compile(_head.pattern.encode())


def read_json(data: bytes | str, path: str = "-") -> Document:
    """Return the document in `data`; its diagnostics say what was wrong. Nothing is ever raised."""
    with paused_gc():
        document = _read_valid(data, path)
    if document is not None:
        return document
    if len(data) > MAX_BYTES:
        return _too_large(path)
    from stdml.formats.json.repair import read_with_repairs

    return read_with_repairs(data, path)


def _too_large(path: str) -> Document:
    document = Document()
    source = JsonSource("", path)
    limit = MAX_BYTES // 1024 // 1024
    document.diagnostics = [TOO_LARGE.diagnostic(source, (0, 0), unreadable=True, limit=limit)]
    document.source = source
    return document


def _read_valid(data: bytes | str, path: str) -> Document | None:
    """Return the document if nothing at all is wrong with it."""
    if len(data) > MAX_BYTES:
        return None
    pattern: Any = _head_of_bytes if isinstance(data, bytes) else _head
    head = pattern.match(data)
    if head is None:
        return None
    # The version is no part of the model; spaces in its place keep every offset.
    blank: Any = b"{" + b" " * (head.end() - 1) if isinstance(data, bytes) else "{" + " " * (head.end() - 1)
    try:
        document = document_adapter().validate_json(blank + data[head.end() :], strict=True)
        # Of a key that comes twice the adapter would keep the last value without a word.
        json.loads(data, object_pairs_hook=_refuse_duplicates)
    except (ValidationError, ValueError, RecursionError):
        return None
    if not tidy(document):
        return None
    source = LazySource(data, path)
    source.belongs_to(document)
    document.source = source
    document.diagnostics = []
    return document


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise ValueError


class LazySource(JsonSource):
    """A source that decodes its bytes when its text is first asked for."""

    def __init__(self, data: bytes | str, path: str) -> None:
        super().__init__("", path)
        self._data = data

    @property
    def text(self) -> str:
        """The text of the file."""
        if isinstance(self._data, bytes):
            self._data = decode(self._data)[0]
        return self._data

    @text.setter
    def text(self, value: str) -> None:
        self._data = value
