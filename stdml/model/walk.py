"""Going through a tree, finding in it, and changing it without touching the original."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from stdml.model.base import MAX_DEPTH, Node, cached_by_class


@cached_by_class
def _child_fields(cls: type[Node]) -> tuple[str, ...]:
    from stdml.model.kinds import child_fields

    return child_fields(cls)


@cached_by_class
def _block_fields(cls: type[Node]) -> tuple[str, ...]:
    from stdml.model.kinds import fields_of

    return tuple(spec.name for spec in fields_of(cls) if spec.role == "nodes")


def children(node: Node) -> Iterator[Node]:
    """Yield the child nodes of `node` in the order of the text."""
    for name in _child_fields(type(node)):
        yield from getattr(node, name)


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and everything below it, parents first, in the order of the text."""
    stack: list[Node] = [node]
    while stack:
        node = stack.pop()
        yield node
        fields = _child_fields(type(node))
        if fields:
            for name in reversed(fields):
                stack.extend(reversed(getattr(node, name)))


def walk_blocks(node: Node) -> Iterator[Node]:
    """Yield `node` and everything below it but running text, parents first, in the order of the text."""
    stack: list[Node] = [node]
    while stack:
        node = stack.pop()
        yield node
        for name in reversed(_block_fields(type(node))):
            stack.extend(reversed(getattr(node, name)))


def walk_with_ancestors(node: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield every node with the nodes above it, the root first."""
    stack: list[tuple[Node, tuple[Node, ...]]] = [(node, ())]
    while stack:
        node, above = stack.pop()
        yield node, above
        below = (*above, node)
        stack.extend((child, below) for child in reversed(list(children(node))))


def find(root: Node, identifier: str) -> Node | None:
    """Return the first node below `root` with the id `identifier`, or None."""
    return next((node for node in walk(root) if getattr(node, "id", None) == identifier), None)


def depth(root: Node) -> int:
    """Return how deep the nodes are nested; a single node has depth 1."""
    deepest = 0
    stack: list[tuple[Node, int]] = [(root, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(node))
    return deepest


def is_too_deep(root: Node) -> bool:
    """Whether the nodes are nested deeper than the model allows."""
    return depth(root) > MAX_DEPTH


def transform(node: Node, change: Callable[[Node], Node | list[Node] | None]) -> Node:
    """Return a tree in which `change` was applied to every node below `node`, children first.

    `change` returns the node itself to keep it, another one to replace it, a list to put in its place, or
    None
    to remove it. Parts that did not change are shared with the original, which is left as it was.
    """
    updates: dict[str, list[Node]] = {}
    for name in _child_fields(type(node)):
        before: list[Node] = getattr(node, name)
        after: list[Node] = []
        changed = False
        for child in before:
            result = change(transform(child, change))
            if result is not child:
                changed = True
            if isinstance(result, list):
                after.extend(result)
            elif result is not None:
                after.append(result)
        if changed:
            updates[name] = after
    return replace(node, **updates) if updates else node


def replace(node: Any, **changes: Any) -> Any:
    """Return a copy of `node` with some fields changed; it keeps its place in the source."""
    copy = dataclasses.replace(node, **changes)
    for name in ("span", "source", "_diagnostics"):
        if hasattr(node, name):
            setattr(copy, name, getattr(node, name))
    return copy


# What stands for a node in plain text; everything else is its children's text.
_PLAIN = {
    "line_break": "\n",
    "inline_comment": "",
    "comment": "",
    "foreign_inline": "",
    "footnote_reference": "",
}


def plain_text(nodes: Node | list[Any]) -> str:
    """Return the words of a node or of a list of nodes, without any markup."""
    if isinstance(nodes, list):
        return "".join(map(plain_text, nodes))
    kind = nodes.kind
    if kind == "text":
        return nodes.value  # type: ignore[attr-defined,no-any-return]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in ("code_span", "code_block", "foreign_block"):
        return nodes.text  # type: ignore[attr-defined,no-any-return]
    if kind in ("math", "formula"):
        return nodes.tex  # type: ignore[attr-defined,no-any-return]
    parts: list[str] = []
    for name in _child_fields(type(nodes)):
        for child in getattr(nodes, name):
            parts.append(child.value if child.kind == "text" else plain_text(child))
    return "".join(parts)
