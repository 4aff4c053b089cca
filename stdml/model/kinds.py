"""The one table of classes, kinds and XML elements, and how each field of a class is spelled.

Schemas, the XML and JSON formats, the generic spelling in Markdown and the tree walk are all driven by it, so
a
new node kind is one class and one entry in a union.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from stdml.model import base, blocks, facets, inlines, structure
from stdml.model.base import Attributes, Node, cached_by_class
from stdml.model.metadata import Metadata

FieldRole = Literal["attribute", "list", "verbatim", "element", "inlines", "nodes", "attrs", "metadata"]
"""attribute: a scalar; list: a list of lines; verbatim: the node's own text; element: text in an element of
its
own; inlines: running text; nodes: child nodes; attrs: the author's attributes; metadata: of a document."""


NodeClass = type[Node]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a node class.

    Attributes:
        name: as in Python and JSON
        element: as in XML and Markdown: the same with hyphens
        role: how it is spelled
        wrapped: whether its content stands in an element of its own name
        type: bool, int or str for scalars
        default: the value that is left out
        classes: the node classes that a field of child nodes may hold
        choices: the values a scalar may take, if they are listed
        doc: what it says, from the docstring of its class
    """

    name: str
    element: str
    role: FieldRole
    wrapped: bool = False
    type: type = str
    default: Any = None
    required: bool = False
    min_length: int = 0
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    classes: tuple[NodeClass, ...] = ()
    choices: tuple[str, ...] = ()
    doc: str = ""


def _members(annotated: Any) -> tuple[type[Node], ...]:
    union = get_args(annotated)[0]
    return get_args(union)


INLINES: tuple[type[Node], ...] = _members(inlines.Inline)
BLOCKS: tuple[type[Node], ...] = _members(blocks.Block)
SECTIONS: tuple[type[Node], ...] = _members(structure.Section)
PARTS: tuple[type[Node], ...] = (
    blocks.ListItem,
    blocks.DefinitionItem,
    blocks.Row,
    blocks.Cell,
    blocks.KeyEntry,
    structure.Designation,
    structure.TermSource,
)
ALL: tuple[type[Node], ...] = (structure.Document, *SECTIONS, *BLOCKS, *PARTS, *INLINES)


def kind_of(cls: type[Node]) -> str:
    """Return the kind of a node class: its name in snake_case."""
    return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


def element_of(cls: type[Node]) -> str:
    """Return the XML element of a node class: its kind in kebab-case."""
    return kind_of(cls).replace("_", "-")


BY_KIND: dict[str, type[Node]] = {kind_of(cls): cls for cls in ALL}
BY_ELEMENT: dict[str, type[Node]] = {element_of(cls): cls for cls in ALL}
ELEMENT: dict[type[Node], str] = {cls: element_of(cls) for cls in ALL}


@cached_by_class
def fields_of(cls: type[Node]) -> tuple[FieldSpec, ...]:
    """Return the fields of a node class in their order, `kind` left out."""
    namespace: dict[str, Any] = {"Source": object}
    for module in (base, facets, inlines, blocks, structure):
        namespace.update(vars(module))
    hints = typing.get_type_hints(cls, globalns=namespace, include_extras=True)
    docs = _field_docs(cls)
    return tuple(
        _spec(field, hints[field.name], docs.get(field.name, ""))
        for field in dataclasses.fields(cls)  # type: ignore[arg-type]
        if field.name != "kind"
    )


@cached_by_class
def child_fields(cls: type[Node]) -> tuple[str, ...]:
    """Return the names of the fields of a class that hold child nodes."""
    return tuple(spec.name for spec in fields_of(cls) if spec.role in ("inlines", "nodes"))


def summary_of(cls: type[Any]) -> str:
    """Return what a class is, from its docstring, without the section on its attributes."""
    return " ".join((cls.__doc__ or "").split("Attributes:")[0].split())


def _field_docs(cls: type[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        found.update(field_docs(ancestor.__doc__ or ""))
    return found


def field_docs(docstring: str) -> dict[str, str]:
    """Return the entries of the "Attributes:" section of a docstring."""
    found: dict[str, str] = {}
    name = ""
    _, _, section = docstring.partition("Attributes:")
    for line in section.splitlines():
        head, colon, text = line.strip().partition(": ")
        if colon and head.isidentifier():
            name = head
            found[name] = text
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found


def _spec(field: dataclasses.Field[Any], hint: Any, doc: str) -> FieldSpec:
    default = field.default
    required = default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    elif required:
        default = None
    element = field.name.replace("_", "-")
    common: dict[str, Any] = {"default": default, "required": required, "doc": doc}
    hint, limits = _unwrap(hint)
    if hint is Metadata:
        return FieldSpec(field.name, element, "metadata", **common)
    if hint is Attributes:
        return FieldSpec(field.name, element, "attrs", **common)
    if get_origin(hint) is list:
        return _list_spec(field.name, element, hint, limits, common)
    if get_origin(hint) is Literal:
        return FieldSpec(field.name, element, "attribute", choices=get_args(hint), **common)
    content = field.metadata.get("content")
    role: FieldRole = "verbatim" if content == "verbatim" else "element" if content else "attribute"
    return FieldSpec(field.name, element, role, type=hint, **limits, **common)


def _list_spec(
    name: str, element: str, hint: Any, limits: dict[str, Any], common: dict[str, Any]
) -> FieldSpec:
    item = get_args(hint)[0]
    min_length = limits.get("min_length", 0)
    inner, _ = _unwrap(item)
    options = (
        get_args(inner)
        if isinstance(inner, types.UnionType) or get_origin(inner) is typing.Union
        else (inner,)
    )
    if options == INLINES:
        return FieldSpec(name, element, "inlines", wrapped=name != "children", classes=INLINES, **common)
    if all(isinstance(option, type) and issubclass(option, Node) for option in options):
        # Only a second field of the same classes needs an element of its own to be told apart.
        wrapped = name in {"notes", "parts", "key", "where"}
        return FieldSpec(
            name, element, "nodes", wrapped=wrapped, classes=options, min_length=min_length, **common
        )
    if get_origin(inner) is Literal:
        return FieldSpec(name, element, "list", choices=get_args(inner), **common)
    return FieldSpec(name, element, "list", pattern=_unwrap(item)[1].get("pattern"), **common)


def _unwrap(hint: Any) -> tuple[Any, dict[str, Any]]:
    """Take `Annotated` and `| None` off a type; return what is left and the constraints that were on it."""
    limits: dict[str, Any] = {}
    while True:
        if hasattr(hint, "__metadata__"):
            for constraint in hint.__metadata__:
                limits.update(_limits(constraint))
            hint = get_args(hint)[0]
        elif _is_optional(hint):
            hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
        else:
            return hint, limits


def _is_optional(hint: Any) -> bool:
    is_union = isinstance(hint, types.UnionType) or get_origin(hint) is typing.Union
    return is_union and types.NoneType in get_args(hint) and len(get_args(hint)) == 2


def _limits(constraint: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in getattr(constraint, "metadata", ()):
        for source, target in (("ge", "minimum"), ("le", "maximum"), ("min_length", "min_length")):
            if getattr(item, source, None) is not None:
                found[target] = getattr(item, source)
        if getattr(item, "pattern", None):
            found["pattern"] = item.pattern
    return found
