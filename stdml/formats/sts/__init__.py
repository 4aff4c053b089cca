"""NISO STS 1.2, 1.0 and ISOSTS 1.1: the tag set in which standards bodies exchange and archive standards.

What STS says and the model has a field for is in that field. Everything else is kept by one scheme, so that
what was read is written again, through every format that keeps a document whole:

- `sts.x` in the attributes of a node is the attribute `x` of its element; a colon becomes a hyphen
  (`sts.xlink-href`), and `sts.child.x` is the attribute of a child element that has no node (`sts.title.id`).
- `sts-without` lists what the writer would add by itself and the source has not (`label`, `@ref-type`), and
  `sts-empty` what is there and empty. `sts-label` is a printed label that cannot be computed; `sts-mathml` is
  the MathML of a formula; `sts-place` and `sts-element` say where a clause stands and what it is.
- A node without attributes of its own stands in a span of the class `sts-element` that has them; a cell holds
  a span or container `sts-td`.
- An element that is no node of the model is a span or a paragraph of the class `sts-element`, or a container
  of that name; what neither can hold is foreign content of the format `sts`.
- The metadata blocks and the frame of fronts and backs are in `extra` under `sts`; `=field` there stands for
  a field of the metadata.

The other way round, what the model says and STS has no place for is JSON in `specific-use`, after the word
`stdml`; `content-type="stdml-kind"` marks an element that stands for a kind of node that STS does not have,
and `stdml-nothing`, `stdml-wrap` and `stdml-literal` what only the schema or the reader asks for.
"""

from __future__ import annotations

from stdml.formats._sniff import is_sts
from stdml.formats.sts.findings import FINDINGS
from stdml.formats.sts.reader import read_sts
from stdml.formats.sts.writer import write_sts
from stdml.registry import Format

__all__ = ["FINDINGS", "FORMAT", "read_sts", "write_sts"]

FORMAT = Format("sts", (".sts.xml",), "NISO STS", read=read_sts, write=write_sts, sniff=is_sts)
