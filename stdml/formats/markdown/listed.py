"""Lists with typed labels, a) b) 1) ——, nested: an item goes to the list that waits for its label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from stdml.formats.markdown import forms
from stdml.model import List, ListItem, plain_text

Kind = Literal["letter", "digit", "dash"]
Line = list[Any]

_LABEL = re.compile(r"(?:([a-z])|([1-9][0-9]?))[)）][ \t\u3000]*|(——)[ \t\u3000]*")
_OPENING = re.compile(r"[ \t\u3000]*(?:[a-z][)）]|[1-9][0-9]?[)）]|——)")
_COLONS = ("：", ":")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A typed label: its kind, its place in the order (0 for a dash), and its characters."""

    kind: Kind
    count: int
    length: int

    @property
    def starts(self) -> bool:
        """Whether a list may begin with it."""
        return self.count <= 1


@dataclass(slots=True)
class _Item:
    parts: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    kind: Kind
    column: int
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Words:
    """Lines of an item that are one paragraph."""

    lines: list[Line]


def label_of(line: Line) -> Label | None:
    """Return the label that a line of running text begins with, if words follow it.

    >>> from stdml.model import Text
    >>> label_of([Text("b）乙；")]), label_of([Text("乙；")])
    (Label(kind='letter', count=2, length=2), None)
    """
    text = forms.first_text(line)
    found = _LABEL.match(text)
    if found is None or (found.end() == len(text) and len(line) < 2):
        return None
    if found[1]:
        return Label("letter", ord(found[1]) - ord("a") + 1, found.end())
    return Label("digit", int(found[2]), found.end()) if found[2] else Label("dash", 0, found.end())


def may_open(content: str) -> bool:
    """Whether the text of a paragraph may begin with a label."""
    return _OPENING.match(content) is not None


def turning_point(lines: list[Line], more: bool = False) -> int:
    """Return the line from which a paragraph goes on as something else; 0 if it does not.

    That is where a list with typed labels follows a line that announces it (…：), and where a line begins a
    note or an example (注：…).

    Args:
        lines: the lines of the paragraph
        more: whether a list that the last line begins may go on in the blocks that follow
    """
    led = forms.opens_lead(lines[0])
    # Each try goes over all lines that follow, and in no honest text do many fail.
    tries = 20
    for at in range(1, len(lines)):
        if forms.begins_lead(lines, at, led):
            return at
        announced = lines[at - 1] and plain_text(lines[at - 1][-1]).rstrip().endswith(_COLONS)
        if announced and tries and label_of(lines[at]) is not None:
            draft = Draft()
            taken = draft.add_lines(lines[at:])
            if draft.made() is not None or (more and taken == len(lines) - at):
                return at
            tries -= 1
    return 0


