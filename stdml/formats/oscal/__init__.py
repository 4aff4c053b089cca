"""OSCAL catalogs in JSON (NIST OSCAL 1.x; written as 1.2.1): the same JSON can be written again.

How a catalog is held in the model; `mapping.py` is the one table that reader and writer follow:

- `catalog.metadata`: `title`, and `published` as `issued`; the rest under `oscal` in `Metadata.extra`.
- `group`, `control`: a Clause with the class `oscal-group` or `oscal-control`, its id and title. The first
  property that is only a label is its number.
- `part`: a Container named `oscal-` and its name. An `item` is an item of a list, its label the number.
- `param`: a Container `oscal-param`: a paragraph that is a Parameter (id, label), then the containers
  `oscal-select`, `oscal-guideline`, `oscal-constraint`, `oscal-values`, `oscal-usage`, `oscal-remarks`.
- `prose` and other markup: paragraphs and inline nodes where they are written back identically, else foreign
  content of the format `oscal-markup`.
- `{{ insert: param, x }}`: a cross-reference to the parameter that shows its label.
- `props`, `links`: values of the node, `oscal.prop.1="name=value | class=x"`, `oscal.link.1="href=#x"`.
  Links of a control that are only `href` and `rel` are containers `oscal-links` of cross-references.
- `back-matter`: a bibliography with the class `oscal-back-matter`; its entries are the resources, with their
  UUIDs as ids.
- everything else: foreign content of the format `oscal`, the JSON of what was not understood, in its place.

A document that does not come from OSCAL becomes groups and controls. Its blocks become parts whose class is
`stdml-` and the kind of the node, and whose properties in the namespace `urn:stdml:1.0` hold its fields: see
`own.py`. A paragraph with a provision is a part `statement`.
"""

from __future__ import annotations

from stdml.formats._sniff import is_oscal
from stdml.formats.oscal.findings import FINDINGS
from stdml.model.structure import Document
from stdml.registry import Format, Written

__all__ = ["FINDINGS", "FORMAT", "read_oscal", "write_oscal"]


def read_oscal(data: bytes | str, path: str = "-") -> Document:
    """Return the document that an OSCAL catalog is; see `stdml.formats.oscal.read`."""
    from stdml.formats.oscal.read import read

    return read(data, path)


def write_oscal(document: Document) -> Written:
    """Return a document as an OSCAL catalog; see `stdml.formats.oscal.write`."""
    from stdml.formats.oscal.write import write

    return write(document)


FORMAT = Format(
    "oscal", (".oscal.json",), "OSCAL catalog (JSON)", read=read_oscal, write=write_oscal, sniff=is_oscal
)
