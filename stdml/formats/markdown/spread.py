"""Lists with typed labels over several blocks, as they are pasted.

CommonMark sees paragraphs in most of them, and ordered lists in those with `1)`: a line `c)` that follows
such a list would even continue its last item. Here all of them are items in one sequence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdml.formats.markdown import forms, listed
from stdml.model import List

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader


def read_list(
    reader: BlockReader, lines: list[listed.Line], span: tuple[int, int], after: int, end: int, depth: int
) -> tuple[List, int, list[listed.Line]] | None:
    """Return the list that a paragraph begins, the index of the token after it, and the lines that are left.

    Args:
        reader: the reader of the document
        lines: the lines of the paragraph
        span: where the paragraph stands
        after: the index of the token after the paragraph
        end: where the tokens end
        depth: how deep the paragraph lies
    """
    draft = listed.Draft()
    taken = draft.add_lines(lines, reader.column)
    if not taken:
        return None
    left = lines[taken:]
    draft.end = span[1]
    if not left:
        after, left = _further(reader, draft, after, end, depth)
    return _finished(reader, draft, span[0], after, left, depth)


def read_from_items(
    reader: BlockReader, at: int, end: int, depth: int
) -> tuple[List, int, list[listed.Line]] | None:
    """Return what `read_list` does for one that begins with an ordered list of CommonMark."""
    draft = listed.Draft()
    after, left = _further(reader, draft, at, end, depth)
    return _finished(reader, draft, reader.span(reader.tokens[at])[0], after, left, depth)


def _finished(
    reader: BlockReader, draft: listed.Draft, start: int, after: int, left: list[listed.Line], depth: int
) -> tuple[List, int, list[listed.Line]] | None:
    made = draft.made()
    if made is None:
        return None
    made.span = (start, max(forms.start_of(left[0], draft.end) - 1, start) if left else draft.end)
    reader.deepest = max(reader.deepest, depth + 2 * draft.deepest + 2)
    return made, after, left


def may_go_on(reader: BlockReader, at: int, end: int) -> bool:
    """Whether the block at `at` may hold further items of a list that a paragraph before it begins."""
    if at >= end:
        return False
    token = reader.tokens[at]
    if token.type == "paragraph_open":
        return listed.may_open(reader.tokens[at + 1].content)
    return token.markup == ")" or token.type == "code_block"


def goes_on(reader: BlockReader, at: int, close: int, end: int) -> bool:
    """Whether the ordered list whose tokens reach from `at` to `close` goes on in paragraphs: 1) … a) …"""
    token = reader.tokens[at]
    if token.markup != ")" or "start" in token.attrs or close + 2 >= end:
        return False
    follower = reader.tokens[close + 1]
    return follower.type == "paragraph_open" and reader.tokens[close + 2].content.startswith(("a)", "a）"))


def _further(
    reader: BlockReader, draft: listed.Draft, at: int, end: int, depth: int
) -> tuple[int, list[listed.Line]]:
    """Take the items in the blocks that follow; return the index after them and the lines that are left."""
    while at < end:
        token = reader.tokens[at]
        if token.type == "paragraph_open":
            inline = reader.tokens[at + 1]
            if not listed.may_open(inline.content):
                break
            lines = forms.split_lines(reader.inline(inline.content, (inline.map or [0])[0]))
            taken = draft.add_lines(lines, reader.column)
            if not taken:
                break
            at += 3
            draft.end = reader.span(token)[1]
            if taken < len(lines):
                return at, lines[taken:]
        elif token.type == "ordered_list_open" and token.markup == ")":
            close = reader._close(at)
            if not _items(reader, draft, at, close, depth):
                break
            at = close + 1
            draft.end = reader.span(token)[1]
        elif token.type == "code_block" and _indented(reader, draft, token):
            at += 1
            draft.end = reader.span(token)[1]
        else:
            break
    return at, []


def _items(reader: BlockReader, draft: listed.Draft, at: int, close: int, depth: int) -> bool:
    """Take the items of an ordered list of CommonMark, and what its last lines hold beyond it."""
    index, first = at + 1, True
    while index < close:
        token, end = reader.tokens[index], reader._close(index)
        head = reader.tokens[index + 1]
        lines: list[listed.Line] = [[]]
        inner = index + 1
        if head.type == "paragraph_open":
            inline = reader.tokens[index + 2]
            lines = forms.split_lines(reader.inline(inline.content, (inline.map or [0])[0]))
            inner = index + 4
        start = reader.span(token)[0]
        column = reader.indentation(start)
        label = listed.Label("digit", int(token.info or 1), 0)
        if not draft.add(label, lines[0], column):
            if first:
                return False
            draft.force(lines[0])
        draft.add_lines(lines, reader.column, start=1)
        if inner < end:
            draft.add_blocks(reader.read(inner, end, depth + 2 * draft.deepest))
        index, first = end + 1, False
    return True


def _indented(reader: BlockReader, draft: listed.Draft, token: Any) -> bool:
    """Take items that are typed so far to the right that CommonMark sees code in them."""
    rows = token.content.rstrip("\n").split("\n")
    if not all(listed.may_open(row) for row in rows if row.strip()):
        return False
    first = (token.map or [0])[0]
    lines = [(reader.inline(row.strip(" \t"), first + at)) for at, row in enumerate(rows) if row.strip()]
    labels = [listed.label_of(line) for line in lines]
    if any(label is None for label in labels):
        return False
    taken = False
    for line, label in zip(lines, labels, strict=True):
        assert label is not None
        if draft.add(label, line, reader.column(line)):
            taken = True
        elif not taken:
            return False
        else:
            draft.go_on(line)
    return True
