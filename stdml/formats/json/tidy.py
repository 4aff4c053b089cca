"""The normal form of a tree that was read: no two text nodes side by side, and not too deep."""

from __future__ import annotations

from operator import attrgetter, ne
from typing import Any

from stdml.model.base import MAX_DEPTH, Node
from stdml.model.inlines import Text
from stdml.model.kinds import fields_of


def _shape_of(cls: type[Node]) -> tuple[Any, tuple[Any, ...], tuple[int, ...], int]:
    """Return a function that gives the values of a node's fields, their defaults, which of them are lists of
    children, and which the author's attributes are (-1 for none)."""
    specs = fields_of(cls)
    names = [spec.name for spec in specs]
    # A required field has no default, so it is written whatever its value is.
    defaults = tuple(_REQUIRED if spec.required else spec.default for spec in specs)
    lists = tuple(at for at, spec in enumerate(specs) if spec.role in ("inlines", "nodes"))
    attrs = next((at for at, spec in enumerate(specs) if spec.role == "attrs"), -1)
    if len(names) > 1:
        return attrgetter(*names), defaults, lists, attrs
    return (lambda node: tuple(getattr(node, name) for name in names)), defaults, lists, attrs


_REQUIRED = object()


def _attribute_keys(attrs: Any) -> int:
    return bool(attrs.classes) + bool(attrs.values) + len(attrs.values)


class _Shapes(dict[type[Node], Any]):
    def __missing__(self, cls: type[Node]) -> Any:
        self[cls] = _shape_of(cls)
        return self[cls]


_shapes = _Shapes()
_TEXT_KEYS = 1


def tidy(node: Any, depth: int = 1) -> int:
    """Merge text nodes that stand side by side, in place.

    Only for a tree that was just read and that nobody else holds.

    Returns:
        how many keys the least JSON of the tree has, kinds and metadata left out; -1 if it is too deep
    """
    values_of, defaults, lists, attrs = _shapes[type(node)]
    values = values_of(node)
    keys: int = sum(map(ne, values, defaults))
    if attrs >= 0 and values[attrs] is not None:
        keys += _attribute_keys(values[attrs])
    for at in lists:
        nodes = values[at]
        last: type[Any] | None = None
        merge = False
        for child in nodes:
            cls = type(child)
            if cls is Text:
                merge = merge or last is Text
                keys += _TEXT_KEYS
            else:
                below = tidy(child, depth + 1)
                if below < 0:
                    return -1
                keys += below
            last = cls
        if last is not None and depth >= MAX_DEPTH:
            return -1
        if merge:
            nodes[:] = merged(nodes)
    return keys


def merged(nodes: list[Any]) -> list[Any]:
    """Return the nodes with each run of text nodes made one."""
    found: list[Any] = []
    for node in nodes:
        if type(node) is Text and found and type(found[-1]) is Text:
            found[-1] = Text(found[-1].value + node.value)
        else:
            found.append(node)
    return found
