"""The normal form of a tree that was read: no two text nodes side by side, and not too deep."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from stdml.model.base import MAX_DEPTH, Node, cached_by_class
from stdml.model.inlines import Text
from stdml.model.kinds import fields_of


@cached_by_class
def _lists_of(cls: type[Node]) -> Any:
    """Return a function that gives the lists of children of a node; None for a class that has none."""
    names = [spec.name for spec in fields_of(cls) if spec.role in ("inlines", "nodes")]
    if not names:
        return None
    if len(names) == 1:
        get = attrgetter(names[0])
        return lambda node: (get(node),)
    return attrgetter(*names)


class _Getters(dict[type[Node], Any]):
    def __missing__(self, cls: type[Node]) -> Any:
        self[cls] = _lists_of(cls)
        return self[cls]


_getters = _Getters()


def tidy(node: Any, depth: int = 1) -> bool:
    """Merge text nodes that stand side by side, in place; return whether the tree is within the depth limit.

    Only for a tree that was just read and that nobody else holds.
    """
    for nodes in _getters[type(node)](node):
        last: type[Any] | None = None
        merge = False
        for child in nodes:
            cls = type(child)
            if cls is Text:
                merge = merge or last is Text
            elif _getters[cls] is not None and not tidy(child, depth + 1):
                return False
            last = cls
        if last is not None and depth >= MAX_DEPTH:
            return False
        if merge:
            nodes[:] = merged(nodes)
    return True


def merged(nodes: list[Any]) -> list[Any]:
    """Return the nodes with each run of text nodes made one."""
    found: list[Any] = []
    for node in nodes:
        if type(node) is Text and found and type(found[-1]) is Text:
            found[-1] = Text(found[-1].value + node.value)
        else:
            found.append(node)
    return found
