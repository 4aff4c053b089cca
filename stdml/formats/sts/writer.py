"""Writing NISO STS 1.2: the frame, the clauses in their places, and what only the whole tree can tell."""

from __future__ import annotations

from typing import Any

from lxml import etree

from stdml.diagnostics import Loss
from stdml.formats.sts import blocks, figures, formulas, inlines, lists, tables
from stdml.formats.sts.clauses import places, write_opening, write_section
from stdml.formats.sts.frame import FrameWriter
from stdml.formats.sts.inlines import NO_TYPE, usual_reference, without_target
from stdml.formats.sts.names import Element
from stdml.formats.sts.writing import Writer
from stdml.language import say
from stdml.model.blocks import ForeignBlock
from stdml.model.structure import Document
from stdml.model.walk import walk
from stdml.registry import Written
from stdml.text.numbering import Numbering
from stdml.text.runs import runs
from stdml.text.understand import Context

_BLOCKS = blocks.WRITERS | lists.WRITERS | tables.WRITERS | figures.WRITERS | formulas.WRITERS


def write_sts(document: Document) -> Written:
    """Return a document as NISO STS, and what STS could not hold."""
    numbering = Numbering(document)
    writer = Writer(
        numbering,
        Context.of(document),
        numbering.language,
        _BLOCKS,
        inlines.WRITERS,
    )
    writer.runs = {id(getattr(node, name)): provisions for node, name, provisions in runs(document)}
    whole = _kept_whole(document)
    if whole is not None:
        return Written(whole.encode())
    frame = FrameWriter(document.metadata, numbering.language)
    if not frame.has_frame:
        found = (getattr(node, "id", None) or getattr(node, "label", None) for node in walk(document))
        writer.targets = {name for name in found if name}
    placed = places(document.clauses)
    if document.blocks and writer.is_own and placed and placed[0][1] == "front":
        write_opening(writer, document.blocks, frame.holder("front"))
    elif document.blocks:
        writer.blocks(document.blocks, frame.holder("body"))
    started: set[Element] = set()
    for section, place, here in placed:
        holder = frame.holder(place)
        if holder.tag == "app-group" and holder not in started:
            # A group of annexes stands where its first annex stands among the parts of the back matter.
            holder.getparent().append(holder)
        started.add(holder)
        write_section(writer, section, holder, here)
    for name in frame.dropped:
        reason = say("“{name}”不能作为 XML 元素名", "{name} cannot be the name of an element", name=name)
        writer.losses.append(Loss("document", "metadata", reason))
    _finish_references(frame.root, writer.is_own)
    data = _serialized(frame.root, document)
    return Written(data, writer.losses)


def _kept_whole(document: Document) -> str | None:
    """Return the file that a document holds as it is because it could not be read."""
    match document:
        case Document(blocks=[ForeignBlock(format="sts", text=text)], clauses=[]):
            return text if not document.metadata.extra.get("sts") else None
    return None


def _finish_references(root: Element, is_own: bool) -> None:
    """Say of each reference what kind of thing it leads to, as the schema wants."""
    ids = {element.get("id"): element for element in root.iter(etree.Element) if element.get("id")}
    for element in list(root.iter("xref")):
        kind = element.get("ref-type")
        if is_own and element.get("rid") not in ids:
            without_target(element)
        elif kind == NO_TYPE:
            del element.attrib["ref-type"]
        elif kind is None:
            usual = usual_reference(ids.get(element.get("rid")))
            if usual is not None:
                element.set("ref-type", usual)


def _serialized(root: Element, document: Document) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["mml", "tbx", "xlink"])
    kept: Any = document.metadata.extra.get("sts")
    doctype = kept.get("doctype") if isinstance(kept, dict) else None
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if isinstance(doctype, str) and doctype.startswith("<!DOCTYPE") and "[" not in doctype:
        head, _, rest = data.partition(b"\n")
        return head + b"\n" + doctype.encode() + b"\n" + rest + b"\n"
    return data + b"\n"
