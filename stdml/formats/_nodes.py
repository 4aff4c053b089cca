"""Nodes as JSON inside of other formats, for what these have no form of their own for."""

from __future__ import annotations

from functools import cache
from typing import Any

from stdml.model.kinds import fields_of


def dump(node: Any) -> dict[str, Any]:
    """Return a node as an object of JSON: its kind, and every field that is not as usual."""
    found: dict[str, Any] = {"kind": node.kind}
    for spec in fields_of(type(node)):
        value = getattr(node, spec.name)
        if spec.role in ("inlines", "nodes"):
            if value:
                found[spec.name] = [dump(child) for child in value]
        elif spec.role == "attrs":
            if value is not None:
                found[spec.name] = {"classes": value.classes, "values": value.values}
        elif value != spec.default:
            found[spec.name] = value
    return found


@cache
def adapter(what: str) -> Any:
    """Return the adapter that reads and validates `inlines`, a `block` or a `section`."""
    from pydantic import TypeAdapter

    from stdml.model.blocks import Block
    from stdml.model.inlines import Inline
    from stdml.model.structure import Section

    kinds: dict[str, Any] = {"inlines": list[Inline], "block": Block, "section": Section}
    return TypeAdapter(kinds[what])
