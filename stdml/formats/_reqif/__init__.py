"""ReqIF 1.2 (OMG formal/2016-07-01), as a file (`.reqif`) or an archive with pictures (`.reqifz`).

How a file is held in the model:

- header: `title`; the rest under the key `reqif` of `Metadata.extra`.
- datatypes, types, tool extensions, relation groups: foreign content of the format `reqif` before the first
  clause, the XML as it is. The names of attributes and of values of enumerations come from there.
- specification: a Clause with the class `reqif-specification`.
- object with a chapter name or with objects below it: a Clause with the class `reqif-object`.
- any other object: a Requirement with the class `reqif-object`, as what ReqIF identifies is a requirement.
- `ReqIF.ChapterName`, `ReqIF.Text`: title and blocks.
- other values: `reqif.value.1="Status=Approved"` among the node's values; XHTML in a Container `reqif-value`.
- place in the hierarchy: where the node stands; its facts are `reqif.hierarchy`.
- relation: `reqif.relation.1` among the values of its source, and `relations` of a Requirement.
- further place of an object: a clause or requirement `reqif-reference` with a cross-reference.
- object in no specification: in a last clause with the class `reqif-unplaced`.
- XHTML: paragraphs, lists and inline nodes where they are written back identically, else foreign content of
  the format `reqif-xhtml`.
- file of an archive: the data URI of the picture, else foreign content of the format `reqif-file`.

A document that does not come from ReqIF is one specification; see `own.py`.
"""
