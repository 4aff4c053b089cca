"""Writing JSON: one function for each node class, made from the table of its fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from stdml.model.base import Node, cached_by_class
from stdml.model.kinds import FieldSpec, fields_of, kind_of
from stdml.model.metadata import Metadata
from stdml.model.structure import Document
from stdml.registry import Written

VERSION = "1.0"
Write = Callable[[Any, list[str]], None]
"""Takes a node and adds the pieces of its object to a list."""


def write_json(document: Document, indent: int | None = None, **options: Any) -> Written:
    """Return the document as JSON text; fields that have their default are left out.

    Args:
        document: what to write
        indent: how many spaces each level is indented; None writes one line
        options: ignored
    """
    pieces: list[str] = []
    _writer(Document)(document, pieces)
    pieces[0] = f'{{"stdml":"{VERSION}","kind":"document"'
    text = "".join(pieces)
    if indent is not None:
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=indent)
    return Written(text + "\n")


class _Writers(dict[type[Node], Write]):
    """The functions of all classes, made when they are first asked for."""

    def __missing__(self, cls: type[Node]) -> Write:
        self[cls] = _writer(cls)
        return self[cls]


_writers = _Writers()


@cached_by_class
def _writer(cls: type[Node]) -> Write:
    specs = fields_of(cls)
    start = f'{{"kind":"{kind_of(cls)}"'
    if len(specs) == 1 and specs[0].required and specs[0].type is str and not specs[0].classes:
        return _text_writer(start, specs[0])
    names = [spec.name for spec in specs]
    if not names:
        return lambda node, out: out.append(start + "}")
    values_of: Callable[[Any], Any] = (
        attrgetter(*names) if len(names) > 1 else lambda n: (getattr(n, names[0]),)
    )
    # A required field has no default to leave out.
    defaults = tuple(object() if spec.required else spec.default for spec in specs)
    fields = [
        (f',"{spec.name}":', default, _value_writer(spec))
        for spec, default in zip(specs, defaults, strict=True)
    ]

    def write(node: Any, out: list[str]) -> None:
        out.append(start)
        for value, (label, default, write_value) in zip(values_of(node), fields, strict=True):
            if value != default:
                out.append(label)
                write_value(value, out)
        out.append("}")

    return write


def _text_writer(start: str, spec: FieldSpec) -> Write:
    get = attrgetter(spec.name)
    head = f'{start},"{spec.name}":'

    def write(node: Any, out: list[str]) -> None:
        out.append(f"{head}{encode_basestring(get(node))}}}")

    return write


def _value_writer(spec: FieldSpec) -> Write:
    match spec.role:
        case "inlines" | "nodes":
            return _write_nodes
        case "metadata":
            return lambda value, out: out.append(_compact(_metadata(value)))
        case "attrs":
            return lambda value, out: out.append(_compact(_attributes(value)))
        case "list":
            return lambda value, out: out.append(_compact(value))
    if spec.type is str:
        return lambda value, out: out.append(encode_basestring(value))
    return lambda value, out: out.append(_compact(value))


def _write_nodes(nodes: list[Any], out: list[str]) -> None:
    separator = "["
    for node in nodes:
        out.append(separator)
        _writers[type(node)](node, out)
        separator = ","
    out.append("]" if nodes else "[]")


def _metadata(metadata: Metadata) -> dict[str, Any]:
    return metadata.model_dump(exclude_defaults=True)


def _attributes(attrs: Any) -> dict[str, Any]:
    values = {"classes": attrs.classes, "values": attrs.values}
    return {name: value for name, value in values.items() if value}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
