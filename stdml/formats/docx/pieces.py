"""Running text in pieces that look alike, and the nodes that they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from stdml.formats._looks import merge_text
from stdml.model.base import Attributes
from stdml.model.inlines import (
    CodeSpan,
    CrossReference,
    Deletion,
    Emphasis,
    Insertion,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from stdml.model.joined import cut
from stdml.model.walk import plain_text

_ROW = re.compile(r"[ \t]{2,}|\t")
INSERTED, DELETED = "inserted", "deleted"


class Change(NamedTuple):
    """A tracked change: what it does, and who made it when."""

    kind: str
    author: str
    date: str


class Look(NamedTuple):
    """How a piece of running text looks, and what it belongs to.

    Attributes:
        change: the tracked change that it is part of
        href: the address it leads to
        target: the bookmark it leads to
        strong: whether it is bold
        emphasis: whether it is in italics
        strike: whether it is struck out
        raised: superscript or subscript
        code: whether it is program text
    """

    change: Change | None = None
    href: str | None = None
    target: str | None = None
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    raised: str = ""
    code: bool = False


PLAIN = Look()


@dataclass(slots=True)
class Piece:
    """A node without children, and its look."""

    node: Any
    look: Look = PLAIN

    @property
    def words(self) -> str:
        """The characters that a reader of the document sees, if it is text that stays."""
        gone = self.look.change is not None and self.look.change.kind == DELETED
        return self.node.value if type(self.node) is Text and not gone else ""


def text(words: str, span: tuple[int, int], look: Look = PLAIN) -> Piece:
    """Return a piece of text with its place."""
    node = Text(words)
    node.span = span
    return Piece(node, look)


def words_of(pieces: list[Piece]) -> str:
    """Return what a reader of the document sees."""
    return "".join(" " if type(piece.node) is LineBreak else piece.words for piece in pieces)


def cut_at(piece: Piece, *places: int) -> list[Piece]:
    """Return a piece of text in parts, cut before these characters; empty parts are left out."""
    value, span = piece.node.value, piece.node.span
    bounds = [0, *places, len(value)]
    parts = []
    for start, end in pairwise(bounds):
        if end > start:
            parts.append(text(value[start:end], cut(span, len(value), start, end), piece.look))
    return parts


def unformatted(pieces: list[Piece], length: int) -> list[Piece]:
    """Return pieces whose first `length` characters have no look: a typed number is never bold alone."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        if length <= 0:
            return found + pieces[at:]
        if type(piece.node) is not Text or not piece.words:
            found.append(piece)
            continue
        for part in cut_at(piece, min(length, len(piece.node.value))):
            if length > 0:
                part.look = PLAIN
            length -= len(part.node.value)
            found.append(part)
    return found


def without(pieces: list[Piece], length: int) -> list[Piece]:
    """Return pieces without the first characters that a reader sees, and without the spaces before them."""
    found: list[Piece] = []
    started = False
    for piece in pieces:
        words = piece.words
        if length <= 0 or not words:
            found.append(piece)
            continue
        blank = 0 if started else len(words) - len(words.lstrip())
        started = started or blank < len(words)
        gone = min(blank + length, len(words)) if started else len(words)
        length -= gone - blank if started else 0
        found += cut_at(piece, gone)[1:] if gone < len(words) else []
    return found


