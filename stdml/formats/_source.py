"""What the readers of XML and JSON share: pausing the collector, and finding characters below a node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model.collector import paused_gc as paused_gc
from stdml.model.walk import children, plain_text


def leaves(node: Any) -> Iterator[tuple[Any, str]]:
    """Yield the nodes below `node` that hold text themselves, each with its text as `plain_text` gives it."""
    below = list(children(node))
    if not below:
        yield node, plain_text(node)
    for child in below:
        yield from leaves(child)


def narrowed(node: Any, within: tuple[int, int]) -> tuple[tuple[Any, int], tuple[Any, int]] | None:
    """Return where a range of the characters of `node` begins and ends, each as a leaf and an offset in it.

    None stands for a range that is not inside the text.
    """
    start, end = within
    first: tuple[Any, int] | None = None
    at = 0
    for leaf, text in leaves(node):
        if first is None and start < at + len(text):
            first = (leaf, start - at)
        if first is not None and end <= at + len(text):
            return first, (leaf, end - at)
        at += len(text)
    return None
