"""Writing the reference of all nodes and fields in Markdown."""

from __future__ import annotations

from stdml.model.base import Node
from stdml.model.content import attributes_of, content_of, exclusive_fields
from stdml.model.inlines import Text
from stdml.model.kinds import (
    ALL,
    BLOCKS,
    ELEMENT,
    INLINES,
    SECTIONS,
    FieldSpec,
    fields_of,
    kind_of,
    summary_of,
)
from stdml.model.metadata import Metadata
from stdml.model.structure import Document
from stdml.schema.grammar import metadata_docs, union_name
from stdml.schema.patterns import TEXT_TYPES

_HEAD = """# Reference of the XML and JSON spellings

Generated from the model by `python -m stdml.schema.generate`; do not edit.

In JSON a node is an object with its `kind` and its fields; a field that has its default is left out. In XML
a node is an element of the namespace `urn:stdml:1.0` named by its kind with hyphens for underscores; "where"
says how a field is spelled there. Attributes and classes that an author made up are `class` and the
attributes of the namespace `urn:stdml:attributes` in XML, and the object `attrs` in JSON. Running text is
character data in XML and nodes of the kind `text` in JSON.
"""
_WHERE = {
    "metadata": "element `{e}`", "text": "the text of the element", "wrapped-text": "element `{e}`",
    "items": "elements `{e}`, one a line", "wrapper": "element `{e}`", "mixed": "mixed content",
    "nodes": "child elements",
}  # fmt: skip


def reference() -> str:
    """Return the text of the reference."""
    parts = [_HEAD]
    done: set[type[Node]] = set()
    groups: list[tuple[str, tuple[type[Node], ...]]] = [
        ("Document", (Document, *SECTIONS)), ("Blocks", BLOCKS), ("Parts of blocks and clauses", ALL),
        ("Inlines", INLINES),
    ]  # fmt: skip
    for heading, classes in groups:
        listed = classes if heading != groups[2][0] else tuple(c for c in ALL if c not in (*BLOCKS, *INLINES))
        parts.append(f"## {heading}\n")
        for cls in listed:
            if cls not in done:
                done.add(cls)
                parts.append(_node(cls))
    parts.append(f"## Metadata\n\n{summary_of(Metadata)}\n\n{_metadata()}")
    parts.append("## Texts\n\n" + "\n".join(f"- `{name}`: {doc}" for name, doc in TEXT_TYPES.values()) + "\n")
    return "\n".join(parts)


def _node(cls: type[Node]) -> str:
    element = "character data" if cls is Text else f"`<{ELEMENT[cls]}>`"
    lines = [f"### {kind_of(cls)}\n", f"{summary_of(cls)} In XML: {element}.\n"]
    specs = fields_of(cls)
    if specs:
        lines += ["| field | where in XML | value | default | meaning |", "|---|---|---|---|---|"]
        lines += [_row(cls, spec) for spec in specs] + [""]
    if exclusive := exclusive_fields(cls):
        lines.append("At most one of " + ", ".join(f"`{name}`" for name in exclusive) + " holds something.\n")
    return "\n".join(lines)


def _row(cls: type[Node], spec: FieldSpec) -> str:
    where = "`class` and attributes of the author" if spec.role == "attrs" else ""
    if spec in attributes_of(cls):
        where = f"attribute `{spec.element}`"
    for slot in content_of(cls):
        if slot.spec is spec:
            where = _WHERE[slot.form].format(e=slot.element)
    default = (
        "required"
        if spec.required or spec.min_length
        else ""
        if not spec.default
        else f"`{_json(spec.default)}`"
    )
    doc = spec.doc.replace("|", "\\|")
    return f"| `{spec.name}` | {where} | {_value(spec)} | {default} | {doc} |"


def _json(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _value(spec: FieldSpec) -> str:
    if spec.role in ("inlines", "nodes"):
        name = union_name(spec)
        words = f"{name}s" if name else ", ".join(f"`{kind_of(cls)}`" for cls in spec.classes)
        return f"{words}, at least {spec.min_length}" if spec.min_length else words
    if spec.role in ("attrs", "metadata"):
        return "see above" if spec.role == "attrs" else "see below"
    if spec.choices:
        words = ", ".join(f"`{choice}`" for choice in spec.choices)
        return f"list of {words}" if spec.role == "list" else words
    if spec.type is bool:
        return "`true`, `false`"
    if spec.type is int:
        return f"integer, {spec.minimum} to {spec.maximum}"
    name = TEXT_TYPES[spec.pattern or ""][0]
    return f"list of {name}" if spec.role == "list" else name


def _metadata() -> str:
    rows = [f"| `{name}` | `{name.replace('_', '-')}` | {doc} |" for name, doc in metadata_docs().items()]
    return "\n".join(["| field in JSON | element in XML | meaning |", "|---|---|---|", *rows, ""])
