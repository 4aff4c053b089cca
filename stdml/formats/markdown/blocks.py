"""Block tokens → block nodes. Headings and untitled clauses stay markers; `structure` makes clauses of
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from stdml.diagnostics import Finding
from stdml.formats.markdown import captioned, findings, forms, generic, listed, numbered, references, spread
from stdml.formats.markdown.attributes import Marks, as_identifier, parse_marks, trailing_marks
from stdml.formats.markdown.headings import Head, Outline, read_heading
from stdml.formats.markdown.inlines import InlineReader, merge_text, resolve
from stdml.formats.markdown.places import Places
from stdml.model import (
    MAX_DEPTH,
    CodeBlock,
    Comment,
    Divider,
    Figure,
    Footnote,
    ForeignBlock,
    Formula,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Text,
)
from stdml.model.base import IDENTIFIER_PATTERN

_ID = re.compile(IDENTIFIER_PATTERN)
_EQUATION_ID = re.compile(r"\(([^()\s]+)\)")
_COMMENTS = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_RAW = re.compile(r"\{=([A-Za-z_][A-Za-z0-9_.\-]*)\}$")
_ABSORBED = frozenset(
    {
        "fence",
        "code_block",
        "grid",
        "display_math",
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
    }
)


class BlockReader(Places):
    """Folds the block tokens of one document.

    Args:
        text: the source
        tokens: its block tokens
        inlines: the reader of running text
        report: takes a finding, the offsets and the values of its message
    """

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        inlines: InlineReader,
        report: Callable[..., None],
    ) -> None:
        super().__init__(text)
        self.tokens = tokens
        self.inlines = inlines
        self.report = report
        self.section: str = ""
        self.deepest = 0
        self.outline = Outline()
        self.base = 0
        self.typed = False
        self.types_clauses = False
        self.title_at = -1
        self.title: list[Any] = []
        self.title_span = (0, 0)
        self.typed_labels: list[tuple[Any, str, tuple[int, int]]] = []
        self._plain_below = 0
        self.first_mark = 0
        self.attribute_starts: list[tuple[Any, int]] = []
        self.outright: dict[int, Any] = {}
        self.captions_below = True

    def inline(self, content: str, first: int, heading: bool = False) -> list[Any]:
        """Read running text that starts on line `first`; line breaks stay marked."""
        return self.inlines.read(content, self.offsets(content, first, heading)) if content else []

    # -- sequences of blocks ---------------------------------------------------------------------------------

    def read(self, at: int, end: int, depth: int = 0) -> list[Any]:
        """Read the tokens from `at` to before `end`."""
        self.deepest = max(self.deepest, depth)
        tokens = self.tokens
        out: list[Any] = []
        marks: Marks | None = None
        marks_token: Token | None = None
        while at < end:
            token = tokens[at]
            kind = token.type
            if kind == "attribute_line":
                marks = marks.merge(token.meta["marks"]) if marks else token.meta["marks"].copy()
                if marks_token is None:
                    self.first_mark = self.span(token)[0]
                marks_token = token
                at += 1
                continue
            own = marks or Marks()
            count = len(out)
            if kind == "paragraph_open":
                at = self._paragraph(out, at, end, own, depth)
            elif kind in ("heading_open", "lheading_open"):
                head = self._heading(at, own, depth)
                if head is not None:
                    out.append(head)
                at += 3
            else:
                close = self._close(at)
                if kind == "ordered_list_open" and spread.goes_on(self, at, close, end):
                    at = self._further_list(out, at, end, own, depth)
                else:
                    self._block(out, at, close, own, depth)
                    at = close + 1
            if marks_token is not None and len(out) > count:
                self.attribute_starts.append((out[count], self.first_mark))
            marks = marks_token = None
        if marks_token is not None and marks:
            self.report(findings.DANGLING_ATTRIBUTES, self.span(marks_token), text=marks_token.content)
            words = self._spanned(Text(marks_token.content), marks_token)
            out.append(self._spanned(Paragraph([words]), marks_token))
        return out

    def _close(self, at: int) -> int:
        """Return the index of the token that closes the one at `at`, or `at` if it stands alone."""
        if self.tokens[at].nesting != 1:
            return at
        level = self.tokens[at].level
        at += 1
        while not (self.tokens[at].nesting == -1 and self.tokens[at].level == level):
            at += 1
        return at

    def _spanned(self, node: Any, token: Token) -> Any:
        node.span = self.span(token)
        return node

    # -- paragraphs ------------------------------------------------------------------------------------------

    def _paragraph(self, out: list[Any], at: int, end: int, marks: Marks, depth: int) -> int:
        token, inline = self.tokens[at], self.tokens[at + 1]
        first = (inline.map or [0])[0]
        content = inline.content
        follower = self.tokens[at + 3] if at + 3 < end else None
        outright = marks.take_word("paragraph") is not None
        span = self.span(token)
        if follower is not None and follower.type in ("grid", "paragraph_open") and not outright:
            caption = captioned.caption_above(self, at, end, marks)
            if caption is not None:
                if caption.before:
                    above = (span[0], max(caption.span[0] - 1, span[0]))
                    lines = forms.with_breaks(caption.before)
                    self._interpret(out, end, end, lines, marks, above, depth)
                    marks = Marks()
                captioned.read_table(self, out, caption.grid, marks.merge(caption.marks), caption)
                return caption.grid + 1
        if depth == 0 and not outright and numbered.open_term(self, out, content, span, follower):
            inner = self.tokens[at + 4]
            nodes = merge_text(resolve(self.inline(inner.content, (inner.map or [0])[0])))
            out[-1].meaning.title = nodes
            out[-1].span = (span[0], self.span(inner)[1])
            return at + 6
        nodes = self.inline(content, first)
        if depth == 0 and not outright and not marks and self.outline.is_open("terms"):
            left = numbered.open_term_line(self, out, nodes, follower, span)
            if left is not None:
                if not left:
                    return at + 3
                place = (forms.start_of(left[0], span[0]), span[1])
                return self._interpret(out, at + 3, end, forms.with_breaks(left), Marks(), place, 1)
        if outright:
            paragraph = self._plain(resolve(nodes), marks, span)
            self.outright[id(paragraph)] = paragraph
            out.append(paragraph)
            return at + 3
        return self._interpret(out, at + 3, end, nodes, marks, span, depth)

    def _plain(self, nodes: list[Any], marks: Marks, span: tuple[int, int]) -> Paragraph:
        paragraph = Paragraph(merge_text(nodes), marks.id, marks.rest())
        paragraph.span = span
        return paragraph

    def _interpret(
        self,
        out: list[Any],
        after: int,
        end: int,
        nodes: list[Any],
        marks: Marks,
        span: tuple[int, int],
        depth: int,
    ) -> int:
        """Add what a paragraph means; return the index of the next token."""
        lines = forms.split_lines(nodes)
        while True:
            following, lines = self._part(out, after, end, nodes, lines, marks, span, depth)
            if not lines:
                return following
            last = self.span(self.tokens[following - 3])[1] if following > after else span[1]
            marks, span = Marks(), (forms.start_of(lines[0], last), last)
            nodes, after = [], following

    def _part(
        self, out: list[Any], after: int, end: int, nodes: list[Any], lines: list[list[Any]], marks: Marks,
        span: tuple[int, int], depth: int,
    ) -> tuple[int, list[list[Any]]]:  # fmt: skip
        """Add what a paragraph begins with; return the index of the next token and the lines that are
        left.
        """
        if depth == 0 and (left := numbered.open_untitled(self, out, lines, marks, span)) is not None:
            self.section = "clause"
            return after, left
        listed_here = self.section in ("normative-references", "bibliography") and depth == 0
        if listed_here and references.read_entries(self, out, lines, marks, span):
            return after, []
        if listed.label_of(lines[0]) is not None:
            found = spread.read_list(self, lines, span, after, end, depth)
            if found is not None:
                found[0].id, found[0].attrs = marks.id, marks.rest()
                out.append(found[0])
                return found[1:]
        if len(lines) > 1:
            figure = forms.figure(lines[0]) if self.captions_below else None
            caption = captioned.line_below(lines, span) if figure is not None else None
            if figure is not None and caption is not None and captioned.fits(figure, caption):
                self._captioned(out, figure, marks, span, caption)
                return after, []
            at = listed.turning_point(lines, spread.may_go_on(self, after, end))
            if at:
                middle = max(forms.start_of(lines[at], span[1]) - 1, span[0])
                self._interpret(out, end, end, forms.with_breaks(lines[:at]), marks, (span[0], middle), depth)
                return after, lines[at:]
        nodes = nodes or forms.with_breaks(lines)
        return self._whole(out, after, end, merge_text(resolve(nodes)), marks, span, depth), []

    def _whole(
        self, out: list[Any], after: int, end: int, nodes: list[Any], marks: Marks,
        span: tuple[int, int], depth: int,
    ) -> int:  # fmt: skip
        """Add what a paragraph means that is one thing; return the index of the next token."""
        if out and type(out[-1]) is Formula and not marks and forms.is_where(nodes) and after < end:
            entries = self._where(after)
            if entries:
                out[-1].where = entries
                out[-1].span = (out[-1].span[0], self.span(self.tokens[after])[1])
                return self._close(after) + 1
        note = forms.lead(nodes)
        if note is not None:
            note.span, note.id, note.attrs = span, marks.id, marks.rest()
            out.append(note)
            if not note.children and after < end and self.tokens[after].type in _ABSORBED:
                close = self._close(after)
                inner: list[Any] = []
                self._block(inner, after, close, Marks(), depth + 1)
                note.children = inner
                note.span = (span[0], max([span[1], *(getattr(b, "span", span)[1] for b in inner)]))
                return close + 1
            return after
        figure = forms.figure(nodes)
        if figure is not None:
            caption = captioned.caption_below(self, after, end, out[-1] if out else None)
            return after + 3 if self._captioned(out, figure, marks, span, caption) else after
        out.append(self._plain(nodes, marks, span))
        return after

    def _figure(self, figure: Figure, marks: Marks, span: tuple[int, int]) -> Figure:
        own = Marks(figure.id)
        if figure.attrs is not None:
            own.classes = [(name, True) for name in figure.attrs.classes]
            own.pairs = list(figure.attrs.values.items())
        marks = own.merge(marks)
        figure.span, figure.id = span, marks.id
        figure.number = marks.take("number")
        figure.attrs = marks.rest()
        return figure

    def _captioned(
        self, out: list[Any], figure: Figure, marks: Marks, span: tuple[int, int],
        caption: captioned.Caption | None,
    ) -> bool:  # fmt: skip
        """Add a figure; return whether it took the caption below it."""
        if caption is None or not captioned.fits(figure, caption):
            node = self._figure(figure, marks, span)
            captioned.take_label(self, node)
            out.append(node)
            return False
        node = self._figure(figure, marks.merge(caption.marks), (span[0], caption.span[1]))
        captioned.give_title(self, node, caption)
        out.append(node)
        return True

    def _where(self, at: int) -> list[Any] | None:
        if self.tokens[at].type != "bullet_list_open":
            return None
        made: list[Any] = []
        self._block(made, at, self._close(at), Marks(), 1)
        return forms.key_entries(made[0].items) if len(made) == 1 and type(made[0]) is List else None

    # -- headings --------------------------------------------------------------------------------------------

    def _heading(self, at: int, marks: Marks, depth: int) -> Any:
        token, inline = self.tokens[at], self.tokens[at + 1]
        content, level = inline.content, int(token.tag[1])
        trailing = trailing_marks(content)
        if trailing:
            content, own = trailing
            marks = marks.merge(own)
        nodes = merge_text(
            resolve(self.inline(content, (inline.map or [0])[0], heading=token.markup[:1] == "#"))
        )
        span = self.span(token)
        if depth:
            heading = Heading(nodes, level, marks.id, marks.rest())
            heading.span = span
            return heading
        if at == self.title_at:
            self.title, self.title_span = nodes, span
            return None
        return self._clause(level, nodes, marks, span)

    def _clause(self, level: int, nodes: list[Any], marks: Marks, span: tuple[int, int]) -> Head:
        given = take_number(marks, "level")
        level = given if given is not None else max(level - self.base, 1)
        if self._plain_below and level <= self._plain_below:
            self._plain_below = 0
        start = getattr(nodes[0], "span", span)[0] if nodes else span[0]
        in_terms = self.outline.is_below_terms(level)
        meaning = read_heading(nodes, marks, self.typed, plain=bool(self._plain_below), in_terms=in_terms)
        if self._plain_below and not meaning.explicit:
            meaning.numbered = False
        elif meaning.type != "clause" or meaning.typed or meaning.explicit:
            pass
        elif self.types_clauses and nodes:
            # Among headings that carry a number, one that does not is unnumbered.
            meaning.numbered = False
        if meaning.type == "contents":
            self._plain_below = level
        if (
            meaning.type == "annex"
            and nodes is not meaning.title
            and forms.first_text(nodes).startswith("附件")
        ):
            self.report(findings.ANNEX_WORD, (start, start + 2), word="附件")
        depth = self.outline.heading(level, meaning)
        above = self.outline.above
        if depth > 1 and given is None and level > above + 1:
            shown = above + self.base  # as the author counts hashes, the title's included
            self.report(findings.SKIPPED_LEVEL, span, above=shown, level=level + self.base, taken=shown + 1)
        self.section = meaning.type
        return Head(depth, meaning, marks, span, (start, start + meaning.typed_length))

    # -- everything else -------------------------------------------------------------------------------------

    def _block(self, out: list[Any], at: int, close: int, marks: Marks, depth: int) -> None:
        """Add the block whose tokens reach from `at` to `close`."""
        token = self.tokens[at]
        node: Any
        match token.type:
            case "fence" | "code_block":
                node = self._code(token, marks)
            case "grid":
                captioned.read_table(self, out, at, marks)
                return
            case "display_math":
                node = self._formula(token, marks)
            case "bullet_list_open" | "ordered_list_open":
                self._list(out, at, close, marks, depth)
                return
            case "blockquote_open":
                node = Quotation(self.read(at + 1, close, depth + 1), marks.id, marks.rest())
            case "container_open":
                out.extend(self._container(at, close, marks, depth))
                return
            case "footnote_reference_open":
                node = Footnote(as_identifier(token.meta["label"]), self.read(at + 1, close, depth + 1))
            case "hr":
                node = Divider(marks.id, marks.rest())
            case "html_block":
                out.extend(self._html(token, marks))
                return
            case "paragraph_open":
                self._paragraph(out, at, close + 1, marks, depth)
                return
            case _:
                self.report(findings.NESTED_TOO_DEEPLY, self.span(token), limit=64)
                node = CodeBlock(token.content)
        out.append(self._spanned(node, token))

    def _code(self, token: Token, marks: Marks) -> Any:
        text = token.content.removesuffix("\n") if token.content.endswith("\n") else token.content
        info = token.info.strip() if token.type == "fence" else ""
        raw = _RAW.fullmatch(info)
        if raw:
            return ForeignBlock(text, raw[1])
        if token.type == "fence" and not self._is_closed(token):
            start = self.span(token)[0]
            end = self.text.find("\n", start)
            self.report(findings.UNCLOSED_FENCE, (start, end if end >= 0 else len(self.text)))
        return CodeBlock(text, info.replace("\t", " ") or None, marks.id, marks.rest())

    def _is_closed(self, token: Token) -> bool:
        first, last = token.map or [0, 0]
        if last - first < 2:
            return False
        end = self._starts[last] - 1 if last < len(self._starts) else len(self.text)
        line = self.text[self._starts[last - 1] : end].strip(" \t\n>")
        return line.startswith(token.markup) and not line.strip(token.markup[0])

    def _formula(self, token: Token, marks: Marks) -> Formula:
        tail = token.info
        found = _EQUATION_ID.match(tail)
        if found:
            if _ID.match(found[1]):
                marks = marks.merge(Marks(found[1]))
            tail = tail[found.end() :].strip()
        parsed = parse_marks(tail) if tail.startswith("{") else None
        if parsed:
            marks = marks.merge(parsed[0])
        numbered = marks.take_word("unnumbered") is None
        number = marks.take("number")
        return Formula(token.content, number=number, numbered=numbered, id=marks.id, attrs=marks.rest())

    def _list(self, out: list[Any], at: int, close: int, marks: Marks, depth: int) -> None:
        token = self.tokens[at]
        items: list[ListItem] = []
        typed: list[str] = []
        index = at + 1
        while index < close:
            end = self._close(index)
            typed.append(self.tokens[index].info)
            item = ListItem(self.read(index + 1, end, depth + 2))
            items.append(self._spanned(item, self.tokens[index]))
            index = end + 1
        if depth == 0 and self.section in ("normative-references", "bibliography") and not marks:
            entries = references.entries_of(items, self.section, typed if any(typed) else None)
            if entries:
                out.extend(entries)
                return
        if token.type == "ordered_list_open":
            style: Any = "ordered"
        else:
            style = "dash" if token.markup == "-" else "bullet"
        style = (
            generic.take_choice(marks, "style", ("dash", "bullet", "ordered", "alpha", "decimal", "roman"))
            or style
        )
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else 1
        node = List(items, style, start, marks.id, marks.rest())
        out.append(self._spanned(node, token))

    def _further_list(self, out: list[Any], at: int, end: int, marks: Marks, depth: int) -> int:
        """Add a list whose items go on in paragraphs; return the index of the next token."""
        found = spread.read_from_items(self, at, end, depth)
        if found is None:
            close = self._close(at)
            self._block(out, at, close, marks, depth)
            return close + 1
        made, after, left = found
        made.id, made.attrs = marks.id, marks.rest()
        out.append(made)
        if not left:
            return after
        place = (forms.start_of(left[0], 0), self.span(self.tokens[after - 3])[1])
        return self._interpret(out, after, end, forms.with_breaks(left), Marks(), place, depth)

    def _html(self, token: Token, marks: Marks) -> list[Any]:
        text = token.content.rstrip("\n")
        if text.lstrip().startswith("<!--") and "-->" not in text:
            start = self.span(token)[0]
            self.report(findings.UNCLOSED_COMMENT, (start, start + 4))
        if holds_comments(text):
            places = self.offsets(text, (token.map or [0])[0])
            made: list[Any] = []
            for found in _COMMENT.finditer(text):
                comment = Comment(found[1])
                comment.span = (places(found.start()), places(found.end() - 1) + 1)
                made.append(comment)
            return made
        return [self._spanned(ForeignBlock(text), token)]

    def _container(self, at: int, close: int, marks: Marks, depth: int) -> list[Any]:
        token = self.tokens[at]
        marks = marks.merge(token.meta["marks"])
        if not token.meta["closed"]:
            start = self.span(token)[0]
            end = self.text.find("\n", start)
            span = (start, end if end >= 0 else len(self.text))
            self.report(findings.UNCLOSED_CONTAINER, span, name=token.info)
        made = generic.read_container(self, token, at, close, marks, depth)
        for node in made:
            if not hasattr(node, "span"):
                node.span = self.span(token)
        return made


def holds_comments(text: str) -> bool:
    """Whether a block of HTML is nothing but comments."""
    return _COMMENTS.fullmatch(text.strip()) is not None


def interpret(nodes: list[Any], section: str = "", depth: int = 1) -> list[Any]:
    """Return what a paragraph made of `nodes` would be taken for; the writer asks this.

    Args:
        nodes: inline nodes
        section: the type of the clause the paragraph stands in
        depth: 0 directly in a clause
    """
    reader = BlockReader("", [], InlineReader({}), _ignore)
    reader.section = section
    out: list[Any] = []
    reader._interpret(out, 0, 0, list(nodes), Marks(), (0, 0), depth)
    return out


def _ignore(finding: Finding, span: tuple[int, int], **values: Any) -> None:
    return None


def take_number(marks: Marks, key: str) -> int | None:
    """Take a small whole number out of marks."""
    value = marks.take(key)
    if value is None:
        return None
    if value.isascii() and value.isdigit() and 1 <= int(value) <= MAX_DEPTH:
        return int(value)
    marks.pairs.append((key, value))
    return None
