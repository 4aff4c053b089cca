"""The archive form of ReqIF: the same as `stdml.formats._reqif`, with the files that it shows."""

from __future__ import annotations

from stdml.formats._reqif.findings import FINDINGS
from stdml.model.structure import Document
from stdml.registry import Format, Written

__all__ = ["FINDINGS", "FORMAT", "read_reqifz", "write_reqifz"]


def read_reqifz(data: bytes | str, path: str = "-") -> Document:
    """Return the document that a ReqIF archive is; see `stdml.formats._reqif.read`."""
    from stdml.formats._reqif.read import read

    return read(data, path)


def write_reqifz(document: Document) -> Written:
    """Return a document as a ReqIF archive; see `stdml.formats._reqif.write`."""
    from stdml.formats._reqif.write import write

    return write(document, archived=True)


FORMAT = Format(
    "reqifz", (".reqifz",), "ReqIF archive with pictures", read=read_reqifz, write=write_reqifz, binary=True
)
