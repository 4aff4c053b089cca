"""Marks that were typed before the items of a list, also those that the reader leaves in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdml.model import ListItem, Paragraph, TermEntry, plain_text
from stdml.model.base import span_of
from stdml.rules.objects._source import source_lines
from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.base import Context
    from stdml.rules.objects._blocks import Placed

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = lazy(
    rf"[ ]{{0,3}}(?:[（(](?P<bracketed>\d{{1,2}})[)）]|(?P<circled>[{_CIRCLED}])[、.．]?"
    rf"|(?P<comma>\d{{1,2}})、(?![\d{_HAN}])"
    rf"|[（(](?P<hanbracketed>[{_HAN}]{{1,2}})[)）]、?|(?P<han>[{_HAN}]{{1,2}})、(?![\d{_HAN}])"
    r"|[（(](?P<letterbracketed>[a-z])[)）]|(?P<letterdot>[a-z])[.．、](?!\d)|(?P<capital>[A-Z])[)）、]"
    r"|(?P<half>[a-z])[)）]|(?P<halfdigit>\d{1,2})[)）]|(?P<dash>——)"
    r"|(?P<sign>[•●◆■▪◎○·▲★➢✓]|[—–－](?=[ \t\u3000])))[ \t\u3000]*(?=\S)"
)
_MOST = 500
SIGNS = ("sign", "dash")
"""Kinds of marks that do not count."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A typed mark.

    Attributes:
        placed: the paragraph it stands in
        kind: bracketed, circled, half, halfdigit, sign …
        count: its place in the sequence of its kind; 0 for a sign
        text: how it was typed
        start, end: the offsets of the mark with the space after it; -1 where there is no source
        first: whether it opens the paragraph
    """

    placed: Placed
    kind: str
    count: int
    text: str
    start: int
    end: int
    first: bool


def _count(kind: str, text: str) -> int:
    if kind == "circled":
        return _CIRCLED.index(text) + 1
    if kind in ("han", "hanbracketed"):
        tens, ten, ones = text.partition("十")
        if not ten:
            return _HAN.index(text) + 1 if len(text) == 1 else 0
        return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
    if kind in SIGNS:
        return 0
    return int(text) if text.isdigit() else ord(text.lower()) - ord("a") + 1


def _marks(placed: Placed, ctx: Context) -> Iterator[Mark]:
    """Yield the marks at the beginnings of the lines of a paragraph."""
    lines = list(source_lines(ctx, placed.node))
    known = bool(lines)
    for at, line in lines or [(0, plain_text(placed.node))]:
        found = _MARK.match(line)
        if found and found.lastgroup:
            kind = found.lastgroup
            begin = found.end() - len(found[0].lstrip(" "))
            start, end = (at + begin, at + found.end()) if known else (-1, -1)
            first = at == lines[0][0] if known else True
            yield Mark(placed, kind, _count(kind, found[kind]), found[0].strip(), start, end, first)


_LABEL = lazy(r"[ ]{0,9}(\d{1,9}|[a-z])([.)）])[ \t\u3000]*")


def typed_label(ctx: Context, item: ListItem) -> tuple[int, int, str, str] | None:
    """Return the label that was typed before an item: start, end with the space, letter or number, mark.

    An item of a list in Markdown begins with its label, one of typed labels after it.
    """
    span = span_of(item)
    if span is None or not ctx.source_text(item):
        return None
    text: str = ctx.document.source.text  # type: ignore[union-attr]
    start = text.rfind("\n", 0, span[0]) + 1
    found = _LABEL.match(text, start)
    if found and found.end() != span[0]:
        found = _LABEL.match(text, span[0])
    return (found.start(1), found.end(), found[1], found[2]) if found else None


def runs_of_marks(ctx: Context) -> Iterator[list[Mark]]:
    """Yield the runs of two or more typed marks of one kind that begin with the first of it.

    A run goes over the lines of a paragraph, or over paragraphs that follow one another.
    """
    run: list[Mark] = []
    for placed in ctx.facts.placed(Paragraph):
        if placed.apart or isinstance(placed.section, TermEntry):
            continue
        for mark in _marks(placed, ctx):
            last = run[-1] if run else None
            # Letters and numbers may leave one out, which is another finding.
            goes_on = (
                last is not None
                and last.kind == mark.kind
                and last.placed.siblings is placed.siblings
                and (mark.kind in SIGNS or last.count < mark.count <= last.count + 2)
                and (mark.first is False or placed.at - last.placed.at == 1)
            )
            if not goes_on:
                if len(run) > 1:
                    yield run
                run = [mark] if mark.count <= 1 else []
            elif len(run) < _MOST:
                run.append(mark)
    if len(run) > 1:
        yield run
