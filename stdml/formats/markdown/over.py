"""Writing an edited document over the Markdown it was read from: what did not change keeps its bytes.

The source and the document are both cut into the pieces of the canonical text. A piece that is the same in
both is copied from the source, with the spacing around it; only the others are written anew, with the heading
levels, typed numbers and line breaks of the source. The result is read again, so a document never comes back
different for having been written in a gentle way.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from stdml.formats._source import paused_gc
from stdml.formats.markdown import frontmatter
from stdml.formats.markdown.habits import Habits
from stdml.formats.markdown.raw import Raw
from stdml.formats.markdown.reader import read_markdown
from stdml.formats.markdown.titles import heading_says, spoken_in
from stdml.formats.markdown.within import patched
from stdml.formats.markdown.writer import pieces
from stdml.model import Document, Metadata

_GAP = "\n\n"
Piece = tuple[str, Any]


@dataclass(slots=True)
class _Group:
    """A range of the source, and the canonical pieces it holds.

    Attributes:
        start: where it begins
        end: where the last of its pieces ends
        tail: where the space after that ends
        first: the index of the first piece
        last: the index after the last piece
    """

    start: int
    end: int
    tail: int
    first: int
    last: int


def write_over(document: Document, over: str) -> str:
    """Return Markdown that reads as `document` and keeps the bytes of what did not change in `over`."""
    with paused_gc():
        return _written_over(document, over)


def _written_over(document: Document, over: str) -> str:
    before = read_markdown(over)
    if before == document:
        return over
    raw = Raw(over)
    for gentle, moving in ((True, True), (True, False), (False, False)):
        text = _Patch(raw, before, document, gentle, moving).text()
        if read_markdown(text) == document:
            return text
    return raw.written("".join(piece for piece, _ in pieces(document)))


def _cut(document: Document, before: Document) -> list[Piece]:
    """Return the pieces of a document; the title is a heading of its own where it is one in the source."""
    source: Any = before.source
    words, stated = "", True
    if source.title_span is not None:
        language = spoken_in(source.title, before.metadata)
        words = " ".join(document.metadata.title.get(language or "", []))
        stated = source.states_title or not heading_says(words, document.metadata)
    found = pieces(document, words, stated)
    return [(piece.strip("\n"), node) for piece, node in found]


def _groups(old: list[Piece], before: Document) -> list[_Group]:
    """Return the ranges of the source that hold whole pieces; pieces whose ranges overlap share one."""
    source: Any = before.source
    groups: list[_Group] = []
    for index, (_, node) in enumerate(old):
        span = _place(node, source)
        if span is None or (groups and span[0] < groups[-1].end):
            if not groups:
                groups.append(_Group(0, 0, 0, 0, 0))
            groups[-1].last = index + 1
            groups[-1].end = max(groups[-1].end, span[1] if span else 0)
        else:
            groups.append(_Group(span[0], span[1], span[1], index, index + 1))
    for group in groups:
        group.tail = group.end
        while source.text[group.tail : group.tail + 1] in (" ", "\t"):
            group.tail += 1
    return groups


def _place(node: Any, source: Any) -> tuple[int, int] | None:
    """Return the range of a piece, with the line of attributes before it."""
    if type(node) is Metadata:
        return source.metadata_span  # type: ignore[no-any-return]
    span = source.title_span if type(node) is Document else getattr(node, "span", None)
    if span is None:
        return None
    return min(span[0], source.starts.get(id(node), span[0])), span[1]


class _Patch:
    def __init__(self, raw: Raw, before: Document, document: Document, gentle: bool, moving: bool) -> None:
        self.raw = raw
        self.before = before
        self.source: Any = before.source
        self.old, self.new = _cut(before, before), _cut(document, before)
        self.groups = _groups(self.old, before)
        self.gentle = gentle
        self.habits = Habits(before, document)
        self.group_at = {group.first: at for at, group in enumerate(self.groups)}
        self.matches = _matches([piece for piece, _ in self.old], [piece for piece, _ in self.new])
        self.kept = frozenset(index for index in self.matches if index is not None)
        self.movable = self._movable() if moving else {}

    def _movable(self) -> dict[str, int]:
        """Return the groups that stand somewhere else in the document now, by their piece."""
        single = [
            group for group in self.groups if group.last == group.first + 1 and group.first not in self.kept
        ]
        return {self.old[group.first][0]: self.group_at[group.first] for group in single}

    def text(self) -> str:
        """Return the patched text."""
        out: list[str] = []
        at = 0
        last: int | None = None  # the group that was copied or replaced last
        while at < len(self.new):
            group = self._kept(at)
            if group is not None:
                kept = self.groups[group]
                out += [self._gap(last, group, bool(out)), self.raw(kept.start, kept.tail)]
                at += kept.last - kept.first
                last = group
                continue
            replaced = self._replaced(last)
            if replaced is not None:
                out.append(self._gap(last, replaced, bool(out)))
                last = replaced
            elif out:
                out.append(self.raw.written(_GAP))
            out.append(self._written(at, replaced))
            if replaced is not None:
                out.append(self.raw(self.groups[replaced].end, self.groups[replaced].tail))
            at += 1
        out.append(self._tail(last))
        return "".join(out)

    def _kept(self, at: int) -> int | None:
        """Return the group that holds the new piece `at` and those after it unchanged."""
        index = self.matches[at]
        group = self.group_at.get(index) if index is not None else None
        if group is None:
            return None
        held = self.groups[group]
        size = held.last - held.first
        same = all(at + k < len(self.new) and self.matches[at + k] == held.first + k for k in range(size))
        return group if same else None

    def _replaced(self, last: int | None) -> int | None:
        """Return the next group of the source if it is gone, so that a new piece takes its place."""
        group = 0 if last is None else last + 1
        if group >= len(self.groups):
            return None
        held = self.groups[group]
        return group if all(index not in self.kept for index in range(held.first, held.last)) else None

    def _gap(self, last: int | None, group: int, within: bool) -> str:
        """Return what stands before a group: the source's own spacing where it followed the last one."""
        start = self.groups[group].start
        if last is None and not within:
            return self.raw(0, start)
        ends = [0] if last is None else [self.groups[last].tail]
        ends += [held.tail for held in self.groups[0 if last is None else last + 1 : group]]
        begins = [held.start for held in self.groups[0 if last is None else last + 1 : group]] + [start]
        between = [self.raw(end, begin) for end, begin in zip(ends, begins, strict=True)]
        if len(between) == 1 and last is not None and (self.gentle or between[0].strip()):
            return between[0]
        held_back = [gap.strip("\r\n") for gap in between if gap.strip()]  # link definitions stay
        gap = self.raw.written(_GAP)
        return gap + "".join(text + gap for text in held_back)

    def _tail(self, last: int | None) -> str:
        """Return what stands after the last piece."""
        if last is None or not self.groups:
            return self.raw.written("\n") if self.new else ""
        rest = self.groups[last:]
        between = [self.raw(one.tail, two.start) for one, two in pairwise(rest)]
        kept = "".join(self.raw.written(_GAP) + gap.strip("\r\n") for gap in between if gap.strip())
        return kept + self.raw(rest[-1].tail, len(self.source.text))

    def _written(self, at: int, replaced: int | None) -> str:
        """Return the text of a new piece, in the place of the group `replaced` if there is one."""
        piece, node = self.new[at]
        if piece in self.movable:
            moved = self.groups[self.movable.pop(piece)]
            return self.raw(moved.start, moved.end)
        if type(node) is Metadata:
            return self.raw.written(self._front(piece, node))
        group = self.groups[replaced] if replaced is not None else None
        if group is not None and group.last == group.first + 1:
            old_piece, old_node = self.old[group.first]
            found = patched(
                self.raw, self.source.text, (group.start, group.end), old_node, old_piece, node, piece
            )
            return found or self.raw.written(self.habits.apply(piece, node, old_node))
        return self.raw.written(self.habits.apply(piece, node, None))

    def _front(self, piece: str, metadata: Metadata) -> str:
        yaml_text, end = frontmatter.split(self.source.text)
        if not end:
            return piece
        shown = self.source.states_title or self.source.title_span is None
        hidden: dict[str, Any] = {} if shown else {"title": {}}
        old, new = (one.model_copy(update=hidden) for one in (self.before.metadata, metadata))
        return frontmatter.rewrite(yaml_text, old, new) or piece


def _matches(old: list[str], new: list[str]) -> list[int | None]:
    """Return for each new piece the old one it is, in order."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    found: list[int | None] = [None] * len(new)
    for index in range(first):
        found[index] = index
    for index in range(last):
        found[-1 - index] = len(old) - 1 - index
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            found[first + block.b + k] = first + block.a + k
    return found
