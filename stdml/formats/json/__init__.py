"""The JSON spelling, for programs: an object for each node, with its `kind` first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdml.formats.json.findings import FINDINGS
from stdml.formats.json.write import write_json
from stdml.registry import Format

if TYPE_CHECKING:
    from stdml.model import Document

__all__ = ["FINDINGS", "FORMAT", "read_json", "write_json"]


def read_json(data: bytes | str, path: str = "-") -> Document:
    """Return the document in `data`; its diagnostics say what was wrong. Nothing is ever raised."""
    from stdml.formats.json.read import read_json

    return read_json(data, path)


FORMAT = Format(
    "json", (".stdml.json", ".json"), "STDML JSON", read=read_json, write=write_json, lossless=True
)