def even(pieces: list[Piece], start: int = 0) -> list[Piece]:
    """Return pieces without the bold and italics that all of them have: so headings and captions are set.

    Args:
        pieces: running text
        start: how many characters at its beginning are a number, which has no look
    """
    texts = []
    for piece in pieces:
        if start <= 0 and piece.words.strip():
            texts.append(piece.look)
        start -= len(piece.words)
    dropped: dict[str, Any] = {}
    if texts and all(look.strong for look in texts):
        dropped["strong"] = False
    if texts and all(look.emphasis for look in texts):
        dropped["emphasis"] = False
    if not dropped:
        return pieces
    return [Piece(piece.node, piece.look._replace(**dropped)) for piece in pieces]


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without spaces and line breaks at both ends."""
    found = list(pieces)
    while found and (rest := _stripped(found[0], str.lstrip)) is not found[0]:
        found[:1] = [rest] if rest else []
    while found and (rest := _stripped(found[-1], str.rstrip)) is not found[-1]:
        found[-1:] = [rest] if rest else []
    return found


def _stripped(piece: Piece, strip: Callable[[str], str]) -> Piece | None:
    """Return a piece without spaces at one end: itself where there are none, None where nothing is left."""
    if type(piece.node) is LineBreak:
        return None
    if type(piece.node) is not Text:
        return piece
    value = piece.node.value
    kept = strip(value)
    if kept == value:
        return piece
    if not kept:
        return None
    start = value.find(kept) if strip is str.lstrip else 0
    start = len(value) - len(kept) if strip is str.lstrip else start
    span = cut(piece.node.span, len(value), start, start + len(kept))
    return text(kept, span, piece.look)


def nodes(pieces: list[Piece]) -> list[Any]:
    """Return the nodes that pieces make: text that looks alike in one, spaces outside of what is marked."""
    return _grouped(_smooth(_folded(pieces)), 0)


def _folded(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with one space for each row of spaces and tabs, which only set words apart."""
    found: list[Piece] = []
    for piece in pieces:
        if type(piece.node) is not Text or not _ROW.search(piece.node.value):
            found.append(piece)
            continue
        value, span, at = piece.node.value, piece.node.span, 0
        for row in _ROW.finditer(value):
            found += [text(value[at : row.start()], cut(span, len(value), at, row.start()), piece.look)] * (
                row.start() > at
            )
            found.append(text(" ", cut(span, len(value), row.start(), row.start() + 1), piece.look))
            at = row.end()
        found += [text(value[at:], cut(span, len(value), at, len(value)), piece.look)] * (at < len(value))
    return found


def _smooth(pieces: list[Piece]) -> list[Piece]:
    """Return pieces whose spaces at the edge of a mark stand outside of it."""
    found: list[Piece] = []
    for piece in pieces:
        marked = piece.look.strong or piece.look.emphasis or piece.look.raised or piece.look.strike
        value = piece.node.value if type(piece.node) is Text and marked else ""
        start, end = len(value) - len(value.lstrip()), len(value.rstrip())
        if not value or (start == 0 and end == len(value)):
            found.append(piece)
            continue
        for part in cut_at(piece, *([start, end] if start < end else [])):
            if not part.node.value.strip():
                part.look = part.look._replace(strong=False, emphasis=False, raised="", strike=False)
            found.append(part)
    for before, blank, after in zip(found, found[1:], found[2:], strict=False):
        if before.look == after.look and type(blank.node) is Text and not blank.node.value.strip():
            blank.look = before.look
    return found


def _grouped(pieces: list[Piece], level: int) -> list[Any]:
    if level == len(_LEVELS) or all(piece.look == PLAIN for piece in pieces):
        return merge_text([piece.node for piece in pieces])
    name, wrap = _LEVELS[level]
    made: list[Any] = []
    for key, group in groupby(pieces, key=lambda piece: getattr(piece.look, name)):
        inner = _grouped(list(group), level + 1)
        if not key or not inner:
            made += inner
            continue
        for node in wrap(key, inner):
            if not hasattr(node, "span") and (span := _span(inner)):
                node.span = span
            made.append(node)
    return merge_text(made)


def _span(inner: list[Any]) -> tuple[int, int] | None:
    first, last = getattr(inner[0], "span", None), getattr(inner[-1], "span", None)
    return (first[0], last[1]) if first and last else None


def _changed(change: Change, inner: list[Any]) -> list[Any]:
    kind = Deletion if change.kind == DELETED else Insertion
    return [kind(inner, change.author or None, change.date or None)]


def _raised(kind: str, inner: list[Any]) -> list[Any]:
    return [Superscript(inner) if kind == "superscript" else Subscript(inner)]


def _code(key: Any, inner: list[Any]) -> list[Any]:
    if all(type(node) is Text for node in inner):
        return [CodeSpan(plain_text(inner))]
    return [Span(inner, attrs=Attributes(["code"]))]


_LEVELS: tuple[tuple[str, Callable[[Any, list[Any]], list[Any]]], ...] = (
    ("change", _changed),
    ("href", lambda href, inner: [Link(inner, href)]),
    ("target", lambda target, inner: [CrossReference(inner, target)]),
    ("strong", lambda key, inner: [Strong(inner)]),
    ("emphasis", lambda key, inner: [Emphasis(inner)]),
    ("strike", lambda key, inner: [Deletion(inner)]),
    ("raised", _raised),
    ("code", _code),
)
"""What each part of a look makes of the nodes in it, the outermost first."""
