"""Writing the JSON Schema (draft 2020-12) in a form that any validator handles in linear time.

A union is a chain of if/then/else on `kind`, so that a validator looks into one branch only; a `oneOf` would
make it try them all, at every level again.
"""

from __future__ import annotations

import json
from typing import Any

from stdml.model.base import CLASS_PATTERN, KEY_PATTERN, LINE_PATTERN, VERBATIM_PATTERN, Attributes, Node
from stdml.model.content import exclusive_fields
from stdml.model.kinds import ALL, FieldSpec, field_docs, fields_of, kind_of, summary_of
from stdml.model.metadata import Adoption, Metadata
from stdml.model.structure import Document
from stdml.schema.grammar import UNIONS, is_list_field, line_type, metadata_docs, union_name
from stdml.schema.patterns import TEXT_TYPES, json_regex

Schema = dict[str, Any]


def json_schema() -> str:
    """Return the JSON Schema."""
    definitions: Schema = {kind_of(cls): _node(cls) for cls in ALL if cls is not Document}
    for name, classes in UNIONS.items():
        definitions[name] = _dispatch(classes)
    definitions |= {
        "attributes": _attributes(),
        "metadata": _metadata(),
        "adoption": _adoption(),
        "extra-value": _extra_value(),
    }
    for pattern, (name, doc) in TEXT_TYPES.items():
        definitions[name] = {"description": doc, "type": "string", "pattern": json_regex(pattern)}
    document = _node(Document)
    version = {"description": "the version of the format", "type": "string", "pattern": r"^1\.[0-9]+$(?!\n)"}
    document["properties"] = {"stdml": version, **document["properties"]}
    document["required"] = ["stdml"]
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:stdml:1.0:json",
        "$comment": "Generated from the model by `python -m stdml.schema.generate`; do not edit.",
        "title": "STDML 1.0",
        **document,
        "$defs": definitions,
    }
    return json.dumps(schema, ensure_ascii=True, indent=2) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text(pattern: str | None) -> Schema:
    return _ref(TEXT_TYPES[pattern or ""][0])


def _node(cls: type[Node]) -> Schema:
    """Return the schema of one class; where only one class may stand, its `kind` may be left out."""
    properties: Schema = {"kind": {"const": kind_of(cls)}}
    for spec in fields_of(cls):
        properties[spec.name] = {**({"description": spec.doc} if spec.doc else {}), **_field(spec)}
    needed = [spec.name for spec in fields_of(cls) if spec.required or spec.min_length]
    schema: Schema = {
        "description": summary_of(cls),
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }
    if exclusive := exclusive_fields(cls):
        filled = {name: {"minItems": 1} for name in exclusive}
        schema["not"] = {"required": list(exclusive), "properties": filled}
    return schema


def _field(spec: FieldSpec) -> Schema:
    match spec.role:
        case "metadata":
            return _ref("metadata")
        case "attrs":
            return {"anyOf": [{"type": "null"}, _ref("attributes")]}
        case "list":
            return {
                "type": "array",
                "items": {"enum": list(spec.choices)} if spec.choices else _text(spec.pattern),
            }
        case "inlines" | "nodes":
            items = _ref(union_name(spec) or kind_of(spec.classes[0]))
            return {
                "type": "array",
                "items": items,
                **({"minItems": spec.min_length} if spec.min_length else {}),
            }
    may_be_null = not spec.required and spec.default is None
    return _scalar(spec, may_be_null)


def _scalar(spec: FieldSpec, may_be_null: bool) -> Schema:
    if spec.choices:
        return {"enum": [*spec.choices, *([None] if may_be_null else [])]}
    if spec.type is bool:
        return {"type": ["boolean", "null"] if may_be_null else "boolean"}
    if spec.type is int:
        limits = {"minimum": spec.minimum, "maximum": spec.maximum}
        return {"type": ["integer", "null"] if may_be_null else "integer", **limits}
    return {"anyOf": [{"type": "null"}, _text(spec.pattern)]} if may_be_null else _text(spec.pattern)


def _dispatch(classes: tuple[type[Node], ...]) -> Schema:
    kinds = [kind_of(cls) for cls in classes]
    chain: Schema | bool = False
    for kind in reversed(kinds):
        chain = {
            "if": {"required": ["kind"], "properties": {"kind": {"const": kind}}},
            "then": _ref(kind),
            "else": chain,
        }
    assert isinstance(chain, dict)
    # A value that is no object, or whose kind is not known, must not run through the chain.
    known: Schema = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": kinds}}}
    return {**known, **chain}


def _attributes() -> Schema:
    docs = field_docs(Attributes.__doc__ or "")
    return {
        "description": summary_of(Attributes),
        "type": "object",
        "properties": {
            "classes": {"description": docs["classes"], "type": "array", "items": _text(CLASS_PATTERN)},
            "values": {"description": docs["values"], **_map(KEY_PATTERN, _text(LINE_PATTERN))},
        },
        "additionalProperties": False,
        "anyOf": [
            {"required": ["classes"], "properties": {"classes": {"minItems": 1}}},
            {"required": ["values"], "properties": {"values": {"minProperties": 1}}},
        ],
    }


def _map(key_pattern: str, value: Schema) -> Schema:
    return {"type": "object", "propertyNames": _text(key_pattern), "additionalProperties": value}


def _metadata() -> Schema:
    docs = metadata_docs()
    properties: Schema = {}
    for name, info in Metadata.model_fields.items():
        line = _ref(line_type(name))
        if name == "title":
            value = _map(KEY_PATTERN, {"type": "array", "items": line, "minItems": 1})
        elif name == "extra":
            value = _map(LINE_PATTERN, _ref("extra-value"))
        elif is_list_field(info.annotation):
            value = {"type": "array", "items": _ref("adoption") if name == "adopts" else line}
        else:
            value = {"anyOf": [{"type": "null"}, line]}
        properties[name] = {"description": docs[name], **value}
    head = {"description": summary_of(Metadata), "type": "object"}
    return {**head, "properties": properties, "additionalProperties": False}


def _adoption() -> Schema:
    docs = field_docs(Adoption.__doc__ or "")
    line = _text(LINE_PATTERN)
    return {
        "description": summary_of(Adoption),
        "type": "object",
        "properties": {
            "identifier": {"description": docs["identifier"], **line},
            "degree": {"description": docs["degree"], "anyOf": [{"type": "null"}, line]},
        },
        "required": ["identifier"],
        "additionalProperties": False,
    }


def _extra_value() -> Schema:
    value = _ref("extra-value")
    as_list = {"type": "array", "items": value}
    as_map = _map(LINE_PATTERN, value)
    chain = {"if": {"type": "array"}, "then": as_list, "else": as_map}
    return {
        "description": "Text, a list of values or a map of values.",
        "type": ["string", "array", "object"],
        "if": {"type": "string"},
        "then": _text(VERBATIM_PATTERN),
        "else": chain,
    }
