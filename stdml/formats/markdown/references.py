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
# 1) GB/T 1.1: a number counts only before what is an entry without it.
_NUMBERED = re.compile(r"(?:[［【(（]([0-9]{1,3})[］】)）]|([0-9]{1,3})[)）、])[ \t\u3000]*(?=\S)")
_LAW = re.compile(r"《[^《》]{1,100}》")


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
            _entry(
                forms.join(group),
                marks if at == 0 else Marks(),
                span if len(groups) == 1 else None,
                reader.section,
            )
        )
    return True


def is_entry(line: list[Any]) -> bool:
    """Whether a line begins like an entry: with [1], the number of a standard or the title of a law."""
    text = forms.first_text(line)
    if _BRACKETED.match(text):
        return True
    numbered = _NUMBERED.match(text)
    words = text[numbered.end() if numbered else 0 :][:120]
    if _LAW.match(words):
        return True
    found = next(find_all(words[:80]), None)
    return found is not None and found.start == 0


def _entry(
    nodes: list[Any], marks: Marks, span: tuple[int, int] | None, section: str, typed: str | None = None
) -> ReferenceEntry:
    number = marks.take("number")
    text = forms.first_text(nodes)
    found = _BRACKETED.match(text) or _NUMBERED.match(text)
    if found:
        nodes = forms.cut(nodes, found.end())
        typed = found[found.lastindex or 0]
    if number is None and section == "normative-references":
        # The bibliography is numbered anyway; here a number is what the author alone gave.
        number = typed
    entry = ReferenceEntry(nodes, number, marks.id, marks.rest())
    if span is None and nodes:
        first, last = getattr(nodes[0], "span", None), getattr(nodes[-1], "span", None)
        span = (first[0], last[1]) if first and last else None
    if span:
        entry.span = span
    return entry


def entries_of(
    items: list[ListItem], section: str = "", typed: list[str] | None = None
) -> list[ReferenceEntry] | None:
    """Return the entries that the items of a list are, if every one is a single paragraph that names a
    standard.

    Args:
        items: the items
        section: the type of the clause they stand in
        typed: the numbers that were typed before them
    """
    entries = []
    for at, item in enumerate(items):
        only = item.children[0] if len(item.children) == 1 else None
        if type(only) is not Paragraph or only.id or only.attrs or not is_entry(only.children):
            return None
        number = typed[at] if typed else None
        entries.append(_entry(only.children, Marks(), getattr(only, "span", None), section, number))
    return entries