class Draft:
    """A list that grows line by line."""

    def __init__(self) -> None:
        self._open: list[_Level] = []
        self._root: _Level | None = None
        self.deepest = 0
        self.end = 0

    def add(self, label: Label, line: Line, column: int = 0, apart: bool = True) -> bool:
        """Take a line with a label as an item; False where no list waits for it.

        Args:
            label: its label
            line: the line, with the label
            column: how far the label is indented
            apart: whether it opens a paragraph of its own
        """
        at = self._waiting(label, column)
        if at is None:
            return label.starts and self._nest(label, line, column, apart)
        del self._open[at + 1 :]
        self._begin(self._open[at], label, line)
        return True

    def force(self, line: Line) -> None:
        """Take a line as the next item of the innermost list that counts with digits."""
        at = max(at for at, level in enumerate(self._open) if level.kind == "digit")
        del self._open[at + 1 :]
        self._begin(self._open[at], Label("digit", 0, 0), line)

    def _waiting(self, label: Label, column: int) -> int | None:
        """Return which of the open lists goes on with a label."""
        same = [at for at, level in enumerate(self._open) if level.kind == label.kind]
        for at in reversed(same):
            level = self._open[at]
            if label.kind != "dash":
                if label.count == len(level.items) + 1:
                    return at
            elif column > level.column + 1:
                return None
            elif column >= level.column - 1 or at == same[0]:
                return at
        return None

    def _nest(self, label: Label, line: Line, column: int, apart: bool) -> bool:
        if self._open:
            inner = self._open[-1]
            kinds = {level.kind for level in self._open if column <= level.column + 1}
            indented = column > inner.column + 1
            if label.kind in kinds or len(self._open) >= _DEEPEST:
                return False
            if not (indented or self._announced() or (apart and label.kind != "dash")):
                return False
        level = _Level(label.kind, column)
        if self._open:
            self._open[-1].items[-1].parts.append(level)
        else:
            self._root = level
        self._open.append(level)
        self.deepest = max(self.deepest, len(self._open))
        self._begin(level, label, line)
        return True

    def _announced(self) -> bool:
        """Whether the words before announce a list: …："""
        parts = self._open[-1].items[-1].parts
        last = parts[-1].lines[-1] if parts and type(parts[-1]) is _Words else None
        return last is not None and bool(last) and plain_text(last[-1]).rstrip().endswith(_COLONS)

    def _begin(self, level: _Level, label: Label, line: Line) -> None:
        words = forms.cut(line, label.length) if label.length else line
        level.items.append(_Item([_Words([words])] if words else []))

    def go_on(self, line: Line) -> None:
        """Take a line without a label as a part of the words before it."""
        parts = self._open[-1].items[-1].parts
        if parts and type(parts[-1]) is _Words:
            parts[-1].lines.append(line)
        else:
            parts.append(_Words([line]))

    def add_blocks(self, blocks: list[Any]) -> None:
        """Take blocks as a part of the item that is open."""
        self._open[-1].items[-1].parts += blocks

    def add_lines(self, lines: list[Line], columns: Any = None, start: int = 0) -> int:
        """Take the lines of a paragraph; return the one at which the list ends, 0 if it does not begin.

        Args:
            lines: the lines
            columns: returns how far a line is indented
            start: 1 if the first line has been taken already
        """
        if not start:
            label = label_of(lines[0])
            if label is None or not self.add(label, lines[0], columns(lines[0]) if columns else 0):
                return 0
        leads: list[Any] = []
        for at in range(1, len(lines)):
            line = lines[at]
            label = label_of(line)
            if label is not None and self.add(label, line, columns(line) if columns else 0, apart=False):
                leads = []
            elif forms.begins_lead(lines, at, led=bool(leads)) and not leads:
                # Notes after the last item stand below the list, those between two in the first of these.
                if not self._another(lines, at + 1):
                    return at
                leads = [line]
                self._open[-1].items[-1].parts.append(_Words([line]))
            elif leads and forms.begins_lead(lines, at, led=True):
                self._open[-1].items[-1].parts.append(_Words([line]))
            else:
                self.go_on(line)
        return len(lines)

    def _another(self, lines: list[Line], start: int) -> bool:
        """Whether one of the lines that follow is an item that the open lists wait for."""
        waited = {(level.kind, len(level.items) + 1 if level.kind != "dash" else 0) for level in self._open}
        labels = (label_of(line) for line in lines[start : start + 20])
        return any(label is not None and (label.kind, label.count) in waited for label in labels)

    def made(self) -> List | None:
        """Return the list; None if it is one item alone."""
        root = self._root
        return _list(root) if root and (len(root.items) > 1 or self.deepest > 1) else None


def _list(level: _Level) -> List:
    made = List([_item(item) for item in level.items], style="dash" if level.kind == "dash" else "ordered")
    spans = [span for item in made.items if (span := getattr(item, "span", None))]
    if spans:
        made.span = (spans[0][0], max(span[1] for span in spans))
    return made


def _item(item: _Item) -> ListItem:
    children: list[Any] = []
    for part in item.parts:
        if type(part) is _Words:
            children.append(_paragraph(part.lines))
        else:
            children.append(_list(part) if type(part) is _Level else part)
    made = ListItem(children)
    spans = [span for child in children if (span := getattr(child, "span", None))]
    if spans:
        made.span = (spans[0][0], max(span[1] for span in spans))
    return made


def _paragraph(lines: list[Line]) -> Any:
    nodes = forms.join(lines)
    paragraph = forms.paragraph(nodes)
    note = forms.lead(nodes)
    if note is not None and hasattr(paragraph, "span"):
        note.span = paragraph.span
    return note or paragraph
