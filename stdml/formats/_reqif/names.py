"""Names that the reader and the writer of ReqIF share, and what the definitions of a file say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
Q = f"{{{NAMESPACE}}}"

FOREIGN = "reqif"
"""The format of foreign content that is an element of ReqIF."""
FILE = "reqif-file"
"""The format of foreign content that is a file of an archive: its name, then its bytes in Base64."""
KEY = "reqif"
"""The key of `Metadata.extra` under which the header stands."""

OBJECT, SPECIFICATION, REFERENCE, UNPLACED, KEPT, VALUE = (
    "reqif-object", "reqif-specification", "reqif-reference", "reqif-unplaced", "reqif-kept", "reqif-value",
)  # fmt: skip
"""Classes of clauses and requirements, and the name of the container of a value that is XHTML."""

TITLE, TEXT = "ReqIF.ChapterName", "ReqIF.Text"
"""Attributes whose meaning the implementation guide fixes (ReqIF Implementation Guide, 2.4)."""

CONTENT = (
    "DATATYPES",
    "SPEC-TYPES",
    "SPEC-OBJECTS",
    "SPEC-RELATIONS",
    "SPECIFICATIONS",
    "SPEC-RELATION-GROUPS",
)
"""What stands in the core content, in its order."""

FACTS = {"LAST-CHANGE": "reqif.last-change", "LONG-NAME": "reqif.long-name", "DESC": "reqif.desc"}
"""Attributes of an identifiable element and the values of a node they are."""

IMAGE_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}


def local(element: Any) -> str:
    """Return the name of an element of ReqIF; of others the name with its namespace."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(Q)


@dataclass(slots=True)
class Definition:
    """The definition of an attribute.

    Attributes:
        kind: STRING, XHTML, ENUMERATION, BOOLEAN, INTEGER, REAL or DATE
        name: its LONG-NAME, or `#` and its identifier where that is not unique in its type
        datatype: the identifier of its datatype
    """

    id: str
    kind: str
    name: str
    datatype: str


@dataclass(slots=True)
class Definitions:
    """The definitions of a file: of each type the attributes, and the values of each enumeration."""

    types: dict[str, dict[str, Definition]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, element: Any) -> None:
        """Add what DATATYPES or SPEC-TYPES define."""
        for child in element:
            identifier = child.get("IDENTIFIER") if isinstance(child.tag, str) else None
            if identifier is None:
                continue
            if local(child).endswith("-TYPE"):
                self.kinds[identifier] = local(child)
                self.types[identifier] = _attributes(child)
            elif local(child) == "DATATYPE-DEFINITION-ENUMERATION":
                self.values[identifier] = _unique(
                    (value.get("IDENTIFIER") or "", value.get("LONG-NAME") or "")
                    for value in child.iter(Q + "ENUM-VALUE")
                )

    def by_name(self, type_id: str, name: str) -> Definition | None:
        """Return the definition of an attribute of a type by its name."""
        return next((one for one in self.types.get(type_id, {}).values() if one.name == name), None)


def _unique(pairs: Any) -> dict[str, str]:
    """Return identifier → name, where a name that is not unique is `#` and the identifier."""
    found = list(pairs)
    names = [name for _, name in found]
    return {
        identifier: name
        if name.strip() == name and name and names.count(name) == 1 and name[0] != "#"
        else f"#{identifier}"
        for identifier, name in found
    }


def _attributes(type_element: Any) -> dict[str, Definition]:
    elements = [
        one
        for one in type_element.iter(etree.Element)
        if local(one).startswith("ATTRIBUTE-DEFINITION-") and one.get("IDENTIFIER")
    ]
    names = _unique((one.get("IDENTIFIER"), one.get("LONG-NAME") or "") for one in elements)
    return {
        one.get("IDENTIFIER"): Definition(
            one.get("IDENTIFIER"),
            local(one).removeprefix("ATTRIBUTE-DEFINITION-"),
            names[one.get("IDENTIFIER")],
            (one.findtext(f"{Q}TYPE/*") or "").strip(),
        )
        for one in elements
    }


def indent(root: Any) -> None:
    """Put every element of ReqIF on a line of its own; what is XHTML or foreign stays as it is."""
    stack = [(root, 0)]
    while stack:
        element, level = stack.pop()
        if not str(element.tag).startswith(Q) or local(element) == "THE-VALUE":
            continue
        if not len(element):
            element.text = ((element.text or "").strip() and element.text) or None
            continue
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            continue
        element.text = "\n" + "  " * (level + 1)
        for child in element:
            child.tail = "\n" + "  " * (level + 1)
            stack.append((child, level + 1))
        element[-1].tail = "\n" + "  " * level
