"""Cross-references: bookmarks that somebody refers to become ids, and a number that can be computed is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.formats._looks import merge_text
from stdml.formats.docx import findings
from stdml.model.inlines import CrossReference, Text
from stdml.model.kinds import child_fields
from stdml.model.structure import Document
from stdml.model.walk import children, plain_text, walk
from stdml.text.numbering import Numbering

_DECORATION = re.compile(r"[\s（）()：:\u3000\xa0]+|第|章$|条$|公式|式")


def settle(document: Document, names: dict[str, str], report: Callable[..., None]) -> None:
    """Lead every cross-reference to its target, in place.

    Args:
        document: the document
        names: the id of each bookmark
        report: takes a finding, offsets and the values of its message
    """
    references = [node for node in walk(document) if type(node) is CrossReference]
    for node in references:
        node.target = names.get(node.target or "", f"?{node.target}")
    wanted = {node.target for node in references}
    named: Any
    for named in walk(document):
        if getattr(named, "id", None) is not None and named.id not in wanted:
            named.id = None
    known = {ident for node in walk(document) if (ident := getattr(node, "id", None)) is not None}
    dangling = {id(node) for node in references if node.target not in known}
    for node in references:
        if id(node) in dangling:
            span = getattr(node, "span", None) or _first_span(node)
            what = {"what": "bookmark", "what_zh": "书签", "name": (node.target or "").lstrip("?")}
            report(findings.MISSING, span, **what)
    if dangling:
        _dissolve(document, dangling)
    _compute(document, [node for node in references if id(node) not in dangling])


def _dissolve(document: Document, gone: set[int]) -> None:
    """Put the words of references in the place of those that lead nowhere."""
    for node in walk(document):
        for name in child_fields(type(node)):
            below = getattr(node, name)
            if any(id(child) in gone for child in below):
                pieces = [
                    inner for child in below for inner in (child.children if id(child) in gone else [child])
                ]
                setattr(node, name, merge_text(pieces))


def _first_span(node: Any) -> tuple[int, int]:
    for below in children(node):
        if (span := getattr(below, "span", None)) is not None:
            return span[0], span[1]
    return (0, 0)


def _compute(document: Document, references: list[CrossReference]) -> None:
    """Leave the words of a reference out where they are the number that can be computed."""
    if not references:
        return
    numbering = Numbering(document)
    targets = {node.id: node for node in walk(document) if getattr(node, "id", None) is not None}  # type: ignore[attr-defined]
    for node in references:
        target = targets.get(node.target)
        words = plain_text(node.children)
        if target is None or not all(type(inner) is Text for inner in node.children):
            continue
        if not words.strip() or _bare(words) == _bare(numbering.reference_text(target)):
            node.children = []


def _bare(words: str) -> str:
    return _DECORATION.sub("", words)
