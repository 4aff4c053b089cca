"""RFCXML version 3 (RFC 7991 as the tools of the IETF have it): written, for documents that go on as drafts.

What it has no element for is written as text where it has words, and named in the losses: provisions stay
words (only the key words of BCP 14 get their `bcp14`), formulas become their TeX.
"""

from __future__ import annotations

from stdml.model.structure import Document
from stdml.registry import Format, Written

__all__ = ["FORMAT", "write_rfcxml"]


def write_rfcxml(document: Document) -> Written:
    """Return a document as RFCXML; see `stdml.formats.rfcxml.writer`."""
    from stdml.formats.rfcxml.writer import write

    return write(document)


FORMAT = Format("rfcxml", (".rfc.xml",), "RFCXML v3", write=write_rfcxml)
