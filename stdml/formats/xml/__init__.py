"""The XML spelling, for archives and XML tool chains: an element for each node; see `schemas/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdml.formats.xml.findings import FINDINGS
from stdml.formats.xml.write import write_xml
from stdml.registry import Format

if TYPE_CHECKING:
    from stdml.model import Document

__all__ = ["FINDINGS", "FORMAT", "read_xml", "write_xml"]


def read_xml(data: bytes | str, path: str = "-") -> Document:
    """Return the document in `data`; its diagnostics say what was wrong. Nothing is ever raised."""
    from stdml.formats.xml.read import read_xml

    return read_xml(data, path)


FORMAT = Format("xml", (".stdml.xml", ".xml"), "STDML XML", read=read_xml, write=write_xml, lossless=True)
