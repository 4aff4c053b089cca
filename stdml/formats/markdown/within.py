"""A change inside a block that leaves the rest of it alone: items of a list and rows of a table keep their
bytes.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from stdml.formats.markdown.raw import Raw
from stdml.model import List, Table

_ITEM = re.compile(r"^(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_MARK = re.compile(r"([-*+]|[0-9]{1,9}[.)])(?=[ \t\n]|$)")


def patched(
    raw: Raw,
    text: str,
    span: tuple[int, int],
    old: Any,
    old_piece: str,
    new: Any,
    new_piece: str,
) -> str | None:
    """Return `new_piece` with the bytes of the items or rows that it shares with `old_piece`; None if that is
    not sure.

    Args:
        raw: gives the bytes of a range of the source
        text: the text of the source
        span: where the old block stands in it
        old: the old block
        old_piece: its canonical text
        new: the new block
        new_piece: its canonical text
    """
    if type(old) is List and type(new) is List:
        return _list(raw, text, span, old, old_piece, new, new_piece)
    if type(old) is Table and type(new) is Table:
        return _table(raw, text, span, old_piece, new_piece)
    return None


def _list(
    raw: Raw,
    text: str,
    span: tuple[int, int],
    old: List,
    old_piece: str,
    new: List,
    new_piece: str,
) -> str | None:
    places = [getattr(item, "span", None) for item in old.items]
    old_head, olds = _items(old_piece)
    new_head, news = _items(new_piece)
    if None in places or old_head != new_head or len(olds) != len(places) or len(news) != len(new.items):
        return None
    if [place for place in places if place and not _MARK.match(text, place[0])]:
        return None
    mark = _MARK.match(text, places[0][0])  # type: ignore[index]
    assert mark is not None
    gap = raw(places[0][1], places[1][0]) if len(places) > 1 else raw.written("\n")  # type: ignore[index]
    column = places[0][0] - text.rfind("\n", 0, places[0][0]) - 1  # type: ignore[index]
    out = [raw(span[0], places[0][0])]  # type: ignore[index]
    last: int | None = None
    for at, index in enumerate(_same(olds, news)):
        if at:
            out.append(raw(places[at - 1][1], places[at][0]) if index == at and last == at - 1 else gap)  # type: ignore[index]
        own = raw.written(_marked(news[at], mark[1], column))
        out.append(raw(*places[index]) if index is not None else own)  # type: ignore[misc]
        last = index if index is not None else at
    return "".join(out)


def _marked(item: str, mark: str, column: int) -> str:
    """Return an item with the bullet or the delimiter that the author uses."""
    found = _MARK.match(item)
    if found is None:
        return item
    own = mark if len(mark) == 1 else found[1][:-1] + mark[-1]
    return (own + item[found.end() :]).replace("\n", "\n" + " " * column)


def _items(piece: str) -> tuple[str, list[str]]:
    """Return what stands before the items of a list in its canonical text, and the items."""
    starts = [found.start() for found in _ITEM.finditer(piece)]
    if not starts:
        return piece, []
    ends = [*starts[1:], len(piece)]
    return piece[: starts[0]], [piece[a:b].rstrip("\n") for a, b in zip(starts, ends, strict=True)]


def _same(old: list[str], new: list[str]) -> list[int | None]:
    """Return for each new part the old one that it is."""
    found: list[int | None] = [None] * len(new)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for k in range(block.size):
            found[block.b + k] = block.a + k
    return found


def _table(raw: Raw, text: str, span: tuple[int, int], old_piece: str, new_piece: str) -> str | None:
    old, new = old_piece.split("\n"), new_piece.split("\n")
    starts = [span[0]]
    while (at := text.find("\n", starts[-1], span[1])) >= 0:
        starts.append(at + 1)
    ends = [*(start - 1 for start in starts[1:]), span[1]]
    rows, new_rows = _rows(old), _rows(new)
    # A table without a header may lack the empty row that the canonical text has, so the lines must agree.
    if not rows or not new_rows or len(starts) < rows or old[-rows:][1:2] != new[-new_rows:][1:2]:
        return None
    if not all("|" in text[a:b] for a, b in zip(starts[-rows:], ends[-rows:], strict=True)):
        return None
    first = len(starts) - rows
    out: list[str] = []
    if old[:-rows] == new[:-new_rows]:
        out += [raw(a, b) for a, b in zip(starts[:first], ends[:first], strict=True)]
    elif new[:-new_rows]:
        out += map(raw.written, new[:-new_rows])
    for at, index in enumerate(_same(old[-rows:], new[-new_rows:])):
        line = new[len(new) - new_rows + at]
        out.append(raw(starts[first + index], ends[first + index]) if index is not None else line)
    return raw.written("\n").join(out)


def _rows(lines: list[str]) -> int:
    """Return how many lines at the end of a piece are rows."""
    count = 0
    while count < len(lines) and lines[-1 - count].startswith("|"):
        count += 1
    return count
