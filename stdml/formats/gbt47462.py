"""GB/T 47462—2026, the shell of a digital standard, around the document as NISO STS: written only.

Public facts name the parts (shell, structure, semantics, function units) and the markup that is expected
inside: STS, XHTML tables, MathML, TBX. Provisions and parameters travel in the STS, see `stdml.formats.sts`.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from stdml import formats
from stdml.model.structure import Document
from stdml.registry import Format, Written

_MARKUP = {
    "text-tagset-family": "NISO STS 1.2",
    "table-model": "XHTML",
    "math-representation": "MathML 3",
    "terminology-model": "TBX",
    "semantic-tagset-family": "urn:stdml:1.0",
}


def write_gbt47462(document: Document) -> Written:
    """Return a document in the shell of GB/T 47462—2026."""
    sts = formats.get("sts")
    assert sts.write is not None
    written = sts.write(document)
    data = written.data.encode() if isinstance(written.data, str) else written.data
    standard = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    root = etree.Element("digital-standard", nsmap=dict(standard.nsmap))  # type: ignore[arg-type]
    _shell(root, document)
    structure = etree.SubElement(root, "std-structure")
    for name in ("front", "body", "back"):
        structure.extend(child for child in list(standard) if child.tag == name)
    etree.SubElement(root, "semantic")
    etree.SubElement(root, "function-units")
    made = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Written(made.decode() + "\n", list(written.losses))


def _shell(root: Any, document: Document) -> None:
    metadata = document.metadata
    shell = etree.SubElement(root, "shell")
    about = etree.SubElement(shell, "std-meta")
    for name, values in (
        ("std-id", metadata.identifier), ("ics", metadata.ics), ("ccs", metadata.ccs),
        ("issue-date", [metadata.issued]), ("implementation-date", [metadata.effective]),
        ("issuer", metadata.issuer), ("proposer", metadata.proposer), ("committee", metadata.committee),
        ("draft-unit", metadata.drafted_by), ("drafter", metadata.drafters),
    ):  # fmt: skip
        for value in values:
            if value:
                etree.SubElement(about, name).text = value
    for language, words in metadata.title.items():
        title = etree.SubElement(about, "title")
        title.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        title.text = "　".join(words) if language.startswith("zh") else " — ".join(words)
    etree.SubElement(shell, "std-index")
    markup = etree.SubElement(shell, "st-ident")
    for name, value in _MARKUP.items():
        etree.SubElement(markup, name).text = value
    etree.SubElement(shell, "fun-meta")


FORMAT = Format("gbt47462", (".gbt47462.xml",), "GB/T 47462—2026 around NISO STS", write=write_gbt47462)
