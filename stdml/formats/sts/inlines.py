"""Elements of running text, each with its reader and its writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, is_identifier, is_line
from stdml.formats.sts.mapping import INLINE, INLINE_NAMES, REFERENCES
from stdml.formats.sts.names import (
    HREF,
    SPACE,
    Element,
    add_text,
    below,
    is_blank,
    name_of,
    squeezed,
    text_of,
)  # fmt: skip
from stdml.formats.sts.pictures import (
    read_formula,
    read_image,
    read_math,
    write_image,
    write_math,
    write_mathematics,
)
from stdml.formats.sts.reading import Kept, ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    KIND,
    LITERAL,
    NOTHING,
    WriteNode,
    Writer,
    element_of_class,
    own_fields,
    restore,
    safe_element,
    write_kind,
    xml_id,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    ForeignInline,
    Image,
    InlineComment,
    LineBreak,
    Link,
    Math,
    Span,
    TermReference,
)
from stdml.model.kinds import BY_KIND, INLINES, fields_of
from stdml.model.walk import plain_text

NO_TYPE = "\N{EM DASH}"
"""The `ref-type` of a reference that has none; it is taken away when all targets are known."""

# --- Simple elements


def _read_simple(reader: Reader, element: Element) -> Any:
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    node = INLINE[element.tag](reader.inlines(element, trim=False))
    return reader.wrapped(node, element.tag, facts, ident)


def _write_simple(writer: Writer, node: Any, parent: Element) -> None:
    writer.inlines(node.children, below(parent, INLINE_NAMES[type(node)]))


def _read_break(reader: Reader, element: Element) -> Any:
    return LineBreak() if not element.attrib and not len(element) and is_blank(element.text) else None


def _read_monospace(reader: Reader, element: Element) -> Any:
    text = squeezed(element.text)
    return None if element.attrib or len(element) or not text else CodeSpan(text)


# --- References


def _read_xref(reader: Reader, element: Element) -> Any:
    target = element.get("rid")
    if not is_identifier(target) or target is None:
        return None
    if target not in reader.ids:
        reader.dangling.setdefault(target, element.sourceline)
    facts = Facts().take(element, "rid", "id")
    usual = usual_reference(reader.ids.get(target))
    if usual is not None:
        if facts.values.get("sts.ref-type") == usual:
            del facts.values["sts.ref-type"]
        elif "sts.ref-type" not in facts.values:
            facts.without.append("@ref-type")
    ident = identifier(element, facts)
    children = reader.inlines(element, trim=False)
    if "target" in facts.own:
        target = str(facts.own.pop("target"))
    node: Any
    if facts.own.pop("kind", None) == "footnote_reference":
        return FootnoteReference(target)
    if facts.own.pop("computed", False):
        children = []
    node = CrossReference(children, target)
    return reader.wrapped(node, "xref", facts, ident)


def usual_reference(target: Element | None) -> str | None:
    """Return the `ref-type` that goes without saying for what is referred to."""
    return None if target is None else REFERENCES.get(name_of(target.tag) or "")


def _write_xref(writer: Writer, node: CrossReference, parent: Element, facts: Facts | None = None) -> None:
    if node.target is None or writer.is_dangling(node.target):
        write_kind(writer, node, parent, facts)
        return
    facts = facts or Facts()
    element = below(parent, "xref")
    if node.target is not None:
        element.set("rid", xml_id(node.target))
        if xml_id(node.target) != node.target:
            facts.own["target"] = node.target
    children = node.children
    if not children and node.target is not None and not facts.classes:
        found = writer.numbering.resolve(node.target)
        add_text(element, writer.numbering.reference_text(found) if found is not None else node.target)
        facts.own["computed"] = True
    facts.put(element)
    if "@ref-type" in facts.without:
        element.set("ref-type", NO_TYPE)
    writer.inlines(children, element)


def _write_footnote_reference(writer: Writer, node: FootnoteReference, parent: Element) -> None:
    if writer.is_dangling(node.target):
        write_kind(writer, node, parent)
        return
    facts = Facts()
    element = below(parent, "xref")
    name = xml_id(node.target)
    element.set("rid", name)
    if name != node.target:
        facts.own["target"] = node.target
    facts.own["kind"] = node.kind
    facts.put(element)
    number = writer.numbering.number(node)
    below(element, "sup").text = number or node.target


def without_target(element: Element) -> None:
    """Make of an `xref` whose target is not in the file what a reference without a target is written as."""
    facts = Facts().take(element, "rid", "ref-type")
    facts.own.setdefault("target", element.get("rid"))
    kind = facts.own.pop("kind", "cross_reference")
    if facts.own.pop("computed", False) or kind == "footnote_reference":
        del element[:]
        element.text = None
    element.attrib.clear()
    element.tag = "named-content"
    element.set("content-type", KIND + kind)
    facts.put(element)


def _read_entailed(reader: Reader, element: Element) -> Any:
    target = element.get("target")
    if target is not None and not is_identifier(target):
        return None
    facts = Facts().take(element, "target", "id")
    node = TermReference(reader.inlines(element, trim=False), target)
    return reader.wrapped(node, "tbx:entailedTerm", facts, identifier(element, facts))


def _write_entailed(writer: Writer, node: TermReference, parent: Element) -> None:
    target = node.target
    if target is not None and (xml_id(target) != target or writer.is_dangling(target)):
        write_kind(writer, node, parent)
        return
    element = below(parent, "tbx:entailedTerm")
    if node.target is not None:
        element.set("target", node.target)
    writer.inlines(node.children, element)


_LINKS = {"ext-link": "", "uri": "", "email": "mailto:"}


def _read_link(reader: Reader, element: Element) -> Any:
    href = element.get(HREF)
    facts = Facts().take(element, "xlink:href", "id")
    words = text_of(element)
    if href is None and element.tag != "ext-link" and is_line(words):
        href = _LINKS[element.tag] + words
        facts.without.append("@xlink:href")
    if href is None or not is_line(href):
        return None
    node = Link(reader.inlines(element, trim=False), href)
    restore(node, facts)
    facts.own.pop("title", None)
    ident = identifier(element, facts)
    if element.tag == "ext-link":
        return reader.wrapped(node, "ext-link", facts, ident)
    facts.classes.insert(0, f"sts-{element.tag}")
    return Span([node], ident, facts.attributes())


def _write_link(writer: Writer, node: Link, parent: Element) -> None:
    facts = Facts()
    if node.href is None:
        write_kind(writer, node, parent)
        return
    if node.title is not None:
        facts.own["title"] = node.title
    element = below(parent, "ext-link")
    element.set(HREF, node.href)
    facts.put(element)
    writer.inlines(node.children, element)


def _read_std(reader: Reader, element: Element) -> Any:
    facts = Facts().take(element, "std-id", "id")
    children = reader.inlines(element, trim=False)
    given = element.get("std-id")
    named = element.find("std-ref")
    ident = text_of(named) if named is not None else None
    if given is not None:
        if not is_line(given):
            return None
        if given == ident:
            facts.values["sts.std-id"] = given
        ident = given
    node = restore(Citation(children, ident if ident and is_line(ident) else None), facts)
    facts.own.pop("locality", None)
    return reader.wrapped(node, "std", facts, identifier(element, facts))


def _write_std(writer: Writer, node: Citation, parent: Element) -> None:
    facts = Facts()
    own_fields(node, facts, "identifier")
    element = below(parent, "std")
    writer.inlines(node.children, element)
    named = element.find("std-ref")
    if node.identifier is not None and (named is None or text_of(named) != node.identifier):
        element.set("std-id", node.identifier)
    facts.put(element)


# --- Spans, and kinds that STS does not have


def _write_span(writer: Writer, node: Span, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    name = element_of_class(facts.classes)
    if name is None or not safe_element(name):
        write_kind(writer, node, parent, facts)
        return
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, CrossReference) and name == "xref":
        _write_xref(writer, only, parent, facts)
        element = parent[-1]
    elif isinstance(only, Math) and name in ("inline-formula", "mml:math"):
        element = write_mathematics(only, name, facts, parent)
        if name == "mml:math":
            return
    elif isinstance(only, Link) and name in _LINKS:
        element = below(parent, name)
        is_usual = "@xlink:href" in facts.without and only.href == _LINKS[name] + plain_text(only).strip(
            SPACE
        )
        if only.href is not None and not is_usual:
            element.set(HREF, only.href)
        writer.inlines(only.children, element)
    elif only is not None and _NATIVE.get(name) is type(only):
        writer.inlines([only], parent)
        element = parent[-1]
    else:
        element = below(parent, name)
        writer.inlines(node.children, element)
    if node.id is not None:
        writer.put_id(element, node.id, facts)
    facts.put(element)


_NATIVE: dict[str, type[Node]] = {
    **INLINE, "tbx:entailedTerm": TermReference, "std": Citation, "inline-graphic": Image,
}  # fmt: skip


def _read_named(reader: Reader, element: Element) -> Any:
    kind = element.get("content-type", "")
    if kind == LITERAL:
        reader.kept += 1
        return [Kept("")]
    if kind == NOTHING:
        return []
    cls = BY_KIND.get(kind[len(KIND) :]) if kind.startswith(KIND) else None
    if cls is None or cls not in INLINES:
        return None
    facts = Facts().take(element, "id", "content-type")
    own = facts.own
    specs = {spec.name: spec for spec in fields_of(cls)}
    text = next((spec.name for spec in specs.values() if spec.role == "verbatim"), None)
    node: Any
    if text is not None:
        node = cls(**{text: str(own.get(text, element.text or ""))})
    elif "children" in specs:
        node = cls(children=reader.inlines(element, trim=False))  # type: ignore[call-arg]
    else:
        required = {spec.name: str(own.get(spec.name, "")) for spec in specs.values() if spec.required}
        node = cls(**required)
    restore(node, facts)
    if "id" in specs and node.id is None:
        node.id = identifier(element, facts)
    if "attrs" in specs:
        node.attrs = facts.attributes()
    return node


def _write_foreign(writer: Writer, node: ForeignInline, parent: Element) -> None:
    if node.format != "sts" or not writer.foreign(node.text, parent):
        write_kind(writer, node, parent)


def _write_code(writer: Writer, node: CodeSpan, parent: Element) -> None:
    if squeezed(node.text) == node.text:
        below(parent, "monospace").text = node.text
    else:
        write_kind(writer, node, parent)


def _write_comment(writer: Writer, node: InlineComment, parent: Element) -> None:
    writer.comment(node.text, parent)


READERS: dict[str, ReadBlock] = {
    **dict.fromkeys(INLINE, _read_simple),
    "break": _read_break,
    "monospace": _read_monospace,
    "xref": _read_xref,
    "tbx:entailedTerm": _read_entailed,
    **dict.fromkeys(_LINKS, _read_link),
    "std": _read_std,
    "inline-formula": read_formula,
    "mml:math": read_math,
    "inline-graphic": read_image,
    "named-content": _read_named,
}

WRITERS: dict[type[Node], WriteNode] = {
    **dict.fromkeys(INLINES, write_kind),
    **dict.fromkeys(INLINE_NAMES, _write_simple),
    LineBreak: lambda writer, node, parent: _nothing(below(parent, "break")),
    CodeSpan: _write_code,
    CrossReference: _write_xref,
    FootnoteReference: _write_footnote_reference,
    TermReference: _write_entailed,
    Link: _write_link,
    Citation: _write_std,
    Math: write_math,
    Image: write_image,
    Span: _write_span,
    ForeignInline: _write_foreign,
    InlineComment: _write_comment,
}


def _nothing(element: Element) -> None:
    """Leave an element empty."""
