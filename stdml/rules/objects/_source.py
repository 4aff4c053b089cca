"""Repairs that replace ranges of the source itself, where what is wrong is no words: marks, labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stdml.diagnostics import Edit, Fix
from stdml.language import say
from stdml.model.base import span_of

if TYPE_CHECKING:
    from stdml.model import Node
    from stdml.rules.base import Context


def source_fix(
    ctx: Context, title: tuple[str, str], edits: Iterable[tuple[int, int, str]], safe: bool = True
) -> Fix | None:
    """Return a repair made of edits to the source, or None where the source cannot be edited.

    Args:
        ctx: the context of the rule
        title: what the repair does, in Chinese and in English
        edits: start, end and new text of each edit
        safe: whether it cannot change the meaning
    """
    made = tuple(Edit(*edit) for edit in edits)
    words = say(*title)
    return Fix(words, made, safe) if made and ctx.fix(words, ()) is not None else None


def source_lines(ctx: Context, node: Node) -> Iterator[tuple[int, str]]:
    """Yield the lines of Markdown that a node was read from, each with the offset at which it begins."""
    span, text = span_of(node), ctx.source_text(node)
    if span is None or not text:
        return
    at = span[0]
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
