"""Reading a file of NISO STS or ISOSTS: the frame, then the clauses in it, then the labels of everything."""

from __future__ import annotations

import itertools
from typing import Any

from stdml.formats._source import paused_gc
from stdml.formats.sts import blocks, figures, findings, formulas, inlines, lists, tables
from stdml.formats.sts.clauses import RUN, read_holder
from stdml.formats.sts.facts import Facts
from stdml.formats.sts.labels import settle
from stdml.formats.sts.metadata import FrameReader
from stdml.formats.sts.names import Element, is_element, name_of
from stdml.formats.sts.reading import Reader
from stdml.formats.sts.source import Parsed, parse, report
from stdml.model.base import MAX_DEPTH
from stdml.model.blocks import CodeBlock, ForeignBlock
from stdml.model.structure import Clause, Document
from stdml.model.walk import is_too_deep
from stdml.text.labels import guess_language
from stdml.text.runs import runs
from stdml.text.understand import understand_document

_BLOCKS = blocks.READERS | lists.READERS | tables.READERS | figures.READERS | formulas.READERS

_LIMITS = (40, 16, 6, 1)
"""How deep elements may be nested, one attempt after the other."""
_SAMPLE = 200
"""So many texts show the language of a file that does not say it."""
_LEVELS = 4
"""So many levels of the model an element takes at most, such as a list, its item, a container and a span."""


def read_sts(data: bytes | str, path: str = "-") -> Document:
    """Return the document in a file of NISO STS 1.0 to 1.2 or ISOSTS 1.1; this never raises on any data."""
    with paused_gc():
        parsed = parse(data, path)
        document = _document(parsed)
        shielded = _shielded(document, parsed.literal)
        understand_document(document)
        for node, name, given in shielded:
            setattr(node, name, given)
    document.source = parsed.source
    document.diagnostics = sorted(parsed.diagnostics, key=lambda found: (found.position, found.code))
    return document


def _shielded(document: Document, literal: dict[int, Any]) -> list[tuple[Any, str, Any]]:
    """Return the running text of which nothing is to be understood, with its nodes and their fields."""
    if not literal:
        return []
    found = ((node, name, getattr(node, name)) for node, name, _ in runs(document))
    return [(node, name, given) for node, name, given in found if id(given) in literal]


def _document(parsed: Parsed) -> Document:
    root = parsed.root
    if root is None:
        return _kept(parsed, parsed.remainder or parsed.source.text)
    if root.tag not in ("standard", "adoption"):
        report(parsed, findings.NOT_STS, root.sourceline, name=name_of(root.tag) or str(root.tag))
        return _kept(parsed, parsed.source.text)
    known = list(parsed.diagnostics)
    document = Document()
    for limit in _LIMITS:
        parsed.diagnostics[:] = known
        document, deepest = _read(parsed, root, limit)
        if deepest * _LEVELS < MAX_DEPTH or not is_too_deep(document):
            break
    if parsed.remainder:
        report(parsed, findings.NOT_READ, 1)
        document.clauses.append(_remainder(parsed.remainder))
    return document


def _read(parsed: Parsed, root: Element, limit: int) -> tuple[Document, int]:
    """Return what is in a tree, and how deep the deepest element that was read stands."""
    frame = FrameReader()
    metadata = frame.read(root)
    if parsed.doctype:
        kept: Any = metadata.extra["sts"]
        kept["doctype"] = " ".join(parsed.doctype.split())
    reader = Reader(parsed, limit, _BLOCKS, inlines.READERS)
    parsed.literal = reader.literal
    reader.language = frame.language or _guessed(root)
    # As long as they are held, lxml need not make its objects for the nodes again and again.
    held = list(root.iter())
    for element in held:
        if is_element(element) and (ident := element.get("id")):
            reader.ids.setdefault(ident, element)
    document = Document(metadata)
    places = {holder: place for place, holder in frame.holders}
    for _, holder in frame.holders:
        if holder.getparent() not in places:
            document.clauses.extend(read_holder(reader, holder, places))
    first = document.clauses[0] if document.clauses else None
    if isinstance(first, Clause) and first.attrs == Facts(RUN).attributes() and not first.clauses:
        # What stands in the body before any clause stands before the first heading.
        document.blocks = first.blocks
        del document.clauses[0]
    settle(document, reader.labels)
    for target, line in reader.dangling.items():
        report(parsed, findings.DANGLING, line, name="xref", target=target)
    del held
    return document, reader.deepest


def _kept(parsed: Parsed, text: str) -> Document:
    """Return a document that holds nothing but a file as it is."""
    parsed.remainder = ""
    return Document(blocks=[ForeignBlock(text, "sts")] if text.strip() else [])


def _remainder(text: str) -> Any:
    return Clause(blocks=[CodeBlock(text, "xml")], numbered=False)


def _guessed(root: Element) -> str:
    """Return the language that the text is written in, as its labels and lead words then are."""
    text = itertools.islice(root.itertext(), _SAMPLE)
    return guess_language("".join(text)) or "en"
