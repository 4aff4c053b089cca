"""The JSON spelling, for programs: an object for each node, with its `kind` first."""

from __future__ import annotations

from stdml.formats.json.findings import FINDINGS
from stdml.formats.json.read import read_json
from stdml.formats.json.write import write_json
from stdml.registry import Format

__all__ = ["FINDINGS", "FORMAT", "read_json", "write_json"]

FORMAT = Format(
    "json", (".stdml.json", ".json"), "STDML JSON", read=read_json, write=write_json, lossless=True
)
