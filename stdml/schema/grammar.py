"""The RELAX NG grammar of the XML spelling, made from the table of node classes."""

from __future__ import annotations

from stdml.model.base import Node
from stdml.model.content import (
    ATTRIBUTES_NAMESPACE,
    Slot,
    attributes_of,
    content_of,
    exclusive_fields,
    is_word_list,
    takes_attributes,
)  # fmt: skip
from stdml.model.inlines import Text
from stdml.model.kinds import ALL, BLOCKS, ELEMENT, INLINES, SECTIONS, FieldSpec, field_docs, summary_of
from stdml.model.metadata import Adoption, Metadata
from stdml.model.structure import Document
from stdml.schema.patterns import (
    TEXT_TYPES,
    AnyAttribute,
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Grammar,
    Mixed,
    Pattern,
    Ref,
    Repeat,
    Sequence,
    Tokens,
    Value,
    xml_regex,
)  # fmt: skip

UNIONS = {"inline": INLINES, "block": BLOCKS, "section": SECTIONS}
"""The unions of node classes that have a name in the schemas."""

SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def grammar() -> Grammar:
    """Return the grammar; its first definition is the document."""
    found = Grammar()
    for cls in ALL:
        if cls is not Text:
            found.add(ELEMENT[cls], Element(ELEMENT[cls], _content(cls)), summary_of(cls))
    found.add("metadata", _metadata(), summary_of(Metadata))
    for name, key in (("extra-value", False), ("extra-entry", True)):
        found.add(name, _extra(key), "A value under a key that the model does not know.")
    for name, classes in UNIONS.items():
        found.add(name, Choice(tuple(Ref(ELEMENT[cls]) for cls in classes if cls is not Text)))
    found.add("author-attributes", _author_attributes(), "Classes and values that the author made up.")
    for pattern, (name, doc) in TEXT_TYPES.items():
        found.add(name, Data("string", (("pattern", xml_regex(pattern)),)), doc)
    return found


def _content(cls: type[Node]) -> Pattern:
    parts: list[Pattern] = [_attribute(spec) for spec in attributes_of(cls)]
    if cls is Document:
        parts += [Repeat(Attribute(f"xsi:{name}", Data("string")), "?") for name in _LOCATIONS]
    if takes_attributes(cls):
        parts.append(Ref("author-attributes"))
    slots = content_of(cls)
    if exclusive_fields(cls):
        parts.append(Choice(tuple(_only(slot) for slot in slots)))
    elif any(slot.form == "mixed" for slot in slots):
        parts.append(Mixed(_sequence([_slot(slot) for slot in slots])))
    else:
        parts += [_slot(slot) for slot in slots]
    return _sequence(parts)


_LOCATIONS = ("schemaLocation", "noNamespaceSchemaLocation")


def _sequence(parts: list[Pattern]) -> Pattern:
    if not parts:
        return Empty()
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _attribute(spec: FieldSpec) -> Pattern:
    attribute = Attribute(spec.element, scalar(spec), spec.doc)
    return attribute if spec.required else Repeat(attribute, "?")


def scalar(spec: FieldSpec) -> Pattern:
    """Return the pattern of the value of a field."""
    if is_word_list(spec):
        return Tokens(Repeat(Choice(tuple(map(Value, spec.choices))), "*"))
    if spec.choices:
        return Choice(tuple(map(Value, spec.choices)))
    if spec.type is bool:
        return Choice((Value("true"), Value("false")))
    if spec.type is int:
        return Data("integer", (("minInclusive", str(spec.minimum)), ("maxInclusive", str(spec.maximum))))
    return _text(spec.pattern)


def _text(pattern: str | None) -> Pattern:
    if pattern is None:
        raise ValueError("a text without a pattern cannot be said in all schemas alike")
    return Ref(TEXT_TYPES[pattern][0])


def _slot(slot: Slot) -> Pattern:
    match slot.form:
        case "metadata":
            return Repeat(Ref("metadata"), "?")
        case "text":
            return _text(slot.spec.pattern)
        case "wrapped-text":
            return Element(slot.element, _text(slot.spec.pattern), slot.spec.doc)
        case "items":
            return Repeat(Element(slot.element, _text(slot.spec.pattern), slot.spec.doc), "*")
        case "wrapper":
            inside = Repeat(_union(slot), "*")
            content = Mixed(inside) if slot.spec.role == "inlines" else inside
            return Repeat(Element(slot.element, content, slot.spec.doc), "?")
    return Repeat(_union(slot), "+" if slot.spec.min_length else "*")


def _only(slot: Slot) -> Pattern:
    """Return the pattern of one of several fields of which only one may hold something."""
    return Mixed(_slot(slot)) if slot.form == "mixed" else Repeat(_union(slot), "+")


def _union(slot: Slot) -> Pattern:
    name = union_name(slot.spec)
    return Ref(name) if name else _choice([Ref(ELEMENT[cls]) for cls in slot.classes])


def _choice(parts: list[Pattern]) -> Pattern:
    return parts[0] if len(parts) == 1 else Choice(tuple(parts))


def union_name(spec: FieldSpec) -> str:
    """Return the name of the union that a field holds, or nothing where it has none."""
    return next((name for name, classes in UNIONS.items() if classes == spec.classes), "")


def _author_attributes() -> Pattern:
    classes = Attribute("class", Tokens(Repeat(Ref("class-name"), "+")), "words that mark the node")
    return Sequence((Repeat(classes, "?"), Repeat(AnyAttribute(ATTRIBUTES_NAMESPACE, Ref("line")), "*")))


def metadata_docs() -> dict[str, str]:
    """Return what each field of the metadata says."""
    return field_docs(Metadata.__doc__ or "")


def line_type(name: str) -> str:
    """Return the type of the text of a metadata field that is one text."""
    return "key" if name == "language" else "line"


def _metadata() -> Pattern:
    docs = metadata_docs()
    parts: list[Pattern] = []
    for name, info in Metadata.model_fields.items():
        element = name.replace("_", "-")
        if name == "title":
            language = Attribute("language", Ref("key"), "the language of the title")
            part = Element("part", Ref("line"), "an element of the title: introductory, main, complementary")
            parts.append(Repeat(Element(element, Sequence((language, Repeat(part, "+"))), docs[name]), "*"))
        elif name == "adopts":
            degree = Repeat(
                Attribute("degree", Ref("line"), field_docs(Adoption.__doc__ or "")["degree"]), "?"
            )
            identifier = Attribute(
                "identifier", Ref("line"), field_docs(Adoption.__doc__ or "")["identifier"]
            )
            parts.append(Repeat(Element(element, Sequence((identifier, degree)), docs[name]), "*"))
        elif name == "extra":
            parts.append(Repeat(Element(element, Repeat(Ref("extra-entry"), "*"), docs[name]), "?"))
        else:
            how = "*" if is_list_field(info.annotation) else "?"
            parts.append(Repeat(Element(element, Ref(line_type(name)), docs[name]), how))
    return Element("metadata", _sequence(parts))


def is_list_field(annotation: object) -> bool:
    """Whether a field of the metadata is a list."""
    from typing import get_origin

    return get_origin(annotation) is list


def _extra(keyed: bool) -> Pattern:
    key: list[Pattern] = [Attribute("key", Ref("line"), "the key of the value")] if keyed else []
    inside: dict[str, Pattern] = {
        "extra-text": Ref("verbatim"),
        "extra-list": Repeat(Ref("extra-value"), "*"),
        "extra-map": Repeat(Ref("extra-entry"), "*"),
    }
    return Choice(tuple(Element(name, _sequence([*key, content])) for name, content in inside.items()))
