"""Writing the XML Schema 1.0: what editors complete from, and what explains an error best.

It cannot say that a cell with blocks holds no text beside them, nor what the author's attributes look like;
the RELAX NG schema can.
"""

from __future__ import annotations

from stdml.model.base import Node
from stdml.model.content import (
    ATTRIBUTES_NAMESPACE,
    NAMESPACE,
    Slot,
    attributes_of,
    content_of,
    exclusive_fields,
    is_mixed,
    is_word_list,
    takes_attributes,
)  # fmt: skip
from stdml.model.inlines import Text
from stdml.model.kinds import ALL, ELEMENT, FieldSpec, field_docs, summary_of
from stdml.model.metadata import Adoption, Metadata
from stdml.model.structure import Document
from stdml.schema.grammar import UNIONS, is_list_field, line_type, metadata_docs, union_name
from stdml.schema.patterns import TEXT_TYPES, xml_regex
from stdml.schema.relaxng import HEAD, xml_escape

Lines = list[str]


def xml_schema() -> str:
    """Return the XML Schema."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<!-- {HEAD} -->",
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}"',
        f'    targetNamespace="{NAMESPACE}" elementFormDefault="qualified">',
    ]
    body: Lines = [*_element(ELEMENT[Document], ELEMENT[Document], "", summary_of(Document))]
    for cls in ALL:
        if cls is not Text:
            body += _complex_type(cls)
    body += _metadata_types()
    for name, classes in UNIONS.items():
        options = [
            line for cls in classes if cls is not Text for line in _element(ELEMENT[cls], ELEMENT[cls])
        ]
        body += _tag("xs:group", {"name": name}, _tag("xs:choice", {}, options))
    running = _tag("xs:sequence", {}, [_open("xs:group", {"ref": "inline", **_many(0)})])
    body += _tag("xs:complexType", {"name": "inline-content", "mixed": "true"}, running)
    body += _author_attributes()
    nothing = _tag("xs:restriction", {"base": "xs:token"}, [_open("xs:maxLength", {"value": "0"})])
    body += _tag("xs:simpleType", {"name": "blank"}, nothing)
    for pattern, (name, doc) in TEXT_TYPES.items():
        facet = [_open("xs:pattern", {"value": xml_regex(pattern)})]
        inside = [*_documentation(doc), *_tag("xs:restriction", {"base": "xs:string"}, facet)]
        body += _tag("xs:simpleType", {"name": name}, inside)
    return "\n".join([*lines, *("  " + line for line in body), "</xs:schema>", ""])


def _open(tag: str, attributes: dict[str, str], end: str = "/>") -> str:
    return f"<{tag}" + "".join(f' {name}="{xml_escape(value)}"' for name, value in attributes.items()) + end


def _tag(tag: str, attributes: dict[str, str], inside: Lines) -> Lines:
    if not inside:
        return [_open(tag, attributes)]
    return [_open(tag, attributes, ">"), *("  " + line for line in inside), f"</{tag}>"]


def _documentation(doc: str) -> Lines:
    return (
        _tag("xs:annotation", {}, [f"<xs:documentation>{xml_escape(doc)}</xs:documentation>"]) if doc else []
    )


def _many(least: int) -> dict[str, str]:
    return {"minOccurs": str(least), "maxOccurs": "unbounded"}


def _element(name: str, type: str, occurs: str = "", doc: str = "", inside: Lines | None = None) -> Lines:
    attributes = {"name": name, **({"type": type} if type else {})}
    attributes |= {"": {}, "?": {"minOccurs": "0"}, "*": _many(0), "+": _many(1)}[occurs]
    return _tag("xs:element", attributes, [*_documentation(doc), *(inside or [])])


def _complex_type(cls: type[Node]) -> Lines:
    attributes = [line for spec in attributes_of(cls) for line in _attribute(spec)]
    if takes_attributes(cls):
        attributes.append(_open("xs:attributeGroup", {"ref": "author-attributes"}))
    slots = content_of(cls)
    head = {"name": ELEMENT[cls], **({"mixed": "true"} if is_mixed(cls) else {})}
    doc = _documentation(summary_of(cls))
    if any(slot.form == "text" for slot in slots):
        base = {"base": TEXT_TYPES[slots[0].spec.pattern or ""][0]}
        simple = _tag("xs:simpleContent", {}, _tag("xs:extension", base, attributes))
        return _tag("xs:complexType", head, [*doc, *simple])
    if not slots:
        return _tag("xs:complexType", head, [*doc, *_blank(attributes)])
    if exclusive_fields(cls):
        options = [line for slot in slots for line in _slot(slot, least=int(slot.form != "mixed"))]
        content = _tag("xs:choice", {}, options)
    else:
        content = _tag("xs:sequence", {}, [line for slot in slots for line in _slot(slot)])
    return _tag("xs:complexType", head, [*doc, *content, *attributes])


def _blank(attributes: Lines) -> Lines:
    """Return the content of an element that holds nothing; white space in it does no harm, as in RELAX NG."""
    return _tag("xs:simpleContent", {}, _tag("xs:extension", {"base": "blank"}, attributes))


def _slot(slot: Slot, least: int | None = None) -> Lines:
    spec = slot.spec
    match slot.form:
        case "metadata":
            return _element("metadata", "metadata", "?")
        case "wrapped-text":
            return _element(slot.element, TEXT_TYPES[spec.pattern or ""][0], "", spec.doc)
        case "items":
            return _element(slot.element, TEXT_TYPES[spec.pattern or ""][0], "*", spec.doc)
        case "wrapper" if spec.role == "inlines":
            return _element(slot.element, "inline-content", "?", spec.doc)
        case "wrapper":
            content = _tag("xs:complexType", {}, _tag("xs:sequence", {}, _children(slot, 0)))
            return _element(slot.element, "", "?", spec.doc, content)
    return _children(slot, spec.min_length if least is None else least)


def _children(slot: Slot, least: int) -> Lines:
    name = union_name(slot.spec)
    if name:
        return [_open("xs:group", {"ref": name, **_many(least)})]
    (cls,) = slot.classes
    return _element(ELEMENT[cls], ELEMENT[cls], "+" if least else "*")


def _attribute(spec: FieldSpec) -> Lines:
    head = {"name": spec.element, **({"use": "required"} if spec.required else {})}
    doc = _documentation(spec.doc)
    if is_word_list(spec):
        words = _tag("xs:simpleType", {}, _tag("xs:list", {}, _enumeration(spec.choices)))
        return _tag("xs:attribute", head, [*doc, *words])
    if spec.choices or spec.type is bool:
        return _tag("xs:attribute", head, [*doc, *_enumeration(spec.choices or ("true", "false"))])
    if spec.type is int:
        facets = [
            _open("xs:minInclusive", {"value": str(spec.minimum)}),
            _open("xs:maxInclusive", {"value": str(spec.maximum)}),
        ]
        return _tag("xs:attribute", head, [*doc, *_restricted("xs:integer", facets)])
    return _tag("xs:attribute", {**head, "type": TEXT_TYPES[spec.pattern or ""][0]}, doc)


def _restricted(base: str, facets: Lines) -> Lines:
    return _tag("xs:simpleType", {}, _tag("xs:restriction", {"base": base}, facets))


def _enumeration(words: tuple[str, ...]) -> Lines:
    return _restricted("xs:string", [_open("xs:enumeration", {"value": word}) for word in words])


def _author_attributes() -> Lines:
    items = _tag("xs:simpleType", {}, _tag("xs:list", {"itemType": "class-name"}, []))
    restriction = _tag("xs:restriction", {}, [*items, _open("xs:minLength", {"value": "1"})])
    classes = _tag("xs:attribute", {"name": "class"}, _tag("xs:simpleType", {}, restriction))
    others = [_open("xs:anyAttribute", {"namespace": ATTRIBUTES_NAMESPACE, "processContents": "skip"})]
    doc = _documentation("Classes and values that the author made up.")
    return _tag("xs:attributeGroup", {"name": "author-attributes"}, [*doc, *classes, *others])


def _metadata_types() -> Lines:
    docs = metadata_docs()
    fields: Lines = []
    for name, info in Metadata.model_fields.items():
        element = name.replace("_", "-")
        if name == "title":
            part = _tag("xs:sequence", {}, _element("part", "line", "+"))
            content = _tag("xs:complexType", {}, [*part, _required("language", "key")])
            fields += _element(element, "", "*", docs[name], content)
        elif name == "adopts":
            degree = _tag(
                "xs:attribute", {"name": "degree", "type": "line"}, _documentation(_adoption("degree"))
            )
            fields += _element(
                element,
                "",
                "*",
                docs[name],
                _tag("xs:complexType", {}, _blank([_required("identifier", "line"), *degree])),
            )
        elif name == "extra":
            entries = [_open("xs:group", {"ref": "extra-entry", **_many(0)})]
            content = _tag("xs:complexType", {}, _tag("xs:sequence", {}, entries))
            fields += _element(element, "", "?", docs[name], content)
        else:
            fields += _element(
                element, line_type(name), "*" if is_list_field(info.annotation) else "?", docs[name]
            )
    metadata = _tag(
        "xs:complexType",
        {"name": "metadata"},
        [*_documentation(summary_of(Metadata)), *_tag("xs:sequence", {}, fields)],
    )
    return [*metadata, *_extra("extra-value", False), *_extra("extra-entry", True)]


def _adoption(name: str) -> str:
    return field_docs(Adoption.__doc__ or "")[name]


def _required(name: str, type: str) -> str:
    return _open("xs:attribute", {"name": name, "type": type, "use": "required"})


def _extra(group: str, keyed: bool) -> Lines:
    key = [_required("key", "line")] if keyed else []
    text = _tag("xs:simpleContent", {}, _tag("xs:extension", {"base": "verbatim"}, key))
    options = _element("extra-text", "", "", "", _tag("xs:complexType", {}, text))
    for name, inside in (("extra-list", "extra-value"), ("extra-map", "extra-entry")):
        values = _tag("xs:sequence", {}, [_open("xs:group", {"ref": inside, **_many(0)})])
        options += _element(name, "", "", "", _tag("xs:complexType", {}, [*values, *key]))
    return _tag("xs:group", {"name": group}, _tag("xs:choice", {}, options))
