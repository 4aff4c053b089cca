"""Entries of the normative references and of the bibliography: one a line, as they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stdml.formats.markdown import forms
from stdml.formats.markdown.attributes import Marks
from stdml.model import ListItem, Paragraph, ReferenceEntry
from stdml.text.standards import find_all

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader

_BRACKETED = re.compile(r"\[([0-9]{1,3})\][ \t\u3000]*(?=\S)")


def read_entries(
    reader: BlockReader, out: list[Any], lines: list[list[Any]], marks: Marks, span: tuple[int, int]
) -> bool:
    """Add the entries of a list of references, one a line; lines that begin otherwise continue the
    last.
    """
    first = next((at for at, line in enumerate(lines) if is_entry(line)), None)
    if first is None:
        return False
    if first:
        middle = forms.start_of(lines[first], span[1])
        paragraph = reader._plain(forms.join(lines[:first]), marks, (span[0], max(middle - 1, span[0])))
        out.append(paragraph)
        lines, marks = lines[first:], Marks()
        span = (middle, span[1])
    groups: list[list[list[Any]]] = []
    for line in lines:
        if is_entry(line) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    for at, group in enumerate(groups):
        out.append(
            _entry(forms.join(group), marks if at == 0 else Marks(), span if len(groups) == 1 else None)
        )
    return True


def is_entry(line: list[Any]) -> bool:
    """Whether a line begins like an entry: with [1] or with the number of a standard."""
    text = forms.first_text(line)
    if _BRACKETED.match(text):
        return True
    found = next(find_all(text[:80]), None)
    return found is not None and found.start == 0


def _entry(nodes: list[Any], marks: Marks, span: tuple[int, int] | None) -> ReferenceEntry:
    number = marks.take("number")
    found = _BRACKETED.match(forms.first_text(nodes))
    if found:
        nodes = forms.cut(nodes, found.end())
    entry = ReferenceEntry(nodes, number, marks.id, marks.rest())
    if span is None and nodes:
        first, last = getattr(nodes[0], "span", None), getattr(nodes[-1], "span", None)
        span = (first[0], last[1]) if first and last else None
    if span:
        entry.span = span
    return entry


def entries_of(items: list[ListItem]) -> list[ReferenceEntry] | None:
    """Return the entries that the items of a list are, if every one is a single paragraph that names a
    standard.
    """
    entries = []
    for item in items:
        only = item.children[0] if len(item.children) == 1 else None
        if type(only) is not Paragraph or only.id or only.attrs or not is_entry(only.children):
            return None
        entries.append(_entry(only.children, Marks(), getattr(only, "span", None)))
    return entries
