"""The XML spelling, for archives and XML tool chains: an element for each node; see `schemas/`."""

from __future__ import annotations

from stdml.formats.xml.findings import FINDINGS
from stdml.formats.xml.read import read_xml
from stdml.formats.xml.write import write_xml
from stdml.registry import Format

__all__ = ["FINDINGS", "FORMAT", "read_xml", "write_xml"]

FORMAT = Format("xml", (".stdml.xml", ".xml"), "STDML XML", read=read_xml, write=write_xml, lossless=True)
