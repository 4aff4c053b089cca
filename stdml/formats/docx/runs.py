"""The content of paragraphs → pieces of running text: runs, fields, links, changes, notes, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stdml.formats.docx import findings, mathematics
from stdml.formats.docx.fields import CONTENTS, SILENT, Field, Fields
from stdml.formats.docx.names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    Element,
    child,
    is_on,
    one_line,
    q,
    value,
)
from stdml.formats.docx.parts import Parts
from stdml.formats.docx.pictures import Pictures, art_words, boxes_of, picture_ids, unreadable, words_of
from stdml.formats.docx.pieces import DELETED, INSERTED, PLAIN, Change, Look, Piece, text
from stdml.formats.docx.pieces import words_of as visible
from stdml.formats.docx.source import Lines, shown
from stdml.formats.docx.styles import Styles
from stdml.formats.docx.symbols import character, in_font
from stdml.model.inlines import (
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Image,
    IndexMark,
    InlineComment,
    LineBreak,
    Math,
    Text,
)

MAX_DEPTH = 80
"""Elements inside a paragraph may be nested so deep; of what is deeper only the text is read."""
_QUOTED = 60
"""So many characters of the commented words are repeated in a comment."""


@dataclass(slots=True)
class Content:
    """What a paragraph holds.

    Attributes:
        pieces: its running text
        bookmarks: the names of the bookmarks that begin in it
        boxes: the text boxes that are anchored in it
        notes: the labels of the footnotes that it refers to
        display: whether a formula in it stands on lines of its own
        contents: whether some of it is a computed table of contents
        hidden: words that are not shown
    """

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    display: bool = False
    contents: bool = False
    hidden: list[str] = field(default_factory=list)


class Runs:
    """Reads the content of paragraphs, one after the other: a field may go on from one to the next.

    Args:
        parts: the parts of the file
        lines: where the text stands
        styles: the styles
        report: takes a finding, offsets and the values of its message
        comments: for the id of a comment, what it says and who said it
    """

    def __init__(
        self,
        parts: Parts,
        lines: Lines,
        styles: Styles,
        report: Callable[..., None],
        comments: dict[str, str],
    ) -> None:
        self._parts = parts
        self._lines = lines
        self._styles = styles
        self._report_at = report
        self._comments = comments
        self._pictures = Pictures(parts, self._report)
        self.fields = Fields()
        self._ranges: dict[str, int] = {}
        self._content = Content()
        self._span = (0, 0)
        self._depth = 0
        self._font = ""
        self.part = ""
        self.labels: dict[tuple[str, str], str] = {}
        self.seen_comments: set[str] = set()
        self.counts: dict[str, int] = {}

    def _report(self, finding: Any, **values: Any) -> None:
        self._report_at(finding, self._span, **values)

    def read(self, paragraph: Element) -> Content:
        """Return what a paragraph holds."""
        self._content = Content()
        self._span = self._lines.span(paragraph)
        self._ranges = dict.fromkeys(self._ranges, 0)
        self._content.contents = self.fields.in_contents
        self._children(paragraph, PLAIN)
        for none in self.fields.unfinished():
            if one_line(none.code):
                self._report(findings.FIELD, words=one_line(none.code))
                self._add(CodeSpan(one_line(none.code)))
            self._content.pieces += none.held
        return self._content

    # Elements that hold runs

    def _children(self, element: Element, look: Look) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._report(findings.TOO_DEEP)
            for inner in element.iter(q("w:t"), q("w:delText")):
                self._text(inner, look)
        else:
            for inner in shown(element):
                self._one(inner, look)
        self._depth -= 1

    def _one(self, element: Element, look: Look) -> None:
        handle = _HANDLERS.get(element.tag)
        if handle is not None:
            handle(self, element, look)

    def _hyperlink(self, element: Element, look: Look) -> None:
        link = self._parts.links(self.part).get(element.get(q("r:id")) or "")
        anchor = element.get(q("w:anchor"))
        href = one_line(link.target) if link is not None else ""
        if href:
            look = look._replace(href=href + (f"#{one_line(anchor)}" if anchor else ""))
        elif anchor:
            look = look._replace(target=anchor)
        self._children(element, look)

    def _inserted(self, element: Element, look: Look) -> None:
        self._children(element, look._replace(change=_change(element, INSERTED)))

    def _deleted(self, element: Element, look: Look) -> None:
        self._children(element, look._replace(change=_change(element, DELETED)))

    def _content_control(self, element: Element, look: Look) -> None:
        inner = child(element, "w:sdtContent")
        if inner is not None:
            self._children(inner, look)

    def _simple_field(self, element: Element, look: Look) -> None:
        self.fields.begin(element.get(q("w:instr")) or "")
        self._separate()
        self._children(element, look)
        self._end(look)

    def _bookmark(self, element: Element, look: Look) -> None:
        name = element.get(q("w:name"))
        if name and name != "_GoBack" and not name.startswith("_Toc"):
            self._content.bookmarks.append(name)

    # Runs

    def _run(self, element: Element, look: Look) -> None:
        properties = child(element, "w:rPr")
        if properties is not None:
            if is_on(properties, "w:vanish"):
                self._content.hidden += [self._lines.words(t)[0] for t in element.iter(q("w:t"))]
                return
            look = self._look(properties, look)
        fonts = child(properties, "w:rFonts")
        self._font = "" if fonts is None else one_line(fonts.get(q("w:ascii")) or fonts.get(q("w:hAnsi")))
        self._children(element, look)

    def _look(self, properties: Element, look: Look) -> Look:
        style = value(properties, "w:rStyle")
        role = self._styles.character_role(style) if style else ""

        def on(name: str) -> bool:
            own = is_on(properties, name)
            if own is None and style:
                own = self._styles.character_look(style, name)
            return bool(own)

        raised = value(properties, "w:vertAlign") or (self._styles.raised(style) if style else "") or ""
        return look._replace(
            strong=on("w:b") or role == "strong",
            emphasis=on("w:i") or role == "emphasis",
            strike=on("w:strike") or on("w:dstrike"),
            raised=raised if raised in ("superscript", "subscript") else "",
            code=role == "code",
        )

    def _add(self, node: Any, look: Look = PLAIN) -> None:
        if not hasattr(node, "span"):
            node.span = (self._span[0], self._span[0])
        if self.fields.in_contents or self.fields.hold(Piece(node, look)):
            return
        self.fields.mark()
        href, target = self.fields.leads_to()
        if href:
            look = look._replace(href=one_line(href))
        elif target:
            look = look._replace(target=target)
        self._content.pieces.append(Piece(node, look))

    def _text(self, element: Element, look: Look) -> None:
        words, span = self._lines.words(element)
        if any("\uf020" <= sign <= "\uf0ff" for sign in words) and element.tag != q("w:sym"):
            words, unknown = in_font(words, self._font)
            for sign in dict.fromkeys(unknown):
                self._report(findings.SYMBOL, font=self._font, code=f"{ord(sign):04X}")
        if words:
            self._add(text(words, span).node, look)

    def _symbol(self, element: Element, look: Look) -> None:
        known = character(element)[1]
        if not known:
            font = one_line(element.get(q("w:font")))
            self._report(findings.SYMBOL, font=font, code=one_line(element.get(q("w:char"))))
        self._text(element, look)

    def _break(self, element: Element, look: Look) -> None:
        words, span = self._lines.words(element)
        if words:
            node = LineBreak()
            node.span = span
            self._add(node, look)

    def _ruby(self, element: Element, look: Look) -> None:
        base, above = child(element, "w:rubyBase"), child(element, "w:rt")
        if base is not None:
            self._children(base, look)
        if above is not None:
            self._add(Text("（"), look)
            self._children(above, look)
            self._add(Text("）"), look)

    def _note(self, element: Element, look: Look) -> None:
        kind = "footnote" if element.tag == q("w:footnoteReference") else "endnote"
        ident = element.get(q("w:id")) or ""
        label = self.labels.get((kind, ident))
        if label is None:
            what = ("footnote", "脚注") if kind == "footnote" else ("endnote", "尾注")
            self._report(findings.MISSING, what=what[0], what_zh=what[1], name=ident)
            return
        self._content.notes.append(label)
        self._add(FootnoteReference(label), look._replace(strong=False, emphasis=False, raised=""))

    def _comment_start(self, element: Element, look: Look) -> None:
        self._ranges[element.get(q("w:id")) or ""] = len(self._content.pieces)

    def _comment(self, element: Element, look: Look) -> None:
        ident = element.get(q("w:id")) or ""
        words = self._comments.get(ident)
        if words is None:
            self._report(findings.MISSING, what="comment", what_zh="批注", name=ident)
            return
        self.seen_comments.add(ident)
        about = one_line(visible(self._content.pieces[self._ranges.pop(ident, len(self._content.pieces)) :]))
        whole = one_line(visible(self._content.pieces))
        if about and about != whole:
            cut = about if len(about) <= _QUOTED else about[:_QUOTED] + "…"
            who, colon, said = words.partition("\n")
            words = f"{who} “{cut}”{colon}{said}"
        self._add(InlineComment(words.replace("\n", ": ", 1)), look._replace(href=None, target=None))

    # Fields

    def _field_mark(self, element: Element, look: Look) -> None:
        kind = element.get(q("w:fldCharType"))
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self._separate()
        elif kind == "end":
            self._end(look)

    def _separate(self) -> None:
        self.fields.separate()
        self._content.contents |= self.fields.in_contents

    def _instruction(self, element: Element, look: Look) -> None:
        self.fields.add_code(element.text or "")

    def _end(self, look: Look) -> None:
        ended = self.fields.end()
        if ended is None:
            return
        if ended.kind == "SEQ":
            self.counts[ended.name] = self.counts.get(ended.name, 0) + 1
        if ended.kind == "XE":
            self._index_mark(ended)
        elif not ended.shown and not self.fields.is_silent and ended.kind not in SILENT | CONTENTS:
            self._without_result(ended, look)

    def _index_mark(self, ended: Field) -> None:
        entry, below = ended.entry
        if one_line(entry):
            self._add(IndexMark(one_line(entry), one_line(below) or None))

    def _without_result(self, ended: Field, look: Look) -> None:
        if ended.kind == "SEQ":
            self._add(Text(str(self.counts.get(ended.name, 1))), look)
        elif ended.kind == "REF" and ended.bookmark:
            self._add(CrossReference([], ended.bookmark), look)
        elif one_line(ended.code) and ended.kind not in ("HYPERLINK", "NOTEREF", "PAGEREF"):
            self._report(findings.FIELD, words=one_line(ended.code))
            self._add(CodeSpan(one_line(ended.code)), look)

    # Formulas and drawings

    def _formula(self, element: Element, look: Look) -> None:
        tex = mathematics.tex(element, self._report)
        if tex:
            node = Math(tex)
            places = [self._lines.words(t)[1] for t in element.iter(q("m:t"))]
            if places:
                node.span = (places[0][0], places[-1][1])
            self._add(node, Look(change=look.change))

    def _display(self, element: Element, look: Look) -> None:
        self._content.display = True
        self._children(element, look)

    def _drawing(self, element: Element, look: Look) -> None:
        boxes = boxes_of(element)
        self._content.boxes += boxes
        title, description = words_of(element)
        found = [self._pictures.address(self.part, ident) for ident in picture_ids(element)]
        look = look._replace(strong=False, emphasis=False, raised="")
        for address in found:
            if address is not None:
                self._add(Image([Text(title)] if title else [], address, description or None), look)
        for words in art_words(element):
            self._add(Text(words), look)
        what = None if found or boxes else unreadable(element)
        if what:
            self._report(findings.OBJECT, what=what)


def _change(element: Element, kind: str) -> Change:
    return Change(kind, one_line(element.get(q("w:author"))), one_line(element.get(q("w:date"))))


_HANDLERS: dict[str, Callable[[Runs, Element, Look], None]] = {
    **dict.fromkeys(map(q, ("w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:sdtContent")), Runs._children),
    ALTERNATE: Runs._children,
    CHOICE: Runs._children,
    FALLBACK: Runs._children,
    q("w:r"): Runs._run,
    q("w:hyperlink"): Runs._hyperlink,
    q("w:ins"): Runs._inserted,
    q("w:moveTo"): Runs._inserted,
    q("w:del"): Runs._deleted,
    q("w:moveFrom"): Runs._deleted,
    q("w:sdt"): Runs._content_control,
    q("w:fldSimple"): Runs._simple_field,
    q("w:bookmarkStart"): Runs._bookmark,
    q("w:commentRangeStart"): Runs._comment_start,
    q("w:commentReference"): Runs._comment,
    q("w:footnoteReference"): Runs._note,
    q("w:endnoteReference"): Runs._note,
    q("w:t"): Runs._text,
    q("w:delText"): Runs._text,
    q("w:tab"): Runs._text,
    q("w:ptab"): Runs._text,
    q("w:noBreakHyphen"): Runs._text,
    q("w:sym"): Runs._symbol,
    q("w:br"): Runs._break,
    q("w:cr"): Runs._break,
    q("w:ruby"): Runs._ruby,
    q("w:fldChar"): Runs._field_mark,
    q("w:instrText"): Runs._instruction,
    q("m:oMath"): Runs._formula,
    q("m:oMathPara"): Runs._display,
    q("w:drawing"): Runs._drawing,
    q("w:pict"): Runs._drawing,
    q("w:object"): Runs._drawing,
}
"""What reads each element inside a paragraph; all others show nothing."""
