"""Writing a document as an OSCAL catalog."""

from __future__ import annotations

import json
from typing import Any

from stdml.formats.oscal import own
from stdml.formats.oscal.cover import BACK, write_back_matter, write_metadata
from stdml.formats.oscal.draft import FOREIGN, Draft, Writing
from stdml.formats.oscal.forms import PREFIX, Label, ParameterId
from stdml.formats.oscal.mapping import CATALOG, FRONT
from stdml.formats.oscal.read import FILE, labels, words
from stdml.model import (
    Clause,
    Container,
    CrossReference,
    Document,
    ForeignBlock,
    Metadata,
    Paragraph,
    Text,
    transform,
    walk,
)
from stdml.model.walk import replace
from stdml.registry import Written
from stdml.text.context import Context
from stdml.text.runs import runs
from stdml.text.understand import forget, understand


def write(document: Document) -> Written:
    """Return a document as an OSCAL catalog in JSON, and what of it OSCAL cannot hold."""
    writing = _writing(document)
    if (whole := _whole_file(document)) is not None:
        return Written(whole, writing.losses)
    root: dict[str, Any] = {}
    catalog: dict[str, Any] = {}
    write_metadata(document.metadata, catalog, root)
    draft = Draft(blocks=list(document.blocks))
    for block in draft.take(_is_file):
        root |= _object(block)
    backs: list[Any] = [clause for clause in document.clauses if _is_back_matter(clause)][:1]
    draft.clauses = [clause for clause in document.clauses if clause not in backs]
    catalog |= CATALOG.write(draft, writing)
    if draft.blocks:
        front = Draft(blocks=draft.blocks)
        group = {"class": own.FRONT, "title": "—", **FRONT.write(front, writing)}
        catalog["groups"] = [group, *catalog.get("groups", [])]
    if backs:
        catalog["back-matter"] = write_back_matter(backs[0], writing)
    root["catalog"] = catalog
    return Written(json.dumps(root, ensure_ascii=False, indent=2) + "\n", writing.losses)


def _is_file(block: Any) -> bool:
    return isinstance(block, ForeignBlock) and block.format == FILE and isinstance(_object(block), dict)


def _object(block: Any) -> Any:
    try:
        return json.loads(block.text)
    except ValueError:
        return None


def _whole_file(document: Document) -> str | None:
    """Return the JSON of a document that is nothing but a file which is no catalog."""
    match document:
        case Document(blocks=[ForeignBlock(format=form, text=text)], clauses=[]) if form == FILE:
            if document.metadata == Metadata():
                return text + "\n"
    return None


def _is_back_matter(clause: Any) -> bool:
    return isinstance(clause, Clause) and clause.attrs is not None and BACK in clause.attrs.classes


def _writing(document: Document) -> Writing:
    """Return what must be known while writing."""
    found = list(runs(document))
    context = Context.of(document, found)
    provisions = {id(getattr(node, name)): flag for node, name, flag in found}
    source = getattr(document, "source", None)
    known = _labels(document)

    def forgotten(nodes: list[Any]) -> list[Any]:
        # What is not read for meaning was marked by its author, and stays.
        flag = provisions.get(id(nodes))
        if flag is None:
            return _refreshed(nodes, known)
        plain = forget(nodes, context, flag)
        if understand(plain, context, flag) != nodes:
            writing.lose(
                Paragraph(nodes), "literal", "words that mean nothing are understood when read again"
            )
        return _refreshed(plain, known)

    def position(node: Any) -> Any:
        return source.position(document, node) if source is not None and hasattr(node, "span") else None

    writing = Writing(known, forgotten, position)
    return writing


def _refreshed(nodes: list[Any], known: dict[str, str]) -> list[Any]:
    """Return inline nodes where each inserted parameter shows its label as it now is."""

    def refresh(node: Any) -> Any:
        if isinstance(node, CrossReference) and node.children and node.target in known:
            return replace(node, children=[Text(known[node.target])])
        return node

    if not known or not any(isinstance(inner, CrossReference) for node in nodes for inner in walk(node)):
        return nodes
    return [refresh(transform(node, refresh)) for node in nodes]


def _labels(document: Document) -> dict[str, str]:
    """Return the words that stand for each parameter, as the reader will find them."""
    first = Writing({}, lambda nodes: nodes, lambda node: None)
    found: dict[str, str] = {}
    for node in walk(document):
        if isinstance(node, ForeignBlock) and node.format == FOREIGN:
            found |= labels(_object(node))
        if isinstance(node, Container) and node.name == PREFIX + "param":
            draft = Draft.of(node)
            identifier = ParameterId().write(draft, first)
            if identifier is not None:
                label = Label().write(draft, first)
                found[identifier] = words(label, identifier)
    return found
