"""ReqIF, as a file; how it is held in the model says `stdml.formats._reqif`."""

from __future__ import annotations

from stdml.formats._reqif.findings import FINDINGS
from stdml.formats._sniff import is_reqif
from stdml.model.structure import Document
from stdml.registry import Format, Written

__all__ = ["FINDINGS", "FORMAT", "read_reqif", "write_reqif"]


def read_reqif(data: bytes | str, path: str = "-") -> Document:
    """Return the document that a ReqIF file or archive is; see `stdml.formats._reqif.read`."""
    from stdml.formats._reqif.read import read

    return read(data, path)


def write_reqif(document: Document) -> Written:
    """Return a document as ReqIF; see `stdml.formats._reqif.write`."""
    from stdml.formats._reqif.write import write

    return write(document)


FORMAT = Format("reqif", (".reqif",), "ReqIF", read=read_reqif, write=write_reqif, sniff=is_reqif)
