"""How the author of a Markdown file writes headings: their levels, and the numbers typed before them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from stdml.formats.markdown import forms
from stdml.formats.markdown.headings import typed_number
from stdml.model import Clause, Document, TermEntry

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)(.*)")
_UNTITLED = re.compile(r"§+[ \t]*")


class Habits:
    """Gives new pieces the looks of the source.

    Args:
        before: the document as it was read
        document: the document that is written
    """

    def __init__(self, before: Document, document: Document) -> None:
        self._text = before.source.text if before.source is not None else ""
        self._document = document
        self._before = before

    def apply(self, piece: str, node: Any, old: Any) -> str:
        """Return a canonical piece as the author would have written it.

        Args:
            piece: the canonical text of `node`
            node: what it says
            old: the node it takes the place of, if there is one
        """
        if type(node) not in (Clause, TermEntry):
            return piece
        if piece.startswith("§"):
            return self._untitled(piece, old)
        found = _HEADING.match(piece)
        if not found:
            return piece
        depth = self._depths.get(id(node), 0)
        level = self._level_of(old) if self._old_depths.get(id(old)) == depth else self._levels.get(depth)
        hashes = "#" * level if level else found[1]
        return f"{hashes} {self._number(node, old)}{piece[found.start(2) :]}".rstrip(" ")

    def _untitled(self, piece: str, old: Any) -> str:
        """Return an untitled clause with the number that was typed in its place."""
        found = forms.TYPED.match(self._text, old.span[0]) if hasattr(old, "span") else None
        return _UNTITLED.sub(lambda _: found[0] if found else "", piece, count=1) if found else piece

    def _number(self, node: Any, old: Any) -> str:
        """Return the number to type before a heading, with its separator; "" where the author types none."""
        if (
            not self._separator
            or not getattr(node, "numbered", True)
            or getattr(node, "type", "clause") != "clause"
        ):
            return ""
        typed = self._typed(old)
        if typed:
            return typed
        number = self._numbering.number(node)
        return number + self._separator if number else ""

    def _typed(self, old: Any) -> str:
        found = _HEADING.match(self._text, old.span[0]) if hasattr(old, "span") else None
        number = typed_number(found[2]) if found else None
        return found[2][: number[1]] if found and number else ""

    def _level_of(self, old: Any) -> int | None:
        if not hasattr(old, "span"):
            return None
        found = _HEADING.match(self._text, old.span[0])
        if found:
            return len(found[1])
        end = self._text[old.span[0] : old.span[1]].rstrip()[-1:]
        return {"=": 1, "-": 2}.get(end)

    @cached_property
    def _depths(self) -> dict[int, int]:
        return _depths(self._document)

    @cached_property
    def _old_depths(self) -> dict[int, int]:
        return _depths(self._before)

    @cached_property
    def _levels(self) -> dict[int, int]:
        """The level of the headings of each depth."""
        found: dict[int, int] = {}
        for node, depth in _clauses(self._before):
            level = self._level_of(node)
            if level and getattr(node, "title", True):
                found.setdefault(depth, level)
        if found and max(found) + 1 <= 64:
            found.setdefault(max(found) + 1, min(found[max(found)] + 1, 6))
        return found

    @cached_property
    def _separator(self) -> str:
        """What stands between a typed number and the title; "" where numbers are not typed."""
        typed = [self._typed(node) for node, _ in _clauses(self._before)]
        typed = [text for text in typed if text]
        return re.sub(r"^[0-9A-Z.]+(?<!\.)", "", typed[0]) or " " if len(typed) > 1 else ""

    @cached_property
    def _numbering(self) -> Any:
        from stdml.text.numbering import Numbering

        return Numbering(self._document)


def _clauses(document: Document) -> list[tuple[Any, int]]:
    """Return clauses and term entries with their depth."""
    found: list[tuple[Any, int]] = []

    def add(nodes: list[Any], depth: int) -> None:
        for node in nodes:
            found.append((node, depth))
            add(getattr(node, "clauses", []), depth + 1)

    add(document.clauses, 1)
    return found


def _depths(document: Document) -> dict[int, int]:
    return {id(node): depth for node, depth in _clauses(document)}
