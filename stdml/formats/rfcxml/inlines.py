"""Running text in RFCXML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from stdml.model import plain_text

if TYPE_CHECKING:
    from stdml.formats.rfcxml.writer import Writer

# The schema allows these words in bcp14 (RFC 2119, RFC 8174).
_BCP14 = re.compile(r"\b(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|REQUIRED|(?:NOT )?RECOMMENDED|MAY|OPTIONAL)\b")
_ELEMENTS = {
    "emphasis": "em", "strong": "strong", "subscript": "sub", "superscript": "sup", "code_span": "tt",
    "math": "tt",
}  # fmt: skip
_WORDS_ONLY = {
    "parameter": "a named parameter", "insertion": "a change", "language_span": "a language of its own",
    "term_reference": "a reference to a term",
}  # fmt: skip
# What these hold may have no marks of its own.
_PLAIN = ("eref", "xref")
_WITHOUT_BREAKS = ("sub", "sup", *_PLAIN)
_SILENT = {"index_mark": "entry", "inline_comment": "text", "foreign_inline": "text", "deletion": "children"}


def add_words(parent: Any, text: str) -> None:
    """Add characters at the end of an element."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def write_inlines(children: list[Any], parent: Any, writer: Writer) -> None:
    """Write running text into an element."""
    for node in children:
        _write(node, parent, writer)


def _write(node: Any, parent: Any, writer: Writer) -> None:
    kind = node.kind
    if parent.tag in _PLAIN:
        add_words(parent, plain_text(node))
        if kind not in ("text", "provision", "citation", "self_reference"):
            writer.losses.add(node, "kind", "the words of a link have no marks")
    elif kind == "text":
        _text(node.value, parent, writer)
    elif kind in _ELEMENTS:
        _marked(node, kind, parent, writer)
    elif kind == "link":
        target = etree.SubElement(parent, "eref", target=node.href or "")
        write_inlines(node.children, target, writer)
        if node.title:
            writer.losses.add(node, "title", "a link has no title")
    elif kind == "cross_reference":
        _reference(node, parent, writer)
    elif kind == "footnote_reference":
        _footnote(node, parent, writer)
    elif kind == "line_break":
        if parent.tag in _WITHOUT_BREAKS:
            add_words(parent, " ")
        else:
            etree.SubElement(parent, "br")
    elif kind == "image":
        add_words(parent, plain_text(node))
        writer.losses.add(node, "src", "pictures do not stand in running text")
    elif kind in _SILENT:
        writer.losses.add(node, _SILENT[kind], "the format has no place for it in running text")
    else:
        if kind in _WORDS_ONLY:
            writer.losses.add(node, "kind", f"the format does not know {_WORDS_ONLY[kind]}")
        if kind == "provision" and node.id is not None:
            writer.losses.add(node, "id", "a sentence has no name")
        if kind == "span":
            writer.losses.attributes(node)
        write_inlines(node.children, parent, writer)


def _text(text: str, parent: Any, writer: Writer) -> None:
    at = 0
    for match in _BCP14.finditer(text) if writer.bcp14 else ():
        add_words(parent, text[at : match.start()])
        etree.SubElement(parent, "bcp14").text = match.group()
        at = match.end()
    add_words(parent, text[at:])


def _marked(node: Any, kind: str, parent: Any, writer: Writer) -> None:
    # em may not stand in em, nor sub in sub: the inner one then is its words.
    above = (parent, *parent.iterancestors())
    nested = any(element.tag == _ELEMENTS[kind] for element in above)
    element = parent if nested else etree.SubElement(parent, _ELEMENTS[kind])
    if kind == "code_span":
        add_words(element, node.text)
    elif kind == "math":
        add_words(element, node.tex)
        writer.losses.add(node, "kind", "the format has no formulas; TeX stands in its place")
    else:
        write_inlines(node.children, element, writer)


def _reference(node: Any, parent: Any, writer: Writer) -> None:
    target = writer.numbering.resolve(node.target) if node.target else None
    anchor = writer.anchors.get(id(target)) if target is not None else None
    words = plain_text(node) or (
        writer.numbering.reference_text(target) if target is not None else node.target or ""
    )
    if anchor is None:
        add_words(parent, words)
        writer.losses.add(node, "target", "nothing that can be referred to has this id")
        return
    element = etree.SubElement(parent, "xref", target=anchor)
    if node.children or not words.isascii():
        add_words(element, words)


def _footnote(node: Any, parent: Any, writer: Writer) -> None:
    """There are no footnotes: the words of one follow its mark in brackets."""
    note = writer.numbering.identifiers.footnotes.get(node.target)
    if note is not None:
        words = " ".join(plain_text(block).strip() for block in note.children)
        add_words(parent, f" [{words}]")
    writer.losses.add(node, "kind", "the format has no footnotes; the words stand in brackets")
