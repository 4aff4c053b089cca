"""What STS says of an element and the model has no field for: attributes and other facts, kept in `attrs`.

`sts.x` is the attribute `x` of the element, `sts.child.x` that of a child element, `sts-x` any other fact.
"""

from __future__ import annotations

import json
import re
from typing import Any

from stdml.formats.sts.names import Element, attribute_of, key_of, name_of, tag_of
from stdml.model.base import IDENTIFIER_PATTERN, LINE_PATTERN, Attributes

_line = re.compile(LINE_PATTERN)
_identifier = re.compile(IDENTIFIER_PATTERN)

OWN = "stdml "
"""How `specific-use` begins where it holds what the model knows and STS has no place for, as JSON."""


class Unmappable(Exception):
    """An element has something that the attributes of a node cannot hold; it is kept as it is."""


def is_line(text: str) -> bool:
    """Whether a text can be the value of an attribute of a node."""
    return _line.fullmatch(text) is not None


def is_identifier(text: str | None) -> bool:
    """Whether a text can be an id."""
    return text is not None and _identifier.match(text) is not None


class Facts:
    """The facts of one node.

    Attributes:
        classes: the classes `sts-…`
        values: the values, by their full keys
        without: what the writer would add and the source has not
        empty: attributes (with @) and elements that are there and empty
        own: what specific-use holds for the model
    """

    __slots__ = ("classes", "empty", "own", "values", "without")

    def __init__(self, *classes: str) -> None:
        self.classes: list[str] = list(classes)
        self.values: dict[str, str] = {}
        self.without: list[str] = []
        self.empty: list[str] = []
        self.own: dict[str, Any] = {}

    def take(self, element: Element, *known: str, child: str = "") -> Facts:
        """Add the attributes of an element, those in `known` left out."""
        attributes = element.items()
        if not attributes:
            return self
        prefix = f"{child}." if child else ""
        for tag, value in attributes:
            name = name_of(tag)
            if name in known:
                continue
            if name is None or not (value == "" or is_line(value)):
                raise Unmappable
            if name == "specific-use" and not child and value.startswith(OWN):
                self.own = _own(value)
                if self.own:
                    continue
            if value:
                self.values[key_of(prefix + name)] = value
            else:
                self.empty.append(f"@{prefix}{name}")
        return self

    def attributes(self) -> Attributes | None:
        """Return what a node keeps, or None for nothing."""
        if not (self.without or self.empty or self.own):
            return Attributes(self.classes, self.values) if self.classes or self.values else None
        values = dict(self.values)
        if self.without:
            values["sts-without"] = " ".join(self.without)
        if self.empty:
            values["sts-empty"] = " ".join(self.empty)
        own = self.own.get("attrs", {})
        classes = self.classes + [word for word in own.get("classes", []) if word not in self.classes]
        values.update(own.get("values", {}))
        return Attributes(classes, values) if classes or values else None

    def __bool__(self) -> bool:
        return bool(self.classes or self.values or self.without or self.empty or self.own)

    @classmethod
    def of(cls, attrs: Attributes | None) -> Facts:
        """Return the facts that a node keeps; what its author wrote goes to `own`."""
        facts = cls()
        if attrs is None:
            return facts
        mine: dict[str, Any] = {"classes": [], "values": {}}
        for word in attrs.classes:
            (facts.classes if word.startswith("sts-") else mine["classes"]).append(word)
        for key, value in attrs.values.items():
            if key == "sts-without":
                facts.without = value.split()
            elif key == "sts-empty":
                facts.empty = value.split()
            elif key.startswith(("sts.", "sts-")):
                facts.values[key] = value
            else:
                mine["values"][key] = value
        own = {key: value for key, value in mine.items() if value}
        if own:
            facts.own["attrs"] = own
        return facts

    def put(self, element: Element, child: str = "") -> None:
        """Set the attributes of an element, or those that are kept for its child `child`."""
        start = f"sts.{child}." if child else "sts."
        for key, value in self.values.items():
            if key.startswith(start) and "." not in key[len(start) :]:
                set_attribute(element, attribute_of(key[len(start) :]), value)
        start = f"@{child}." if child else "@"
        for name in self.empty:
            if name.startswith(start) and "." not in name[len(start) :]:
                set_attribute(element, name[len(start) :], "")
        if self.own and not child:
            own = dict(self.own)
            if given := element.get("specific-use"):
                own["specific-use"] = given
            element.set("specific-use", OWN + json.dumps(own, ensure_ascii=False, separators=(",", ":")))


def set_attribute(element: Element, name: str, value: str) -> None:
    """Set an attribute; a name that XML does not allow is left out."""
    try:
        element.set(tag_of(name), value)
    except (ValueError, KeyError):
        return


def _own(value: str) -> dict[str, Any]:
    try:
        found = json.loads(value[len(OWN) :])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
