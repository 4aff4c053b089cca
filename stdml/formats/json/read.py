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

_head = re.compile(rb'\s*\{\s*"stdml"\s*:\s*"1\.0"\s*,?')


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
    try:
        raw = data if isinstance(data, bytes) else data.encode()
        head = _head.match(raw)
        if head is None:
            return None
        # The version is no part of the model; spaces in its place keep every offset.
        blank = b"{" + b" " * (head.end() - 1)
        document = document_adapter().validate_json(blank + raw[head.end() :], strict=True)
        keys = tidy(document)
        # Of a key that comes twice the adapter would keep the last value without a word.
        if document.metadata.extra or _keys_in(raw) != keys + _metadata_keys(document):
            json.loads(raw, object_pairs_hook=_refuse_duplicates)
    except (ValidationError, ValueError, RecursionError):
        return None
    if keys < 0:
        return None
    source = LazySource(data, path)
    source.belongs_to(document)
    document.source = source
    document.diagnostics = []
    return document


def _keys_in(data: bytes) -> int:
    """Return the most keys other than `kind` that JSON may hold, or -1 where a quick count could miss one.

    Every key ends with a quote and a colon. What looks like that inside a string is counted too, save for a
    string
    that begins with a colon, so a document with as many keys as its tree needs has none twice; one with more
    is
    looked at closely.
    """
    if any(gap in data for gap in (b" :", b"\t:", b"\n:", b"\r:")):
        return -1
    return data.count(b'":') - data.count(b':":') - data.count(b'"kind":')


def _metadata_keys(document: Document) -> int:
    """Return the number of keys of the metadata and of the version, `kind` left out."""
    return 1 + _nested_keys(document.metadata.model_dump(exclude_defaults=True))


def _nested_keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) - ("kind" in value) + sum(map(_nested_keys, value.values()))
    return sum(map(_nested_keys, value)) if isinstance(value, list) else 0


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
