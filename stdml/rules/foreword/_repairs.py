"""Repairs that put in or take out whole paragraphs of a Markdown source."""

from __future__ import annotations

from stdml.diagnostics import Edit, Fix
from stdml.model import Node, span_of
from stdml.rules.base import Context
from stdml.rules.prose import Prose


def insert_before(ctx: Context, node: Node, text: str, title: str, safe: bool = True) -> Fix | None:
    """Return a repair that puts a paragraph in front of a block or clause; None without a source to edit."""
    span = span_of(node)
    if span is None or not ctx.source_text(node):
        return None
    return Fix(title, (Edit(span[0], span[0], text + "\n\n"),), safe)


def insert_after(ctx: Context, node: Node, text: str, title: str, safe: bool = True) -> Fix | None:
    """Return a repair that puts a paragraph behind a block; None without a source to edit."""
    span = span_of(node)
    words = ctx.source_text(node)
    if span is None or not words:
        return None
    at = span[0] + len(words.rstrip())
    return Fix(title, (Edit(at, at, "\n\n" + text),), safe)


def remove(ctx: Context, node: Node, title: str, safe: bool = True) -> Fix | None:
    """Return a repair that takes out a block that stands in no other; None without a source to edit."""
    span = span_of(node)
    source = getattr(ctx.document, "source", None)
    if span is None or source is None or not ctx.source_text(node):
        return None
    start, end = span
    while end < len(source.text) and source.text[end] == "\n":
        end += 1
    return Fix(title, (Edit(start, end, ""),), safe)


# Nodes that are understood from the words and have no markup of their own.
_UNMARKED = frozenset(("self_reference", "citation", "provision"))


def replace_words(
    ctx: Context, prose: Prose, within: tuple[int, int], text: str, title: str, safe: bool = True
) -> Fix | None:
    """Return a repair that replaces a range of running text that reaches over several nodes.

    It is None where a node in the range has markup of its own, and without a source to edit.
    """
    source = getattr(ctx.document, "source", None)
    if source is None or not ctx.source_text(prose.owner):
        return None
    start, end = within
    touched = (node for first, last, node in prose.nodes if first < end and start < last)
    if any(node.kind not in _UNMARKED for node in touched):
        return None
    ends = []
    for at in (start, end - 1):
        leaf, offset = prose.leaf(at)
        span = source.span(leaf, (offset, offset + 1))
        if span is None:
            return None
        ends.append(span)
    return Fix(title, (Edit(ends[0][0], ends[1][1], text),), safe)


def reorder(ctx: Context, blocks: list[Node], ordered: list[Node], title: str) -> Fix | None:
    """Return a repair that puts blocks that follow each other in another order."""
    source = getattr(ctx.document, "source", None)
    words = {id(block): ctx.source_text(block).rstrip() for block in blocks}
    first, last = span_of(blocks[0]), span_of(blocks[-1])
    if source is None or first is None or last is None or not all(words.values()):
        return None
    start, end = first[0], last[0] + len(words[id(blocks[-1])])
    return Fix(title, (Edit(start, end, "\n\n".join(words[id(block)] for block in ordered)),))
