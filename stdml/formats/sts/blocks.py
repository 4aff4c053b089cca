"""Paragraphs, notes, code and references, each with its reader and its writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, is_identifier, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.mapping import (
    LABELLED,
    LABELLED_NAMES,
    VERBATIM,
    WARNINGS,
    has_blocks,
)  # fmt: skip
from stdml.formats.sts.names import (
    HREF,
    Element,
    add_text,
    below,
    elements,
    is_blank,
)  # fmt: skip
from stdml.formats.sts.reading import ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    KIND,
    WriteNode,
    Writer,
    element_of_class,
    nothing,
    own_fields,
    restore,
    safe_element,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.blocks import (
    CodeBlock,
    Comment,
    Container,
    Divider,
    Footnote,
    ForeignBlock,
    Heading,
    Note,
    Paragraph,
    Quotation,
    ReferenceEntry,
    Requirement,
    SafetyWarning,
)
from stdml.model.inlines import Citation, Image

# --- Paragraphs and whatever stands for one


def _read_p(reader: Reader, element: Element) -> Any:
    kind = element.get("content-type", "")
    if kind.startswith(KIND):
        found = _read_kind(reader, element, kind[len(KIND) :])
        if found is not None:
            return found
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    if has_blocks(element):
        return Container("sts-p", reader.blocks(element), ident, facts.attributes())
    return Paragraph(reader.inlines(element), ident, facts.attributes())


def _write_paragraph(writer: Writer, node: Paragraph, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    name = element_of_class(facts.classes)
    if name is None or not safe_element(name):
        element = writer.element(parent, "p", node, facts)
    elif name == "text":
        element = parent
        if len(parent) or parent.text:
            add_text(parent, " ")
    elif name == "graphic" and len(node.children) == 1 and isinstance(node.children[0], Image):
        _write_graphic(writer, node.children[0], writer.element(parent, name, node, facts))
        return
    else:
        element = writer.element(parent, name, node, facts)
    if parent.tag == "p" and element is not parent and element.tag == "p":
        # A paragraph in a paragraph is the running text between the blocks of one.
        parent.remove(element)
        element = parent
        if len(parent) or parent.text:
            add_text(parent, " ")
    writer.running(node.children, element)


def _read_graphic(reader: Reader, element: Element) -> Any:
    inner = elements(element)
    src = element.get(HREF)
    if not src or not is_line(src) or len(inner) > 1 or not is_blank(element.text):
        return None
    if any(child.tag != "alt-text" or child.attrib for child in inner):
        return None
    facts = Facts("sts-graphic").take(element, "xlink:href", "id")
    ident = identifier(element, facts)
    image = Image(reader.inlines(inner[0]) if inner else [], src)
    if inner and not image.children:
        facts.empty.append("alt-text")
    return Paragraph([image], ident, facts.attributes())


def _write_graphic(writer: Writer, image: Image, element: Element) -> None:
    if image.src is not None:
        element.set(HREF, image.src)
    if image.children:
        writer.inlines(image.children, below(element, "alt-text"))


def _write_container(writer: Writer, node: Container, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    name = element_of_class([node.name or ""])
    if name is None or not safe_element(name):
        _write_kind(writer, node, parent)
        return
    writer.blocks(node.children, writer.element(parent, name, node, facts))


# --- Notes, examples, warnings, quotations


def _read_labelled(reader: Reader, element: Element) -> Any:
    facts = Facts().take(element, "id")
    kind = facts.values.get("sts.content-type", "")
    cls = LABELLED[element.tag]
    node: Any
    if cls is Note and kind in WARNINGS:
        del facts.values["sts.content-type"]
        node = SafetyWarning(level=WARNINGS[kind])  # type: ignore[arg-type]
    else:
        node = cls()
    node.id = identifier(element, facts)
    restore(node, facts)
    if cls is Quotation:
        node.children = reader.blocks(element)
    else:
        node.children = reader.blocks(element, "label")
        reader.labelled(node, element, facts)
    node.attrs = facts.attributes()
    return node


def _write_labelled(writer: Writer, node: Any, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    name = LABELLED_NAMES.get(type(node), "non-normative-note")
    own_fields(node, facts, "id", "level", *writer.told)
    element = writer.element(parent, name, node, facts)
    if isinstance(node, SafetyWarning):
        element.set("content-type", node.level)
    if not isinstance(node, Quotation):
        write_label(writer, node, element, facts, computed_label(writer, node))
    writer.blocks(node.children, element)
    nothing(element)


# --- Program text


def _read_verbatim(reader: Reader, element: Element) -> Any:
    if len(element):
        return None
    facts = Facts().take(element, "id", "language")
    ident = identifier(element, facts)
    language = element.get("language")
    if language is not None and not is_line(language):
        return None
    if element.tag == "preformat":
        facts.classes.append("sts-preformat")
    node = CodeBlock((element.text or "").replace("\r", "\n"), language, ident, None)
    if facts.values.get("sts.preformat-type", "") == KIND + "foreign_block":
        return ForeignBlock(node.text, str(facts.own.get("format", "html")))
    restore(node, facts)
    node.attrs = facts.attributes()
    return node


def _write_code(writer: Writer, node: CodeBlock, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    name = "preformat" if "sts-preformat" in facts.classes else "code"
    element = writer.element(parent, name, node, facts)
    if node.language is not None:
        element.set("language", node.language)
    element.text = node.text


def _write_foreign(writer: Writer, node: ForeignBlock, parent: Element) -> None:
    if node.format == "sts" and writer.foreign(node.text, parent):
        return
    element = below(parent, "preformat")
    element.set("preformat-type", KIND + node.kind)
    facts = Facts()
    facts.own["format"] = node.format
    facts.put(element)
    element.text = node.text


# --- References


def _read_ref(reader: Reader, element: Element) -> Any:
    inner = [child for child in elements(element) if child.tag != "label"]
    if len(inner) != 1 or inner[0].tag not in ("mixed-citation", "std") or not is_blank(element.text):
        return None
    facts = Facts().take(element, "id")
    entry = ReferenceEntry(id=identifier(element, facts))
    if inner[0].tag == "std":
        entry.children = [_one_inline(reader, inner[0])]
        if not isinstance(entry.children[0], Citation):
            facts.classes.append("sts-std")
    else:
        facts.take(inner[0], child="citation")
        if has_blocks(inner[0]):
            return None
        entry.children = reader.inlines(inner[0])
        if len(entry.children) == 1 and isinstance(entry.children[0], Citation):
            facts.classes.append("sts-mixed-citation")
    restore(entry, facts)
    reader.labelled(entry, element, facts)
    reader.set_aside(element)
    entry.attrs = facts.attributes()
    return entry


def _one_inline(reader: Reader, element: Element) -> Any:
    found: list[Any] = []
    reader.inline(element, found)
    return found[0]


def _write_ref(writer: Writer, node: ReferenceEntry, parent: Element) -> None:
    if parent.tag not in ("ref-list", "p"):
        if len(parent) and parent[-1].tag == "ref-list" and parent[-1].get("content-type") == KIND + "run":
            parent = parent[-1]
        else:
            parent = below(parent, "ref-list")
            parent.set("content-type", KIND + "run")
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id", *writer.told)
    element = writer.element(parent, "ref", node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    only = node.children[0] if len(node.children) == 1 else None
    is_std = isinstance(only, Citation) and "sts-mixed-citation" not in facts.classes
    if is_std or "sts-std" in facts.classes:
        writer.inlines(node.children, element)
        return
    citation = below(element, "mixed-citation")
    facts.put(citation, "citation")
    writer.line(node.children, citation)


def _read_ref_list(reader: Reader, element: Element) -> Any:
    if element.get("content-type") == KIND + "run":
        return reader.blocks(element)
    return None


# --- Kinds that STS does not have

_IN_PARAGRAPH: dict[str, type[Any]] = {"heading": Heading, "divider": Divider, "footnote": Footnote}


def _read_kind(reader: Reader, element: Element, kind: str) -> Any:
    """Return the node of a kind that stands in a paragraph of its own, or None."""
    facts = Facts().take(element, "id", "content-type")
    ident = identifier(element, facts)
    inner = elements(element)
    if kind == "nothing":
        return []
    if kind == "wrap":
        return reader.blocks(element)
    if kind == "footnote" and len(inner) == 1 and inner[0].tag == "fn":
        label = str(facts.own.get("label", inner[0].get("id", "")))
        return Footnote(label, reader.blocks(inner[0], "label")) if is_identifier(label) else None
    if kind == "heading":
        heading = Heading(reader.inlines(element), id=ident, attrs=facts.attributes())
        return restore(heading, facts)
    return Divider(ident, facts.attributes()) if kind == "divider" else None


def _write_heading(writer: Writer, node: Heading, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id")
    element = writer.element(parent, "p", node, facts)
    element.set("content-type", KIND + node.kind)
    writer.line(node.children, element)


def _write_divider(writer: Writer, node: Divider, parent: Element) -> None:
    writer.element(parent, "p", node, Facts.of(node.attrs)).set("content-type", KIND + node.kind)


def _write_footnote(writer: Writer, node: Footnote, parent: Element) -> None:
    paragraph = below(parent, "p")
    paragraph.set("content-type", KIND + node.kind)
    facts = Facts()
    facts.own["label"] = node.label
    facts.put(paragraph)
    element = below(paragraph, "fn")
    writer.put_id(element, node.label, Facts())
    number = writer.numbering.number(node)
    if number:
        below(element, "label").text = number
    writer.blocks(node.children, element)
    nothing(element)


def _read_boxed(reader: Reader, element: Element) -> Any:
    kind = element.get("content-type", "").removeprefix(KIND)
    if kind == "notes":
        return Container(KIND + kind, reader.blocks(element))
    if kind not in ("requirement", "container"):
        return None
    facts = Facts().take(element, "id", "content-type")
    node: Any = (Requirement if kind == "requirement" else Container)()
    node.children = reader.blocks(element)
    node.id = identifier(element, facts)
    restore(node, facts)
    node.attrs = facts.attributes()
    return node


def _write_kind(writer: Writer, node: Any, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id")
    element = writer.element(parent, "boxed-text", node, facts)
    element.set("content-type", KIND + node.kind)
    writer.blocks(node.children, element)
    nothing(element)


def _write_comment(writer: Writer, node: Comment, parent: Element) -> None:
    writer.comment(node.text, parent)


READERS: dict[str, ReadBlock] = {
    "p": _read_p,
    **dict.fromkeys(LABELLED, _read_labelled),
    **dict.fromkeys(VERBATIM, _read_verbatim),
    "graphic": _read_graphic,
    "ref": _read_ref,
    "ref-list": _read_ref_list,
    "boxed-text": _read_boxed,
}

WRITERS: dict[type[Node], WriteNode] = {
    Paragraph: _write_paragraph,
    Container: _write_container,
    **dict.fromkeys(LABELLED_NAMES, _write_labelled),
    SafetyWarning: _write_labelled,
    CodeBlock: _write_code,
    ForeignBlock: _write_foreign,
    ReferenceEntry: _write_ref,
    Requirement: _write_kind,
    Heading: _write_heading,
    Divider: _write_divider,
    Footnote: _write_footnote,
    Comment: _write_comment,
}
