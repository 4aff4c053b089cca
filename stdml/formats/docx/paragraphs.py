"""Paragraphs with all that Word knows of them: style, label, look, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from stdml.formats._looks import typed_number
from stdml.formats.docx.names import Element, child, q, value, whole
from stdml.formats.docx.numbers import Label, Numbers
from stdml.formats.docx.pieces import Piece, even, nodes, text, trimmed, unformatted, without, words_of
from stdml.formats.docx.runs import Content, Runs
from stdml.formats.docx.source import Lines
from stdml.formats.docx.styles import NOTHING, Role, Styles
from stdml.model.inlines import LineBreak, Text

_GAP = r"[ \t\u3000\xa0]*"
LEAD = re.compile(
    rf"(?:式中[：:]?|附{_GAP}录{_GAP}[A-Z](?:{_GAP}[（(](?:规范性|资料性)(?:附录)?[)）])?|第[一二三四五六七八九十0-9]{{1,4}}[章节条]"
    rf"|[（(][一二三四五六七八九十0-9]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}、"
    rf"|(?:[A-Z]|[0-9]{{1,3}})(?:\.[0-9]{{1,3}}){{1,8}}|[0-9]{{1,2}}(?=[ .、．\u3000\u4e00-\u9fff])"
    rf"|(?:注|示例|警告|危险){_GAP}[0-9]*{_GAP}[:：]"
    r"|(?:NOTE|Note|EXAMPLE|Example|WARNING|Warning|CAUTION|Caution|DANGER|Danger)"
    r"(?: [0-9]{1,3})?(?: to entry)?[ :—–]"
    rf"|(?:表|图){_GAP}(?:[A-Z]\.?)?[0-9]+(?:\.[0-9]+)*|(?:Table|Figure) (?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*"
    rf"|(?:Annex|ANNEX|Appendix|APPENDIX) [A-Z]\b|(?:[a-z]|[1-9][0-9]?)[)）]|——|[•●·▪◆■➢]"
    rf"|\[(?:来源|SOURCE)[:：]|\[[0-9]{{1,3}}\]){_GAP}[.、．—–:：]?{_GAP}"
)
"""What a paragraph may open with that says what it is; its words are recognized whatever they look like."""

OPENS_LINE = re.compile(
    r"(?:[a-z]|[1-9][0-9]?)[)）][ \t\u3000]*\S|——[ \t\u3000]*\S"
    r"|(?:注|示例)[ \t]*[0-9]*[:：]|(?:NOTE|EXAMPLE)(?: [0-9]+)?[ :]"
)
"""What a line after a line break opens with where it is a paragraph of its own."""


@dataclass
class Para:
    """A paragraph.

    Attributes:
        span: where it stands
        content: what it holds
        role: what its style says
        label: what automatic numbering puts before it
        level: the level of its outline, from 1; 0 for body text
        bold: whether all of it is bold
        size: the size of most of its letters, in half points
        align: left, center, right, both …
        indent: how far it is indented, in twentieths of a point
        names: the bookmarks in it
    """

    span: tuple[int, int]
    content: Content
    role: Role = NOTHING
    label: Label | None = None
    level: int = 0
    bold: bool = False
    size: int = 0
    align: str = ""
    indent: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What a reader of the document sees, without a label."""
        return words_of(self.content.pieces).strip(" \t\u3000\xa0")

    @property
    def labelled(self) -> str:
        """What a reader sees, a label with letters or digits included."""
        return f"{self.typed_label} {self.words}".strip()

    @property
    def typed_label(self) -> str:
        """The automatic label where it is one that could be typed; nothing for a mark."""
        return self.label.text if self.label is not None and not self.label.is_bullet else ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that stays."""
        return not any(
            type(piece.node) is not LineBreak and (type(piece.node) is not Text or piece.node.value.strip())
            for piece in self.content.pieces
        )

    def nodes(self, plain: bool = False, label: bool = False, skip: int = 0) -> list[Any]:
        """Return the running text.

        Args:
            plain: whether bold and italics that all of it has are left out, and line breaks become spaces
            label: whether the automatic label stands before it
            skip: how many characters at its beginning are left out: a typed label
        """
        pieces = trimmed(self.content.pieces)
        if skip:
            pieces = trimmed(without(pieces, skip))
        if plain:
            pieces = [_without_break(piece) for piece in pieces]
        if label and self.typed_label:
            start = (self.span[0], self.span[0])
            pieces = [text(self.typed_label + " ", start), *pieces]
        found = LEAD.match(words_of(pieces))
        length = found.end() if found else 0
        pieces = unformatted(pieces, length)
        return nodes(even(pieces, length) if plain else pieces)


def _without_break(piece: Piece) -> Piece:
    if type(piece.node) is not LineBreak:
        return piece
    return text(" ", getattr(piece.node, "span", (0, 0)), piece.look)


class Paragraphs:
    """Reads paragraphs in the order of the text, which automatic numbering counts.

    Args:
        runs: reads their content
        lines: where they stand
        styles: the styles
        numbers: the lists
    """

    def __init__(self, runs: Runs, lines: Lines, styles: Styles, numbers: Numbers) -> None:
        self.runs = runs
        self._lines = lines
        self._styles = styles
        self._numbers = numbers

    def read(self, element: Element) -> list[Para]:
        """Return a paragraph; more than one where line breaks begin notes or items of a list."""
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle")
        content = self.runs.read(element)
        made = Para(self._lines.span(element), content, names=content.bookmarks)
        made.role = self._styles.role(style)
        outline = child(properties, "w:outlineLvl")
        if outline is not None:
            made.level = (whole(outline.get(q("w:val")), 9) + 1) % 10
        elif made.role.name in ("heading", "annex"):
            made.level = made.role.level
        made.label = self._label(properties, style, content)
        made.align = self._property(properties, style, "w:jc", "w:val")
        indent = self._property(properties, style, "w:ind", "w:left")
        made.indent = whole(indent or self._property(properties, style, "w:ind", "w:start"), 0)
        made.bold, made.size = self._look(element, content, style)
        return list(_lines_of(made))

    def _property(self, properties: Element | None, style: str | None, name: str, key: str) -> str:
        own = child(properties, name)
        found = own if own is not None else self._styles.property(style, "w:pPr", name)
        return "" if found is None else found.get(q(key)) or ""

    def _label(self, properties: Element | None, style: str | None, content: Content) -> Label | None:
        own = child(properties, "w:numPr")
        inherited = self._styles.property(style, "w:pPr", "w:numPr")
        ident = value(own, "w:numId") or value(inherited, "w:numId")
        if not ident or ident == "0" or content.contents:
            return None
        level = value(own, "w:ilvl")
        if level is None:
            named = self._numbers.level_of_style(style)
            level = value(inherited, "w:ilvl") if named is None else str(named)
        if not content.pieces and own is None:
            # Word shows no number before an empty paragraph of a style, unless it is numbered itself.
            return None
        return self._numbers.next(ident, whole(level, 0))

    def _look(self, element: Element, content: Content, style: str | None) -> tuple[bool, int]:
        by_style = self._styles.is_bold(style)
        texts = [piece for piece in content.pieces if piece.words.strip()]
        bold = bool(texts) and (by_style or all(piece.look.strong for piece in texts))
        sizes: dict[int, int] = {}
        for run in element.iter(q("w:r")):
            size = whole(value(child(run, "w:rPr"), "w:sz"), 0)
            sizes[size] = sizes.get(size, 0) + sum(len(t.text or "") for t in run.iter(q("w:t")))
        most = max(sizes, key=lambda size: sizes[size]) if sizes else 0
        return bold, most or self._styles.size(style)


def _lines_of(para: Para) -> Iterator[Para]:
    """Split a paragraph at the line breaks that begin a note or an item of a list."""
    pieces = para.content.pieces
    starts = [
        at + 1
        for at, piece in enumerate(pieces)
        if type(piece.node) is LineBreak and OPENS_LINE.match(words_of(pieces[at + 1 : at + 6]))
    ]
    if not starts:
        yield para
        return
    for start, end in zip([0, *starts], [*starts, len(pieces)], strict=True):
        part = Content(pieces[start:end])
        made = Para(
            para.span, part, para.role, None, para.level, para.bold, para.size, para.align, para.indent
        )
        if start == 0:
            made.label, made.names = para.label, para.names
            part.display = para.content.display
        else:
            made.role, made.level = NOTHING, 0
        if end == len(pieces):
            part.boxes, part.notes, part.hidden = para.content.boxes, para.content.notes, para.content.hidden
        spans = [piece.node.span for piece in part.pieces]
        if spans:
            made.span = (min(span[0] for span in spans), max(span[1] for span in spans))
        yield made


def is_numbered_label(words: str) -> bool:
    """Whether an automatic label is the number of a clause: 5.2, 第一章, 一、, 附录 A."""
    return typed_number(words + " x") is not None
