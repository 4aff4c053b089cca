"""Writing an edited document over the Markdown it was read from: what did not change keeps its bytes.

The source and the document are both cut into the pieces of the canonical text. A piece that is the same in both is
copied from the source, with the spacing around it; only the others are written anew. The result is read again, so a
document never comes back different for having been written in a gentle way.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from stdml.formats.markdown import frontmatter
from stdml.formats.markdown.reader import read_markdown
from stdml.formats.markdown.writer import pieces
from stdml.model import Document, Metadata

_GAP = "\n\n"


@dataclass(slots=True)
class _Group:
    """A range of the source, and the canonical pieces it holds."""

    start: int
    end: int
    first: int
    last: int


def write_over(document: Document, over: str) -> str:
    """Return Markdown that reads as `document` and keeps the bytes of every block of `over` that did not change."""
    before = read_markdown(over)
    if before == document:
        return over
    source = before.source
    assert source is not None
    new = [(piece.strip("\n"), node) for piece, node in pieces(document)]
    old = [(piece.strip("\n"), node) for piece, node in pieces(before)]
    groups = _groups(old, before)
    for gentle in (True, False):
        text = _Patch(source.text, before, document, old, new, groups, gentle).text()
        if read_markdown(text) == document:
            return text
    return "".join(piece for piece, _ in pieces(document))


def _groups(old: list[tuple[str, Any]], before: Document) -> list[_Group]:
    """Return the ranges of the source that hold whole pieces; pieces whose ranges overlap share one."""
    source: Any = before.source
    groups: list[_Group] = []
    for index, (_, node) in enumerate(old):
        if type(node) is Metadata:
            span: tuple[int, int] | None = source.metadata_span
        else:
            span = getattr(node, "span", None)
            start = source.starts.get(id(node))
            if span and start is not None:
                span = (min(start, span[0]), span[1])
        if span is None or (groups and span[0] < groups[-1].end):
            if not groups:
                groups.append(_Group(0, 0, 0, 0))
            groups[-1].last = index + 1
            groups[-1].end = max(groups[-1].end, span[1] if span else 0)
        else:
            groups.append(_Group(span[0], span[1], index, index + 1))
    return groups


class _Patch:
    def __init__(
        self,
        source: str,
        before: Document,
        document: Document,
        old: list[tuple[str, Any]],
        new: list[tuple[str, Any]],
        groups: list[_Group],
        gentle: bool,
    ) -> None:
        self.source = source
        self.before = before
        self.document = document
        self.old = old
        self.new = new
        self.groups = groups
        self.gentle = gentle
        self.group_at = {group.first: at for at, group in enumerate(groups)}
        self.matches = _matches([piece for piece, _ in old], [piece for piece, _ in new])

    def text(self) -> str:
        """Return the patched text."""
        out: list[str] = []
        at = 0
        last: int | None = None  # the group that was copied or replaced last
        copied = True
        while at < len(self.new):
            group = self._kept(at)
            if group is not None:
                out.append(self._gap(last, group, copied))
                kept = self.groups[group]
                out.append(self.source[kept.start : kept.end])
                at += kept.last - kept.first
                last, copied = group, True
                continue
            replaced = self._replaced(at, last)
            out.append(self._gap(last, replaced, copied) if replaced is not None else (_GAP if out else ""))
            out.append(self._written(at, replaced))
            if replaced is not None:
                last = replaced
            copied = False
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
        same = all(
            at + k < len(self.new) and self.matches[at + k] == held.first + k for k in range(size)
        )
        return group if same else None

    def _replaced(self, at: int, last: int | None) -> int | None:
        """Return the next group of the source if it is gone from the document, so that a new piece stands for it."""
        group = 0 if last is None else last + 1
        if group >= len(self.groups):
            return None
        held = self.groups[group]
        kept = set(index for index in self.matches if index is not None)
        return group if all(index not in kept for index in range(held.first, held.last)) else None

    def _gap(self, last: int | None, group: int, copied: bool) -> str:
        """Return what stands before a group: the source's own spacing where it followed the last one there too."""
        start = self.groups[group].start
        if last is None:
            return self.source[:start]
        between = [
            self.source[self.groups[i].end : self.groups[i + 1].start] for i in range(last, group)
        ]
        if len(between) == 1 and (self.gentle or between[0].strip()):
            return between[0]
        held = [gap.strip("\n") for gap in between if gap.strip()]  # link definitions stay
        return _GAP + "".join(text + _GAP for text in held)

    def _tail(self, last: int | None) -> str:
        if last is None or not self.groups:
            return "\n" if self.new else ""
        ends = [self.source[self.groups[-1].end :]]
        held = [
            self.source[self.groups[i].end : self.groups[i + 1].start] for i in range(last, len(self.groups) - 1)
        ]
        kept = "".join(_GAP + gap.strip("\n") for gap in held if gap.strip())
        return kept + ends[0]

    def _written(self, at: int, replaced: int | None) -> str:
        piece, node = self.new[at]
        if type(node) is Metadata and replaced is not None:
            held = self.groups[replaced]
            yaml_text, end = frontmatter.split(self.source)
            if end and held.start == 0:
                patched = frontmatter.rewrite(yaml_text, self.before.metadata, node)
                if patched is not None:
                    return patched
        return piece


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
