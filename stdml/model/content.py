"""How a node class is spelled in XML: which fields are attributes, and what stands inside the element.

The XML format and the XML schemas both follow it, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stdml.model.base import Node, cached_by_class
from stdml.model.kinds import ELEMENT, FieldSpec, fields_of

NAMESPACE = "urn:stdml:1.0"
"""The namespace of all elements, in every version 1.x of the format; see `docs/versioning.md`."""

ATTRIBUTES_NAMESPACE = "urn:stdml:attributes"
"""The namespace of attributes that the author made up."""

SlotForm = Literal["metadata", "text", "wrapped-text", "items", "wrapper", "mixed", "nodes"]
"""metadata: the element of the metadata; text: the field is the element's own text; wrapped-text: text in an
element; items: one element a line; wrapper: children in an element; mixed: text and inline elements; nodes:
child elements."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One field that is spelled inside the element.

    Attributes:
        spec: the field
        form: how it is spelled
        element: the element that holds it, where it has one
        classes: the node classes that may stand in it
    """

    spec: FieldSpec
    form: SlotForm
    element: str = ""
    classes: tuple[type[Node], ...] = ()


def item_element(spec: FieldSpec) -> str:
    """Return the element that holds one line of a list of lines: the field's name without its plural s."""
    return spec.element.removesuffix("s")


def is_word_list(spec: FieldSpec) -> bool:
    """Whether a field is a list of words from a fixed set, which stand in one attribute."""
    return spec.role == "list" and bool(spec.choices)


@cached_by_class
def attributes_of(cls: type[Node]) -> tuple[FieldSpec, ...]:
    """Return the fields that are XML attributes; the author's own attributes are not among them."""
    return tuple(spec for spec in fields_of(cls) if spec.role == "attribute" or is_word_list(spec))


def takes_attributes(cls: type[Node]) -> bool:
    """Whether authors may give nodes of this class classes and values of their own."""
    return any(spec.role == "attrs" for spec in fields_of(cls))


@cached_by_class
def content_of(cls: type[Node]) -> tuple[Slot, ...]:
    """Return what stands inside the element of a class, in the order it stands there."""
    return tuple(slot for spec in fields_of(cls) if (slot := _slot(spec)))


def _slot(spec: FieldSpec) -> Slot | None:
    match spec.role:
        case "metadata":
            return Slot(spec, "metadata", "metadata")
        case "verbatim":
            return Slot(spec, "text")
        case "element":
            return Slot(spec, "wrapped-text", spec.element)
        case "list" if not spec.choices:
            return Slot(spec, "items", item_element(spec))
        case "inlines" | "nodes" if spec.wrapped:
            return Slot(spec, "wrapper", spec.element, spec.classes)
        case "inlines":
            return Slot(spec, "mixed", classes=_elements(spec.classes))
        case "nodes":
            return Slot(spec, "nodes", classes=spec.classes)
    return None


def _elements(classes: tuple[type[Node], ...]) -> tuple[type[Node], ...]:
    """Return the classes that have an element in mixed content: running text is character data."""
    return tuple(cls for cls in classes if ELEMENT[cls] != "text")


def exclusive_fields(cls: type[Node]) -> tuple[str, ...]:
    """Return the fields of which at most one may hold something."""
    found: tuple[str, ...] = getattr(cls, "exclusive", ())
    return found


def is_mixed(cls: type[Node]) -> bool:
    """Whether character data may stand among the child elements."""
    return any(slot.form == "mixed" for slot in content_of(cls))
